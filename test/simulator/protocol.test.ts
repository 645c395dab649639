/**
 * What all operations have in common: tokens, permissions, checks of requests, and errors.
 */
import { HttpClient, HttpClientRequest } from "@effect/platform"
import { assert, describe, it } from "@effect/vitest"
import { Duration, Effect, Encoding, Layer, Redacted, TestClock } from "effect"
import * as Auth from "effect-purecloud/Auth"
import * as Endpoint from "effect-purecloud/Endpoint"
import * as Endpoints from "effect-purecloud/endpoints/index"
import type * as User from "effect-purecloud/models/User"
import * as Permissions from "effect-purecloud/Permissions"
import * as PureCloud from "effect-purecloud/PureCloud"
import * as Simulator from "effect-purecloud/Simulator"
import * as Users from "effect-purecloud/Users"
import * as Schema from "effect/Schema"

const simulated = (options: Simulator.LayerOptions = {}) => Effect.provide(Simulator.layer(options))

const send = (request: HttpClientRequest.HttpClientRequest) =>
  Effect.flatMap(
    Simulator.Simulator,
    ({ httpClient }) =>
      Effect.flatMap(httpClient.execute(request), (response) =>
        Effect.map(response.text, (text) => ({
          status: response.status,
          headers: response.headers,
          body: text === "" ? undefined : JSON.parse(text)
        })))
  )

const api = `${Simulator.hosts.apiUrl}/api/v2`

/** Sends a request with a token of the first client. */
const authorized = (request: HttpClientRequest.HttpClientRequest) =>
  Effect.flatMap(
    Simulator.Simulator,
    (simulator) => Effect.flatMap(simulator.token(), (token) => send(HttpClientRequest.bearerToken(request, token)))
  )

const login = (form: Record<string, string>, credentials = "simulator:simulator-secret") =>
  send(
    HttpClientRequest.post(`${Simulator.hosts.loginUrl}/oauth/token`, {
      headers: credentials === "" ? {} : { authorization: `Basic ${Encoding.encodeBase64(credentials)}` }
    }).pipe(HttpClientRequest.bodyUrlParams(form))
  )

const client = (auth: PureCloud.Options["auth"]) =>
  Effect.provide(PureCloud.layer({ environment: Simulator.hosts, auth, decode: "strict" }))

describe("the token endpoint", () => {
  it.effect("responds with the error of OAuth", () =>
    Effect.gen(function*() {
      const errorOf = (form: Record<string, string>, credentials?: string) =>
        Effect.map(login(form, credentials), ({ body, status }) => {
          assert.strictEqual(body.description, body.error_description)
          return [status, body.error]
        })
      const grant = { grant_type: "client_credentials" }
      assert.deepStrictEqual(yield* errorOf(grant, ""), [400, "invalid_request"])
      assert.deepStrictEqual(yield* errorOf(grant, "who:secret"), [400, "invalid_client"])
      assert.deepStrictEqual(yield* errorOf(grant, "simulator:wrong"), [401, "invalid_client"])
      assert.deepStrictEqual(yield* errorOf({}), [400, "invalid_request"])
      assert.deepStrictEqual(yield* errorOf({ grant_type: "password" }), [400, "unsupported_grant_type"])
      assert.deepStrictEqual(yield* errorOf({ grant_type: "authorization_code" }), [400, "unauthorized_client"])
    }).pipe(simulated({ clients: [{ ...Simulator.defaultClient, grants: ["client_credentials"] }] })))

  it.effect("limits the tokens in a minute", () =>
    Effect.gen(function*() {
      const grant = login({ grant_type: "client_credentials" })
      assert.strictEqual((yield* grant).status, 200)
      const { body, status } = yield* grant
      assert.deepStrictEqual([status, body.error], [400, "invalid_request"])
      assert.match(body.error_description, /^rate limit exceeded;/)
      yield* TestClock.adjust("1 minute")
      assert.strictEqual((yield* grant).status, 200)
    }).pipe(simulated({ tokenAllowance: 1 })))

  it.effect("issues tokens that expire, and the SDK requests new ones", () =>
    Effect.gen(function*() {
      const simulator = yield* Simulator.Simulator
      yield* Users.getUsers()
      yield* TestClock.adjust("10 minutes")
      yield* Users.getUsers()
      const tokens = (yield* simulator.requests).filter(({ endpoint }) => endpoint === "token")
      assert.strictEqual(tokens.length, 2)
    }).pipe(simulated({ clients: [{ ...Simulator.defaultClient, tokenLife: "5 minutes" }] })))

  it.effect("accepts SAML assertions", () =>
    Effect.gen(function*() {
      const simulator = yield* Simulator.Simulator
      const { entities: [, user] } = yield* Users.getUsers()
      const auth = (orgName: string, assertion = simulator.assertion(user!.id)) =>
        Auth.layerSaml2Bearer({
          clientId: Simulator.defaultClient.id,
          clientSecret: Redacted.make(Simulator.defaultClient.secret),
          orgName,
          assertion
        })
      assert.strictEqual((yield* Users.getUsersMe().pipe(client(auth("simulated")))).id, user!.id)
      const reason = (layer: ReturnType<typeof auth>) =>
        Effect.map(Effect.flip(Users.getUsersMe().pipe(client(layer))), (error) => "code" in error ? error.code : error)
      assert.strictEqual(yield* reason(auth("elsewhere")), "invalid_request")
      assert.strictEqual(
        yield* reason(auth("simulated", Effect.succeed(Redacted.make(Encoding.encodeBase64("<NameID>x@y</NameID>"))))),
        "invalid_grant"
      )
    }).pipe(simulated()))

  it.live("accepts an authorization code once, and refresh tokens after it", () =>
    Effect.gen(function*() {
      const simulator = yield* Simulator.Simulator
      const { entities: [, user] } = yield* Users.getUsers()
      const redirectUri = "http://localhost:1234/back"
      const { codeChallenge, codeVerifier } = yield* Auth.makeCodeVerifier
      const code = yield* simulator.code({ userId: user!.id, redirectUri, codeChallenge })
      const refreshTokens: Array<Redacted.Redacted> = []
      const auth = (from: Parameters<typeof Auth.layerAuthorizationCode>[0]["from"]) =>
        Auth.layerAuthorizationCode({
          clientId: Simulator.defaultClient.id,
          from,
          onRefreshToken: (token) => Effect.sync(() => void refreshTokens.push(token))
        })
      const me = Users.getUsersMe()
      assert.strictEqual((yield* me.pipe(client(auth({ code, codeVerifier, redirectUri })))).id, user!.id)
      const used = yield* Effect.flip(me.pipe(client(auth({ code, codeVerifier, redirectUri }))))
      assert.deepInclude(used, { _tag: "PureCloudAuthError", code: "invalid_grant" })

      const [refreshToken] = refreshTokens as [Redacted.Redacted]
      assert.strictEqual((yield* me.pipe(client(auth({ refreshToken })))).id, user!.id)
      assert.strictEqual(refreshTokens.length, 2)
      assert.deepInclude(yield* Effect.flip(me.pipe(client(auth({ refreshToken })))), { code: "invalid_grant" })

      const other = yield* simulator.code({ userId: user!.id, redirectUri, codeChallenge })
      const wrong = auth({ code: other, codeVerifier: Redacted.make("guessed"), redirectUri })
      assert.deepInclude(yield* Effect.flip(me.pipe(client(wrong))), { code: "invalid_grant" })
    }).pipe(simulated()))
})

describe("the API", () => {
  it.effect("responds to errors as the service does", () =>
    Effect.gen(function*() {
      const { body, headers, status } = yield* authorized(HttpClientRequest.get(`${api}/users?pageSize=many`))
      assert.strictEqual(status, 400)
      assert.deepStrictEqual(body, {
        status: 400,
        code: "invalid.value",
        message: "Value [many] is not valid for field type [pageSize]. Allowable values are: a number",
        messageWithParams: "Value [{value}] is not valid for field type [{field}]. Allowable values are: {allowable}",
        messageParams: { value: "many", field: "pageSize", allowable: "a number" },
        contextId: headers["inin-correlation-id"],
        details: [{ errorCode: "invalid.value", fieldName: "pageSize" }],
        errors: []
      })
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
        x: JSON.parse("[".repeat(400) + "]".repeat(400))
      })
      const { body, status } = yield* authorized(
        HttpClientRequest.post(`${api}/users`).pipe(HttpClientRequest.bodyText(text, "application/json"))
      )
      assert.deepStrictEqual([status, body.email], [200, "brackets@simulated.example"])
    }).pipe(simulated()))

  it.effect("accepts lists as the vendor's SDKs write them", () =>
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
})

describe("further operations", () => {
  const getTeam = Endpoint.make({
    id: "getTeam",
    method: "GET",
    path: "/api/v2/teams/{teamId}",
    pathParams: { teamId: Schema.String },
    query: { size: Endpoint.optional(Schema.Int) },
    success: Schema.Struct({ id: Schema.String, size: Schema.Int }),
    permissions: Permissions.any("groups:team:view")
  })

  const operations = [
    Simulator.operation(getTeam, ({ size = 1, teamId }, { clientId }) =>
      teamId === "none"
        ? Simulator.refuse(404, "not.found", "There is no such team.")
        : Effect.succeed({ id: `${teamId} for ${clientId}`, size }))
  ]

  it.effect("are carried out like the others", () =>
    Effect.gen(function*() {
      const read = PureCloud.call(getTeam)
      assert.deepStrictEqual(yield* read({ teamId: "a b", size: 3 }), { id: "a b for c", size: 3 })
      assert.strictEqual((yield* Effect.flip(read({ teamId: "none" })))._tag, "PureCloudNotFound")
      const simulator = yield* Simulator.Simulator
      assert.deepStrictEqual(
        (yield* simulator.requests).map(({ endpoint, status }) => [endpoint, status]),
        [["token", 200], ["getTeam", 200], ["getTeam", 404]]
      )
    }).pipe(simulated({ operations, clients: [{ id: "c", secret: "s", permissions: ["groups:team:view"] }] })))

  it.effect("require their permissions", () =>
    Effect.gen(function*() {
      const error = yield* Effect.flip(PureCloud.call(getTeam)({ teamId: "x" }))
      assert.deepStrictEqual(error._tag === "PureCloudForbidden" && error.missing, ["groups:team:view"])
    }).pipe(simulated({ operations, clients: [{ id: "c", secret: "s", roles: ["User Admin"] }] })))

  it.effect("may be called by any Admin, a client or a user", () =>
    Effect.gen(function*() {
      const read = PureCloud.call(getTeam)
      assert.strictEqual((yield* read({ teamId: "t" })).size, 1)
      const { entities } = yield* Users.getUsers()
      const [director, agent] = entities as [User.User, User.User]
      const as = (userId: string) =>
        Effect.flatMap(
          Simulator.Simulator,
          (simulator) =>
            Effect.flatMap(
              simulator.token({ userId }),
              (token) => client(Auth.layerStatic(token))(read({ teamId: "t" }))
            )
        )
      assert.strictEqual((yield* as(director.id)).size, 1)
      assert.include((yield* Users.getUserRoles({ userId: director.id })).permissions ?? [], "groups:team:view")
      assert.strictEqual((yield* Effect.flip(as(agent.id)))._tag, "PureCloudForbidden")
      // Another simulator does not have the operations.
      const other = yield* Simulator.make()
      const roles = yield* Users.getUserRoles({ userId: director.id }).pipe(
        client(Auth.layerStatic(yield* other.token())),
        Effect.provideService(HttpClient.HttpClient, other.httpClient)
      )
      assert.notInclude(roles.permissions ?? [], "groups:team:view")
    }).pipe(simulated({ operations })))
})

describe("operations that today's API (2026) no longer has", () => {
  const removed = Object.values(Endpoints).filter(({ deprecated }) => Boolean(deprecated?.removed))
  const operation = Simulator.operation(Endpoints.deleteUserRoles, () => Effect.void)
  const remove = Effect.flatMap(Users.getUsers({ pageSize: 1 }), ({ entities }) => {
    const [{ id }] = entities as [User.User]
    return Effect.zipRight(Users.deleteUserRoles({ userId: id }), Users.getUserRoles({ userId: id }))
  })

  it.effect("are not found", () =>
    Effect.gen(function*() {
      assert.deepStrictEqual(removed.map(({ id }) => id), ["deleteUserRoles"])
      assert.strictEqual((yield* Effect.flip(remove))._tag, "PureCloudNotFound")
      const [{ id }] = (yield* Users.getUsers({ pageSize: 1 })).entities as [User.User]
      assert.notDeepEqual((yield* Users.getUserRoles({ userId: id })).roles, [])
    }).pipe(simulated()))

  it.effect("are found in the API of 2018", () =>
    Effect.gen(function*() {
      assert.deepStrictEqual((yield* remove).roles, [])
    }).pipe(simulated({ api: 2018 })))

  it.effect("are found if a further operation replaces them", () =>
    Effect.gen(function*() {
      assert.notDeepEqual((yield* remove).roles, [])
    }).pipe(simulated({ operations: [operation] })))
})

it.effect("a PureCloud of the program needs layerHttpClient only", () =>
  Effect.gen(function*() {
    const live = PureCloud.layer({
      environment: "mypurecloud.ie",
      auth: Auth.layerClientCredentials({ clientId: "simulator", clientSecret: Redacted.make("simulator-secret") }),
      timeout: Duration.seconds(5)
    }).pipe(Layer.provide(Simulator.layerHttpClient))
    assert.strictEqual((yield* Effect.provide(Users.getUsers(), live)).total, 100)
  }).pipe(Effect.provide(Simulator.layerSimulator())))
