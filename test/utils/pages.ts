/**
 * Endpoints of each pagination, and their pages.
 */
import * as Endpoint from "effect-purecloud/Endpoint"
import * as Pagination from "effect-purecloud/Pagination"
import * as Permissions from "effect-purecloud/Permissions"
import * as PureCloud from "effect-purecloud/PureCloud"
import * as Schema from "effect/Schema"
import type { RecordedRequest, Reply, Script } from "./service.js"

export const numberOf = (seen: RecordedRequest, key: string) =>
  Number(new URL(seen.url, "http://x").searchParams.get(key))

/** A listing of a number of users, in pages like those of the service. */
export const listing = (total: number): Script => (seen) => {
  const pageSize = numberOf(seen, "pageSize")
  const pageNumber = numberOf(seen, "pageNumber")
  return page(pageNumber, pageSize, total)
}

export const page = (pageNumber: number, pageSize: number, total: number): Reply => ({
  body: {
    entities: Array.from(
      { length: Math.max(0, Math.min(pageSize, total - (pageNumber - 1) * pageSize)) },
      (_, i) => ({ id: `u${(pageNumber - 1) * pageSize + i}` })
    ),
    pageSize,
    pageNumber,
    total,
    pageCount: Math.ceil(total / pageSize)
  }
})

/** The page of a listing of these ids that a request selects. */
export const pageOf = (
  ids: ReadonlyArray<string>,
  seen: RecordedRequest,
  entityOf: (id: string) => object = (id) => ({ id })
): Reply => {
  const [pageSize, pageNumber] = [numberOf(seen, "pageSize"), numberOf(seen, "pageNumber")]
  return {
    body: {
      entities: ids.slice((pageNumber - 1) * pageSize, pageNumber * pageSize).map(entityOf),
      pageSize,
      pageNumber,
      total: ids.length,
      pageCount: Math.ceil(ids.length / pageSize)
    }
  }
}

/** A listing with these ids, which a test can change. */
export const mutableListing = () => {
  const list: { ids: ReadonlyArray<string> } = { ids: [] }
  const script: Script = (seen) => pageOf(list.ids, seen, (id) => ({ id, name: `=${id}` }))
  return { list, script }
}

export const ids = (n: number, from = 0) => Array.from({ length: n }, (_, i) => `u${from + i}`)

export const Row = Schema.Struct({ id: Schema.String })

export const rows = (...ids: ReadonlyArray<string>) => ids.map((id) => ({ id }))

export const facts = { method: "GET", permissions: Permissions.none } as const

/** Listings of today's API (2026), declared like a program declares them. */
export const getUsersQuery = PureCloud.call(Endpoint.make({
  ...facts,
  id: "getUsersQuery",
  path: "/api/v2/users/query",
  query: { cursor: Endpoint.optional(Schema.String), pageSize: Endpoint.optional(Schema.Int) },
  success: Schema.Struct({ entities: Schema.Array(Row), cursor: Schema.optional(Schema.String) }),
  pagination: Pagination.cursor({ items: "entities", cursor: "cursor", maxPageSize: 100 })
}))

export const getResults = PureCloud.call(Endpoint.make({
  ...facts,
  id: "getAnalyticsUsersAggregatesJobResults",
  path: "/api/v2/analytics/users/aggregates/jobs/{jobId}/results",
  pathParams: { jobId: Schema.String },
  query: { cursor: Endpoint.optional(Schema.String) },
  success: Schema.Struct({ results: Schema.optional(Schema.Array(Row)), cursor: Schema.optional(Schema.String) }),
  pagination: Pagination.cursor({ items: "results", cursor: "cursor" })
}))

export const getSkillgroups = PureCloud.call(Endpoint.make({
  ...facts,
  id: "getUserSkillgroups",
  path: "/api/v2/users/{userId}/skillgroups",
  pathParams: { userId: Schema.String },
  query: {
    pageSize: Endpoint.optional(Schema.Int),
    after: Endpoint.optional(Schema.String),
    before: Endpoint.optional(Schema.String)
  },
  success: Schema.Struct({ entities: Schema.Array(Row), nextUri: Schema.optional(Schema.String) }),
  pagination: Pagination.link({ items: "entities", link: "nextUri", param: "after" })
}))

export const queryOf = ({ url }: RecordedRequest) => new URL(url, "http://x").searchParams
