/*
 * A set of whole numbers that is a range to begin with, from which some were taken and to which some were added. It
 * knows the how-manieth a number is, so that a page of a listing is found without walking through those before it.
 */

/** The set, in ascending order. */
export interface Ranks {
  readonly size: () => number
  /** The number at a place, counted from 0; -1 past the end. */
  readonly at: (place: number) => number
  readonly add: (number: number) => void
  readonly remove: (number: number) => void
}

/** How many of the sorted numbers are less than one. */
const below = (sorted: ReadonlyArray<number>, number: number): number => {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((sorted[middle] ?? 0) < number) low = middle + 1
    else high = middle
  }
  return low
}

const insert = (sorted: Array<number>, number: number): void => {
  const place = below(sorted, number)
  if (sorted[place] !== number) sorted.splice(place, 0, number)
}

const cut = (sorted: Array<number>, number: number): void => {
  const place = below(sorted, number)
  if (sorted[place] === number) sorted.splice(place, 1)
}

/** The numbers from `from` on and before `to`. */
export const make = (from: number, to: number): Ranks => {
  const added: Array<number> = []
  const taken: Array<number> = []
  let highest = to
  const isSeeded = (number: number) => number >= from && number < to
  const size = () => to - from - taken.length + added.length
  const before = (number: number) =>
    Math.max(0, Math.min(number, to) - from) - below(taken, number) + below(added, number)
  return {
    size,
    at: (place) => {
      if (place < 0 || place >= size()) return -1
      let low = 0
      let high = highest
      while (low < high) {
        const middle = low + Math.floor((high - low) / 2)
        if (before(middle + 1) <= place) low = middle + 1
        else high = middle
      }
      return low
    },
    add: (number) => {
      highest = Math.max(highest, number + 1)
      if (isSeeded(number)) cut(taken, number)
      else insert(added, number)
    },
    remove: (number) => {
      if (isSeeded(number)) insert(taken, number)
      else cut(added, number)
    }
  }
}
