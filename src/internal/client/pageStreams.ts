import * as Arr from "effect/Array"
import * as Chunk from "effect/Chunk"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Fiber from "effect/Fiber"
import * as Option from "effect/Option"
import * as Predicate from "effect/Predicate"
import * as Stream from "effect/Stream"
import type * as Endpoint from "../../Endpoint.js"
import type * as Pagination from "../../Pagination.js"
import { DecodeError, EncodeError, PagingError, type PureCloudError } from "../../PureCloudError.js"
import { originOf } from "../http/origin.js"
import { describeType } from "../schema/issue.js"
import * as Endless from "./endlessListing.js"

/*
 * The streams that follow from a paging strategy: one page first; only when the consumer goes on, a bounded number of
 * pages ahead, in order.
 */

/** A page fetched, with what its errors need to be told. */
export interface Fetched {
  readonly value: unknown
  readonly status: number
  readonly correlationId: string | undefined
}

export interface PageRequest {
  readonly endpoint: Endpoint.Any
  readonly input: { readonly [key: string]: unknown }
  readonly fetch: (input: { readonly [key: string]: unknown }) => Effect.Effect<Fetched, PureCloudError>
  readonly concurrency: number
  readonly pageSize: number | undefined
  readonly startPage: number | undefined
  readonly startCursor: string | undefined
  readonly onPage: ((page: PageInfo) => Effect.Effect<void>) | undefined
}

/** Position of a page in its listing: its number, or the cursor that requests it. */
export type Position = number | string

/** A page as it was received. */
interface RawPage {
  readonly fetched: Fetched
  readonly items: ReadonlyArray<unknown>
  /** Position of the page, which the first page of a listing by cursor does not have. */
  readonly position: Position | undefined
  /** Number of pages according to the response, where it says so. */
  readonly last: number | undefined
  /** Position of the page after it, `undefined` after the last page. */
  readonly next: Position | undefined
}

/** What a page adds to those before. */
export interface PageItems {
  readonly page: unknown
  /** All items of the page. */
  readonly all: ReadonlyArray<unknown>
  /** The items that neither this page nor one shortly before held already. */
  readonly items: ReadonlyArray<unknown>
  readonly info: PageInfo
  readonly next: Position | undefined
  /** The ids by which the next pages are held against this one and those shortly before. */
  readonly recent: ReadonlySet<string>
}

interface PagePosition {
  readonly startPage?: number
  readonly startCursor?: string
}

interface PageInfo {
  readonly items: number
  readonly duplicates: number
  readonly total: number | undefined
  readonly position: PagePosition
  readonly next: PagePosition | undefined
}

/** Streams the pages of an endpoint. */
export const pages = (request: PageRequest): Stream.Stream<unknown, PureCloudError> => {
  const { onPage } = request
  const pages = batches(request)
  return Stream.map(
    onPage === undefined
      ? pages
      : Stream.tap(pages, ({ all, info }) => onPage({ ...info, items: all.length, duplicates: 0 })),
    ({ page }) => page
  )
}

const rawPages = (request: PageRequest): Stream.Stream<RawPage, PureCloudError> => {
  const { pagination } = request.endpoint
  if (pagination === undefined) return Stream.die(new Error(`${request.endpoint.id} is not paged`))
  return pagination._tag === "PageNumber" ? byNumber(request, pagination) : byCursor(request, pagination)
}

/** Checks the numbers and the cursor that a read begins with, before anything is sent. */
export const check = (request: PageRequest): Either.Either<unknown, EncodeError> => {
  const { pagination } = request.endpoint
  if (pagination === undefined) return Either.right(undefined)
  return pagination._tag === "PageNumber" ? firstNumbers(request, pagination) : firstInput(request, pagination)
}

/**
 * Ids that are remembered for the pages to come, or those of one page, if it has more: a list into which fewer items are
 * put between two pages shows none twice.
 */
const window = 1000

/**
 * Streams what each page adds. An item that a page shortly before held already is left out: so it may be after pages
 * of an earlier run, whose last ids are given. Fails if the listing does not end.
 */
export const batches = (
  request: PageRequest,
  before: Iterable<string> = []
): Stream.Stream<PageItems, PureCloudError> =>
  Stream.suspend(() => {
    const { endpoint: { pagination }, input, startCursor } = request
    const start = pagination === undefined || pagination._tag === "PageNumber"
      ? undefined
      : startCursor ?? input[pagination.param]
    const detector = Endless.detector(
      typeof start === "string" ? start : undefined,
      pagination?._tag === "Link" ? "link" : "cursor"
    )
    // The order of a set is that of its additions.
    const recent = new Set(before)
    let count = 0
    return Stream.mapEffect(rawPages(request), (raw) => {
      count++
      const { added, remembered } = remember(raw.items, recent)
      const endless = raw.next === undefined ? undefined : detector.judge({
        items: raw.items,
        added: added.length,
        remembered,
        number: typeof raw.position === "number" ? raw.position : undefined,
        last: raw.last,
        next: raw.next
      })
      return endless === undefined
        ? Effect.succeed(batchOf(raw, added, recent))
        : new PagingError({
          origin: originOf(request.endpoint, count),
          correlationId: raw.fetched.correlationId,
          pages: count,
          ...endless
        })
    })
  })

/** Returns the items that neither the page nor a page shortly before has already, and remembers the ids of the page. */
const remember = (items: ReadonlyArray<unknown>, recent: Set<string>) => {
  const ids = new Set<string>()
  const added = items.filter((item) => {
    const id = Predicate.hasProperty(item, "id") ? item.id : undefined
    return typeof id !== "string" || (ids.size < ids.add(id).size && !recent.has(id))
  })
  for (const id of ids) {
    recent.delete(id)
    recent.add(id)
  }
  const remembered = Math.max(window, ids.size)
  for (const id of recent) {
    if (recent.size <= remembered) break
    recent.delete(id)
  }
  return { added, remembered }
}

const batchOf = (
  { fetched, items: all, next, position }: RawPage,
  items: ReadonlyArray<unknown>,
  recent: ReadonlySet<string>
): PageItems => {
  const page = fetched.value
  const total = fieldOf(page, "total") ?? fieldOf(page, "totalHits")
  const info: PageInfo = {
    items: items.length,
    duplicates: all.length - items.length,
    total: isCount(total) ? total : undefined,
    position: optionsOf(position),
    next: next === undefined ? undefined : optionsOf(next)
  }
  return { page, all, items, info, next, recent }
}

/** The options of a stream that begins at a position. */
const optionsOf = (position: Position | undefined): PagePosition =>
  typeof position === "number" ? { startPage: position } : position === undefined ? {} : { startCursor: position }

/** Streams the items of an endpoint's pages, a chunk a page. */
export const items = (request: PageRequest): Stream.Stream<unknown, PureCloudError> => {
  const { onPage } = request
  const added = batches(request)
  return Stream.mapConcatChunk(
    onPage === undefined ? added : Stream.tap(added, ({ info }) => onPage(info)),
    ({ items }) => Chunk.unsafeFromArray(items)
  )
}

/** The value of a field of a page. A field that is `null` counts as absent. */
const fieldOf = (page: unknown, field: string): unknown =>
  (Predicate.isRecord(page) ? page[field] : undefined) ?? undefined

/** The items of a page. */
const itemsOf = (
  request: PageRequest,
  fetched: Fetched,
  { items: field }: Pagination.Pagination
): Either.Either<ReadonlyArray<unknown>, DecodeError> => {
  const items = fieldOf(fetched.value, field) ?? []
  return Array.isArray(items)
    ? Either.right(items)
    : Either.left(doesNotFit(request, fetched, field, "an array", items))
}

const refuse = (request: PageRequest, path: string, expected: string, value: unknown) =>
  new EncodeError({
    origin: originOf(request.endpoint, 0),
    issues: [{ path, expected, found: typeof value === "number" ? String(value) : describeType(value) }]
  })

const doesNotFit = (
  request: PageRequest,
  { correlationId, status }: Fetched,
  path: string,
  expected: string,
  value: unknown
) =>
  new DecodeError({
    origin: originOf(request.endpoint, 1),
    status,
    correlationId,
    details: [],
    issues: [{ path, expected, found: describeType(value) }]
  })

const isCount = (u: unknown): u is number => typeof u === "number" && Number.isSafeInteger(u) && u >= 0

/** Why an option for page sizes cannot be used, if it cannot. */
const wrongPageSize = (request: PageRequest, path: string, pageSize: unknown, maxPageSize: number | undefined) => {
  const isAllowed = isCount(pageSize) && pageSize >= 1 && pageSize <= (maxPageSize ?? Infinity)
  const expected = `a whole number from 1 ${maxPageSize === undefined ? "on" : `to ${maxPageSize}`}`
  return isAllowed ? undefined : refuse(request, path, expected, pageSize)
}

// ------------------------------------------------------------------------------------------------------ page numbers

interface Numbers {
  readonly pageNumber: number
  readonly pageSize: number
}

/** Path of the object in the input that holds the page number. */
const placeOf = (strategy: Pagination.PageNumber): ReadonlyArray<string> =>
  strategy.in === "query" ? [] : strategy.in.split(".")

/** The number of the first page and the page size, from the options or the input. */
const firstNumbers = (request: PageRequest, strategy: Pagination.PageNumber): Either.Either<Numbers, EncodeError> => {
  const place = placeOf(strategy)
  const given = place.reduce<unknown>((u, key) => Predicate.isRecord(u) ? u[key] : undefined, request.input)
  const numbers: { readonly [key: PropertyKey]: unknown } = Predicate.isRecord(given) ? given : {}
  const pageSize = request.pageSize ?? numbers["pageSize"] ?? strategy.defaultPageSize
  const pageNumber = request.startPage ?? numbers["pageNumber"] ?? 1
  const pathOf = (key: string) => [...place, key].join(".")
  const wrong = wrongPageSize(request, pathOf("pageSize"), pageSize, strategy.maxPageSize)
  if (wrong !== undefined) return Either.left(wrong)
  if (!isCount(pageNumber) || pageNumber < 1) {
    return Either.left(refuse(request, pathOf("pageNumber"), "a whole number from 1 on", pageNumber))
  }
  if (request.startCursor !== undefined) {
    return Either.left(refuse(request, "startCursor", "startPage, because pages have numbers", request.startCursor))
  }
  return !isCount(request.concurrency) || request.concurrency < 1
    ? Either.left(refuse(request, "concurrency", "a whole number from 1 on", request.concurrency))
    : Either.right({ pageNumber, pageSize: pageSize as number })
}

const withNumbers = (
  input: { readonly [key: PropertyKey]: unknown },
  place: ReadonlyArray<string>,
  numbers: Numbers
): { readonly [key: string]: unknown } => {
  const [key, ...rest] = place
  if (key === undefined) return { ...input, ...numbers }
  const inner = input[key]
  return { ...input, [key]: withNumbers(Predicate.isRecord(inner) ? inner : {}, rest, numbers) }
}

/** A page, and the number of the last page as its response has it. */
interface Numbered {
  readonly fetched: Fetched
  readonly items: ReadonlyArray<unknown>
  readonly last: number | undefined
}

const numbered = (
  request: PageRequest,
  strategy: Pagination.PageNumber,
  fetched: Fetched,
  pageSize: number
): Either.Either<Numbered, DecodeError> => {
  const page = fetched.value
  const { last } = strategy
  // A listing without items has no pages, whether its response says so or not.
  const absent = last === "pageCount" && fieldOf(page, "total") === 0 ? 0 : undefined
  const count = last === "emptyPage" ? undefined : fieldOf(page, last) ?? absent
  if (!isCount(count) && (last === "pageCount" || count !== undefined)) {
    return Either.left(doesNotFit(request, fetched, last, "a whole number", count))
  }
  return Either.map(itemsOf(request, fetched, strategy), (items) => ({
    fetched,
    items,
    last: count === undefined || last === "pageCount" ? count : Math.ceil(count / pageSize)
  }))
}

const byNumber = (request: PageRequest, strategy: Pagination.PageNumber): Stream.Stream<RawPage, PureCloudError> =>
  Stream.unwrapScoped(Effect.gen(function*() {
    const { pageNumber: startPage, pageSize } = yield* firstNumbers(request, strategy)
    const place = placeOf(strategy)
    const fetch = (pageNumber: number) =>
      Effect.flatMap(
        request.fetch(withNumbers(request.input, place, { pageNumber, pageSize })),
        (fetched) => numbered(request, strategy, fetched, pageSize)
      )

    const scope = yield* Effect.scope
    const ahead: Array<Fiber.Fiber<Numbered, PureCloudError>> = []
    /** The last page, as the latest response in order has it: the list may have grown since those before it. */
    let last: number | undefined
    let next = startPage
    let ended = false
    const start = Effect.suspend(() => Effect.map(Effect.forkIn(fetch(next++), scope), (fiber) => ahead.push(fiber)))
    // The number of pages is known after the first response: until then one page is read at a time.
    const isOpen = () =>
      !ended && (ahead.length === 0 || ahead.length < request.concurrency && last !== undefined) &&
      (last === undefined || next <= last)

    const pull = Effect.gen(function*() {
      while (isOpen()) yield* start
      const fiber = ahead.shift()
      if (fiber === undefined) return Option.none()
      const pageNumber = next - 1 - ahead.length
      const { fetched, items, last: lastNow } = yield* Fiber.join(fiber)
      last = lastNow ?? last
      if (strategy.last !== "pageCount" && Arr.isEmptyReadonlyArray(items)) {
        ended = true
        yield* Fiber.interruptAll(ahead.splice(0))
        return Option.none()
      }
      const isLast = ahead.length === 0 && last !== undefined && pageNumber >= last
      const raw: RawPage = {
        fetched,
        items,
        position: pageNumber,
        last: lastNow,
        next: isLast ? undefined : pageNumber + 1
      }
      return Option.some([raw, undefined] as const)
    })
    return Stream.unfoldEffect(undefined, () => pull)
  }))

// ------------------------------------------------------------------------------------------------- cursors and links

/** The input of the first page of a listing by cursor. */
const firstInput = (
  request: PageRequest,
  strategy: Pagination.Cursor | Pagination.Link
): Either.Either<{ readonly [key: string]: unknown }, EncodeError> => {
  const { endpoint, input, pageSize, startCursor, startPage } = request
  if (startPage !== undefined) {
    return Either.left(
      refuse(request, "startPage", "startCursor, because pages have cursors and no numbers", startPage)
    )
  }
  const start = startCursor === undefined ? input : { ...input, [strategy.param]: startCursor }
  if (!("pageSize" in endpoint.query)) {
    return pageSize === undefined
      ? Either.right(start)
      : Either.left(refuse(request, "pageSize", "no page size, because the operation has none", pageSize))
  }
  const size = pageSize ?? input["pageSize"]
  if (size === undefined) return Either.right(start)
  const wrong = wrongPageSize(request, "pageSize", size, strategy.maxPageSize)
  return wrong === undefined ? Either.right({ ...start, pageSize: size }) : Either.left(wrong)
}

/** The cursor of the page after a page, if there is one. */
const nextCursor = (
  request: PageRequest,
  strategy: Pagination.Cursor | Pagination.Link,
  fetched: Fetched,
  items: ReadonlyArray<unknown>
): Either.Either<string | undefined, DecodeError> => {
  const field = strategy._tag === "Cursor" ? strategy.cursor : strategy.link
  if (strategy._tag === "Link" && strategy.last === "pageCount" && isLastOfLinks(fetched.value, items)) {
    return Either.right(undefined)
  }
  const value = fieldOf(fetched.value, field)
  if (value === undefined || value === "") return Either.right(undefined)
  const cursor = typeof value !== "string"
    ? undefined
    : strategy._tag === "Cursor"
    ? value
    : paramOf(value, strategy.param)
  const expected = strategy._tag === "Cursor" ? "text" : `a link with ${strategy.param}`
  return cursor === undefined ? Either.left(doesNotFit(request, fetched, field, expected, value)) : Either.right(cursor)
}

/** Whether a page is the last one by its page number, or has no items. Its link may go on all the same. */
const isLastOfLinks = (page: unknown, items: ReadonlyArray<unknown>): boolean => {
  const number = fieldOf(page, "pageNumber")
  const count = fieldOf(page, "pageCount")
  return items.length === 0 || (isCount(number) && isCount(count) && number >= count)
}

/** A parameter of a link, decoded. */
const paramOf = (link: string, param: string): string | undefined => {
  const value = new URLSearchParams(link.slice(link.indexOf("?") + 1)).get(param)
  // Base64 has no spaces: a space in the result was a plus sign that had not been encoded.
  return value === null || value === "" ? undefined : value.replaceAll(" ", "+")
}

const byCursor = (
  request: PageRequest,
  strategy: Pagination.Cursor | Pagination.Link
): Stream.Stream<RawPage, PureCloudError> => {
  const fetch = (input: { readonly [key: string]: unknown }) =>
    Effect.gen(function*() {
      const fetched = yield* request.fetch(input)
      const items = yield* itemsOf(request, fetched, strategy)
      const next = yield* nextCursor(request, strategy, fetched, items)
      const position = input[strategy.param]
      const raw: RawPage = {
        fetched,
        items,
        position: typeof position === "string" ? position : undefined,
        last: undefined,
        next
      }
      return [raw, next === undefined ? Option.none() : Option.some({ ...input, [strategy.param]: next })] as const
    })
  return Stream.unwrap(Effect.map(firstInput(request, strategy), (first) => Stream.paginateEffect(first, fetch)))
}
