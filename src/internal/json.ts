/** Whether two JSON values say the same, whatever the order of their keys. What is absent, null and empty is one. */
export const sameJson = (a: unknown, b: unknown): boolean => {
  if (Object.is(a, b) || (isNothing(a) && isNothing(b))) return true
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false
  if (Array.isArray(a) || Array.isArray(b)) {
    return Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((item, i) => sameJson(item, b[i]))
  }
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].every((key) => sameJson(valueAt(a, key), valueAt(b, key)))
}

/** The own value of a key. */
export const valueAt = (u: unknown, key: string): unknown =>
  typeof u === "object" && u !== null && Object.hasOwn(u, key)
    ? (u as { readonly [key: string]: unknown })[key]
    : undefined

const isNothing = (u: unknown): boolean =>
  u === undefined || u === null || u === "" || (Array.isArray(u) && u.length === 0)
