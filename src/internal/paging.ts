import * as Arr from "effect/Array"
import * as Chunk from "effect/Chunk"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Option from "effect/Option"
import * as Predicate from "effect/Predicate"
import * as Stream from "effect/Stream"
import type * as Endpoint from "../Endpoint.js"
import type * as Pagination from "../Pagination.js"
import { DecodeError, EncodeError, type PureCloudError } from "../PureCloudError.js"
import { kindOf } from "./explain.js"
import { originOf } from "./origin.js"

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

export interface Paged {
  readonly endpoint: Endpoint.Any
  readonly input: { readonly [key: string]: unknown }
  readonly fetch: (input: { readonly [key: string]: unknown }) => Effect.Effect<Fetched, PureCloudError>
  readonly concurrency: number
  readonly pageSize: number | undefined
  readonly startPage: Cursor | undefined
  readonly onPage: ((page: PageInfo) => Effect.Effect<void>) | undefined
}

/** Where a listing goes on: the number of a page, or the `q64` of a link to it. */
export type Cursor = number | string

/** A page as it came, and where the listing goes on after it: nowhere, if it is the last one. */
interface Raw {
  readonly page: unknown
  readonly next: Cursor | undefined
}

/** What a page adds to those before. */
export interface Batch {
  /** The items that neither this page nor one shortly before held already. */
  readonly items: ReadonlyArray<unknown>
  readonly info: PageInfo
  readonly next: Cursor | undefined
  /** The ids by which the next pages are held against this one and those shortly before. */
  readonly recent: ReadonlySet<string>
}

interface PageInfo {
  readonly items: number
  readonly duplicates: number
  readonly total: number | undefined
}

/** Streams the pages of an endpoint. */
export const pages = (paged: Paged): Stream.Stream<unknown, PureCloudError> => {
  const { endpoint, onPage } = paged
  const pages = Stream.map(rawPages(paged), ({ page }) => page)
  return onPage === undefined
    ? pages
    : Stream.tap(pages, (page) => onPage(infoOf(page, itemsOf(endpoint, page).length, 0)))
}

const rawPages = (paged: Paged): Stream.Stream<Raw, PureCloudError> => {
  const { pagination } = paged.endpoint
  if (pagination === undefined) return Stream.die(new Error(`${paged.endpoint.id} is not paged`))
  return pagination._tag === "PageNumber" ? byNumber(paged, pagination) : byLink(paged, pagination)
}

/**
 * Ids that are remembered for the pages to come, or those of one page, if it has more: a list into which fewer items are
 * put between two pages shows none twice.
 */
const window = 1000

/**
 * Streams what each page adds. An item that a page shortly before held already is left out: so it may be after pages
 * of an earlier run, whose last ids are given.
 */
export const batches = (paged: Paged, before: Iterable<string> = []): Stream.Stream<Batch, PureCloudError> =>
  Stream.suspend(() => {
    const { endpoint } = paged
    // The order of a set is that of its additions.
    const recent = new Set(before)
    return Stream.map(rawPages(paged), ({ next, page }): Batch => {
      const all = itemsOf(endpoint, page)
      const ids = new Set<string>()
      const items = all.filter((item) => {
        const id = Predicate.hasProperty(item, "id") ? item.id : undefined
        return typeof id !== "string" || (ids.size < ids.add(id).size && !recent.has(id))
      })
      for (const id of ids) {
        recent.delete(id)
        recent.add(id)
      }
      for (const id of recent) {
        if (recent.size <= Math.max(window, ids.size)) break
        recent.delete(id)
      }
      return { items, info: infoOf(page, items.length, all.length - items.length), next, recent }
    })
  })

/** Streams the items of an endpoint's pages, a chunk a page. */
export const items = (paged: Paged): Stream.Stream<unknown, PureCloudError> => {
  const { onPage } = paged
  const added = batches(paged)
  return Stream.mapConcatChunk(
    onPage === undefined ? added : Stream.tap(added, ({ info }) => onPage(info)),
    ({ items }) => Chunk.unsafeFromArray(items)
  )
}

const infoOf = (page: unknown, items: number, duplicates: number): PageInfo => {
  const total = Predicate.isRecord(page) ? page["total"] ?? page["totalHits"] : undefined
  return { items, duplicates, total: isCount(total) ? total : undefined }
}

// A selector reads what the type promises, which an answer is checked for before it comes here.
const itemsOf = (endpoint: Endpoint.Any, page: unknown): ReadonlyArray<unknown> =>
  endpoint.pagination?.items(page as never) ?? []

const refuse = (paged: Paged, path: string, expected: string, value: unknown) =>
  new EncodeError({
    origin: originOf(paged.endpoint, 0),
    issues: [{ path, expected, found: typeof value === "number" ? String(value) : kindOf(value) }]
  })

const doesNotFit = (paged: Paged, { correlationId, status }: Fetched, path: string, expected: string, value: unknown) =>
  new DecodeError({
    origin: originOf(paged.endpoint, 1),
    status,
    correlationId,
    details: [],
    issues: [{ path, expected, found: kindOf(value) }]
  })

const isCount = (u: unknown): u is number => typeof u === "number" && Number.isSafeInteger(u) && u >= 0

const byNumber = (
  paged: Paged,
  strategy: Pagination.PageNumber<never, unknown>
): Stream.Stream<Raw, PureCloudError> =>
  Stream.unwrapScoped(Effect.gen(function*() {
    const given = strategy.at.reduce<unknown>((u, key) => Predicate.isRecord(u) ? u[key] : undefined, paged.input)
    const numbers: { readonly [key: PropertyKey]: unknown } = Predicate.isRecord(given) ? given : {}
    const pageSize = paged.pageSize ?? numbers["pageSize"] ?? strategy.defaultPageSize
    const startPage = paged.startPage ?? numbers["pageNumber"] ?? 1
    const max = strategy.maxPageSize ?? Infinity
    if (!isCount(pageSize) || pageSize < 1 || pageSize > max) {
      const expected = `a whole number from 1 ${max === Infinity ? "on" : `to ${max}`}`
      return yield* refuse(paged, [...strategy.at, "pageSize"].join("."), expected, pageSize)
    }
    if (!isCount(startPage) || startPage < 1) {
      return yield* refuse(paged, [...strategy.at, "pageNumber"].join("."), "a whole number from 1 on", startPage)
    }
    if (!isCount(paged.concurrency) || paged.concurrency < 1) {
      return yield* refuse(paged, "concurrency", "a whole number from 1 on", paged.concurrency)
    }

    const fetch = (pageNumber: number) =>
      Effect.flatMap(
        paged.fetch(withNumbers(paged.input, strategy.at, { pageNumber, pageSize })),
        (fetched) => {
          const page = fetched.value
          if (strategy.last === "pageCount") {
            const pageCount = Predicate.hasProperty(page, "pageCount") ? page.pageCount : undefined
            if (!isCount(pageCount)) return doesNotFit(paged, fetched, "pageCount", "a whole number", pageCount)
            return Effect.succeed({ page, told: pageCount })
          }
          const totalHits = Predicate.hasProperty(page, "totalHits") ? page.totalHits : undefined
          if (totalHits !== undefined && !isCount(totalHits)) {
            return doesNotFit(paged, fetched, "totalHits", "a whole number", totalHits)
          }
          return Effect.succeed({ page, told: totalHits === undefined ? undefined : Math.ceil(totalHits / pageSize) })
        }
      )

    const scope = yield* Effect.scope
    const ahead: Array<Fiber.Fiber<{ readonly page: unknown; readonly told: number | undefined }, PureCloudError>> = []
    /** The last page, as the latest one in order has told: the list may have grown since those before it. */
    let last: number | undefined
    let next = startPage
    let ended = false
    const start = Effect.suspend(() => Effect.map(Effect.forkIn(fetch(next++), scope), (fiber) => ahead.push(fiber)))
    // How many pages there are is known once one was read: until then there is one at a time.
    const isOpen = () =>
      !ended && (ahead.length === 0 || ahead.length < paged.concurrency && last !== undefined) &&
      (last === undefined || next <= last)

    const pull = Effect.gen(function*() {
      while (isOpen()) yield* start
      const fiber = ahead.shift()
      if (fiber === undefined) return Option.none()
      const pageNumber = next - 1 - ahead.length
      const { page, told } = yield* Fiber.join(fiber)
      last = told ?? last
      if (strategy.last === "totalHits" && Arr.isEmptyReadonlyArray(itemsOf(paged.endpoint, page))) {
        ended = true
        yield* Fiber.interruptAll(ahead.splice(0))
        return Option.none()
      }
      const isLast = ahead.length === 0 && last !== undefined && pageNumber >= last
      return Option.some([{ page, next: isLast ? undefined : pageNumber + 1 }, undefined] as const)
    })
    return Stream.unfoldEffect(undefined, () => pull)
  }))

const withNumbers = (
  input: { readonly [key: PropertyKey]: unknown },
  at: ReadonlyArray<string>,
  numbers: { readonly pageNumber: number; readonly pageSize: number }
): { readonly [key: string]: unknown } => {
  const [key, ...rest] = at
  if (key === undefined) return { ...input, ...numbers }
  const inner = input[key]
  return { ...input, [key]: withNumbers(Predicate.isRecord(inner) ? inner : {}, rest, numbers) }
}

const byLink = (paged: Paged, strategy: Pagination.Q64<never, unknown>): Stream.Stream<Raw, PureCloudError> => {
  const { endpoint, fetch, input, pageSize, startPage } = paged
  if (pageSize !== undefined) return Stream.fail(refuse(paged, "pageSize", "nothing: the q64 says it", pageSize))
  if (typeof startPage === "number") {
    return Stream.fail(refuse(paged, "startPage", "nothing: the q64 says it", startPage))
  }
  const start = startPage ?? input["q64"]
  return Stream.paginateEffect(start, (q64) =>
    Effect.flatMap(fetch({ ...input, q64 }), (fetched) => {
      const page = fetched.value
      const link = itemsOf(endpoint, page).length === 0 ? undefined : strategy.next(page as never)
      const linked = link === undefined ? undefined : q64Of(link)
      if (link !== undefined && linked === undefined) {
        return doesNotFit(paged, fetched, "nextPage", "a link with q64", link)
      }
      // A link to the page it stands on would never end.
      const next = linked === q64 ? undefined : linked
      return Effect.succeed([{ page, next }, Option.fromNullable<unknown>(next)] as const)
    }))
}

/** The `q64` of a link, decoded. */
const q64Of = (link: string): string | undefined => {
  const query = link.slice(link.indexOf("?") + 1)
  const value = new URLSearchParams(query).get("q64")
  // Base64 has no spaces: one that comes out was a plus sign that nobody had encoded.
  return value === null || value === "" ? undefined : value.replaceAll(" ", "+")
}
