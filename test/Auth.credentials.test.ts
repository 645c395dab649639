/**
 * Credentials with white space around them, as files and secret stores often return them, and services that repeat
 * credentials in their responses in any encoding.
 */
import { assert, describe, it } from "@effect/vitest"
import { ConfigProvider, Effect, Layer, Redacted } from "effect"
import * as Auth from "effect-purecloud/Auth"
import * as PureCloud from "effect-purecloud/PureCloud"
import * as PureCloudConfig from "effect-purecloud/PureCloudConfig"
import * as Users from "effect-purecloud/Users"
import { inspect } from "node:util"
import { environmentVariables } from "./utils/environmentVariables.js"
import { type RecordedRequest, type Reply, withService } from "./utils/service.js"
import { type Spelling, spellings, whiteSpace, withoutPadding } from "./utils/spellings.js"

// ----------------------------------------------------------------------------------------------------- white space

const secret = Redacted.make

/** A layer of each grant, with a function that puts white space around credentials, and the form that it must send. */
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
      Layer.provide(
        Auth.layerConfig(),
        environmentVariables({ PURECLOUD_CLIENT_ID: pad("id"), PURECLOUD_SECRET: pad("s3cr3t") })
      ),
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

describe("white space around credentials is removed:", () => {
  for (const [name, { auth, basic, form }] of Object.entries(grants)) {
    it.live.prop(
      name,
      { before: whiteSpace, after: whiteSpace },
      ({ after, before }) =>
        withService(() => ({ body: { id: "u1" } }), ({ tokens }) =>
          Effect.gen(function*() {
            yield* Users.getUser({ userId: "u" })
            const [{ body, headers } = { body: "", headers: {} } as RecordedRequest] = tokens
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
    it.effect(`${name} of white space only fails with a ConfigError that names it`, () =>
      Effect.gen(function*() {
        const values = new Map([["PURECLOUD_CLIENT_ID", "id"], ["PURECLOUD_SECRET", "s3cr3t"], [name, " \n"]])
        const error = yield* Effect.flip(Effect.withConfigProvider(Auth.config, ConfigProvider.fromMap(values)))
        assert.include(String(error), name)
      }))
  }
})

// ------------------------------------------------------------------------------------------------------- redaction

describe("a client secret that the login service repeats is in no error", () => {
  const echo = (spell: Spelling) => ({ body, headers }: RecordedRequest): Reply => {
    const sent = Buffer.from(headers.authorization!.slice(6), "base64").toString().slice("a-client:".length)
    return { status: 401, body: { error: "invalid_client", error_description: `${spell(sent)} of ${body}` } }
  }
  for (const [name, spell] of Object.entries(spellings)) {
    it.live(name, () =>
      withService(() => ({}), () =>
        Effect.gen(function*() {
          const error = yield* Effect.flip(Users.getUser({ userId: "u" }))
          assert.deepInclude(error, { _tag: "PureCloudAuthError", reason: "Credentials" })
          const host = new URL((yield* PureCloud.PureCloud).config.loginUrl).host
          assert.strictEqual(error.origin.host, host)
          assert.include(error.message, `token (POST /oauth/token at ${host})`)
          const shown = inspect(error, { depth: Infinity }) + error.message
          assert.notInclude(shown, "a+secret/of=this")
          assert.notInclude(shown, withoutPadding(spell("a+secret/of=this")))
        }), {
        auth: Auth.layerClientCredentials({ clientId: "a-client", clientSecret: secret(" a+secret/of=this\r\n") }),
        token: echo(spell)
      }))
  }
})
