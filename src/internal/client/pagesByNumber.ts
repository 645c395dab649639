import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Fiber from "effect/Fiber"
import * as Option from "effect/Option"
import * as Predicate from "effect/Predicate"
import type * as Scope from "effect/Scope"
import type * as Pagination from "../../Pagination.js"
import type { DecodeError, EncodeError, PureCloudError } from "../../PureCloudError.js"
import {
  checkPageSize,
  type FetchedPage,
  fieldOf,
  invalidOption,
  isCount,
  itemsOf,
  type PageInput,
  type PagePull,
  type PageRequest,
  type RawPage,
  unexpectedField
} from "./pageRequest.js"

/*
 * Listings by page number. The first page is fetched alone. Then a limited number of pages is fetched at the same time.
 * The pages are emitted in order.
 */

/** The two numbers that request a page. */
interface PageNumbers {
  readonly pageNumber: number
  readonly pageSize: number
}

/** A page, and the number of the last page according to its response. */
interface NumberedPage {
  readonly fetched: FetchedPage
  readonly items: ReadonlyArray<unknown>
  readonly last: number | undefined
}

/** State of the reading of a listing. */
interface ReadAhead {
  readonly request: PageRequest
  readonly strategy: Pagination.PageNumber
  readonly pageSize: number
  readonly scope: Scope.Scope
  /** Fibers that fetch pages, in order. Pages that have arrived are not decoded before they are pulled. */
  readonly fetching: Array<Fiber.Fiber<Effect.Effect<FetchedPage, PureCloudError>, PureCloudError>>
  /** Number of the next page to fetch. */
  next: number
  /** Number of the last page according to the latest page pulled. The listing may have grown since the first page. */
  last: number | undefined
}

/** Returns the effect that reads the next page of a listing by page number. Pages after it are fetched in the scope. */
export const pagesByNumber = (
  request: PageRequest,
  strategy: Pagination.PageNumber,
  scope: Scope.Scope
): Either.Either<PagePull, EncodeError> =>
  Either.map(firstNumbers(request, strategy), ({ pageNumber, pageSize }) =>
    nextPage({
      request,
      strategy,
      pageSize,
      scope,
      fetching: [],
      next: pageNumber,
      last: undefined
    }))

/** Returns the next page in order, and fetches those after it. */
const nextPage = (reading: ReadAhead): PagePull =>
  Effect.flatMap(fetchAhead(reading), () => {
    const fiber = reading.fetching.shift()
    if (fiber === undefined) return Effect.fail(Option.none())
    const position = reading.next - 1 - reading.fetching.length
    return Effect.flatMap(
      Effect.mapError(
        Effect.flatMap(Effect.flatten(Fiber.join(fiber)), (fetched) => numberedPage(reading, fetched)),
        Option.some
      ),
      (page) => emitPage(reading, page, position)
    )
  })

/** Starts to fetch pages until the maximum number is fetched at the same time. */
const fetchAhead = (reading: ReadAhead): Effect.Effect<void> =>
  Effect.suspend(() =>
    canFetchNext(reading) ? Effect.flatMap(fetchNext(reading), () => fetchAhead(reading)) : Effect.void
  )

/** Returns a page, unless the listing ended before it. */
const emitPage = (
  reading: ReadAhead,
  { fetched, items, last }: NumberedPage,
  position: number
): PagePull => {
  const { fetching, strategy } = reading
  reading.last = last ?? reading.last
  // The scope interrupts the pages that are being fetched.
  if (strategy.last !== "pageCount" && items.length === 0) return Effect.fail(Option.none())
  const isLast = fetching.length === 0 && reading.last !== undefined && position >= reading.last
  const page: RawPage = { fetched, items, position, last, next: isLast ? undefined : position + 1 }
  return Effect.succeed(page)
}

/**
 * Returns whether the next page may be fetched. Until a response has shown the number of pages, only one page is
 * fetched at a time.
 */
const canFetchNext = ({ fetching, last, next, request }: ReadAhead): boolean =>
  next <= (request.endPage ?? Infinity) &&
  (fetching.length === 0 || (fetching.length < request.concurrency && last !== undefined)) &&
  (last === undefined || next <= last)

const fetchNext = (reading: ReadAhead): Effect.Effect<void> =>
  Effect.suspend(() => {
    const { fetching, pageSize, request, scope, strategy } = reading
    const input = withNumbers(request.input, placeOf(strategy), { pageNumber: reading.next++, pageSize })
    return Effect.map(Effect.forkIn(request.fetch(input), scope), (fiber) => void fetching.push(fiber))
  })

const numberedPage = (
  { pageSize, request, strategy }: ReadAhead,
  fetched: FetchedPage
): Either.Either<NumberedPage, DecodeError> => {
  const page = fetched.value
  const { last } = strategy
  // A listing without items has no pages, even if its response has no number of pages.
  const absent = last === "pageCount" && fieldOf(page, "total") === 0 ? 0 : undefined
  const count = last === "emptyPage" ? undefined : fieldOf(page, last) ?? absent
  if (!isCount(count) && (last === "pageCount" || count !== undefined)) {
    return Either.left(unexpectedField(request, fetched, last, "a whole number", count))
  }
  return Either.map(itemsOf(request, fetched, strategy), (items) => ({
    fetched,
    items,
    last: count === undefined || last === "pageCount" ? count : Math.ceil(count / pageSize)
  }))
}

// -------------------------------------------------------------------------------------------------- numbers in inputs

/** Path of the object in the input that holds the numbers. */
const placeOf = (strategy: Pagination.PageNumber): ReadonlyArray<string> =>
  strategy.in === "query" ? [] : strategy.in.split(".")

/** Returns the number of the first page and the page size, from the options or the input, and checks the options. */
export const firstNumbers = (
  request: PageRequest,
  strategy: Pagination.PageNumber
): Either.Either<PageNumbers, EncodeError> => {
  const { concurrency, startCursor } = request
  const place = placeOf(strategy)
  const pathOf = (key: string) => [...place, key].join(".")
  const given = place.reduce<unknown>((u, key) => Predicate.isRecord(u) ? u[key] : undefined, request.input)
  const numbers: { readonly [key: PropertyKey]: unknown } = Predicate.isRecord(given) ? given : {}
  const size = request.pageSize ?? numbers["pageSize"] ?? strategy.defaultPageSize
  const pageNumber = request.startPage ?? numbers["pageNumber"] ?? 1
  const invalid = (path: string, expected: string, value: unknown) =>
    Either.left(invalidOption(request, path, expected, value))
  return Either.flatMap(checkPageSize(request, pathOf("pageSize"), size, strategy.maxPageSize), (pageSize) => {
    if (!isCount(pageNumber) || pageNumber < 1) {
      return invalid(pathOf("pageNumber"), "a whole number from 1 on", pageNumber)
    }
    if (startCursor !== undefined) {
      return invalid("startCursor", "startPage, because pages have numbers", startCursor)
    }
    return !isCount(concurrency) || concurrency < 1
      ? invalid("concurrency", "a whole number from 1 on", concurrency)
      : Either.right({ pageNumber, pageSize })
  })
}

/** Returns the input with other numbers. */
const withNumbers = (
  input: PageInput,
  place: ReadonlyArray<string>,
  numbers: PageNumbers
): PageInput => {
  const [key, ...rest] = place
  if (key === undefined) return { ...input, ...numbers }
  const inner = input[key]
  return { ...input, [key]: withNumbers(Predicate.isRecord(inner) ? inner : {}, rest, numbers) }
}
