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
    ? (u as { readonly [key: string]: unknown })[key]
    : undefined

const isNothing = (u: unknown): boolean =>
  u === undefined || u === null || u === "" || (Array.isArray(u) && u.length === 0)
