import type * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import type * as Option from "effect/Option"
import * as Predicate from "effect/Predicate"
import type * as Endpoint from "../../Endpoint.js"
import type * as Pagination from "../../Pagination.js"
import { DecodeError, EncodeError, type PureCloudError } from "../../PureCloudError.js"
import { originOf } from "../http/origin.js"
import { describeType } from "../schema/issue.js"
import type { CallResult } from "./run.js"

/*
 * Types and checks that the paging strategies share. A listing is the pages of one paged call.
 */

/** Response of a page. */
export type FetchedPage = Pick<CallResult, "value" | "status" | "correlationId">

/** Input of a call. */
export interface PageInput {
  readonly [key: string]: unknown
}

/** A listing to read, and the position to start from. */
export interface PageRequest {
  readonly endpoint: Endpoint.Any
  readonly input: PageInput
  /** Fetches one page. Returns an effect that decodes the page. It runs when the page is pulled. */
  readonly fetch: (input: PageInput) => Effect.Effect<Effect.Effect<FetchedPage, PureCloudError>, PureCloudError>
  /** Maximum number of pages that are fetched at the same time. */
  readonly concurrency: number
  readonly pageSize: number | undefined
  readonly startPage: number | undefined
  readonly startCursor: string | undefined
  /** Number of the last page to fetch. Default: the last page of the listing. */
  readonly endPage?: number | undefined
  readonly onPage: ((page: Pagination.PageInfo) => Effect.Effect<void>) | undefined
}

/** Position of a page: its number or its cursor. */
export type Position = number | string

/** A page with all its items. */
export interface RawPage {
  readonly fetched: FetchedPage
  readonly items: ReadonlyArray<unknown>
  /** Position of the page. The first page of a listing by cursor has none. */
  readonly position: Position | undefined
  /** Number of pages according to the response, if it has that field. */
  readonly last: number | undefined
  /** Position of the next page. `undefined` if this page is the last one. */
  readonly next: Position | undefined
}

/** Reads the next page of a listing. Fails with `None` after the last one. */
export type PagePull = Effect.Effect<RawPage, Option.Option<PureCloudError>>

/** Returns the value of a field of a page. A field that is `null` counts as absent. */
export const fieldOf = (page: unknown, field: string): unknown =>
  (Predicate.isRecord(page) ? page[field] : undefined) ?? undefined

/** Returns the items of a page. */
export const itemsOf = (
  request: PageRequest,
  fetched: FetchedPage,
  { items: field }: Pagination.Pagination
): Either.Either<ReadonlyArray<unknown>, DecodeError> => {
  const items = fieldOf(fetched.value, field) ?? []
  return Array.isArray(items)
    ? Either.right(items)
    : Either.left(unexpectedField(request, fetched, field, "an array", items))
}

/** Makes the error of a page whose required field is missing or invalid. */
export const unexpectedField = (
  { endpoint }: PageRequest,
  { correlationId, status }: FetchedPage,
  path: string,
  expected: string,
  value: unknown
): DecodeError =>
  new DecodeError({
    origin: originOf(endpoint, 1),
    status,
    correlationId,
    details: [],
    issues: [{ path, expected, found: describeType(value) }]
  })

/** Makes the error of an invalid option or input of a listing. */
export const invalidOption = (
  { endpoint }: PageRequest,
  path: string,
  expected: string,
  value: unknown
): EncodeError =>
  new EncodeError({
    origin: originOf(endpoint, 0),
    issues: [{ path, expected, found: typeof value === "number" ? String(value) : describeType(value) }]
  })

/** Returns whether a value is a whole number of at least 0. */
export const isCount = (u: unknown): u is number => typeof u === "number" && Number.isSafeInteger(u) && u >= 0

/** Checks a page size. */
export const checkPageSize = (
  request: PageRequest,
  path: string,
  pageSize: unknown,
  maxPageSize: number | undefined
): Either.Either<number, EncodeError> => {
  const expected = `a whole number from 1 ${maxPageSize === undefined ? "on" : `to ${maxPageSize}`}`
  return isCount(pageSize) && pageSize >= 1 && pageSize <= (maxPageSize ?? Infinity)
    ? Either.right(pageSize)
    : Either.left(invalidOption(request, path, expected, pageSize))
}

/** Returns the id of an item, if it has one. An empty text is none. */
export const idOf = (item: unknown): string | undefined =>
  Predicate.hasProperty(item, "id") && typeof item.id === "string" && item.id !== "" ? item.id : undefined
