import type * as Common from "../../models/Common.js"
import { refuseValue } from "../engine/wire.js"
import type { Call } from "./handler.js"

/*
 * Listings by page number.
 */

/** What is listed: how many there are, and the one at a place. */
export interface Sequence<A> {
  readonly size: number
  readonly at: (place: number) => A
}

/** An array, listed. */
export const fromArray = <A>(items: ReadonlyArray<A>): Sequence<A> => ({
  size: items.length,
  at: (place) => items[place] as A
})

/** What is shown of each. */
export const map = <A, B>({ at, size }: Sequence<A>, show: (a: A) => B): Sequence<B> => ({
  size,
  at: (place) => show(at(place))
})

/** From the last to the first. */
export const reverse = <A>({ at, size }: Sequence<A>): Sequence<A> => ({ size, at: (place) => at(size - 1 - place) })

/** What of a page is asked for. */
export interface Numbers {
  readonly pageNumber?: number | undefined
  readonly pageSize?: number | undefined
}

/** A page's place in its listing. */
export interface Place {
  readonly pageSize: number
  readonly pageNumber: number
  readonly pageCount: number
  readonly total: number
}

const defaultPageSize = 25

/** The place and the items of a page. Only these items are made. */
export const cut = <A>(
  { pageNumber = 1, pageSize = defaultPageSize }: Numbers,
  sequence: Sequence<A>,
  maxPageSize: number
): { readonly place: Place; readonly items: ReadonlyArray<A> } => {
  if (pageSize < 1 || pageSize > maxPageSize) refuseValue("pageSize", pageSize, `1 to ${maxPageSize}`)
  if (pageNumber < 1) refuseValue("pageNumber", pageNumber, "1 and above")
  const { size } = sequence
  const first = (pageNumber - 1) * pageSize
  return {
    place: { pageSize, pageNumber, pageCount: Math.ceil(size / pageSize), total: size },
    items: Array.from({ length: Math.max(0, Math.min(pageSize, size - first)) }, (_, i) => sequence.at(first + i))
  }
}

/** A page of a listing, with its links: relative, with whatever else the request asked for. */
export const page = <A>(
  call: Call,
  numbers: Numbers,
  sequence: Sequence<A>,
  maxPageSize = 500
): Common.EntityListing & { readonly entities: ReadonlyArray<A> } => {
  const { items, place } = cut(numbers, sequence, maxPageSize)
  const { pageCount, pageNumber, pageSize } = place
  const rest = call.query.filter(([key]) => key !== "pageSize" && key !== "pageNumber")
  const uri = (number: number) => {
    const query = new URLSearchParams({ pageSize: String(pageSize), pageNumber: String(number) })
    for (const [key, value] of rest) query.append(key, value)
    return `${call.path}?${query}`
  }
  return {
    entities: items,
    ...place,
    firstUri: uri(1),
    selfUri: uri(pageNumber),
    ...(pageNumber > 1 ? { previousUri: uri(pageNumber - 1) } : {}),
    ...(pageNumber < pageCount ? { nextUri: uri(pageNumber + 1) } : {}),
    lastUri: uri(Math.max(1, pageCount))
  }
}

/** The whole of a short listing, for answers that are no page of anything. */
export const whole = <A>(
  call: Call,
  items: ReadonlyArray<A>
): Common.EntityListing & { readonly entities: ReadonlyArray<A> } =>
  page(call, { pageSize: Math.max(defaultPageSize, items.length) }, fromArray(items), Infinity)
