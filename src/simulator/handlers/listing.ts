import type * as Common from "../../models/Common.js"
import type * as Ranks from "../data/ranks.js"
import { refuseValue } from "../engine/refusal.js"
import type { Call } from "./handler.js"

/*
 * Pages of listings, by page number.
 */

/** The items of a listing. An item is made when it is read, so only the items of one page are made. */
export interface Sequence<A> {
  readonly size: number
  readonly at: (index: number) => A
}

/** Makes a sequence of the items of an array. */
export const fromArray = <A>(items: ReadonlyArray<A>): Sequence<A> => ({
  size: items.length,
  // Callers only pass indexes that are less than the size.
  at: (index) => items[index] as A
})

/** Makes a sequence of a set of numbers. */
export const fromRanks = (ranks: Ranks.Ranks): Sequence<number> => ({ size: ranks.size(), at: ranks.at })

/** Maps the items of a sequence. */
export const map = <A, B>({ at, size }: Sequence<A>, f: (a: A) => B): Sequence<B> => ({
  size,
  at: (index) => f(at(index))
})

/** Maps each item of a sequence to an array, and concatenates the arrays. */
export const flatMap = <A, B>({ at, size }: Sequence<A>, f: (a: A) => ReadonlyArray<B>): ReadonlyArray<B> =>
  Array.from({ length: size }, (_, index) => f(at(index))).flat()

/** Reverses a sequence. */
export const reverse = <A>({ at, size }: Sequence<A>): Sequence<A> => ({ size, at: (index) => at(size - 1 - index) })

/** The fields of a request that select a page. Defaults: page 1, 25 items a page. */
export interface PageInput {
  readonly pageNumber?: number | undefined
  readonly pageSize?: number | undefined
}

/** The fields of a response that describe a page. */
export interface PageInfo {
  readonly pageSize: number
  readonly pageNumber: number
  readonly pageCount: number
  readonly total: number
}

const defaultPageSize = 25

/** Refuses a page size that is out of bounds. */
export const checkPageSize = (pageSize: number, maxPageSize: number): void => {
  if (pageSize < 1 || pageSize > maxPageSize) refuseValue("pageSize", pageSize, `1 to ${maxPageSize}`)
}

/** Returns one page of a sequence. Refuses a page number or a page size that is out of bounds. */
export const cut = <A>(
  { pageNumber = 1, pageSize = defaultPageSize }: PageInput,
  { at, size }: Sequence<A>,
  maxPageSize: number
): { readonly info: PageInfo; readonly items: ReadonlyArray<A> } => {
  checkPageSize(pageSize, maxPageSize)
  if (pageNumber < 1) refuseValue("pageNumber", pageNumber, "1 and above")
  const first = (pageNumber - 1) * pageSize
  return {
    info: { pageSize, pageNumber, pageCount: Math.ceil(size / pageSize), total: size },
    items: Array.from({ length: Math.max(0, Math.min(pageSize, size - first)) }, (_, i) => at(first + i))
  }
}

/** A page of entities. */
export type Page<A> = Common.EntityListing & { readonly entities: ReadonlyArray<A> }

/** Makes a page with relative links to other pages. The links repeat the other parameters of the request. */
export const page = <A>(
  { path, query }: Call,
  input: PageInput,
  sequence: Sequence<A>,
  maxPageSize = 500
): Page<A> => {
  const { info, items } = cut(input, sequence, maxPageSize)
  const { pageCount, pageNumber, pageSize } = info
  const otherParams = query.filter(([key]) => key !== "pageSize" && key !== "pageNumber")
  const uri = (number: number) => {
    const params = new URLSearchParams({ pageSize: String(pageSize), pageNumber: String(number) })
    for (const [key, value] of otherParams) params.append(key, value)
    return `${path}?${params}`
  }
  return {
    entities: items,
    ...info,
    firstUri: uri(1),
    selfUri: uri(pageNumber),
    ...(pageNumber > 1 ? { previousUri: uri(pageNumber - 1) } : {}),
    ...(pageNumber < pageCount ? { nextUri: uri(pageNumber + 1) } : {}),
    lastUri: uri(Math.max(1, pageCount))
  }
}

/** Makes a single page with all items, for operations that are not paged. */
export const singlePage = <A>(call: Call, items: ReadonlyArray<A>): Page<A> =>
  page(call, { pageSize: Math.max(defaultPageSize, items.length) }, fromArray(items), Infinity)
