/**
 * Paging strategies of operations, as plain data: names of fields of the response and of keys of the input.
 * `Endpoint.make` checks the names against the types of the declaration, so a wrong one does not compile. The client
 * makes streams from it (`PureCloud.call(endpoint).pages` and `.items`).
 *
 * @example
 * ```ts
 * import * as Schema from "effect/Schema"
 * import * as Endpoint from "effect-purecloud/Endpoint"
 * import * as Pagination from "effect-purecloud/Pagination"
 * import * as Permissions from "effect-purecloud/Permissions"
 *
 * const Listing = Schema.Struct({
 *   entities: Schema.Array(Schema.Struct({ id: Schema.String })),
 *   cursor: Schema.optional(Schema.String)
 * })
 *
 * export const getTeams = Endpoint.make({
 *   id: "getTeams",
 *   method: "GET",
 *   path: "/api/v2/teams",
 *   query: { cursor: Endpoint.optional(Schema.String), pageSize: Endpoint.optional(Schema.Int) },
 *   success: Listing,
 *   permissions: Permissions.none,
 *   pagination: Pagination.cursor({ items: "entities", cursor: "cursor" })
 * })
 * ```
 *
 * @since 0.1.0
 */

import type { NoInfer } from "effect/Types"

// ----------------------------------------------------------------------------------------------------------- models

/**
 * Strategy of page numbers: the client counts the pages and sends `pageNumber` and `pageSize`.
 *
 * @since 0.1.0
 * @category models
 */
export interface PageNumber<out Items extends string = string, out Place extends string = string> {
  readonly _tag: "PageNumber"
  /** Field of the response that holds the items. */
  readonly items: Items
  /** Object of the input that holds the two numbers: `query`, `body`, or a field of the body such as `body.paging`. */
  readonly in: Place
  /**
   * How the last page is recognized. `pageCount` and `totalHits` are fields of the response. `emptyPage`: the first
   * page without items is the last one. With `totalHits`, the first page without items is the last one too.
   */
  readonly last: "pageCount" | "totalHits" | "emptyPage"
  /** Items per page if the caller does not set `pageSize`. */
  readonly defaultPageSize: number
  /** Maximum of `pageSize`, if known. */
  readonly maxPageSize: number | undefined
}

/**
 * Strategy of cursors: each response has a cursor, which the next request sends in its query. A response without one is
 * the last page.
 *
 * @since 0.2.0
 * @category models
 */
export interface Cursor<
  out Items extends string = string,
  out Field extends string = string,
  out Param extends string = string
> {
  readonly _tag: "Cursor"
  /** Field of the response that holds the items. */
  readonly items: Items
  /** Field of the response that holds the cursor. */
  readonly cursor: Field
  /** Query key that sends the cursor. */
  readonly param: Param
  /** Maximum of `pageSize`, if known. */
  readonly maxPageSize: number | undefined
}

/**
 * Strategy of links: each response has a link to the next page. One parameter of that link is sent in the query of the
 * next request.
 *
 * @since 0.2.0
 * @category models
 */
export interface Link<
  out Items extends string = string,
  out Field extends string = string,
  out Param extends string = string
> {
  readonly _tag: "Link"
  /** Field of the response that holds the items. */
  readonly items: Items
  /** Field of the response that holds the link. */
  readonly link: Field
  /** Parameter of the link, and the query key that sends it. */
  readonly param: Param
  /**
   * How the last page is recognized. `link`: it has no link. `pageCount`: its `pageNumber` has reached its `pageCount`,
   * or it has no items, whatever its link is.
   */
  readonly last: "link" | "pageCount"
  /** Maximum of `pageSize`, if known. */
  readonly maxPageSize: number | undefined
}

/**
 * A paging strategy. `Items` is the name of the field of the items, `Field` that of a cursor or a link, `Place` the
 * object of the input that holds the page number, `Param` the query key of a cursor.
 *
 * @since 0.1.0
 * @category models
 */
export type Pagination<
  Items extends string = string,
  Field extends string = string,
  Place extends string = string,
  Param extends string = string
> = PageNumber<Items, Place> | Cursor<Items, Field, Param> | Link<Items, Field, Param>

/**
 * Position of a page, as the options of a stream that begins with this page. It is plain JSON.
 *
 * @example
 * ```ts
 * import { Effect, Option, Ref, Stream } from "effect"
 * import type * as Pagination from "effect-purecloud/Pagination"
 * import * as Users from "effect-purecloud/Users"
 *
 * // Saves the position of each page before its items are emitted. The next run begins with the page that was saved last.
 * export const continueReading = (saved: Ref.Ref<Option.Option<Pagination.PagePosition>>) =>
 *   Effect.gen(function*() {
 *     const position = Option.getOrElse(yield* Ref.get(saved), () => ({}))
 *     return yield* Users.getUsers.items({}, {
 *       ...position,
 *       onPage: ({ position }) => Ref.set(saved, Option.some(position))
 *     }).pipe(Stream.runForEach((user) => Effect.log(user.name)))
 *   })
 * ```
 *
 * @since 0.2.0
 * @category models
 */
export interface PagePosition {
  /**
   * Number of the page. Default: `pageNumber` of the input, else 1. If the operation is paged by cursor or link, the
   * stream fails with `EncodeError`.
   */
  readonly startPage?: number
  /**
   * Cursor that requests the page, for operations that are paged by cursor or link. Default: the cursor of the input,
   * else the first page. If the operation is paged by number, the stream fails with `EncodeError`.
   */
  readonly startCursor?: string
}

/**
 * Describes a page that a stream has read.
 *
 * @since 0.1.0
 * @category models
 */
export interface PageInfo {
  /** Number of items that the stream emits for the page. */
  readonly items: number
  /**
   * Number of items that the stream does not emit, because they were already on one of the pages shortly before. This
   * happens if the data changes while it is read.
   */
  readonly duplicates: number
  /** Number of items on all pages according to this page, if it has a total. It may change from page to page. */
  readonly total: number | undefined
  /**
   * Position of this page. It is an empty object for the first page of an operation that is paged by cursor or link.
   *
   * @since 0.2.0
   */
  readonly position: PagePosition
  /**
   * Position of the next page. `undefined` if this page is the last one.
   *
   * @since 0.2.0
   */
  readonly next: PagePosition | undefined
}

/**
 * Names of the fields of `Success` that hold an array.
 *
 * @since 0.2.0
 * @category type level
 */
export type ArrayField<Success> = {
  [K in keyof Success & string]-?: NonNullable<Success[K]> extends ReadonlyArray<unknown> ? K : never
}[keyof Success & string]

/**
 * Names of the fields of `Success` that hold text.
 *
 * @since 0.2.0
 * @category type level
 */
export type TextField<Success> = {
  [K in keyof Success & string]-?: NonNullable<Success[K]> extends string ? K : never
}[keyof Success & string]

/**
 * Type of the items in the field `Items` of `Success`; `never` if there is no such field.
 *
 * @since 0.2.0
 * @category type level
 */
export type Item<Success, Items extends string> = [Items] extends [never] ? never
  : Items extends keyof Success ? NonNullable<Success[Items]> extends ReadonlyArray<infer A> ? A : never
  : never

// ----------------------------------------------------------------------------------------------------- constructors

// The strategies are made by functions, because bundlers cannot remove an unused declaration that spreads a constant.
// `NoInfer` keeps the defaults of the type parameters. Without it, the type of an option that is left out would be
// inferred from the expected type of the declaration.

/**
 * Makes a strategy of page numbers. By default they are in the query, and the last page is recognized by the
 * `pageCount` of the response. Searches send them in the body (`in: "body"`). Analytics details send them in the field
 * `paging` of the body (`in: "body.paging"`) and use `totalHits`.
 *
 * `totalHits` is approximate, and a page with fewer items than requested may not be the last one. Therefore reading
 * ends at an empty page, or after `totalHits` items if the response has this field. Default of `defaultPageSize`: 25.
 *
 * @since 0.2.0
 * @category constructors
 */
export const pageNumber = <const Items extends string, const Place extends string = "query">(options: {
  readonly items: Items
  readonly in?: Place
  readonly last?: PageNumber["last"]
  readonly defaultPageSize?: number
  readonly maxPageSize?: number
}): PageNumber<Items, NoInfer<Place>> => ({
  _tag: "PageNumber",
  items: options.items,
  // The default of the type parameter.
  in: options.in ?? ("query" as Place),
  last: options.last ?? "pageCount",
  defaultPageSize: options.defaultPageSize ?? 25,
  maxPageSize: options.maxPageSize
})

/**
 * Makes a strategy with a cursor, read from the field `cursor` of the response and sent as the query key `param`.
 * Default of `param`: `cursor`. Reading does not end at an empty page.
 *
 * @since 0.2.0
 * @category constructors
 */
export const cursor = <const Items extends string, const Field extends string, const Param extends string = "cursor">(
  options: {
    readonly items: Items
    readonly cursor: Field
    readonly param?: Param
    readonly maxPageSize?: number
  }
): Cursor<Items, Field, NoInfer<Param>> => ({
  _tag: "Cursor",
  items: options.items,
  cursor: options.cursor,
  // The default of the type parameter.
  param: options.param ?? ("cursor" as Param),
  maxPageSize: options.maxPageSize
})

/**
 * Makes a strategy with a link to the next page, read from the field `link` of the response: its parameter `param` is
 * decoded and sent as the query key of the same name. By default, a response without a link is the last page.
 *
 * @since 0.2.0
 * @category constructors
 */
export const link = <const Items extends string, const Field extends string, const Param extends string>(options: {
  readonly items: Items
  readonly link: Field
  readonly param: Param
  readonly last?: Link["last"]
  readonly maxPageSize?: number
}): Link<Items, Field, Param> => ({
  _tag: "Link",
  items: options.items,
  link: options.link,
  param: options.param,
  last: options.last ?? "link",
  maxPageSize: options.maxPageSize
})
