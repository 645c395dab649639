/**
 * The documentation of the simulator, without a socket. test/browser opens it in a browser.
 */
import * as HttpApp from "@effect/platform/HttpApp"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import * as listings from "effect-purecloud/endpoints/catalog/index"
import type * as OpenApi from "effect-purecloud/OpenApi"
import * as Simulator from "effect-purecloud/Simulator"
import { operations } from "../fixtures/operations.js"
import { validate } from "../utils/openApi.js"
import { getTeam } from "../utils/team.js"

/** Sends requests to a simulator with a further operation. Returns the responses and the recorded requests. */
const sendAll = (...urls: ReadonlyArray<string>) =>
  Effect.gen(function*() {
    const { httpApp, requests } = yield* Simulator.make({
      operations: [Simulator.operation(getTeam, ({ teamId }) => Effect.succeed({ id: teamId }))]
    })
    const handle = HttpApp.toWebHandler(httpApp)
    const responses = yield* Effect.forEach(urls, (url) =>
      Effect.promise(() => handle(new Request(url, { headers: { host: new URL(url).host } }))))
    return { responses, seen: yield* requests }
  })

describe("the documentation", () => {
  it.effect("/openapi.json describes the operations, with the URL of the simulator", () =>
    Effect.gen(function*() {
      const { responses: [response], seen } = yield* sendAll("http://127.0.0.1:4010/openapi.json?x=1")
      assert.strictEqual(response?.headers.get("content-type"), "application/json")
      const document = yield* Effect.promise(() => response!.json() as Promise<OpenApi.Document>)
      assert.deepStrictEqual(yield* Effect.promise(() => validate(document)), { valid: true })
      assert.deepStrictEqual(document.servers, [{ url: "http://127.0.0.1:4010" }])
      const flow = document.components.securitySchemes["client_credentials"]?.flows["clientCredentials"]
      assert.strictEqual(flow?.tokenUrl, "http://127.0.0.1:4010/oauth/token")
      assert.sameMembers(
        Object.values(document.paths).flatMap(Object.values).map(({ operationId }: OpenApi.Operation) => operationId),
        [...Object.keys(operations), ...Object.keys(listings), "getTeam"]
      )
      assert.lengthOf(seen, 0, "it is no request to the service")
    }))

  it.effect("/docs loads no other files", () =>
    Effect.gen(function*() {
      const { responses: [response] } = yield* sendAll("http://127.0.0.1:4010/docs")
      assert.match(response!.headers.get("content-type")!, /^text\/html/)
      const html = yield* Effect.promise(() => response!.text())
      assert.include(html, "SwaggerUIBundle(")
      assert.include(html, "\"operationId\":\"getTeam\"")
      assert.notMatch(html.slice(0, html.indexOf("<script>")), /<(script|link|img)[^>]+(src|href)=/)
    }))

  it.effect("other paths are those of the service", () =>
    Effect.gen(function*() {
      const { responses } = yield* sendAll(
        "http://127.0.0.1:4010/docs/",
        "http://127.0.0.1:4010/openapi",
        "http://127.0.0.1:4010/api/v2/users"
      )
      assert.deepStrictEqual(responses.map(({ status }) => status), [401, 401, 401])
    }))
})
