/**
 * The ids of skills, languages, queues and roles by name. The input of the application has names, but the Users API
 * needs ids.
 *
 * The operations that list them are not part of the Users API, so they are declared here. Any operation of the vendor
 * can be declared and called in this way, with tokens, retries, rate limit and pages.
 */
import { Chunk, Context, Effect, Layer, Record, Schema, Stream } from "effect"
import * as Endpoint from "effect-purecloud/Endpoint"
import * as Pagination from "effect-purecloud/Pagination"
import * as Permissions from "effect-purecloud/Permissions"
import * as PureCloud from "effect-purecloud/PureCloud"

const Listing = Schema.Struct({
  entities: Schema.Array(Schema.Struct({ id: Schema.String, name: Schema.String })),
  pageCount: Schema.optional(Schema.Int)
})

const listing = (id: string, path: `/${string}`, permission: string) =>
  Endpoint.make({
    id,
    method: "GET",
    path,
    query: { pageSize: Endpoint.optional(Schema.Int), pageNumber: Endpoint.optional(Schema.Int) },
    success: Listing,
    permissions: Permissions.any(permission),
    pagination: Pagination.pageNumber({ items: "entities", maxPageSize: 100 })
  })

export const endpoints = {
  skills: listing("getRoutingSkills", "/api/v2/routing/skills", "routing:skill:view"),
  languages: listing("getRoutingLanguages", "/api/v2/routing/languages", "routing:language:view"),
  queues: listing("getRoutingQueues", "/api/v2/routing/queues", "routing:queue:view"),
  roles: listing("getAuthorizationRoles", "/api/v2/authorization/roles", "authorization:role:view")
}

export type Kind = keyof typeof endpoints

/** Ids by name. */
export class Catalog extends Context.Tag("onboarding/Catalog")<
  Catalog,
  { readonly [K in Kind]: ReadonlyMap<string, string> }
>() {
  /** Reads the ids once, when the layer is built. */
  static readonly layer = Layer.effect(
    this,
    Effect.all(
      Record.map(endpoints, (endpoint) =>
        PureCloud.call(endpoint).items({ pageSize: 100 }).pipe(
          Stream.runCollect,
          Effect.map((all) => new Map(Chunk.map(all, ({ id, name }) => [name, id] as const)))
        )),
      { concurrency: "unbounded" }
    )
  )
}
