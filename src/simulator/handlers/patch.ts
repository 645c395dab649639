/*
 * How a change is applied.
 */

/** What of a value is to be changed: what is absent stays, `null` clears. */
export type Patch<A> = { readonly [K in keyof A]?: A[K] | null | undefined }

/** Applies a change. A field that is cleared has the value it has in `empty`, or is gone. */
export const merge = <A extends object>(target: A, patch: Patch<A>, empty: Partial<A> = {}): A => {
  const out: { [K in keyof A]?: A[K] | undefined } = { ...target }
  for (const key of Object.keys(patch) as Array<keyof A>) {
    const value = patch[key]
    if (value === undefined) continue
    if (value !== null) out[key] = value
    else if (empty[key] !== undefined) out[key] = empty[key]
    else delete out[key]
  }
  // Whoever calls it gives what cannot be absent in `empty`.
  return out as A
}
