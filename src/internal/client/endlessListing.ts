import { sameJson } from "../schema/json.js"
import { idOf } from "./pageRequest.js"

/*
 * Detects a listing (the pages of one paged call) that does not end, in constant memory. A listing that changes or
 * grows while it is read, or whose pages are filtered by the service, stays below the limits.
 */

/** A page, compared with the pages before it. */
export interface Step {
  /** The items of the page. */
  readonly items: ReadonlyArray<unknown>
  /** Number of items that were not on one of the pages shortly before. */
  readonly added: number
  /** Number of remembered ids, with which items are compared. */
  readonly remembered: number
  /** Number of the page, if pages have numbers. */
  readonly number: number | undefined
  /** Number of pages according to the response, if it has that field. */
  readonly last: number | undefined
  /** Number or cursor of the next page. */
  readonly next: number | string
}

/** Reason why a listing does not end. */
export interface Endless {
  readonly reason: "CursorRepeats" | "PagesRepeat" | "NothingNew" | "EmptyPages" | "KeepsGrowing"
  readonly text: string
}

/** Maximum number of consecutive pages without items, and maximum number of repeated pages. */
const maxPages = 100

/** Maximum number of consecutive pages without items, within the number of pages of the first response. */
const maxPromisedPages = 1000

/** Minimum number of consecutive pages without new items that shows that a listing does not end. */
const minStalePages = 10

/** Maximum number of consecutive items that are not new, as a multiple of the number of remembered ids. */
const maxStale = 4

/**
 * Minimum growth, in pages and in items, that shows that a listing does not end. The number of pages must also have
 * doubled.
 */
const minGrowth = { pages: 1000, items: 10_000 }

/** Checks the pages of one listing, in order. */
export interface Detector {
  /** Returns the reason why the listing does not end, or `undefined` if this page does not show one. */
  readonly check: (step: Step) => Endless | undefined
}

type Rule = (step: Step, page: number) => Endless | undefined

/**
 * Makes the detector of a listing.
 *
 * @param start cursor of the first page
 * @param word word for a cursor in messages
 */
export const detector = (start: string | undefined, word: "cursor" | "link"): Detector => {
  const rules: ReadonlyArray<Rule> = [cursorRepeats(start, word), pagesRepeat(), nothingNew(), keepsGrowing()]
  let page = 0
  return {
    check: (step) => {
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
 * Remembers one value of a sequence, and replaces it after 1, 2, 4, 8 … steps. If the sequence is a cycle, the
 * remembered value occurs again (Brent's algorithm).
 */
const reference = <A>(first: A | undefined) => {
  let value = first
  let page = 1
  let steps = 0
  let power = 1
  return {
    get: () => ({ value, page }),
    /** Moves to the next value, and returns whether it is the remembered one from now on. */
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
    const isRepeat = value !== undefined && !haveOtherIds(value[0], items[0]) && sameJson(value, items)
    if (isRepeat) repeats++
    if (repeats >= maxPages) {
      return { reason: "PagesRepeat", text: `${repeats} pages have the same items as page ${before}` }
    }
    if (seen.step(items, page) && !isRepeat) repeats = 0
    return undefined
  }
}

/** Whether two items have different ids. This takes much less time than a comparison of the items. */
const haveOtherIds = (a: unknown, b: unknown): boolean => {
  const [idA, idB] = [idOf(a), idOf(b)]
  return idA !== undefined && idB !== undefined && idA !== idB
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
    // A listing that only changes repeats at most as many items as there are remembered ids.
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
    const growth = Math.max(minGrowth.pages, minGrowth.items / pageSize)
    return typeof next === "number" && first !== undefined && last !== undefined && next > 2 * first + growth
      ? { reason: "KeepsGrowing", text: `it had ${first} pages at first and has ${last} pages at page ${number}` }
      : undefined
  }
}
