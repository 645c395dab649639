/*
 * Limits the depth of a value, because models refer to themselves and a guard could overflow the stack.
 */

/** Thrown when a value has too many nested references, before the stack overflows. */
export class TooDeep {
  readonly _tag = "TooDeep"
}

/** Maximum number of nested references between models in one value. Responses of the service have fewer than ten. */
export const maxDepth = 200

let depth = 0

/** Calls a function one level deeper. Throws {@link TooDeep} at the limit. */
export const descend = <A, B>(f: (a: A) => B, a: A): B => {
  if (depth >= maxDepth) throw new TooDeep()
  depth++
  try {
    return f(a)
  } finally {
    depth--
  }
}
