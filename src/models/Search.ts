/**
 * Searches for users.
 *
 * @since 0.1.0
 */

import type * as Schema from "effect/Schema"
import * as Model from "../internal/schema/model.js"
import * as User from "./User.js"

/**
 * Type of the comparison that a criterion makes.
 *
 * @since 0.1.0
 * @category models
 */
export type SearchType = typeof SearchType.Type

/**
 * Schema of {@link SearchType}.
 *
 * @since 0.1.0
 * @category models
 */
export const SearchType = Model.open(
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
 * Field by which results are sorted.
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
 * Criterion of a search. `operator` combines it with the criteria beside it.
 *
 * @since 0.1.0
 * @category models
 */
export interface UserSearchCriteria {
  /** Upper bound of the range, for `RANGE`. */
  readonly endValue?: string | undefined
  /** Values for `TERMS`, of which one must match. */
  readonly values?: ReadonlyArray<string> | undefined
  /** Lower bound of the range, for `RANGE`. */
  readonly startValue?: string | undefined
  /** Names of the fields that are searched, for example `email`, `name` or `state`. */
  readonly fields?: ReadonlyArray<string> | undefined
  readonly value?: string | undefined
  /** Operator that combines the criterion with the others. */
  readonly operator?: "AND" | "OR" | "NOT" | (string & {}) | undefined
  /** Nested criteria. */
  readonly group?: ReadonlyArray<UserSearchCriteria> | undefined
  readonly type: SearchType
  /** Format of dates in the values. */
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
 * Search for users. Deleted users are found only by a criterion on `state`. Searches can lag some minutes behind
 * changes.
 *
 * @since 0.1.0
 * @category models
 */
export interface UserSearchRequest {
  /** Order for `sortBy`. `SCORE` sorts by best match. */
  readonly sortOrder?: "ASC" | "DESC" | "SCORE" | (string & {}) | undefined
  readonly sortBy?: string | undefined
  /** Maximum number of users per page. Default: 25. Page sizes over 100 may not work. */
  readonly pageSize?: number | undefined
  /** Number of the page, from 1. Default: 1. */
  readonly pageNumber?: number | undefined
  /** Fields by which results are sorted, in order of precedence. */
  readonly sort?: ReadonlyArray<SearchSort> | undefined
  /** Additional properties of each user: the values of `expand` in `Users.getUser`. */
  readonly expand?: ReadonlyArray<string> | undefined
  /** Criteria. All of them must match, except those whose `operator` is `OR` or `NOT`. */
  readonly query?: ReadonlyArray<UserSearchCriteria> | undefined
  /** Product whose presence is returned if `expand` contains `presence`. */
  readonly integrationPresenceSource?:
    | "MicrosoftTeams"
    | "ZoomPhone"
    | "EightByEight"
    | "RingCentral"
    | (string & {})
    | undefined
  /** Whether only users that the caller is permitted to see are found. */
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
 * Page of search results. `nextPage` is present even on the last page: the search ends at `pageCount`.
 *
 * @since 0.1.0
 * @category models
 */
export interface UsersSearchResponse {
  /** Number of results on all pages. */
  readonly total?: number | undefined
  /** Number of pages. */
  readonly pageCount?: number | undefined
  readonly pageSize?: number | undefined
  readonly pageNumber?: number | undefined
  /** Relative link with an encoded `q64`, for `Users.getUsersSearch`. */
  readonly previousPage?: string | undefined
  /** Relative link with an encoded `q64`, for `Users.getUsersSearch`. */
  readonly currentPage?: string | undefined
  /** Relative link with an encoded `q64`, for `Users.getUsersSearch`. Present even on the last page. */
  readonly nextPage?: string | undefined
  /** Types of entities in the results. */
  readonly types?: ReadonlyArray<string> | undefined
  /** Users. In an example of the vendor, their `version` is text. */
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
