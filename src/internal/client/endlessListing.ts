import { sameJson } from "../schema/json.js"

/*
 * Recognizes a listing that does not end, in constant memory. The limits are beyond what a listing reaches that moves or
 * grows while it is read, or whose pages are filtered after they were cut.
 */

/** What a page adds to the pages before it. */
export interface Step {
  /** The items of the page. */
  readonly items: ReadonlyArray<unknown>
  /** Number of items that the pages shortly before do not have. */
  readonly added: number
  /** Number of ids by which items are compared with those of earlier pages. */
  readonly remembered: number
  /** Number of the page, where pages have numbers. */
  readonly number: number | undefined
  /** Number of pages according to the response, where it says so. */
  readonly last: number | undefined
  /** Number or cursor of the page after it. */
  readonly next: number | string
}

/** Why a listing does not end. */
export interface Endless {
  readonly reason: "CursorRepeats" | "PagesRepeat" | "NothingNew" | "EmptyPages" | "KeepsGrowing"
  readonly text: string
}

/** Pages in a row without items, and pages that repeat a page, from which on a listing does not end. */
const maxPages = 100

/** Pages in a row without items, among those that the first response promised. */
const maxPromisedPages = 1000

/** Pages in a row without new items, from which on a listing does not end if the items are many as well. */
const minStalePages = 10

/** Times the number of remembered items, after which a listing without new items does not end. */
const maxStale = 4

/** Pages, and items at least, by which a listing may grow while it is read, besides doubling. */
const maxGrowth = { pages: 1000, items: 10_000 }

/** Judges the pages of one listing, in order. */
export interface Detector {
  /** The reason why the listing does not end, if this page shows it. */
  readonly judge: (step: Step) => Endless | undefined
}

type Rule = (step: Step, page: number) => Endless | undefined

/**
 * Makes the detector of a listing.
 *
 * @param start cursor of the first page
 * @param word how messages call a cursor
 */
export const detector = (start: string | undefined, word: "cursor" | "link"): Detector => {
  const rules: ReadonlyArray<Rule> = [cursorRepeats(start, word), pagesRepeat(), nothingNew(), keepsGrowing()]
  let page = 0
  return {
    judge: (step) => {
      page++
      for (const rule of rules) {
        const endless = rule(step, page)
        if (endless !== undefined) return endless
      }
      return undefined
    }
  }
}

/**
 * Remembers one value of a sequence, and another one after 1, 2, 4, 8 … steps: so every cycle comes back to the value
 * that is remembered (Brent's algorithm).
 */
const reference = <A>(first: A | undefined) => {
  let value = first
  let page = 1
  let steps = 0
  let power = 1
  return {
    get: () => ({ value, page }),
    /** Goes on to the next value, and says whether that is remembered from now on. */
    step: (next: A, nextPage: number): boolean => {
      if (value !== undefined && ++steps < power) return false
      if (value !== undefined) power *= 2
      value = next
      page = nextPage
      steps = 0
      return true
    }
  }
}

const cursorRepeats = (start: string | undefined, word: string): Rule => {
  const seen = reference(start)
  return ({ next }, page) => {
    if (typeof next !== "string") return undefined
    const { page: before, value } = seen.get()
    if (next === value) {
      return { reason: "CursorRepeats", text: `the response of page ${page} has the ${word} of page ${before} again` }
    }
    seen.step(next, page + 1)
    return undefined
  }
}

const pagesRepeat = (): Rule => {
  const seen = reference<ReadonlyArray<unknown>>(undefined)
  let repeats = 0
  return ({ items }, page) => {
    if (items.length === 0) return undefined
    const { page: before, value } = seen.get()
    const isRepeat = value !== undefined && sameJson(value[0], items[0]) && sameJson(value, items)
    if (isRepeat) repeats++
    if (repeats >= maxPages) {
      return { reason: "PagesRepeat", text: `${repeats} pages have the same items as page ${before}` }
    }
    if (seen.step(items, page) && !isRepeat) repeats = 0
    return undefined
  }
}

const nothingNew = (): Rule => {
  let promised: number | undefined
  let emptyPages = 0
  let stalePages = 0
  let staleItems = 0
  return ({ added, items, last, number, remembered }) => {
    promised ??= last
    emptyPages = items.length === 0 ? emptyPages + 1 : 0
    const limit = number !== undefined && promised !== undefined && number <= promised ? maxPromisedPages : maxPages
    if (emptyPages >= limit) return { reason: "EmptyPages", text: `${emptyPages} pages in a row have no items` }
    if (added > 0) {
      stalePages = 0
      staleItems = 0
    } else if (items.length > 0) {
      stalePages++
      staleItems += items.length
    }
    // A listing that moves repeats at most the items that are remembered.
    return stalePages >= minStalePages && staleItems > maxStale * remembered
      ? { reason: "NothingNew", text: `${stalePages} pages in a row have only items of the pages before them` }
      : undefined
  }
}

const keepsGrowing = (): Rule => {
  let first: number | undefined
  let pageSize = 1
  return ({ items, last, next, number }) => {
    first ??= last
    pageSize = Math.max(pageSize, items.length)
    const growth = Math.max(maxGrowth.pages, maxGrowth.items / pageSize)
    return typeof next === "number" && first !== undefined && last !== undefined && next > 2 * first + growth
      ? { reason: "KeepsGrowing", text: `it had ${first} pages at first and has ${last} pages at page ${number}` }
      : undefined
  }
}
