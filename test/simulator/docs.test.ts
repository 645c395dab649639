/**
 * The simulator's own page and document, without a socket. What a browser makes of them is in test/browser.
 */
import * as HttpApp from "@effect/platform/HttpApp"
import { assert, describe, it } from "@effect/vitest"
import { Validator } from "@seriousme/openapi-schema-validator"
import { Effect } from "effect"
import * as Endpoint from "effect-purecloud/Endpoint"
import type * as OpenApi from "effect-purecloud/OpenApi"
import * as Permissions from "effect-purecloud/Permissions"
import * as Simulator from "effect-purecloud/Simulator"
import * as Schema from "effect/Schema"
import { operations } from "../fixtures/operations.js"

const getTeam = Endpoint.make({
  id: "getTeam",
  method: "GET",
  path: "/api/v2/teams/{teamId}",
  pathParams: { teamId: Schema.String },
  success: Schema.Struct({ id: Schema.String }),
  permissions: Permissions.none
})

/** Asks a simulator that has an operation more. */
const ask = (...urls: ReadonlyArray<string>) =>
  Effect.gen(function*() {
    const { httpApp, requests } = yield* Simulator.make({
      operations: [Simulator.operation(getTeam, ({ teamId }) => Effect.succeed({ id: teamId }))]
    })
    const handle = HttpApp.toWebHandler(httpApp)
    const answers = yield* Effect.forEach(urls, (url) =>
      Effect.promise(() => handle(new Request(url, { headers: { host: new URL(url).host } }))))
    return { answers, seen: yield* requests }
  })

describe("the simulator", () => {
  it.effect("shows the document of its operations, with itself as the server", () =>
    Effect.gen(function*() {
      const { answers: [answer], seen } = yield* ask("http://127.0.0.1:4010/openapi.json?x=1")
      assert.strictEqual(answer?.headers.get("content-type"), "application/json")
      const document = yield* Effect.promise(() => answer!.json() as Promise<OpenApi.Document>)
      assert.deepStrictEqual(
        yield* Effect.promise(() => new Validator().validate(structuredClone(document) as never)),
        {
          valid: true
        }
      )
      assert.deepStrictEqual(document.servers, [{ url: "http://127.0.0.1:4010" }])
      const flow = document.components.securitySchemes["client_credentials"]?.flows["clientCredentials"]
      assert.strictEqual(flow?.tokenUrl, "http://127.0.0.1:4010/oauth/token")
      assert.sameMembers(
        Object.values(document.paths).flatMap(Object.values).map(({ operationId }: OpenApi.Operation) => operationId),
        [...Object.keys(operations), "getTeam"]
      )
      assert.lengthOf(seen, 0, "it is no request to the service")
    }))

  it.effect("shows them on a page that holds all it needs", () =>
    Effect.gen(function*() {
      const { answers: [answer] } = yield* ask("http://127.0.0.1:4010/docs")
      assert.match(answer!.headers.get("content-type")!, /^text\/html/)
      const html = yield* Effect.promise(() => answer!.text())
      assert.include(html, "SwaggerUIBundle(")
      assert.include(html, "\"operationId\":\"getTeam\"")
      assert.notMatch(html.slice(0, html.indexOf("<script>")), /<(script|link|img)[^>]+(src|href)=/)
    }))

  it.effect("leaves every other path to the service", () =>
    Effect.gen(function*() {
      const { answers } = yield* ask(
        "http://127.0.0.1:4010/docs/",
        "http://127.0.0.1:4010/openapi",
        "http://127.0.0.1:4010/api/v2/users"
      )
      assert.deepStrictEqual(answers.map(({ status }) => status), [401, 401, 401])
    }))
})
