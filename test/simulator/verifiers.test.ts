/**
 * Verifiers: validity of codes and challenges over time, bounds, and one default.
 */
import { assert, describe, it } from "@effect/vitest"
import { Effect, TestClock } from "effect"
import * as Auth from "effect-purecloud/Auth"
import type * as PureCloud from "effect-purecloud/PureCloud"
import * as Simulator from "effect-purecloud/Simulator"
import * as Users from "effect-purecloud/Users"
import { base32, codeAt } from "../../src/simulator/engine/totp.js"
import { codeOf, tagOf } from "../utils/roundTrips.js"
import { client, simulatedStrictly } from "../utils/simulator.js"
import { totpCode, webAuthnCredential } from "../utils/verifiers.js"

/** Runs with a token of the second user. */
const asUser = <A, E>(program: (userId: string) => Effect.Effect<A, E, PureCloud.PureCloud | Simulator.Simulator>) =>
  Effect.gen(function*() {
    const { entities } = yield* Users.getUsers({ pageSize: 2 })
    const userId = entities[1]!.id
    const token = yield* Effect.flatMap(Simulator.Simulator, (simulator) => simulator.token({ userId }))
    return yield* client(Auth.layerStatic(token))(program(userId))
  }).pipe(simulatedStrictly())

const create = (body: Partial<Parameters<typeof Users.postUsersMeVerifiersTotp>[0]["body"]> = {}) =>
  Users.postUsersMeVerifiersTotp({ body: { name: "Phone", ...body } })

describe("one-time codes", () => {
  // RFC 6238, appendix B.
  const vectors = [
    ["SHA1", 20, 59, "94287082"],
    ["SHA256", 32, 59, "46119246"],
    ["SHA512", 64, 59, "90693936"],
    ["SHA1", 20, 1_111_111_109, "07081804"],
    ["SHA256", 32, 1_234_567_890, "91819424"],
    ["SHA512", 64, 20_000_000_000, "47863826"]
  ] as const

  for (const [algorithm, size, seconds, code] of vectors) {
    it.effect(`are those of RFC 6238 with ${algorithm} at ${seconds}`, () =>
      Effect.gen(function*() {
        const secret = Array.from({ length: size }, (_, index) => "1234567890".charCodeAt(index % 10))
        assert.strictEqual(yield* codeAt({ algorithm, digits: 8, period: 30, secret }, seconds * 1000), code)
      }))
  }

  it("secrets are encoded in the base32 of RFC 4648", () => {
    assert.strictEqual(base32([..."foobar"].map((letter) => letter.charCodeAt(0))), "MZXW6YTBOI")
    assert.strictEqual(base32([102]), "MY")
  })

  it.effect("are valid for a period before and after, and only codes of the app enable the verifier", () =>
    asUser(() =>
      Effect.gen(function*() {
        const start = 36_000_000
        yield* TestClock.setTime(start)
        const { id: verifierId = "", keyUri = "" } = yield* create({ algorithm: "SHA256", digits: 8, period: 60 })
        const confirm = (offset: number, enable?: boolean) =>
          Users.postUsersMeVerifiersTotpVerifierId({
            verifierId,
            body: { token: totpCode(keyUri, start + offset * 1000), ...(enable === undefined ? {} : { enable }) }
          })
        const enabled = Effect.map(Users.getUsersMeVerifiers(), ({ entities }) => entities[0]?.enabled)
        assert.strictEqual(yield* codeOf(confirm(120, true)), "invalid.value")
        assert.strictEqual(yield* codeOf(confirm(-61, true)), "invalid.value")
        assert.strictEqual(
          yield* tagOf(Users.putUsersMeVerifier({ verifierId, body: { name: "Phone", enabled: true } })),
          "PureCloudBadRequest"
        )
        assert.strictEqual(yield* enabled, false)
        // A valid code without `enable` confirms the verifier, which can be enabled later.
        yield* confirm(-60)
        assert.strictEqual(yield* enabled, false)
        yield* Users.putUsersMeVerifier({ verifierId, body: { name: "Phone", enabled: true } })
        assert.strictEqual(yield* enabled, true)
        yield* confirm(119, true)
        assert.strictEqual(yield* enabled, true)
      })
    ))

  it.effect("refuse values out of bounds", () =>
    asUser(() =>
      Effect.gen(function*() {
        const refused = [
          { name: "" },
          { name: "x".repeat(101) },
          { digits: 5 },
          { digits: 13 },
          { secretSize: 9 },
          { secretSize: 65 },
          { period: 0 },
          { algorithm: "MD5" }
        ]
        for (const body of refused) assert.strictEqual(yield* tagOf(create(body)), "PureCloudBadRequest")
        assert.deepStrictEqual((yield* Users.getUsersMeVerifiers()).entities, [])
        for (const [digits, secretSize] of [[6, 10], [12, 64]] as const) {
          const { keyUri = "" } = yield* create({ digits, secretSize, name: "x".repeat(100) })
          assert.lengthOf(totpCode(keyUri, 0), digits)
        }
      })
    ))
})

describe("the default", () => {
  it.effect("is at most one verifier", () =>
    asUser(() =>
      Effect.gen(function*() {
        const first = (yield* create({ default: true })).id!
        const second = (yield* create({ default: true })).id!
        const defaults = Effect.map(
          Users.getUsersMeVerifiers(),
          ({ entities }) => entities.flatMap((each) => each.default === true ? [each.id] : [])
        )
        assert.deepStrictEqual(yield* defaults, [second])
        yield* Users.putUsersMeVerifier({ verifierId: first, body: { name: "First", default: true } })
        assert.deepStrictEqual(yield* defaults, [first])
      })
    ))
})

describe("WebAuthn", () => {
  const options = Effect.map(Users.postUsersMeVerifiersWebauthnRegisterOptions(), ({ publicKey }) => publicKey)

  const register = (credential: ReturnType<typeof webAuthnCredential>) =>
    Users.postUsersMeVerifiersWebauthnRegister({ body: { name: "Key", credential } })

  it.effect("requires the current challenge, once and in time", () =>
    asUser(() =>
      Effect.gen(function*() {
        assert.strictEqual(yield* codeOf(register(webAuthnCredential("a2V5", "none"))), "invalid.value")
        const { challenge: old } = yield* options
        const { challenge, timeout = 0 } = yield* options
        assert.notStrictEqual(challenge, old)
        const refused = [
          webAuthnCredential("a2V5", old),
          webAuthnCredential("a2V5", challenge, "webauthn.get"),
          { ...webAuthnCredential("a2V5", challenge), rawId: "b3RoZXI" },
          { ...webAuthnCredential("a2V5", challenge), type: "password" },
          { ...webAuthnCredential("a2V5", challenge), response: { clientDataJSON: "e30", attestationObject: "x" } },
          { ...webAuthnCredential("a2V5", challenge), response: { clientDataJSON: "%", attestationObject: "x" } }
        ]
        for (const credential of refused) assert.strictEqual(yield* codeOf(register(credential)), "invalid.value")
        yield* register(webAuthnCredential("a2V5", challenge))
        assert.strictEqual(yield* codeOf(register(webAuthnCredential("b3RoZXI", challenge))), "invalid.value")
        const again = yield* options
        assert.strictEqual(yield* tagOf(register(webAuthnCredential("a2V5", again.challenge))), "PureCloudConflict")
        const late = yield* options
        yield* TestClock.adjust(timeout)
        assert.strictEqual(yield* codeOf(register(webAuthnCredential("b3RoZXI", late.challenge))), "invalid.value")
        assert.lengthOf((yield* Users.getUsersMeVerifiers()).entities, 1)
      })
    ))
})

describe("verifiers", () => {
  it.effect("of the current user require a token of a user, and those of others are not found", () =>
    Effect.gen(function*() {
      assert.strictEqual(yield* codeOf(Users.getUsersMeVerifiers()), "not.a.user")
      assert.strictEqual(yield* codeOf(create()), "not.a.user")
      assert.strictEqual(yield* codeOf(Users.postUsersMeVerifiersWebauthnRegisterOptions()), "not.a.user")
      const { entities: [user, other] } = yield* Users.getUsers({ pageSize: 2 })
      const token = yield* Effect.flatMap(Simulator.Simulator, (simulator) => simulator.token({ userId: user!.id }))
      const { id: verifierId = "" } = yield* client(Auth.layerStatic(token))(create())
      const missing = [
        Effect.asVoid(Users.putUserVerifier({ userId: other!.id, verifierId, body: { name: "Mine" } })),
        Users.deleteUserVerifier({ userId: other!.id, verifierId }),
        Users.deleteUserVerifier({ userId: user!.id, verifierId: "nope" }),
        Effect.asVoid(Users.getUserVerifiers({ userId: "nobody" }))
      ]
      for (const program of missing) assert.strictEqual(yield* tagOf(program), "PureCloudNotFound")
      const credential = { type: { name: "secret" } }
      const put = Users.putUserVerifier({ userId: user!.id, verifierId, body: { name: "Phone", credential } })
      assert.strictEqual(yield* tagOf(put), "PureCloudBadRequest")
    }).pipe(simulatedStrictly()))
})
