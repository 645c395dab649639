import * as Predicate from "effect/Predicate"

/**
 * Returns whether two JSON values are equal. The order of keys does not matter, and an absent value, null, an empty
 * text and an empty array are equal. It does not recurse, because a value may be nested deeper than the stack allows.
 */
export const sameJson = (a: unknown, b: unknown): boolean => {
  const pairs: Array<readonly [unknown, unknown]> = [[a, b]]
  for (let pair = pairs.pop(); pair !== undefined; pair = pairs.pop()) {
    const [a, b] = pair
    if (Object.is(a, b) || (isNothing(a) && isNothing(b))) continue
    if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false
    if (Array.isArray(a) || Array.isArray(b)) {
      if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false
      for (const [i, item] of a.entries()) pairs.push([item, b[i]])
    } else {
      const keys = new Set([...Object.keys(a), ...Object.keys(b)])
      for (const key of keys) pairs.push([valueAt(a, key), valueAt(b, key)])
    }
  }
  return true
}

/** Returns the value of an own property. */
export const valueAt = (u: unknown, key: string): unknown =>
  typeof u === "object" && u !== null && Object.hasOwn(u, key)
    // An object may have any keys.
    ? (u as { readonly [key: string]: unknown })[key]
    : undefined

const isNothing = (u: unknown): boolean =>
  u === undefined || u === null || u === "" || (Array.isArray(u) && u.length === 0)

/**
 * Writes a value like `JSON.stringify`, also if it is nested deeper than the stack allows. Throws a TypeError for a
 * value that JSON cannot represent.
 */
export const writeJson = (value: unknown): string => {
  try {
    return JSON.stringify(value)
  } catch (error) {
    // A RangeError is a stack overflow.
    if (!(error instanceof RangeError)) throw error
    return writeDeepJson(value)
  }
}

/** An object or array that is being written. */
interface Open {
  readonly value: object
  /** The remaining members, the next one last: a key with its separator, and a value. */
  readonly members: Array<readonly [key: string, value: unknown]>
  readonly end: "]" | "}"
}

const writeDeepJson = (root: unknown): string => {
  let text = ""
  const stack: Array<Open> = []
  const ancestors = new Set<object>()
  const write = (key: string, value: unknown) => {
    text += key
    if (typeof value !== "object" || value === null) return void (text += JSON.stringify(value))
    if (ancestors.has(value)) throw new TypeError("a value that contains itself")
    ancestors.add(value)
    text += Array.isArray(value) ? "[" : "{"
    stack.push(
      Array.isArray(value)
        ? { value, members: itemsOf(value), end: "]" }
        : { value, members: fieldsOf(value), end: "}" }
    )
  }
  write("", toJson(root))
  for (let open = stack.at(-1); open !== undefined; open = stack.at(-1)) {
    const member = open.members.pop()
    if (member !== undefined) {
      write(...member)
    } else {
      text += open.end
      ancestors.delete(open.value)
      stack.pop()
    }
  }
  return text
}

const itemsOf = (array: ReadonlyArray<unknown>): Open["members"] =>
  Array.from(array, toJson).map((item, i) => [i === 0 ? "" : ",", isOmitted(item) ? null : item] as const).reverse()

const fieldsOf = (object: object): Open["members"] =>
  Object.entries(object)
    .map(([key, value]) => [key, toJson(value)] as const)
    .filter(([_, value]) => !isOmitted(value))
    .map(([key, value], i) => [`${i === 0 ? "" : ","}${JSON.stringify(key)}:`, value] as const)
    .reverse()

const toJson = (u: unknown): unknown =>
  Predicate.hasProperty(u, "toJSON") && Predicate.isFunction(u.toJSON) ? u.toJSON() : u

const isOmitted = (u: unknown): boolean => u === undefined || typeof u === "function" || typeof u === "symbol"
