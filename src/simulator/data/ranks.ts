/*
 * A sorted set of whole numbers. It is stored as a range, a list of numbers that were removed from the range, and a
 * list of numbers that were added to it. The number at an index is found without visiting the numbers before it, so
 * every page of a listing has the same cost.
 */

/** A set of whole numbers in ascending order. */
export interface Ranks {
  readonly size: () => number
  /** Returns the number at an index, or -1 if the index is out of bounds. */
  readonly at: (index: number) => number
  /** Counts the numbers of the set that are less than a number. */
  readonly rank: (number: number) => number
  readonly add: (number: number) => void
  readonly remove: (number: number) => void
}

/** Counts the sorted numbers that are less than a number. */
const countBelow = (sorted: ReadonlyArray<number>, number: number): number => {
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
  const index = countBelow(sorted, number)
  if (sorted[index] !== number) sorted.splice(index, 0, number)
}

const remove = (sorted: Array<number>, number: number): void => {
  const index = countBelow(sorted, number)
  if (sorted[index] === number) sorted.splice(index, 1)
}

/** Makes the set of the numbers from `from` to `to - 1`. */
export const make = (from: number, to: number): Ranks => {
  const added: Array<number> = []
  const removed: Array<number> = []
  let end = to
  const isInRange = (number: number) => number >= from && number < to
  const size = () => to - from - removed.length + added.length
  const rank = (number: number) =>
    Math.max(0, Math.min(number, to) - from) - countBelow(removed, number) + countBelow(added, number)
  return {
    size,
    at: (index) => {
      if (index < 0 || index >= size()) return -1
      let low = 0
      let high = end
      while (low < high) {
        const middle = low + Math.floor((high - low) / 2)
        if (rank(middle + 1) <= index) low = middle + 1
        else high = middle
      }
      return low
    },
    rank,
    add: (number) => {
      end = Math.max(end, number + 1)
      if (isInRange(number)) remove(removed, number)
      else insert(added, number)
    },
    remove: (number) => {
      if (isInRange(number)) insert(removed, number)
      else remove(added, number)
    }
  }
}
