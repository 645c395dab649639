/**
 * How a listing is read page by page, as data. The streams that follow from it are made by the interpreter
 * (`PureCloud.call(endpoint).pages` and `.items`).
 *
 * @since 0.1.0
 */

/**
 * Page number and page size are sent, either in the query or inside the body.
 *
 * @since 0.1.0
 * @category models
 */
export interface PageNumber<in Page, out Item> {
  readonly _tag: "PageNumber"
  /** Where the two numbers are sent: the path of the object that holds them in the input. `[]` is the query. */
  readonly at: ReadonlyArray<string>
  /**
   * What tells the last page. `"pageCount"`: the answer's own count. `"totalHits"`: the number of hits where the
   * answer has it, and in any case the first page without items.
   */
  readonly last: "pageCount" | "totalHits"
  /** Items a page holds where the caller does not say. */
  readonly defaultPageSize: number
  /** Most items a page may ask for, where that is known. */
  readonly maxPageSize?: number
  /** The items of a page. */
  readonly items: (page: Page) => ReadonlyArray<Item> | undefined
}

/**
 * Each page names the next one by a link, whose `q64` is sent instead of the first one's.
 *
 * @since 0.1.0
 * @category models
 */
export interface Q64<in Page, out Item> {
  readonly _tag: "Q64"
  /** The items of a page. */
  readonly items: (page: Page) => ReadonlyArray<Item> | undefined
  /** The link to the next page: relative, with `q64` percent-encoded in its query. */
  readonly next: (page: Page) => string | undefined
}

/**
 * @since 0.1.0
 * @category models
 */
export type Pagination<Page, Item> = PageNumber<Page, Item> | Q64<Page, Item>

// ----------------------------------------------------------------------------------------------------- constructors

// Calls and not constants to spread: bundlers keep a declaration that spreads.

type Selector<Page, Item> = Pick<PageNumber<Page, Item>, "items" | "maxPageSize">

const pageNumber = { _tag: "PageNumber", at: [], last: "pageCount", defaultPageSize: 25 } as const

/**
 * `pageNumber` and `pageSize` in the query, until the answer's `pageCount`.
 *
 * @since 0.1.0
 * @category constructors
 */
export const inQuery = <Page, Item>(selector: Selector<Page, Item>): PageNumber<Page, Item> => ({
  ...pageNumber,
  ...selector
})

/**
 * `pageNumber` and `pageSize` in the body, until the answer's `pageCount`: the way of searches. A search names a next
 * page even on the last one, so links are not what ends it.
 *
 * @since 0.1.0
 * @category constructors
 */
export const inBody = <Page, Item>(selector: Selector<Page, Item>): PageNumber<Page, Item> => ({
  ...pageNumber,
  at: ["body"],
  ...selector
})

/**
 * `pageNumber` and `pageSize` in the body's `paging`, until an empty page or past `totalHits`: the way of analytics
 * details. A short page is not the last one, because duplicates are dropped after the page is cut.
 *
 * @since 0.1.0
 * @category constructors
 */
export const inPaging = <Page, Item>(selector: Selector<Page, Item>): PageNumber<Page, Item> => ({
  ...pageNumber,
  at: ["body", "paging"],
  last: "totalHits",
  ...selector
})

/**
 * Links that carry an encoded query, as long as `next` gives one. A page without items ends it too.
 *
 * @since 0.1.0
 * @category constructors
 */
export const q64 = <Page, Item>(selector: Omit<Q64<Page, Item>, "_tag">): Q64<Page, Item> => ({
  _tag: "Q64",
  ...selector
})
