import type * as Pagination from "../../Pagination.js"
import type { JsonSchema } from "../schema/jsonSchema.js"
import type { Paging } from "./document.js"

/*
 * Describes the paging of an operation, in its field `x-paging` and in the bounds of its parameters.
 */

/** Returns the field `x-paging` of an operation. */
export const makePaging = (pagination: Pagination.Pagination): Paging => {
  const { items, maxPageSize } = pagination
  const maximum = maxPageSize === undefined ? {} : { maxPageSize }
  switch (pagination._tag) {
    case "PageNumber":
      return {
        strategy: "pageNumber",
        in: pagination.in,
        last: pagination.last,
        defaultPageSize: pagination.defaultPageSize,
        ...maximum,
        items
      }
    case "Cursor":
      return {
        strategy: "cursor",
        in: "query",
        last: "cursor",
        param: pagination.param,
        cursor: pagination.cursor,
        ...maximum,
        items
      }
    case "Link":
      return {
        strategy: "link",
        in: "query",
        last: pagination.last,
        param: pagination.param,
        link: pagination.link,
        ...maximum,
        items
      }
  }
}

/** Returns the bounds and the default of a query parameter, if it is the page number or the page size. */
export const boundsOf = (name: string, paging: Paging | undefined): JsonSchema => {
  if (paging?.in !== "query") return {}
  const { defaultPageSize, maxPageSize } = paging
  switch (name) {
    case "pageNumber":
      return { minimum: 1, default: 1 }
    case "pageSize":
      return {
        minimum: 1,
        ...(maxPageSize === undefined ? {} : { maximum: maxPageSize }),
        ...(defaultPageSize === undefined ? {} : { default: defaultPageSize })
      }
    default:
      return {}
  }
}
