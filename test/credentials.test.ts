/**
 * Credentials as files and secret stores give them, with white space around them, and all the ways in which a service
 * may quote what it was sent.
 */
import { assert, describe, it } from "@effect/vitest"
import { ConfigProvider, Effect, FastCheck, Layer, Redacted } from "effect"
import * as Auth from "effect-purecloud/Auth"
import * as PureCloud from "effect-purecloud/PureCloud"
import * as PureCloudConfig from "effect-purecloud/PureCloudConfig"
import * as Users from "effect-purecloud/Users"
import { inspect } from "node:util"
import { redactor } from "../src/internal/secrets.js"
import { type Reply, type Seen, withService } from "./utils/service.js"

// ----------------------------------------------------------------------------------------------------- white space

const around = FastCheck.stringOf(FastCheck.constantFrom(" ", "\n", "\r", "\t", "\u00a0", "\ufeff"), { maxLength: 3 })

const secret = Redacted.make

/** A layer of each grant, with white space around all its credentials, and the form that it is to send. */
const grants: {
  readonly [name: string]: {
    readonly auth: (pad: (text: string) => string) => PureCloud.Options["auth"]
    readonly form: { readonly [key: string]: string }
    readonly basic: string | undefined
  }
} = {
  "client credentials": {
    auth: (pad) => Auth.layerClientCredentials({ clientId: pad("id"), clientSecret: secret(pad("s3cr3t")) }),
    form: { grant_type: "client_credentials" },
    basic: "id:s3cr3t"
  },
  "client credentials from a Config": {
    auth: (pad) =>
      Auth.layerConfig().pipe(Layer.provide(Layer.setConfigProvider(ConfigProvider.fromMap(
        new Map([["PURECLOUD_CLIENT_ID", pad("id")], ["PURECLOUD_SECRET", pad("s3cr3t")]])
      )))),
    form: { grant_type: "client_credentials" },
    basic: "id:s3cr3t"
  },
  "SAML2 bearer": {
    auth: (pad) =>
      Auth.layerSaml2Bearer({
        clientId: pad("id"),
        clientSecret: secret(pad("s3cr3t")),
        orgName: pad("acme"),
        assertion: Effect.succeed(secret(pad("PHNhbWw+")))
      }),
    form: {
      grant_type: "urn:ietf:params:oauth:grant-type:saml2-bearer",
      orgName: "acme",
      assertion: "PHNhbWw+"
    },
    basic: "id:s3cr3t"
  },
  "authorization code": {
    auth: (pad) =>
      Auth.layerAuthorizationCode({
        clientId: pad("id"),
        from: { code: secret(pad("c0de")), codeVerifier: secret(pad("v3rifier")), redirectUri: "https://app.example" }
      }),
    form: {
      client_id: "id",
      grant_type: "authorization_code",
      code: "c0de",
      code_verifier: "v3rifier",
      redirect_uri: "https://app.example"
    },
    basic: undefined
  },
  "refresh token": {
    auth: (pad) =>
      Auth.layerAuthorizationCode({
        clientId: pad("id"),
        clientSecret: secret(pad("s3cr3t")),
        from: { refreshToken: secret(pad("r3fresh")) }
      }),
    form: { grant_type: "refresh_token", refresh_token: "r3fresh" },
    basic: "id:s3cr3t"
  }
}

describe("white space around credentials is not sent:", () => {
  for (const [name, { auth, basic, form }] of Object.entries(grants)) {
    it.live.prop(
      name,
      { before: around, after: around },
      ({ after, before }) =>
        withService(() => ({ body: { id: "u1" } }), ({ tokens }) =>
          Effect.gen(function*() {
            yield* Users.getUser({ userId: "u" })
            const [{ body, headers } = { body: "", headers: {} } as Seen] = tokens
            assert.deepStrictEqual(Object.fromEntries(new URLSearchParams(body)), form)
            assert.strictEqual(
              headers.authorization,
              basic === undefined ? undefined : `Basic ${Buffer.from(basic).toString("base64")}`
            )
          }), { auth: auth((text) => before + text + after) }),
      { fastCheck: { numRuns: 20 } }
    )
  }

  it.effect("in the URL of a login", () =>
    Effect.gen(function*() {
      const url = yield* Auth.authorizeUrl({
        clientId: " id\n",
        redirectUri: "https://app.example",
        codeChallenge: "c",
        state: "s"
      })
      assert.strictEqual(new URL(url).searchParams.get("client_id"), "id")
    }).pipe(Effect.provide(PureCloudConfig.layer())))

  for (const name of ["PURECLOUD_CLIENT_ID", "PURECLOUD_SECRET"]) {
    it.effect(`${name} of white space only is a ConfigError that names it`, () =>
      Effect.gen(function*() {
        const values = new Map([["PURECLOUD_CLIENT_ID", "id"], ["PURECLOUD_SECRET", "s3cr3t"], [name, " \n"]])
        const error = yield* Effect.flip(Effect.withConfigProvider(Auth.config, ConfigProvider.fromMap(values)))
        assert.include(String(error), name)
      }))
  }
})

// ------------------------------------------------------------------------------------------------------- redaction

type Spelling = (text: string) => string

const units = (write: (unit: number) => string): Spelling => (text) =>
  Array.from({ length: text.length }, (_, i) => write(text.charCodeAt(i))).join("")

const base64 = (text: string) => Buffer.from(text).toString("base64")

const withoutPadding = (text: string) => text.replace(/=+$/, "")

/** How a program may write a text down. */
const spellings: { readonly [name: string]: Spelling } = {
  "as it is": (text) => text,
  trimmed: (text) => text.trim(),
  "in upper case": (text) => text.toUpperCase(),
  "in JSON": (text) => JSON.stringify(text).slice(1, -1),
  "in JSON, ASCII only": units((unit) => `\\u${unit.toString(16).padStart(4, "0")}`),
  "in JSON with solidus escaped": (text) => JSON.stringify(text).slice(1, -1).replaceAll("/", "\\/"),
  "percent-encoded": encodeURIComponent,
  "percent-encoded, lower case": (text) => encodeURIComponent(text).replace(/%../g, (hex) => hex.toLowerCase()),
  "percent-encoded, every byte": (text) =>
    [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, "0")}`).join(""),
  "in a form": (text) => new URLSearchParams({ k: text }).toString().slice(2),
  "in HTML": (text) =>
    text.replace(/[&<>"']/g, (char) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", "\"": "&quot;" })[char] ?? "&#39;"),
  "in HTML, every character": (text) => [...text].map((char) => `&#x${char.codePointAt(0)!.toString(16)};`).join(""),
  base64,
  "base64 without padding": (text) => withoutPadding(base64(text)),
  base64url: (text) => Buffer.from(text).toString("base64url"),
  "Basic credentials": (text) => `Basic ${base64(`a-client:${text}`)}`,
  "Basic credentials without padding": (text) => `Basic ${withoutPadding(base64(`client:${text}`))}`,
  "Basic credentials of encoded values": (text) => `Basic ${base64(`c:${encodeURIComponent(text)}`)}`
}

/** What services generate, and what people type. */
const secrets = FastCheck.oneof(
  FastCheck.base64String({ minLength: 8, maxLength: 60 }),
  FastCheck.stringOf(FastCheck.constantFrom(..."abcXYZ019-_.~+/=&%<>\"'\\ é€😀"), { minLength: 6, maxLength: 40 }),
  FastCheck.uuid(),
  FastCheck.hexaString({ minLength: 16, maxLength: 64 })
).filter((text) => text.trim().replace(/=+$/, "").length >= 6)

const names = Object.keys(spellings)

/** Base64 in upper case is base64 of something else. */
const last = names.filter((name) => name !== "in upper case")

describe("a secret is redacted", () => {
  it.effect.prop(
    "in whatever way, and in whatever two ways one after the other, it is spelled",
    {
      secret: secrets,
      before: around,
      after: around,
      first: FastCheck.constantFrom(...names),
      second: FastCheck.constantFrom(...last),
      glued: FastCheck.boolean()
    },
    ({ after, before, first, glued, second, secret }) =>
      Effect.sync(() => {
        const spelled = spellings[second]!(spellings[first]!(before + secret + after)).trim()
        const said = redactor([before + secret + after])(glued ? `no/${spelled}/x` : `you sent "${spelled}" to us`)
        assert.include(said, "[redacted]", `${first}, then ${second}`)
        assert.notInclude(said, spelled)
        assert.notInclude(said, secret.trim())
        assert.notInclude(said, withoutPadding(spelled))
      }),
    { fastCheck: { numRuns: 3000 } }
  )

  it.effect.prop(
    "and words without it stay as they are",
    {
      secret: FastCheck.hexaString({ minLength: 20, maxLength: 40 }),
      words: FastCheck.oneof(
        FastCheck.lorem({ maxCount: 30 }),
        FastCheck.uuid(),
        FastCheck.json({ maxDepth: 2 }),
        FastCheck.webUrl({ withQueryParameters: true }),
        FastCheck.base64String({ maxLength: 200 })
      )
    },
    ({ secret, words }) => Effect.sync(() => assert.strictEqual(redactor([secret])(words), words)),
    { fastCheck: { numRuns: 300 } }
  )

  it("in bounded time, whatever the words", () => {
    const words = ["%25".repeat(21_845), "\\\\".repeat(32_768), "&amp;".repeat(13_107), "QUFB".repeat(16_384)]
    for (const each of [...words, words.map((text) => text.slice(0, 16_384)).join("")]) {
      const startedAt = performance.now()
      redactor(Array.from({ length: 16 }, (_, i) => `secret-number-${i}-${"x".repeat(300)}`))(each)
      assert.isBelow(performance.now() - startedAt, 2000)
    }
  })
})

describe("the client's secret, which the login service quotes, is in no error", () => {
  const echo = (spell: Spelling) => ({ body, headers }: Seen): Reply => {
    const sent = Buffer.from(headers.authorization!.slice(6), "base64").toString().slice("a-client:".length)
    return { status: 401, body: { error: "invalid_client", error_description: `${spell(sent)} of ${body}` } }
  }
  for (const [name, spell] of Object.entries(spellings)) {
    it.live(name, () =>
      withService(() => ({}), () =>
        Effect.gen(function*() {
          const error = yield* Effect.flip(Users.getUser({ userId: "u" }))
          assert.deepInclude(error, { _tag: "PureCloudAuthError", reason: "Credentials" })
          const shown = inspect(error, { depth: Infinity }) + error.message
          assert.notInclude(shown, "a+secret/of=this")
          assert.notInclude(shown, withoutPadding(spell("a+secret/of=this")))
        }), {
        auth: Auth.layerClientCredentials({ clientId: "a-client", clientSecret: secret(" a+secret/of=this\r\n") }),
        token: echo(spell)
      }))
  }
})
