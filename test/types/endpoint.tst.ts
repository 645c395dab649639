import * as Endpoint from "effect-purecloud/Endpoint"
import * as Pagination from "effect-purecloud/Pagination"
import * as Permissions from "effect-purecloud/Permissions"
import * as PureCloud from "effect-purecloud/PureCloud"
import type * as PureCloudError from "effect-purecloud/PureCloudError"
import * as Schema from "effect/Schema"
import type * as Stream from "effect/Stream"
import { describe, expect, test } from "tstyche"

interface Page {
  readonly entities: ReadonlyArray<{ readonly id: string }>
}
const Page: Schema.Schema<Page> = Schema.Struct({ entities: Schema.Array(Schema.Struct({ id: Schema.String })) })

const facts = { id: "x", method: "GET", permissions: Permissions.none } as const

describe("Endpoint.make", () => {
  test("derives one flat input", () => {
    expect(Endpoint.make({
      ...facts,
      path: "/a/{aId}/b/{bId}",
      pathParams: { aId: Schema.String, bId: Schema.Int },
      query: {
        kind: Schema.Literal("x", "y"),
        size: Endpoint.optional(Schema.Int),
        tag: Endpoint.repeated(Schema.String)
      },
      body: Endpoint.optional(Page)
    })).type.toBe<
      Endpoint.Endpoint<{
        readonly aId: string
        readonly bId: number
        readonly kind: "x" | "y"
        readonly size?: number | undefined
        readonly tag?: ReadonlyArray<string> | undefined
        readonly body?: Page | undefined
      }, void>
    >()
  })

  test("accepts schemas that transform, and infers their types", () => {
    const Team = Schema.Struct({ id: Schema.String.pipe(Schema.brand("TeamId")), created: Schema.Date })
    const call = PureCloud.call(Endpoint.make({
      ...facts,
      path: "/a",
      query: { since: Schema.Date },
      body: Endpoint.optional(Team),
      success: Schema.Struct({ entities: Schema.Array(Team) })
    }))
    type Team = typeof Team.Type
    expect(call).type.toBe<
      PureCloud.Call<
        { readonly since: Date; readonly body?: Team | undefined },
        { readonly entities: ReadonlyArray<Team> }
      >
    >()
    expect<Team["created"]>().type.toBe<Date>()
  })

  test("requires a repeated key only if it is declared so", () => {
    expect(Endpoint.make({
      ...facts,
      path: "/a",
      query: { id: Endpoint.repeated(Schema.String, { required: true }), tag: Endpoint.repeated(Schema.String) }
    })).type.toBe<
      Endpoint.Endpoint<
        { readonly id: ReadonlyArray<string>; readonly tag?: ReadonlyArray<string> | undefined },
        void
      >
    >()
  })

  test("has an undefined success only if 204 is one of several statuses", () => {
    const success = Page
    expect(Endpoint.make({ ...facts, path: "/a", success, otherStatuses: [204] })).type.toBe<
      Endpoint.Endpoint<{}, Page | undefined>
    >()
    expect(Endpoint.make({ ...facts, path: "/a", success, otherStatuses: [201, 202] })).type.toBe<
      Endpoint.Endpoint<{}, Page>
    >()
    expect(Endpoint.make({ ...facts, path: "/a", success })).type.toBe<Endpoint.Endpoint<{}, Page>>()
  })

  test("requires exactly the placeholders of the path", () => {
    // @ts-expect-error Property 'pathParams' is missing
    Endpoint.make({ ...facts, path: "/a/{aId}" })
    // @ts-expect-error Property 'aId' is missing
    Endpoint.make({ ...facts, path: "/a/{aId}", pathParams: {} })
    // @ts-expect-error is not assignable to type 'never'
    Endpoint.make({ ...facts, path: "/a/{aId}", pathParams: { aId: Schema.String, bId: Schema.String } })
    // @ts-expect-error is not assignable to type 'never'
    Endpoint.make({ ...facts, path: "/a", pathParams: { aId: Schema.String } })
  })

  test("requires a path that begins with a slash", () => {
    // @ts-expect-error is not assignable to type '`/${string}`'
    Endpoint.make({ ...facts, path: "api/v2/a" })
    // @ts-expect-error is not assignable to type '`/${string}`'
    Endpoint.make({ ...facts, path: ".evil.example/a" })
  })

  test("accepts only schemas without requirements", () => {
    const service: Schema.Schema<string, string, "Service"> = Schema.declare((u): u is string => typeof u === "string")
    // @ts-expect-error Type '"Service"' is not assignable to type 'never'
    Endpoint.make({ ...facts, path: "/a", success: service })
  })
})

interface Listing {
  readonly entities: ReadonlyArray<{ readonly id: string }>
  readonly userDetails?: ReadonlyArray<{ readonly userId: string }> | undefined
  readonly name: string
  readonly cursor?: string | undefined
  readonly nextUri?: string | undefined
  readonly total?: number | undefined
}
declare const Listing: Schema.Schema<Listing>
const listing = { ...facts, path: "/a", success: Listing } as const
const numbers = { pageNumber: Endpoint.optional(Schema.Int), pageSize: Endpoint.optional(Schema.Int) }
const cursors = { cursor: Endpoint.optional(Schema.String), after: Endpoint.optional(Schema.String) }
declare const Body: Schema.Schema<{
  readonly text: string
  readonly pageNumber?: number
  readonly pageSize?: number
  readonly paging?: { readonly pageNumber: number; readonly pageSize: number } | undefined
}>

describe("pagination", () => {
  test("has the type of the items, also if their field may be absent", () => {
    expect(Endpoint.make({
      ...listing,
      query: numbers,
      pagination: Pagination.pageNumber({ items: "entities", maxPageSize: 500 })
    })).type.toBe<
      Endpoint.Endpoint<
        { readonly pageNumber?: number | undefined; readonly pageSize?: number | undefined },
        Listing,
        { readonly id: string }
      >
    >()
    expect(
      Endpoint.make({
        ...listing,
        body: Body,
        pagination: Pagination.pageNumber({ items: "userDetails", in: "body.paging", last: "totalHits" })
      }).success
    ).type.toBe<Schema.Schema.AnyNoContext | undefined>()
    expect<Pagination.Item<Listing, "userDetails">>().type.toBe<{ readonly userId: string }>()
  })

  test("accepts only names of array fields for items", () => {
    Endpoint.make({
      ...listing,
      query: numbers,
      // @ts-expect-error '"results"' is not assignable to type 'ArrayField<Listing>'
      pagination: Pagination.pageNumber({ items: "results" })
    })
    Endpoint.make({
      ...listing,
      query: numbers,
      // @ts-expect-error '"total"' is not assignable to type 'ArrayField<Listing>'
      pagination: Pagination.pageNumber({ items: "total" })
    })
    Endpoint.make({
      ...listing,
      query: cursors,
      // @ts-expect-error '"name"' is not assignable to type 'ArrayField<Listing>'
      pagination: Pagination.cursor({ items: "name", cursor: "cursor" })
    })
  })

  test("accepts only names of string fields for cursors and links", () => {
    expect(Endpoint.make({
      ...listing,
      query: cursors,
      pagination: Pagination.cursor({ items: "entities", cursor: "cursor" })
    })).type.toBeAssignableTo<Endpoint.Endpoint<{}, Listing, { readonly id: string }>>()
    Endpoint.make({
      ...listing,
      query: cursors,
      // @ts-expect-error '"total"' is not assignable to type
      pagination: Pagination.cursor({ items: "entities", cursor: "total" })
    })
    Endpoint.make({
      ...listing,
      query: cursors,
      // @ts-expect-error '"entities"' is not assignable to type
      pagination: Pagination.link({ items: "entities", link: "entities", param: "after" })
    })
    Endpoint.make({
      ...listing,
      query: cursors,
      // @ts-expect-error '"nextPage"' is not assignable to type
      pagination: Pagination.link({ items: "entities", link: "nextPage", param: "after" })
    })
  })

  test("accepts only query keys for values that are sent in the query", () => {
    Endpoint.make({
      ...listing,
      query: cursors,
      // @ts-expect-error '"before"' is not assignable to type '"cursor" | "after"'
      pagination: Pagination.link({ items: "entities", link: "nextUri", param: "before" })
    })
    Endpoint.make({
      ...listing,
      query: numbers,
      // @ts-expect-error '"cursor"' is not assignable to type '"pageNumber" | "pageSize"'
      pagination: Pagination.cursor({ items: "entities", cursor: "cursor" })
    })
    Endpoint.make({
      ...listing,
      query: cursors,
      // @ts-expect-error '"query"' is not assignable to type 'PagePlace<
      pagination: Pagination.pageNumber({ items: "entities" })
    })
  })

  test("accepts places of page numbers in the body only if the body has them", () => {
    Endpoint.make({ ...listing, body: Body, pagination: Pagination.pageNumber({ items: "entities", in: "body" }) })
    Endpoint.make({
      ...listing,
      body: Endpoint.optional(Body),
      pagination: Pagination.pageNumber({ items: "entities", in: "body.paging" })
    })
    Endpoint.make({
      ...listing,
      body: Body,
      // @ts-expect-error '"query"' is not assignable to type 'PagePlace<
      pagination: Pagination.pageNumber({ items: "entities" })
    })
    Endpoint.make({
      ...listing,
      body: Body,
      // @ts-expect-error '"body.text"' is not assignable to type 'PagePlace<
      pagination: Pagination.pageNumber({ items: "entities", in: "body.text" })
    })
    Endpoint.make({
      ...listing,
      body: Page,
      // @ts-expect-error '"body"' is not assignable to type 'never'
      pagination: Pagination.pageNumber({ items: "entities", in: "body" })
    })
  })

  test("adds streams to paged endpoints only", () => {
    const paged = PureCloud.call(
      Endpoint.make({ ...listing, query: numbers, pagination: Pagination.pageNumber({ items: "entities" }) })
    )
    expect(paged.items()).type.toBe<
      Stream.Stream<{ readonly id: string }, PureCloudError.PureCloudError, PureCloud.PureCloud>
    >()
    expect(paged).type.toHaveProperty("pages")
    const whole = PureCloud.call(Endpoint.make({ ...listing, query: numbers }))
    expect(whole).type.not.toHaveProperty("items")
    expect(whole).type.not.toHaveProperty("pages")
  })
})
