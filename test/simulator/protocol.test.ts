/**
 * Permissions, checks of requests, and errors, which are the same for all operations.
 */
import { HttpApp, HttpBody, HttpClientRequest } from "@effect/platform"
import { assert, describe, it } from "@effect/vitest"
import { Duration, Effect, Encoding, Layer, Redacted, TestClock } from "effect"
import * as Auth from "effect-purecloud/Auth"
import * as PureCloud from "effect-purecloud/PureCloud"
import * as Simulator from "effect-purecloud/Simulator"
import * as Users from "effect-purecloud/Users"
import { connect } from "node:net"
import { client, home, send, simulated } from "../utils/simulator.js"
import { address, served } from "../utils/socket.js"

const api = `${Simulator.hosts.apiUrl}/api/v2`

/** Sends a request with a token of the first client. */
const authorized = (request: HttpClientRequest.HttpClientRequest) =>
  Effect.flatMap(
    Simulator.Simulator,
    (simulator) => Effect.flatMap(simulator.token(), (token) => send(HttpClientRequest.bearerToken(request, token)))
  )

describe("the API", () => {
  it.effect("has errors in the form of the service", () =>
    Effect.gen(function*() {
      const { body, headers, status } = yield* authorized(HttpClientRequest.get(`${api}/users?pageSize=many`))
      assert.strictEqual(status, 400)
      assert.deepStrictEqual(body, {
        status: 400,
        code: "invalid.value",
        message:
          "Value [many] is not valid for field type [pageSize]. Allowable values are: a whole number from 1 to 500",
        messageWithParams: "Value [{value}] is not valid for field type [{field}]. Allowable values are: {allowable}",
        messageParams: { value: "many", field: "pageSize", allowable: "a whole number from 1 to 500" },
        contextId: headers["inin-correlation-id"],
        details: [{ errorCode: "invalid.value", fieldName: "pageSize" }],
        errors: []
      })
    }).pipe(simulated()))

  it.effect("reads a raw body as an HTTP client would send it, or refuses it", () =>
    Effect.gen(function*() {
      const post = (body: unknown) =>
        authorized(HttpClientRequest.setBody(
          HttpClientRequest.post(`${api}/users/search`),
          HttpBody.raw(body, { contentType: "application/json" })
        ))
      const text = JSON.stringify({ query: [{ type: "EXACT", fields: ["name"], value: "Nobody é" }] })
      const bytes = new TextEncoder().encode(text)
      const padded = Uint8Array.of(0, ...bytes, 0)
      for (const body of [text, bytes, bytes.buffer, new DataView(padded.buffer, 1, bytes.length)]) {
        assert.deepInclude(yield* post(body), { status: 200 })
      }
      for (const body of [new Blob([text]), new ReadableStream(), { query: [] }, null]) {
        assert.deepInclude(yield* Effect.flip(post(body)), { _tag: "RequestError", reason: "Encode" })
      }
    }).pipe(simulated()))

  it.effect("refuses requests that do not fit the contract", () =>
    Effect.gen(function*() {
      const { entities: [user] } = yield* Users.getUsers()
      const path = `${api}/users/${user!.id}`
      const json = (text: string, type = "application/json") => HttpClientRequest.bodyText(text, type)
      const refused: ReadonlyArray<readonly [HttpClientRequest.HttpClientRequest, number, string, string?]> = [
        [HttpClientRequest.get(`${api}/nothing`), 404, "not.found"],
        [HttpClientRequest.put(path), 405, "method.not.allowed"],
        [HttpClientRequest.get(`${api}/users?expand=presence&expand=soul`), 400, "invalid.value", "expand"],
        [HttpClientRequest.get(`${api}/users?state=asleep`), 400, "invalid.value", "state"],
        [HttpClientRequest.get(`${api}/users?pageSize=1.5`), 400, "invalid.value", "pageSize"],
        [HttpClientRequest.get(`${api}/users/search`), 400, "bad.request", "q64"],
        [HttpClientRequest.get(`${api}/fieldconfig?type=ghost`), 400, "invalid.value", "type"],
        [HttpClientRequest.patch(path), 400, "bad.request", "body"],
        [HttpClientRequest.patch(path).pipe(json("{")), 400, "bad.request", "body"],
        [HttpClientRequest.patch(path).pipe(json("{}", "text/plain")), 415, "unsupported.media.type"],
        [HttpClientRequest.patch(path).pipe(json("{}")), 400, "bad.request", "version"],
        [HttpClientRequest.patch(path).pipe(json("{\"version\":\"1\"}")), 400, "bad.request", "version"],
        [
          HttpClientRequest.patch(path).pipe(json("{\"version\":1,\"state\":\"asleep\"}")),
          400,
          "invalid.value",
          "state"
        ],
        [
          HttpClientRequest.post(`${api}/users/search`).pipe(json("{\"query\":[{\"type\":\"EXACT\",\"group\":[{}]}]}")),
          400,
          "bad.request",
          "query[0].group[0].type"
        ],
        [
          HttpClientRequest.put(`${path}/outofoffice`).pipe(json("{\"startDate\":\"01.02.2026\"}")),
          400,
          "invalid.date",
          "startDate"
        ]
      ]
      for (const [request, status, code, field] of refused) {
        const response = yield* authorized(request)
        assert.deepStrictEqual(
          [response.status, response.body.code, response.body.details[0]?.fieldName],
          [status, code, field],
          request.url
        )
        assert.isString(response.headers["inin-correlation-id"])
      }
    }).pipe(simulated()))

  describe("responds with 400 to JSON nested 20,000 deep", () => {
    const depth = 20_000
    const nested = (open: string, leaf: string, close: string) => open.repeat(depth) + leaf + close.repeat(depth)
    const groups = `{"query":[${nested("{\"type\":\"AND\",\"group\":[", "{\"type\":\"MATCH_ALL\"}", "]}")}]}`
    const values: Readonly<Record<string, string>> = {
      "a search": groups,
      "objects in an undeclared field": `{"name":"A","email":"a@b.example","x":${nested("{\"x\":", "1", "}")}}`,
      "arrays in an undeclared field": `{"name":"A","email":"a@b.example","x":${nested("[", "1", "]")}}`,
      "the whole value": nested("[", "1", "]")
    }
    const post = (path: string) => (text: string) =>
      HttpClientRequest.post(`${api}${path}`).pipe(HttpClientRequest.bodyText(text, "application/json"))
    const requests: Readonly<Record<string, (text: string) => HttpClientRequest.HttpClientRequest>> = {
      "the body of a search": post("/users/search"),
      "the body of a new user": post("/users"),
      "q64 of a search": (text) =>
        HttpClientRequest.get(`${api}/users/search?q64=${encodeURIComponent(Encoding.encodeBase64(text))}`)
    }
    for (const [place, request] of Object.entries(requests)) {
      for (const [kind, text] of Object.entries(values)) {
        it.effect(`${place}: ${kind}`, () =>
          Effect.gen(function*() {
            const { body, status } = yield* authorized(request(text))
            assert.deepStrictEqual([status, body.status, body.code], [
              400,
              400,
              place.startsWith("q64") ? "invalid.value" : "bad.request"
            ])
            assert.strictEqual((yield* authorized(HttpClientRequest.get(`${api}/users?pageSize=1`))).status, 200)
          }).pipe(simulated()))
      }
    }
  })

  it.effect("accepts brackets within strings, and undeclared fields nested less deep", () =>
    Effect.gen(function*() {
      const text = JSON.stringify({
        name: `${"[".repeat(5000)}\\"${"{".repeat(5000)}`,
        email: "brackets@simulated.example",
        divisionId: home,
        x: JSON.parse("[".repeat(400) + "]".repeat(400))
      })
      const { body, status } = yield* authorized(
        HttpClientRequest.post(`${api}/users`).pipe(HttpClientRequest.bodyText(text, "application/json"))
      )
      assert.deepStrictEqual([status, body.email], [200, "brackets@simulated.example"])
    }).pipe(simulated()))

  it.effect("accepts lists in each form that the vendor's SDKs write", () =>
    Effect.gen(function*() {
      const { entities } = yield* Users.getUsers({ pageSize: 3 })
      const ids = entities.map(({ id }) => id)
      const listed = (query: string) =>
        Effect.map(
          authorized(HttpClientRequest.get(`${api}/users?${query}`)),
          ({ body }) => body.entities.map(({ id }: { readonly id: string }) => id)
        )
      assert.deepStrictEqual(yield* listed(ids.map((id) => `id=${id}`).join("&")), ids)
      assert.deepStrictEqual(yield* listed(`id=${ids.join(",")}`), ids)
      assert.strictEqual((yield* listed("id=&expand=")).length, 25)
    }).pipe(simulated()))

  it.effect("accepts null for an optional body", () =>
    Effect.gen(function*() {
      const { entities: [user] } = yield* Users.getUsers()
      const invite = HttpClientRequest.post(`${api}/users/${user!.id}/invite`).pipe(
        HttpClientRequest.bodyText("null", "application/json")
      )
      const response = yield* authorized(invite)
      assert.deepStrictEqual([response.status, response.body], [204, undefined])
    }).pipe(simulated()))

  it.effect("sends no rate limit headers without a token", () =>
    Effect.gen(function*() {
      const response = yield* send(HttpClientRequest.get(`${api}/users`))
      assert.deepStrictEqual([response.status, response.body.code], [401, "authentication.required"])
      assert.isUndefined(response.headers["inin-ratelimit-count"])
    }).pipe(simulated()))

  it.effect("a token of a user has the permissions of the user's roles, until the user is deleted", () =>
    Effect.gen(function*() {
      const simulator = yield* Simulator.Simulator
      const { entities: [, user] } = yield* Users.getUsers()
      const userId = user!.id
      const token = yield* simulator.token({ userId })
      const asUser = client(Auth.layerStatic(token))
      assert.strictEqual((yield* Effect.flip(Users.deleteUser({ userId }).pipe(asUser)))._tag, "PureCloudForbidden")
      assert.strictEqual((yield* Users.getUsersMe().pipe(asUser)).id, userId)
      yield* Users.deleteUser({ userId })
      assert.strictEqual((yield* Effect.flip(Users.getUsersMe().pipe(asUser)))._tag, "PureCloudUnauthorized")
    }).pipe(simulated()))

  it.effect("requires a permission to assign an extension", () =>
    Effect.gen(function*() {
      const { entities: [user] } = yield* Users.getUsers()
      const { id: userId, version } = user!
      const body = { version: version!, addresses: [{ mediaType: "PHONE", extension: "4711" }] }
      const error = yield* Effect.flip(Users.patchUser({ userId, body }))
      assert.deepStrictEqual(
        error._tag === "PureCloudForbidden" && error.missing,
        ["telephony:extension:assign"]
      )
    }).pipe(simulated({ clients: [{ id: "c", secret: "s", roles: ["User Admin"] }] })))

  it.effect("refuses to change a password before its age, and names the time", () =>
    Effect.gen(function*() {
      yield* TestClock.setTime(1_800_000_000_000)
      const { entities: [user] } = yield* Users.getUsers()
      const set = Users.postUserPassword({ userId: user!.id, body: { newPassword: "Good-password-1" } })
      yield* set
      const error = yield* Effect.flip(set)
      assert.deepInclude(error, {
        _tag: "PureCloudBadRequest",
        text: "The password cannot be changed until 2027-01-15T09:00:00.000Z"
      })
      yield* TestClock.adjust("1 hour")
      yield* set
    }).pipe(simulated({ passwordAge: "1 hour" })))

  it.effect("accepts a first password at any time of the clock", () =>
    Effect.gen(function*() {
      const { entities: [user] } = yield* Users.getUsers()
      const created = yield* Users.postUsers({ body: { name: "N", email: "n@acme.example", divisionId: home } })
      for (const { id } of [user!, created]) {
        yield* Users.postUserPassword({ userId: id, body: { newPassword: "Good-password-1" } })
      }
    }).pipe(simulated({ passwordAge: "1 hour" })))
})

it.live("a request whose connection closes before the end of its body is not carried out", () =>
  Effect.gen(function*() {
    const simulator = yield* Simulator.Simulator
    const [user] = yield* simulator.users()
    const token = Redacted.value(yield* simulator.token())
    const put = Users.putUserProfileskills({ userId: user!.id, body: ["Knitting"] })
    yield* put
    const { host, hostname, port } = new URL(yield* address)
    const head = `PUT /api/v2/users/${user!.id}/profileskills HTTP/1.1\r\nhost: ${host}\r\n` +
      `authorization: Bearer ${token}\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n`
    yield* Effect.async<void>((resume) => {
      const socket = connect(Number(port), hostname, () => socket.write(`${head}["Kni`, () => socket.destroy()))
      socket.on("close", () => resume(Effect.void))
    })
    // The server has noticed that the connection is closed when it responds to a second later request.
    yield* Users.getUsers()
    yield* Users.getUsers()
    assert.deepStrictEqual(yield* Users.getUserProfileskills({ userId: user!.id }), ["Knitting"])
    assert.lengthOf((yield* simulator.requests).filter(({ endpoint }) => endpoint === "putUserProfileskills"), 1)
  }).pipe(Effect.provide(served({ users: 3 }))))

it.live("responds through a web handler, whose requests have absolute URLs", () =>
  Effect.gen(function*() {
    const { httpApp, token } = yield* Simulator.make({ users: 3 })
    const handle = HttpApp.toWebHandler(httpApp)
    const authorization = `Bearer ${Redacted.value(yield* token())}`
    const url = "http://127.0.0.1:4010/api/v2/users?pageSize=2"
    const response = yield* Effect.promise(() => handle(new Request(url, { headers: { authorization } })))
    assert.strictEqual(response.status, 200)
    const nextUri = "/api/v2/users?pageSize=2&pageNumber=2"
    assert.deepInclude(yield* Effect.promise(() => response.json()), { total: 3, nextUri })
  }))

it.effect("a client that the program builds needs layerHttpClient only", () =>
  Effect.gen(function*() {
    const live = PureCloud.layer({
      environment: "mypurecloud.ie",
      auth: Auth.layerClientCredentials({ clientId: "simulator", clientSecret: Redacted.make("simulator-secret") }),
      timeout: Duration.seconds(5)
    }).pipe(Layer.provide(Simulator.layerHttpClient))
    assert.strictEqual((yield* Effect.provide(Users.getUsers(), live)).total, 100)
  }).pipe(Effect.provide(Simulator.layerSimulator())))
