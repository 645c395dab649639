import * as Chunk from "effect/Chunk"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Option from "effect/Option"
import type * as Scope from "effect/Scope"
import * as Stream from "effect/Stream"
import type * as Pagination from "../../Pagination.js"
import { type EncodeError, PagingError, type PureCloudError } from "../../PureCloudError.js"
import { originOf } from "../http/origin.js"
import * as EndlessListing from "./endlessListing.js"
import { fieldOf, idOf, isCount, type PagePull, type PageRequest, type Position, type RawPage } from "./pageRequest.js"
import { firstInput, pagesByCursor } from "./pagesByCursor.js"
import { firstNumbers, pagesByNumber } from "./pagesByNumber.js"

/*
 * Reads a paged endpoint: streams of its pages and of the new items of its pages, and a loop over pages with their new
 * items and positions.
 */

/** A page with its new items. */
export interface PageItems {
  readonly page: unknown
  /** All items of the page. */
  readonly all: ReadonlyArray<unknown>
  /**
   * The new items: without repetitions on this page, and without items that were on one of the pages shortly before.
   */
  readonly items: ReadonlyArray<unknown>
  readonly info: Pagination.PageInfo
  /** Position of the next page. `undefined` if this page is the last one. */
  readonly next: Position | undefined
  /** Number of the last page, if the pages have numbers and the response has that field. */
  readonly last: number | undefined
  /** Ids of this page and of the pages shortly before. The items of the next pages are compared with them. */
  readonly recent: ReadonlySet<string>
}

/** Streams the pages of an endpoint. */
export const pages = (request: PageRequest): Stream.Stream<unknown, PureCloudError> => {
  const { onPage } = request
  return chunks(request, ({ all, info, page }) => {
    const chunk = Chunk.of(page)
    return onPage === undefined
      ? Effect.succeed(chunk)
      : Effect.as(onPage({ ...info, items: all.length, duplicates: 0 }), chunk)
  })
}

/** Streams the new items of the pages of an endpoint, in one chunk for each page. */
export const items = (request: PageRequest): Stream.Stream<unknown, PureCloudError> => {
  const { onPage } = request
  return chunks(request, ({ info, items }) => {
    const chunk = Chunk.unsafeFromArray(items)
    return onPage === undefined ? Effect.succeed(chunk) : Effect.as(onPage(info), chunk)
  })
}

/** Checks the options of a listing before a request is sent. */
export const check = (request: PageRequest): Either.Either<unknown, EncodeError> => {
  const { pagination } = request.endpoint
  if (pagination === undefined) return Either.right(undefined)
  return pagination._tag === "PageNumber" ? firstNumbers(request, pagination) : firstInput(request, pagination)
}

/**
 * Streams the chunks that a function makes of the pages. One effect reads a page and makes its chunk, without operators
 * of streams: with each operator that runs an effect, a page stays reachable from the page before it, so garbage
 * collection takes several times as long.
 */
const chunks = <A>(
  request: PageRequest,
  chunkOf: (page: PageItems) => Effect.Effect<Chunk.Chunk<A>, PureCloudError>
): Stream.Stream<A, PureCloudError> =>
  Stream.unwrapScoped(Effect.map(pull(request, []), (pull) =>
    Stream.repeatEffectChunkOption(
      Effect.flatMap(pull, (page) => Effect.mapError(chunkOf(page), Option.some))
    )))

/**
 * Returns the effect that reads the next page with its new items. It fails with `None` after the last page. The pages
 * after it are fetched in the scope.
 *
 * @param recent latest ids of an earlier run that this one continues
 */
const pull = (
  request: PageRequest,
  recent: Iterable<string>
): Effect.Effect<Effect.Effect<PageItems, Option.Option<PureCloudError>>, EncodeError, Scope.Scope> =>
  Effect.flatMap(Effect.scope, (scope) =>
    Effect.map(rawPages(request, scope), (pull) => {
      const withItems = itemFinder(request, recent)
      return Effect.flatMap(pull, (page) => Effect.mapError(withItems(page), Option.some))
    }))

/**
 * Runs an effect for each page with its new items, in order, until the listing ends or the effect has run for `limit`
 * pages. It is not a stream, because a loop takes less CPU time.
 */
export const forEachPage = <E, R>(
  request: PageRequest,
  { limit = Infinity, recent = [] }: {
    /** Latest ids of an earlier run that this one continues. */
    readonly recent?: Iterable<string>
    readonly limit?: number
  },
  f: (page: PageItems) => Effect.Effect<void, E, R>
): Effect.Effect<void, E | PureCloudError, R> =>
  Effect.scoped(Effect.flatMap(pull(request, recent), (pull) => {
    let count = 0
    const next: Effect.Effect<void, Option.Option<E | PureCloudError>, R> = Effect.flatMap(
      Effect.flatMap(pull, (page) => Effect.mapError(f(page), Option.some)),
      () => ++count < limit ? Effect.void : Effect.fail(Option.none())
    )
    return Effect.catchAll(Effect.forever(next), Option.match({ onNone: () => Effect.void, onSome: Effect.fail }))
  }))

const rawPages = (request: PageRequest, scope: Scope.Scope): Effect.Effect<PagePull, EncodeError> => {
  const { endpoint: { id, pagination } } = request
  if (pagination === undefined) return Effect.dieMessage(`${id} is not paged`)
  return pagination._tag === "PageNumber"
    ? pagesByNumber(request, pagination, scope)
    : pagesByCursor(request, pagination)
}

// --------------------------------------------------------------------------------------------------------- new items

/**
 * Number of ids that are remembered. If a page has more items, all its ids are remembered. If fewer items than this are
 * inserted while two pages are read, no item is emitted twice.
 */
const maxRecent = 1000

/**
 * Makes a function that finds the new items of each page of a listing in order. It fails if the listing does not end.
 *
 * @param recent latest ids of an earlier run that this one continues
 */
const itemFinder = (request: PageRequest, recent: Iterable<string>) => {
  const detector = detectorOf(request)
  // A set keeps the order in which values were added.
  const ids = new Set(recent)
  let pages = 0
  return (page: RawPage): Effect.Effect<PageItems, PagingError> => {
    pages++
    const { added, remembered } = addItems(page.items, ids)
    const endless = page.next === undefined ? undefined : detector.check({
      items: page.items,
      added: added.length,
      remembered,
      number: typeof page.position === "number" ? page.position : undefined,
      last: page.last,
      next: page.next
    })
    return endless === undefined
      ? Effect.succeed(withInfo(page, added, ids))
      : new PagingError({
        origin: originOf(request.endpoint, pages),
        correlationId: page.fetched.correlationId,
        pages,
        ...endless
      })
  }
}

const detectorOf = ({ endpoint: { pagination }, input, startCursor }: PageRequest): EndlessListing.Detector => {
  const start = pagination === undefined || pagination._tag === "PageNumber"
    ? undefined
    : startCursor ?? input[pagination.param]
  return EndlessListing.detector(
    typeof start === "string" ? start : undefined,
    pagination?._tag === "Link" ? "link" : "cursor"
  )
}

/** Returns the items of a page that are new, and adds the ids of the page to the recent ones. */
export const addItems = <A>(items: ReadonlyArray<A>, recent: Set<string>) => {
  const ids = new Set<string>()
  const added = items.filter((item) => {
    const id = idOf(item)
    return id === undefined || (ids.size < ids.add(id).size && !recent.has(id))
  })
  for (const id of ids) {
    recent.delete(id)
    recent.add(id)
  }
  const remembered = Math.max(maxRecent, ids.size)
  for (const id of recent) {
    if (recent.size <= remembered) break
    recent.delete(id)
  }
  return { added, remembered }
}

const withInfo = (
  { fetched, items: all, last, next, position }: RawPage,
  items: ReadonlyArray<unknown>,
  recent: ReadonlySet<string>
): PageItems => {
  const page = fetched.value
  const total = fieldOf(page, "total") ?? fieldOf(page, "totalHits")
  const info: Pagination.PageInfo = {
    items: items.length,
    duplicates: all.length - items.length,
    total: isCount(total) ? total : undefined,
    position: optionsOf(position),
    next: next === undefined ? undefined : optionsOf(next)
  }
  return { page, all, items, info, next, last, recent }
}

/** Returns the options of a stream that begins at a position. */
const optionsOf = (position: Position | undefined): Pagination.PagePosition =>
  typeof position === "number" ? { startPage: position } : position === undefined ? {} : { startCursor: position }
