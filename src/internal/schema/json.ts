/**
 * Whether two JSON values say the same, whatever the order of their keys. What is absent, null and empty is one. It does
 * not recurse: values may nest deeper than the stack reaches.
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

/** The own value of a key. */
export const valueAt = (u: unknown, key: string): unknown =>
  typeof u === "object" && u !== null && Object.hasOwn(u, key)
    ? (u as { readonly [key: string]: unknown })[key]
    : undefined

const isNothing = (u: unknown): boolean =>
  u === undefined || u === null || u === "" || (Array.isArray(u) && u.length === 0)
