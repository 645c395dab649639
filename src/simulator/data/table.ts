/** The values of one aspect of users or other entities, by ordinal. */
export interface Table<A> {
  /** Returns the value that was written last, or the initial value. */
  readonly get: (ordinal: number) => A
  readonly put: (ordinal: number, value: A) => void
  /** The values that were written. */
  readonly written: ReadonlyMap<number, A>
  /** Removes the values that were written. */
  readonly clear: () => void
}

/** Makes a table from initial values. */
export const make = <A>(initial: (ordinal: number) => A): Table<A> => {
  const written = new Map<number, A>()
  return {
    get: (ordinal) => written.get(ordinal) ?? initial(ordinal),
    put: (ordinal, value) => void written.set(ordinal, value),
    written,
    clear: () => written.clear()
  }
}

/** Returns the values that were written, sorted by ordinal. */
export const entries = <A>({ written }: Table<A>): ReadonlyArray<readonly [ordinal: number, value: A]> =>
  [...written].sort(([a], [b]) => a - b)
