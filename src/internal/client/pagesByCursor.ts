import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
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
  type PageRequest,
  type RawPage,
  unexpectedField
} from "./pageRequest.js"

/*
 * Listings by cursor or link: each response has the cursor or link of the next page, so only one page is fetched at a
 * time.
 */

type Strategy = Pagination.Cursor | Pagination.Link

/** Streams the pages of a listing by cursor or link. */
export const pagesByCursor = (request: PageRequest, strategy: Strategy): Stream.Stream<RawPage, PureCloudError> => {
  const fetch = (input: PageInput) =>
    Effect.gen(function*() {
      const fetched = yield* Effect.flatten(request.fetch(input))
      const items = yield* itemsOf(request, fetched, strategy)
      const next = yield* nextCursor(request, strategy, fetched, items)
      const position = input[strategy.param]
      const page: RawPage = {
        fetched,
        items,
        position: typeof position === "string" ? position : undefined,
        last: undefined,
        next
      }
      return [page, next === undefined ? Option.none() : Option.some({ ...input, [strategy.param]: next })] as const
    })
  return Stream.unwrap(Effect.map(firstInput(request, strategy), (input) => Stream.paginateEffect(input, fetch)))
}

/** Returns the input of the first page, and checks the options. */
export const firstInput = (
  request: PageRequest,
  strategy: Strategy
): Either.Either<PageInput, EncodeError> => {
  const { endpoint, input, pageSize, startCursor, startPage } = request
  if (startPage !== undefined) {
    const expected = "startCursor, because pages have cursors and no numbers"
    return Either.left(invalidOption(request, "startPage", expected, startPage))
  }
  const start = startCursor === undefined ? input : { ...input, [strategy.param]: startCursor }
  if (!("pageSize" in endpoint.query)) {
    return pageSize === undefined
      ? Either.right(start)
      : Either.left(invalidOption(request, "pageSize", "no page size, because the operation has none", pageSize))
  }
  const size = pageSize ?? input["pageSize"]
  return size === undefined
    ? Either.right(start)
    : Either.map(
      checkPageSize(request, "pageSize", size, strategy.maxPageSize),
      (pageSize) => ({ ...start, pageSize })
    )
}

/** Returns the cursor of the next page, if there is one. */
const nextCursor = (
  request: PageRequest,
  strategy: Strategy,
  fetched: FetchedPage,
  items: ReadonlyArray<unknown>
): Either.Either<string | undefined, DecodeError> => {
  const isCursor = strategy._tag === "Cursor"
  const field = isCursor ? strategy.cursor : strategy.link
  if (!isCursor && strategy.last === "pageCount" && isLastPage(fetched.value, items)) return Either.right(undefined)
  const value = fieldOf(fetched.value, field)
  if (value === undefined || value === "") return Either.right(undefined)
  const cursor = typeof value !== "string" ? undefined : isCursor ? value : paramOf(value, strategy.param)
  const expected = isCursor ? "text" : `a link with ${strategy.param}`
  return cursor === undefined
    ? Either.left(unexpectedField(request, fetched, field, expected, value))
    : Either.right(cursor)
}

/**
 * Returns whether a page is the last one according to its number, or has no items. Such a page may still have a link.
 */
const isLastPage = (page: unknown, items: ReadonlyArray<unknown>): boolean => {
  const number = fieldOf(page, "pageNumber")
  const count = fieldOf(page, "pageCount")
  return items.length === 0 || (isCount(number) && isCount(count) && number >= count)
}

/** Returns a parameter of a link, decoded. */
const paramOf = (link: string, param: string): string | undefined => {
  const value = new URLSearchParams(link.slice(link.indexOf("?") + 1)).get(param)
  // The value is base64, which has no spaces. A space in the result was a plus sign that was not percent-encoded.
  return value === null || value === "" ? undefined : value.replaceAll(" ", "+")
}
