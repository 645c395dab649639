/*
 * Pseudo-random values that are computed from a seed. The same seed gives the same organization on every machine. The
 * values do not depend on the order in which they are requested.
 */

const mix = (state: number, word: number): number => {
  let k = Math.imul(word, 0xcc9e2d51)
  k = (k << 15) | (k >>> 17)
  let h = state ^ Math.imul(k, 0x1b873593)
  h = (h << 13) | (h >>> 19)
  return (Math.imul(h, 5) + 0xe6546b64) | 0
}

const finish = (state: number): number => {
  let h = state
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

/** Returns a number from 0 to 2^32 - 1 that depends on the three arguments only (MurmurHash3). */
export const hash = (a: number, b: number, c = 0): number => finish(mix(mix(mix(0x2f0b4a17, a), b), c))

/** Returns the seed of the functions below, which use 32 bits of a number: a larger number is hashed. */
export const seedOf = (number: number): number => number < 2 ** 32 ? number : hash(number, Math.floor(number / 2 ** 32))

/** Returns a number from 0 to 2^32 - 1 that depends on the seed and the text only. */
export const hashText = (seed: number, text: string): number => {
  let state = seed
  for (let i = 0; i < text.length; i++) state = mix(state, text.charCodeAt(i))
  return finish(state)
}

/** Returns the value at index `number % values.length`. */
export const pick = <A>(values: readonly [A, ...ReadonlyArray<A>], number: number): A =>
  values[number % values.length] ?? values[0]

/** Returns a subset of the values, in their order. `share` is the probability of each value. */
export const subsetOf = <A>(values: ReadonlyArray<A>, share: number, seed: number): ReadonlyArray<A> =>
  values.filter((_, i) => hash(seed, i) < share * 2 ** 32)

const bytes = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"))

const byte = (number: number, shift: number): string => bytes[(number >>> shift) & 255] ?? ""

const hex = (number: number): string => byte(number, 24) + byte(number, 16) + byte(number, 8) + byte(number, 0)

/**
 * The ids of one kind of entity. Each id has the form of a UUID, and belongs to an ordinal: a whole number from 0. The
 * ordinal can be computed from the id, so a million ids need no table.
 */
export interface Ids {
  /** Returns the id of an ordinal. */
  readonly of: (ordinal: number) => string
  /** Returns the ordinal of an id, or -1 if the id belongs to another kind or seed. */
  readonly ordinal: (id: string) => number
}

// Multiplying by `inverse` undoes multiplying by `factor`, modulo 2^32.
const factor = 0x9e3779b1
const inverse = 0x0e8b2f51

/** Makes the ids of a kind of entity. */
export const ids = (seed: number, kind: string): Ids => {
  const salt = hashText(seed, kind)
  const of = (ordinal: number): string => {
    const product = Math.imul(ordinal ^ salt, factor)
    const b = hex(hash(salt, ordinal, 1))
    const c = hex(hash(salt, ordinal, 2))
    const variant = "89ab"[hash(salt, ordinal, 3) & 3]
    return `${hex(product ^ (product >>> 16))}-${b.slice(0, 4)}-4${b.slice(5)}-${variant}${c.slice(1, 4)}-${
      c.slice(4)
    }${hex(hash(salt, ordinal, 4))}`
  }
  return {
    of,
    ordinal: (id) => {
      if (id.length !== 36) return -1
      const head = Number.parseInt(id.slice(0, 8), 16)
      if (Number.isNaN(head)) return -1
      const ordinal = (Math.imul(head ^ (head >>> 16), inverse) ^ salt) >>> 0
      return of(ordinal) === id ? ordinal : -1
    }
  }
}
