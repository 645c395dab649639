import type * as Endpoint from "../../Endpoint.js"

/*
 * Finds the endpoint of a request. A literal segment takes precedence over a placeholder.
 */

interface Node<A> {
  readonly literals: Map<string, Node<A>>
  placeholder: Node<A> | undefined
  readonly methods: Map<string, { readonly value: A; readonly names: ReadonlyArray<string> }>
}

/** The result for a method and a path. */
export type Match<A> =
  | {
    readonly _tag: "Found"
    readonly value: A
    /** Values of the placeholders, decoded. */
    readonly path: { readonly [key: string]: string }
  }
  | { readonly _tag: "WrongMethod"; readonly allowed: ReadonlyArray<string> }
  | { readonly _tag: "NotFound" }

/** Finds the route of a method and a path without its query. */
export type Router<A> = (method: string, path: string) => Match<A>

const makeNode = <A>(): Node<A> => ({ literals: new Map(), placeholder: undefined, methods: new Map() })

const add = <A>(root: Node<A>, endpoint: Endpoint.Any, value: A): void => {
  const names: Array<string> = []
  let node = root
  for (const segment of endpoint.path.split("/").slice(1)) {
    const name = /^\{(.+)\}$/.exec(segment)?.[1]
    if (name === undefined) {
      const next = node.literals.get(segment) ?? makeNode<A>()
      node.literals.set(segment, next)
      node = next
    } else {
      names.push(name)
      node = node.placeholder ??= makeNode<A>()
    }
  }
  node.methods.set(endpoint.method, { value, names })
}

const decode = (segment: string): string | undefined => {
  try {
    return decodeURIComponent(segment)
  } catch {
    return undefined
  }
}

interface Found<A> {
  readonly node: Node<A>
  /** Values of the placeholders, in their order. */
  readonly values: ReadonlyArray<string>
}

/** Finds the node of a path. Tries the placeholder of a node if its literal segment leads to no route. */
const find = <A>(
  node: Node<A>,
  segments: ReadonlyArray<string>,
  index: number,
  values: ReadonlyArray<string>
): Found<A> | undefined => {
  const segment = segments[index]
  if (segment === undefined) return node.methods.size === 0 ? undefined : { node, values }
  const literal = node.literals.get(segment)
  const found = literal === undefined ? undefined : find(literal, segments, index + 1, values)
  if (found !== undefined) return found
  const value = segment === "" ? undefined : decode(segment)
  return node.placeholder === undefined || value === undefined
    ? undefined
    : find(node.placeholder, segments, index + 1, [...values, value])
}

/** Makes a router. A later route replaces an earlier one of the same path and method. */
export const make = <A>(routes: Iterable<readonly [endpoint: Endpoint.Any, value: A]>): Router<A> => {
  const root = makeNode<A>()
  for (const [endpoint, value] of routes) add(root, endpoint, value)
  return (method, path) => {
    const found = find(root, path.split("/").slice(1), 0, [])
    if (found === undefined) return { _tag: "NotFound" }
    const route = found.node.methods.get(method)
    return route === undefined
      ? { _tag: "WrongMethod", allowed: [...found.node.methods.keys()] }
      : {
        _tag: "Found",
        value: route.value,
        path: Object.fromEntries(route.names.map((name, index) => [name, found.values[index] ?? ""]))
      }
  }
}
