/**
 * The search for users.
 *
 * @since 0.1.0
 */

import type * as Schema from "effect/Schema"
import * as Model from "../internal/schema/model.js"
import * as User from "./User.js"

/**
 * How a criterion compares.
 *
 * @since 0.1.0
 * @category models
 */
export type SearchType =
  | "EXACT"
  | "STARTS_WITH"
  | "CONTAINS"
  | "REGEX"
  | "TERM"
  | "TERMS"
  | "REQUIRED_FIELDS"
  | "MATCH_ALL"
  | "QUERY_STRING"
  | "RANGE"
  | "LESS_THAN"
  | "LESS_THAN_EQUAL_TO"
  | "GREATER_THAN"
  | "GREATER_THAN_EQUAL_TO"
  | (string & {})

/**
 * Schema of {@link SearchType}.
 *
 * @since 0.1.0
 * @category models
 */
export const SearchType: Schema.Schema<SearchType> = Model.open(
  "EXACT",
  "STARTS_WITH",
  "CONTAINS",
  "REGEX",
  "TERM",
  "TERMS",
  "REQUIRED_FIELDS",
  "MATCH_ALL",
  "QUERY_STRING",
  "RANGE",
  "LESS_THAN",
  "LESS_THAN_EQUAL_TO",
  "GREATER_THAN",
  "GREATER_THAN_EQUAL_TO"
)

/**
 * One field to sort by.
 *
 * @since 0.1.0
 * @category models
 */
export interface SearchSort {
  readonly sortOrder?: "ASC" | "DESC" | "SCORE" | (string & {}) | undefined
  readonly sortBy?: string | undefined
}

/**
 * Schema of {@link SearchSort}.
 *
 * @since 0.1.0
 * @category models
 */
export const SearchSort: Schema.Schema<SearchSort> = Model.model("SearchSort", {
  sortOrder: Model.optional(Model.open("ASC", "DESC", "SCORE")),
  sortBy: Model.optional(Model.string)
})

/**
 * A criterion. Those beside each other are joined by `operator`.
 *
 * @since 0.1.0
 * @category models
 */
export interface UserSearchCriteria {
  /** For ranges. */
  readonly endValue?: string | undefined
  /** For `TERMS`: one of them is enough. */
  readonly values?: ReadonlyArray<string> | undefined
  /** For ranges. */
  readonly startValue?: string | undefined
  /** The fields that are looked at, such as `email`, `name` or `state`. */
  readonly fields?: ReadonlyArray<string> | undefined
  readonly value?: string | undefined
  /** How it is joined with the others. */
  readonly operator?: "AND" | "OR" | "NOT" | (string & {}) | undefined
  /** Criteria in brackets. */
  readonly group?: ReadonlyArray<UserSearchCriteria> | undefined
  readonly type: SearchType
  /** How dates in the values are written. */
  readonly dateFormat?: string | undefined
}

/**
 * Schema of {@link UserSearchCriteria}.
 *
 * @since 0.1.0
 * @category models
 */
export const UserSearchCriteria: Schema.Schema<UserSearchCriteria> = Model.model("UserSearchCriteria", {
  endValue: Model.optional(Model.string),
  values: Model.optional(Model.array(Model.string)),
  startValue: Model.optional(Model.string),
  fields: Model.optional(Model.array(Model.string)),
  value: Model.optional(Model.string),
  operator: Model.optional(Model.open("AND", "OR", "NOT")),
  group: Model.optional(Model.array(Model.lazy(() => UserSearchCriteria))),
  type: SearchType,
  dateFormat: Model.optional(Model.string)
})

/**
 * A search. Deleted users are found by a criterion on `state`. A change can take minutes until searches know it.
 *
 * @since 0.1.0
 * @category models
 */
export interface UserSearchRequest {
  /** For `sortBy`. `SCORE`: best match first. */
  readonly sortOrder?: "ASC" | "DESC" | "SCORE" | (string & {}) | undefined
  readonly sortBy?: string | undefined
  /** The service's default is 25. More than 100 has not been seen to work. */
  readonly pageSize?: number | undefined
  /** The first page is 1. */
  readonly pageNumber?: number | undefined
  /** Several fields to sort by, first one first. */
  readonly sort?: ReadonlyArray<SearchSort> | undefined
  /** Names as `getUser` takes them. */
  readonly expand?: ReadonlyArray<string> | undefined
  /** All of them have to match, unless their `operator` says otherwise. */
  readonly query?: ReadonlyArray<UserSearchCriteria> | undefined
  /** The product whose presence is to be told, with the expand `presence`. */
  readonly integrationPresenceSource?:
    | "MicrosoftTeams"
    | "ZoomPhone"
    | "EightByEight"
    | "RingCentral"
    | (string & {})
    | undefined
  /** Whether only users are found that the caller may see. */
  readonly enforcePermissions?: boolean | undefined
}

/**
 * Schema of {@link UserSearchRequest}.
 *
 * @since 0.1.0
 * @category models
 */
export const UserSearchRequest: Schema.Schema<UserSearchRequest> = Model.model("UserSearchRequest", {
  sortOrder: Model.optional(Model.open("ASC", "DESC", "SCORE")),
  sortBy: Model.optional(Model.string),
  pageSize: Model.optional(Model.integer),
  pageNumber: Model.optional(Model.integer),
  sort: Model.optional(Model.array(SearchSort)),
  expand: Model.optional(Model.array(Model.string)),
  query: Model.optional(Model.array(UserSearchCriteria)),
  integrationPresenceSource: Model.optional(Model.open("MicrosoftTeams", "ZoomPhone", "EightByEight", "RingCentral")),
  enforcePermissions: Model.optional(Model.boolean)
})

/**
 * A page of what was found. A next page is named even on the last one: what ends a search is `pageCount`.
 *
 * @since 0.1.0
 * @category models
 */
export interface UsersSearchResponse {
  /** Hits on all pages together. */
  readonly total?: number | undefined
  /** Number of pages. */
  readonly pageCount?: number | undefined
  readonly pageSize?: number | undefined
  readonly pageNumber?: number | undefined
  /** Relative link with an encoded `q64`, for `getUsersSearch`. */
  readonly previousPage?: string | undefined
  /** Relative link with an encoded `q64`, for `getUsersSearch`. */
  readonly currentPage?: string | undefined
  /** Relative link with an encoded `q64`, for `getUsersSearch`. Present on the last page too. */
  readonly nextPage?: string | undefined
  /** Kinds of entities found. */
  readonly types?: ReadonlyArray<string> | undefined
  readonly results: ReadonlyArray<User.User>
}

/**
 * Schema of {@link UsersSearchResponse}.
 *
 * @since 0.1.0
 * @category models
 */
export const UsersSearchResponse: Schema.Schema<UsersSearchResponse> = Model.model("UsersSearchResponse", {
  total: Model.optional(Model.integer),
  pageCount: Model.optional(Model.integer),
  pageSize: Model.optional(Model.integer),
  pageNumber: Model.optional(Model.integer),
  previousPage: Model.optional(Model.string),
  currentPage: Model.optional(Model.string),
  nextPage: Model.optional(Model.string),
  types: Model.optional(Model.array(Model.string)),
  results: Model.array(User.User)
})
