import type * as Endpoint from "../../Endpoint.js"

/*
 * Which endpoint a request is for. A segment that is written out goes before a placeholder.
 */

interface Node<A> {
  readonly literals: Map<string, Node<A>>
  placeholder: Node<A> | undefined
  readonly methods: Map<string, { readonly value: A; readonly names: ReadonlyArray<string> }>
}

const node = <A>(): Node<A> => ({ literals: new Map(), placeholder: undefined, methods: new Map() })

/** What was found for a method and a path. */
export type Match<A> =
  | { readonly _tag: "Found"; readonly value: A; readonly path: { readonly [key: string]: string } }
  | { readonly _tag: "WrongMethod"; readonly allowed: ReadonlyArray<string> }
  | { readonly _tag: "NotFound" }

/** Finds what is meant by a method and a path (without its query). */
export type Router<A> = (method: string, path: string) => Match<A>

const decode = (segment: string): string | undefined => {
  try {
    return decodeURIComponent(segment)
  } catch {
    return undefined
  }
}

/** Routes to the values of endpoints. */
export const make = <A>(routes: Iterable<readonly [endpoint: Endpoint.Any, value: A]>): Router<A> => {
  const root = node<A>()
  for (const [endpoint, value] of routes) {
    const names: Array<string> = []
    let at = root
    for (const segment of endpoint.path.split("/").slice(1)) {
      const name = /^\{(.+)\}$/.exec(segment)?.[1]
      if (name === undefined) {
        const next = at.literals.get(segment) ?? node<A>()
        at.literals.set(segment, next)
        at = next
      } else {
        names.push(name)
        at = at.placeholder ??= node<A>()
      }
    }
    at.methods.set(endpoint.method, { value, names })
  }

  /** The end of the way and what stood for the placeholders on it; backs out of a literal that leads nowhere. */
  const walk = (
    at: Node<A>,
    segments: ReadonlyArray<string>,
    index: number,
    values: ReadonlyArray<string>
  ): { readonly end: Node<A>; readonly values: ReadonlyArray<string> } | undefined => {
    const segment = segments[index]
    if (segment === undefined) return at.methods.size === 0 ? undefined : { end: at, values }
    const literal = at.literals.get(segment)
    const found = literal === undefined ? undefined : walk(literal, segments, index + 1, values)
    if (found !== undefined) return found
    const value = segment === "" ? undefined : decode(segment)
    return at.placeholder === undefined || value === undefined
      ? undefined
      : walk(at.placeholder, segments, index + 1, [...values, value])
  }

  return (method, path) => {
    const found = walk(root, path.split("/").slice(1), 0, [])
    if (found === undefined) return { _tag: "NotFound" }
    const route = found.end.methods.get(method)
    return route === undefined
      ? { _tag: "WrongMethod", allowed: [...found.end.methods.keys()] }
      : {
        _tag: "Found",
        value: route.value,
        path: Object.fromEntries(route.names.map((name, index) => [name, found.values[index] ?? ""]))
      }
  }
}
