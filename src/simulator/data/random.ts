/*
 * Everything that looks random here is computed from a seed: the same seed gives the same organisation, on every
 * machine, in whatever order it is asked for.
 */

const scramble = (hash: number, word: number): number => {
  let k = Math.imul(word, 0xcc9e2d51)
  k = (k << 15) | (k >>> 17)
  let h = hash ^ Math.imul(k, 0x1b873593)
  h = (h << 13) | (h >>> 19)
  return (Math.imul(h, 5) + 0xe6546b64) | 0
}

const finish = (hash: number): number => {
  let h = hash
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

/** A number from 0 to 2^32 - 1 that depends on the three, and on nothing else. */
export const roll = (a: number, b: number, c = 0): number => finish(scramble(scramble(scramble(0x2f0b4a17, a), b), c))

/** The same for text. */
export const rollText = (seed: number, text: string): number => {
  let hash = seed
  for (let i = 0; i < text.length; i++) hash = scramble(hash, text.charCodeAt(i))
  return finish(hash)
}

/** One of several. */
export const pick = <A>(values: readonly [A, ...ReadonlyArray<A>], number: number): A =>
  values[number % values.length] ?? values[0]

/** Some of several, in their order, none twice: each with a chance of `share`. */
export const some = <A>(values: ReadonlyArray<A>, share: number, seed: number): ReadonlyArray<A> =>
  values.filter((_, i) => roll(seed, i) < share * 2 ** 32)

const bytes = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"))

const byte = (number: number, shift: number): string => bytes[(number >>> shift) & 255] ?? ""

const hex = (number: number): string => byte(number, 24) + byte(number, 16) + byte(number, 8) + byte(number, 0)

/**
 * The ids of one kind of entity, numbered from 0 on. They look like any UUID, but the number can be read back from one,
 * so that a million of them need no table.
 */
export interface Ids {
  readonly of: (ordinal: number) => string
  /** The number of an id, or -1 where it is not one of these. */
  readonly ordinal: (id: string) => number
}

// Odd, so that multiplying by it can be undone by multiplying by the other one.
const factor = 0x9e3779b1
const inverse = 0x0e8b2f51

/** The ids of a kind. */
export const ids = (seed: number, kind: string): Ids => {
  const salt = rollText(seed, kind)
  const of = (ordinal: number): string => {
    const product = Math.imul(ordinal ^ salt, factor)
    const b = hex(roll(salt, ordinal, 1))
    const c = hex(roll(salt, ordinal, 2))
    const variant = "89ab"[roll(salt, ordinal, 3) & 3]
    return `${hex(product ^ (product >>> 16))}-${b.slice(0, 4)}-4${b.slice(5)}-${variant}${c.slice(1, 4)}-${
      c.slice(4)
    }${hex(roll(salt, ordinal, 4))}`
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
