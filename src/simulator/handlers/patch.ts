/** A change. A field that is absent keeps its value, and `null` clears a field. */
export type Patch<A> = { readonly [K in keyof A]?: A[K] | null | undefined }

/** Applies a change. A cleared field gets the value that it has in `empty`. If it has none, it is removed. */
export const merge = <A extends object>(target: A, patch: Patch<A>, empty: Partial<A> = {}): A => {
  const out: { [K in keyof A]?: A[K] | undefined } = { ...target }
  // A patch has keys of the target only.
  for (const key of Object.keys(patch) as Array<keyof A>) {
    const value = patch[key]
    if (value === undefined) continue
    if (value !== null) out[key] = value
    else if (empty[key] !== undefined) out[key] = empty[key]
    else delete out[key]
  }
  // Callers pass a value for each required field in `empty`.
  return out as A
}
