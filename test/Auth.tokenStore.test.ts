/**
 * Tokens in a store: a program that starts again does not log in.
 */
import { NodeKeyValueStore } from "@effect/platform-node"
import { SystemError } from "@effect/platform/Error"
import * as HttpClient from "@effect/platform/HttpClient"
import * as HttpClientResponse from "@effect/platform/HttpClientResponse"
import * as KeyValueStore from "@effect/platform/KeyValueStore"
import { assert, describe, it } from "@effect/vitest"
import { Config, ConfigProvider, Effect, Either, Fiber, Layer, Redacted, TestClock } from "effect"
import * as Auth from "effect-purecloud/Auth"
import * as PureCloud from "effect-purecloud/PureCloud"
import * as PureCloudConfig from "effect-purecloud/PureCloudConfig"
import * as Users from "effect-purecloud/Users"
import * as Fs from "node:fs"
import * as Os from "node:os"
import * as Path from "node:path"
import { memoryStore } from "./utils/bulk.js"
import { recordingLogger } from "./utils/logs.js"
import { secretMark } from "./utils/service.js"

const urls = { apiUrl: "https://api.example", loginUrl: "https://login.example" }

/** A service in memory, with the forms that its token endpoint received, and the tokens that its API received. */
const makeService = (
  fields: { readonly expires_in?: number; readonly refresh_token?: string | undefined } = { expires_in: 3600 }
) => {
  const forms: Array<URLSearchParams> = []
  const bearers: Array<string> = []
  const rejected = new Set<string>()
  const client = HttpClient.make((request, url) =>
    Effect.sync(() => {
      const json = (body: unknown, status = 200) => HttpClientResponse.fromWeb(request, Response.json(body, { status }))
      if (url.href.startsWith(urls.loginUrl)) {
        const { body } = request
        forms.push(new URLSearchParams(body._tag === "Uint8Array" ? new TextDecoder().decode(body.body) : ""))
        const n = forms.length
        return json({
          access_token: `access-${n}-${secretMark}`,
          refresh_token: `refresh-${n}-${secretMark}`,
          ...fields
        })
      }
      const bearer = request.headers["authorization"]!.slice("Bearer ".length)
      bearers.push(bearer)
      return rejected.has(bearer) ? json({ code: "bad.credentials" }, 401) : json({ id: "u" })
    })
  )
  return { forms, bearers, rejected, layer: Layer.succeed(HttpClient.HttpClient, client) }
}

type Service = ReturnType<typeof makeService>

/** A run of a program: a new client that makes a call. */
const run = (service: Service, auth: PureCloud.Options["auth"], times = 1) =>
  Effect.repeatN(Users.getUser({ userId: "u" }), times - 1).pipe(
    Effect.provide(PureCloud.layer({ environment: urls, auth }).pipe(Layer.provide(service.layer)))
  )

const credentials = (tokenStore: Auth.TokenStore) =>
  Auth.layerClientCredentials({ clientId: "c", clientSecret: Redacted.make("s"), tokenStore })

/** A run with a single token of the client `c`, from a pool of size 1. */
const credentialsRun = (tokenStore: Auth.TokenStore, client: HttpClient.HttpClient) =>
  Users.getUser({ userId: "u" }).pipe(
    Effect.provide(
      PureCloud.layer({
        environment: urls,
        auth: Auth.layerPool({
          size: 1,
          credentials: { clientId: "c", clientSecret: Redacted.make("s") },
          tokenStore
        })
      }).pipe(Layer.provide(Layer.succeed(HttpClient.HttpClient, client)))
    )
  )

const key = Redacted.make(`key-${secretMark}`)

const entryOf = "effect-purecloud-token:client_credentials:https://login.example:c"

describe("a stored token", () => {
  for (const encryptionKey of [undefined, key]) {
    const how = encryptionKey === undefined ? "in plain text" : "encrypted"

    it.effect(`${how} is used by the next run, until it is due to be refreshed`, () =>
      Effect.gen(function*() {
        const service = makeService()
        const tokenStore = { store: yield* memoryStore, ...(encryptionKey && { encryptionKey }) }
        yield* run(service, credentials(tokenStore))
        yield* run(service, credentials(tokenStore))
        yield* TestClock.adjust("58 minutes")
        yield* run(service, credentials(tokenStore))
        assert.lengthOf(service.forms, 1)
        // The margin is one minute.
        yield* TestClock.adjust("61 seconds")
        yield* run(service, credentials(tokenStore))
        yield* run(service, credentials(tokenStore))
        assert.lengthOf(service.forms, 2)
        assert.deepStrictEqual(service.bearers.map((bearer) => bearer[7]), ["1", "1", "1", "2", "2"])
      }))

    it.effect(`${how} that the service rejects is replaced, also for the next run`, () =>
      Effect.gen(function*() {
        const service = makeService()
        const tokenStore = { store: yield* memoryStore, ...(encryptionKey && { encryptionKey }) }
        yield* run(service, credentials(tokenStore))
        service.rejected.add(`access-1-${secretMark}`)
        yield* run(service, credentials(tokenStore))
        yield* run(service, credentials(tokenStore))
        assert.lengthOf(service.forms, 2)
        assert.deepStrictEqual(service.bearers.map((bearer) => bearer[7]), ["1", "1", "2", "2"])
      }))
  }

  it.live("is found in the files of the next process, which hold no secret", () =>
    Effect.gen(function*() {
      const folder = Fs.mkdtempSync(Path.join(Os.tmpdir(), "tokens-"))
      const service = makeService()
      const once = Effect.flatMap(KeyValueStore.KeyValueStore, (store) =>
        run(service, credentials({ store, encryptionKey: key }))).pipe(
          Effect.provide(NodeKeyValueStore.layerFileSystem(folder))
        )
      yield* once
      yield* once
      assert.lengthOf(service.forms, 1)
      const files = Fs.readdirSync(folder)
      assert.lengthOf(files, 1)
      for (const file of files) {
        const text = Fs.readFileSync(Path.join(folder, file), "latin1")
        for (const secret of ["access-1", "refresh-1", secretMark]) {
          assert.notInclude(text, secret)
          assert.notInclude(atob(text.slice(3)), secret)
        }
      }
      Fs.rmSync(folder, { recursive: true })
    }))

  it.effect("is used by layerConfig", () =>
    Effect.gen(function*() {
      const service = makeService()
      const tokenStore = { store: yield* memoryStore }
      const auth = Auth.layerConfig({ clientId: Config.succeed("c") }, { tokenStore })
      const environment = ConfigProvider.fromMap(new Map([["PURECLOUD_SECRET", "s"]]))
      for (let i = 0; i < 2; i++) yield* Effect.withConfigProvider(run(service, auth), environment)
      yield* run(service, credentials(tokenStore))
      assert.lengthOf(service.forms, 1)
    }))

  for (const name of [undefined, "mine"]) {
    for (const encryptionKey of [undefined, key]) {
      const how = `${name === undefined ? "by default" : "with a name"}${encryptionKey ? ", encrypted" : ""}`
      it.effect(`of a pool has an entry of its own, ${how}`, () =>
        Effect.gen(function*() {
          const store = yield* memoryStore
          const tokenStore = { store, ...(name && { name }), ...(encryptionKey && { encryptionKey }) }
          const clients = ["c", "d"].map((clientId) => ({ clientId, clientSecret: Redacted.make("s") }))
          let logins = 0
          const bearers: Array<string> = []
          const client = HttpClient.make((request, url) =>
            Effect.sync(() => {
              if (url.href.startsWith(urls.loginUrl)) {
                return HttpClientResponse.fromWeb(
                  request,
                  Response.json({ access_token: `access-${++logins}`, expires_in: 3600 })
                )
              }
              bearers.push(request.headers["authorization"]!)
              // Each token allows one request in a minute.
              const headers = {
                "inin-ratelimit-count": "1",
                "inin-ratelimit-allowed": "1",
                "inin-ratelimit-reset": "60"
              }
              return HttpClientResponse.fromWeb(request, Response.json({ id: "u" }, { headers }))
            })
          )
          /** A run that needs all four tokens. */
          const run = (auth: PureCloud.Options["auth"]) =>
            Effect.repeatN(Users.getUser({ userId: "u" }), 3).pipe(
              Effect.provide(
                PureCloud.layer({ environment: urls, auth }).pipe(
                  Layer.provide(Layer.succeed(HttpClient.HttpClient, client))
                )
              )
            )
          const auth = Auth.layerPool({ size: 4, credentials: [clients[0]!, clients[1]!], tokenStore })
          yield* run(auth)
          assert.strictEqual(logins, 4)
          assert.strictEqual(yield* store.size, 4)
          assert.strictEqual(new Set(bearers).size, 4)
          bearers.length = 0
          yield* run(auth)
          assert.strictEqual(logins, 4)
          assert.strictEqual(new Set(bearers).size, 4)
          // A single token is the first one of the pool.
          yield* credentialsRun(tokenStore, client)
          assert.strictEqual(logins, 4)
        }))
    }
  }

  it.effect("that cannot be read counts as absent, with a warning that has no secret", () =>
    Effect.gen(function*() {
      const store = yield* memoryStore
      yield* run(makeService(), credentials({ store, encryptionKey: key }))
      const entry = yield* Effect.flatMap(store.get(entryOf), (text) => text)
      const other = yield* memoryStore
      yield* run(makeService(), credentials({ store: other }))
      const plain = yield* Effect.flatMap(other.get(entryOf), (text) => text)
      const changed = entry.slice(0, -8) + (entry.at(-8) === "A" ? "B" : "A") + entry.slice(-7)

      const broken: ReadonlyArray<readonly [string, Redacted.Redacted | undefined]> = [
        [changed, key],
        [entry, Redacted.make("another key")],
        [entry, undefined],
        [plain, key],
        [plain.slice(1), undefined],
        [plain.replace("access-1", "access\\n1"), undefined],
        [`v1.${btoa("short")}`, key],
        ["v1.$$$", key],
        ["v1.", key],
        ["", undefined],
        ["{}", undefined],
        ["null", undefined]
      ]
      for (const [text, encryptionKey] of broken) {
        yield* store.set(entryOf, text)
        const { layer, lines } = recordingLogger()
        const service = makeService()
        const auth = credentials({ store, ...(encryptionKey && { encryptionKey }) })
        yield* Effect.provide(run(service, auth), layer)
        assert.lengthOf(service.forms, 1, text)
        assert.lengthOf(lines, 1, text)
        assert.match(lines[0]!, /^WARN The stored token could not be read: /)
        assert.notInclude(lines[0]!, secretMark)
        yield* run(service, auth)
        assert.lengthOf(service.forms, 1, text)
      }
    }))

  it.effect("cannot be used under another name", () =>
    Effect.gen(function*() {
      const store = yield* memoryStore
      const service = makeService()
      yield* run(service, credentials({ store, encryptionKey: key, name: "a" }))
      yield* store.set(
        "effect-purecloud-token:b",
        yield* Effect.flatMap(store.get("effect-purecloud-token:a"), (t) => t)
      )
      yield* run(service, credentials({ store, encryptionKey: key, name: "b" })).pipe(
        Effect.provide(recordingLogger().layer)
      )
      assert.lengthOf(service.forms, 2)
    }))

  it.effect("is kept in memory if the store fails, and the calls succeed", () =>
    Effect.gen(function*() {
      const failure = Effect.fail(
        new SystemError({ reason: "PermissionDenied", module: "KeyValueStore", method: "set", description: secretMark })
      )
      const { layer, lines } = recordingLogger()
      const service = makeService()
      const store = { get: () => failure, set: () => failure, remove: () => failure }
      yield* Effect.provide(run(service, credentials({ store }), 3), layer)
      assert.lengthOf(service.forms, 1)
      assert.deepStrictEqual(lines, [
        "WARN The stored token could not be read: PermissionDenied",
        "WARN The stored token could not be written: PermissionDenied"
      ])
    }))
})

describe("a store that does not respond", () => {
  it.effect("ends a call at the timeout, and no later call", () =>
    Effect.gen(function*() {
      const service = makeService()
      const store = yield* memoryStore
      let isSilent = true
      const silent: Auth.TokenStore["store"] = {
        ...store,
        get: (key) => Effect.suspend(() => isSilent ? Effect.never : store.get(key))
      }
      yield* Effect.gen(function*() {
        const call = Users.getUser({ userId: "u" })
        const fiber = yield* Effect.fork(Effect.flip(call))
        yield* TestClock.adjust("1 seconds")
        assert.deepInclude(yield* Fiber.join(fiber), { _tag: "PureCloudAuthError" })
        isSilent = false
        yield* call
      }).pipe(
        Effect.provide(
          PureCloud.layer({
            environment: urls,
            timeout: "1 seconds",
            retry: { attempts: 1 },
            auth: credentials({ store: silent })
          }).pipe(Layer.provide(service.layer))
        )
      )
    }))
})

describe("a stored login of a user", () => {
  const code = (value: string) => ({
    code: Redacted.make(value),
    codeVerifier: Redacted.make("v"),
    redirectUri: "https://app.example"
  })

  const login = (tokenStore: Auth.TokenStore, from?: ReturnType<typeof code>) =>
    Auth.layerAuthorizationCode({ clientId: "c", from, tokenStore })

  it.effect("is used after the page is reloaded, and refreshed with the latest refresh token", () =>
    Effect.gen(function*() {
      const service = makeService()
      const tokenStore = { store: yield* memoryStore }
      yield* run(service, login(tokenStore, code("first")))
      yield* run(service, login(tokenStore))
      // A page whose address still has the code.
      yield* run(service, login(tokenStore, code("first")))
      assert.lengthOf(service.forms, 1)
      for (const n of [1, 2]) {
        yield* TestClock.adjust("2 hours")
        yield* run(service, login(tokenStore))
        assert.strictEqual(service.forms.at(-1)!.get("refresh_token"), `refresh-${n}-${secretMark}`)
      }
      yield* run(service, login(tokenStore, code("first")))
      assert.lengthOf(service.forms, 3)
    }))

  it.effect("is refreshed with the latest refresh token, although the store has an earlier one", () =>
    Effect.gen(function*() {
      const service = makeService()
      const store = yield* memoryStore
      let isFull = false
      const failing: Auth.TokenStore["store"] = {
        ...store,
        set: (key, value) =>
          isFull
            ? Effect.fail(new SystemError({ reason: "WriteZero", module: "KeyValueStore", method: "set" }))
            : store.set(key, value)
      }
      yield* Effect.gen(function*() {
        const call = Users.getUser({ userId: "u" })
        yield* call
        isFull = true
        for (const n of [1, 2]) {
          yield* TestClock.adjust("2 hours")
          yield* call
          assert.strictEqual(service.forms.at(-1)!.get("refresh_token"), `refresh-${n}-${secretMark}`)
        }
      }).pipe(
        Effect.provide([
          PureCloud.layer({ environment: urls, auth: login({ store: failing }, code("first")) }).pipe(
            Layer.provide(service.layer)
          ),
          recordingLogger().layer
        ])
      )
      assert.lengthOf(service.forms, 3)
    }))

  it.effect("is refreshed if the service rejects its token", () =>
    Effect.gen(function*() {
      const service = makeService()
      const tokenStore = { store: yield* memoryStore, encryptionKey: key }
      yield* run(service, login(tokenStore, code("first")))
      service.rejected.add(`access-1-${secretMark}`)
      yield* run(service, login(tokenStore))
      assert.strictEqual(service.forms.at(-1)!.get("refresh_token"), `refresh-1-${secretMark}`)
    }))

  it.effect("is refreshed in each run if the lifetime of its tokens is unknown", () =>
    Effect.gen(function*() {
      const service = makeService({})
      const tokenStore = { store: yield* memoryStore }
      yield* run(service, login(tokenStore, code("first")))
      for (const n of [1, 2]) {
        yield* run(service, login(tokenStore))
        assert.strictEqual(service.forms.at(-1)!.get("refresh_token"), `refresh-${n}-${secretMark}`)
      }
    }))

  for (const refresh_token of [undefined, ""]) {
    const response = refresh_token === undefined ? "no refresh token" : "an empty refresh token"
    it.effect(`is refreshed with the refresh token of the program, if responses have ${response}`, () =>
      Effect.gen(function*() {
        const service = makeService({ expires_in: 3600, refresh_token })
        const tokenStore = { store: yield* memoryStore }
        const from = { refreshToken: Redacted.make("given") }
        yield* run(service, Auth.layerAuthorizationCode({ clientId: "c", from, tokenStore }))
        for (let i = 0; i < 2; i++) {
          yield* TestClock.adjust("2 hours")
          yield* run(service, login(tokenStore))
        }
        assert.deepStrictEqual(service.forms.map((form) => form.get("refresh_token")), ["given", "given", "given"])
      }))
  }

  it.effect("of each name has a key of its own, because its token has a rate limit of its own", () =>
    Effect.gen(function*() {
      const store = yield* memoryStore
      const dependencies = Layer.merge(PureCloudConfig.layer({ environment: urls }), makeService().layer)
      const saml = { clientId: "c", clientSecret: Redacted.make("s"), orgName: "o", assertion: Effect.never }
      const keys = yield* Effect.forEach(
        [undefined, "ann", "bob"].flatMap((name) => {
          const tokenStore = { store, ...(name && { name }) }
          return [login(tokenStore), Auth.layerSaml2Bearer({ ...saml, tokenStore })]
        }),
        (auth) => Effect.provide(Effect.map(Auth.Auth, ({ key }) => key), Layer.provide(auth, dependencies))
      )
      assert.strictEqual(new Set(keys).size, 6)
    }))

  it.effect("is replaced by another login", () =>
    Effect.gen(function*() {
      const service = makeService()
      const tokenStore = { store: yield* memoryStore }
      yield* run(service, login(tokenStore, code("first")))
      yield* run(service, login(tokenStore, code("second")))
      yield* run(service, login(tokenStore))
      assert.deepStrictEqual(service.forms.map((form) => form.get("code")), ["first", "second"])
    }))

  it.effect("that is absent fails with the reason Credentials and sends nothing", () =>
    Effect.gen(function*() {
      const service = makeService()
      const result = yield* Effect.either(run(service, login({ store: yield* memoryStore })))
      assert.isTrue(
        Either.isLeft(result) && result.left._tag === "PureCloudAuthError" && result.left.reason === "Credentials"
      )
      assert.lengthOf(service.forms, 0)
    }))

  it.effect("that is absent has a message that does not blame the login service", () =>
    Effect.gen(function*() {
      const error = yield* Effect.flip(run(makeService(), login({ store: yield* memoryStore })))
      assert.strictEqual(
        error.message,
        "token (POST /oauth/token) got no token: no login is stored, so the user must log in."
      )
    }))
})

it.effect("the key is read from PURECLOUD_TOKEN_KEY, as a secret", () =>
  Effect.gen(function*() {
    const read = (value: string) =>
      Effect.withConfigProvider(Auth.tokenKey, ConfigProvider.fromMap(new Map([["PURECLOUD_TOKEN_KEY", value]])))
    const secret = yield* read(" k3y\n")
    assert.strictEqual(Redacted.value(secret), "k3y")
    assert.notInclude(String(secret), "k3y")
    assert.isTrue(Either.isLeft(yield* Effect.either(read(" "))))
  }))
