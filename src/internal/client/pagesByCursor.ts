import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Option from "effect/Option"
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
 * Listings by cursor or link: each response has the cursor or link of the next page, so only one page is fetched at a
 * time.
 */

type Strategy = Pagination.Cursor | Pagination.Link

/** Returns the effect that reads the next page of a listing by cursor or link. */
export const pagesByCursor = (
  request: PageRequest,
  strategy: Strategy
): Either.Either<PagePull, EncodeError> =>
  Either.map(firstInput(request, strategy), (first) => {
    let input: PageInput | undefined = first
    return Effect.suspend(() => {
      if (input === undefined) return Effect.fail(Option.none())
      const fetched = input
      return Effect.mapBoth(fetchPage(request, strategy, fetched), {
        onFailure: Option.some,
        onSuccess: (page) => {
          input = page.next === undefined ? undefined : { ...fetched, [strategy.param]: page.next }
          return page
        }
      })
    })
  })

const fetchPage = (
  request: PageRequest,
  strategy: Strategy,
  input: PageInput
): Effect.Effect<RawPage, PureCloudError> =>
  Effect.flatMap(
    Effect.flatten(request.fetch(input)),
    (fetched) =>
      Either.flatMap(itemsOf(request, fetched, strategy), (items) =>
        Either.map(nextCursor(request, strategy, fetched, items), (next): RawPage => {
          const position = input[strategy.param]
          return {
            fetched,
            items,
            position: typeof position === "string" ? position : undefined,
            last: undefined,
            next
          }
        }))
  )

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
