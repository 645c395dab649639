import * as Endpoint from "effect-purecloud/Endpoint"
import * as Pagination from "effect-purecloud/Pagination"
import * as Permissions from "effect-purecloud/Permissions"
import * as Schema from "effect/Schema"
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
        tag: Endpoint.many(Schema.String)
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

  test("wants exactly the template's placeholders", () => {
    // @ts-expect-error Property 'pathParams' is missing
    Endpoint.make({ ...facts, path: "/a/{aId}" })
    // @ts-expect-error Property 'aId' is missing
    Endpoint.make({ ...facts, path: "/a/{aId}", pathParams: {} })
    // @ts-expect-error is not assignable to type 'never'
    Endpoint.make({ ...facts, path: "/a/{aId}", pathParams: { aId: Schema.String, bId: Schema.String } })
    // @ts-expect-error is not assignable to type 'never'
    Endpoint.make({ ...facts, path: "/a", pathParams: { aId: Schema.String } })
  })

  test("wants a path that begins with a slash", () => {
    // @ts-expect-error is not assignable to type '`/${string}`'
    Endpoint.make({ ...facts, path: "api/v2/a" })
    // @ts-expect-error is not assignable to type '`/${string}`'
    Endpoint.make({ ...facts, path: ".evil.example/a" })
  })

  test("knows the page in its selectors", () => {
    expect(Endpoint.make({
      ...facts,
      path: "/a",
      success: Page,
      pagination: Pagination.inQuery({ items: (page: Page) => page.entities })
    })).type.toBe<Endpoint.Endpoint<{}, Page, { readonly id: string }>>()
    Endpoint.make({
      ...facts,
      path: "/a",
      success: Page,
      // @ts-expect-error Property 'results' is missing in type 'Page'
      pagination: Pagination.inQuery({ items: (page: { results: Array<string> }) => page.results })
    })
  })

  test("takes wire schemas only", () => {
    // @ts-expect-error is not assignable to type 'Schema<Date, Date, never>'
    Endpoint.make({ ...facts, path: "/a", success: Schema.Date })
  })
})
