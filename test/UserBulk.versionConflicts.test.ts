/**
 * Version conflicts. If a request sends a version, a conflict means that it must send another one. If it sends none, the
 * service was changing the same user, and a later attempt succeeds.
 */
import { assert, describe, it } from "@effect/vitest"
import { Chunk, Effect, Either, Schema, Stream } from "effect"
import * as Endpoint from "effect-purecloud/Endpoint"
import * as UserRequest from "effect-purecloud/models/UserRequest"
import * as Permissions from "effect-purecloud/Permissions"
import * as PureCloud from "effect-purecloud/PureCloud"
import * as PureCloudError from "effect-purecloud/PureCloudError"
import * as UserBulk from "effect-purecloud/UserBulk"
import * as Users from "effect-purecloud/Users"
import { type Reply, withService } from "./utils/service.js"
import { home } from "./utils/simulator.js"

const stale = "Version 3 does not match the current version 4."

const conflicts: ReadonlyArray<readonly [string, Reply]> = [
  ["409", { status: 409, body: { code: "general.conflict", message: stale } }],
  ["409 without a code", { status: 409, body: { message: stale } }],
  ["400", { status: 400, body: { code: "bad.request", message: stale } }]
]

const skill = Endpoint.make({
  id: "patchUserRoutingskillsBulk",
  method: "PATCH",
  path: "/api/v2/users/{userId}/routingskills/bulk",
  pathParams: { userId: Schema.String },
  body: Schema.Array(Schema.Struct({ id: Schema.String, proficiency: Schema.Number })),
  permissions: Permissions.none
})

const usersBulk = Endpoint.make({
  id: "patchUsersBulk",
  method: "PATCH",
  path: "/api/v2/users/bulk",
  body: Schema.Array(UserRequest.UpdateUser),
  permissions: Permissions.none
})

type Call = Effect.Effect<unknown, PureCloudError.PureCloudError, PureCloud.PureCloud>

const withoutVersion: ReadonlyArray<readonly [string, Call]> = [
  ["deleteUser", Users.deleteUser({ userId: "u" })],
  ["deleteUserRoutingskill", Users.deleteUserRoutingskill({ userId: "u", skillId: "s" })],
  ["deleteUserRoutinglanguage", Users.deleteUserRoutinglanguage({ userId: "u", languageId: "l" })],
  ["postUserRoutingskills", Users.postUserRoutingskills({ userId: "u", body: { id: "s", proficiency: 1 } })],
  ["putUserProfileskills", Users.putUserProfileskills({ userId: "u", body: ["one"] })],
  [
    "an operation of the program",
    PureCloud.call(skill)({ userId: "u", body: [{ id: "s", proficiency: 1 }] })
  ]
]

const withVersion: ReadonlyArray<readonly [string, Call]> = [
  ["patchUser", Users.patchUser({ userId: "u", body: { title: "T", version: 3 } })],
  ["an operation with a version in each item", PureCloud.call(usersBulk)({ body: [{ title: "T", version: 3 }] })]
]

const fast = { retry: { baseDelay: 1, maxDelay: 2 } }

const success: Reply = { body: {} }

const conflictOf = (call: Call) =>
  Effect.map(Effect.flip(call), (error) => {
    assert.instanceOf(error, PureCloudError.Conflict)
    return error
  })

describe("a version conflict", () => {
  for (const [what, reply] of conflicts) {
    for (const [name, call] of withoutVersion) {
      it.live(`of ${name} (${what}) is retried until the service accepts the request`, () =>
        withService(
          (_, n) => n < 2 ? reply : name === "postUserRoutingskills" ? { body: { id: "s" } } : success,
          ({ seen }) =>
            Effect.gen(function*() {
              const result = yield* Effect.either(call)
              // This test does not check the body of the success.
              if (Either.isLeft(result)) assert.notStrictEqual(result.left._tag, "PureCloudConflict")
              assert.strictEqual(seen.length, 3)
            }),
          fast
        ))

      it.live(`of ${name} (${what}) at each attempt fails after the maximum number of attempts, with advice`, () =>
        withService(() => reply, ({ seen }) =>
          Effect.gen(function*() {
            const error = yield* conflictOf(call)
            assert.strictEqual(seen.length, 4)
            assert.strictEqual(error.origin.attempts, 4)
            assert.strictEqual(error.reason, "Version")
            assert.isTrue(error.isRetryable)
            assert.notMatch(error.message, /version read/)
            assert.include(error.message, "Send the same request again in a moment.")
            const wire = Schema.encodeSync(PureCloudError.PureCloudError)(error)
            assert.strictEqual(Schema.decodeSync(PureCloudError.PureCloudError)(wire).message, error.message)
          }), { retry: { ...fast.retry, attempts: 4 } }))
    }

    for (const [name, call] of withVersion) {
      it.live(`of ${name} (${what}) is not retried`, () =>
        withService(() => reply, ({ seen }) =>
          Effect.gen(function*() {
            const error = yield* conflictOf(call)
            assert.strictEqual(seen.length, 1)
            assert.deepInclude({ ...error }, { reason: "Version" })
            assert.isFalse(error.isRetryable)
            assert.match(error.message, /version read/)
          }), fast))
    }
  }

  it.live("of a DELETE may have the code general.conflict", () =>
    withService(
      (_, n) => n === 0 ? { status: 409, body: { code: "general.conflict" } } : success,
      ({ seen }) =>
        Effect.gen(function*() {
          yield* Users.deleteUser({ userId: "u" })
          assert.strictEqual(seen.length, 2)
        }),
      fast
    ))

  for (
    const [what, reply, call] of [
      [
        "another one of a DELETE",
        { status: 409, body: { code: "in.use", message: "It is in use." } },
        Users.deleteUser({ userId: "u" })
      ],
      [
        "an email address that is taken",
        { status: 409, body: { code: "general.conflict", message: "A user with this email already exists." } },
        Users.postUsers({ body: { name: "N", email: "n@acme.example", divisionId: home } })
      ]
    ] as const
  ) {
    it.live(`is not ${what}, which is not retried`, () =>
      withService(() => reply, ({ seen }) =>
        Effect.gen(function*() {
          const error = yield* conflictOf(call)
          assert.strictEqual(seen.length, 1)
          assert.deepInclude({ ...error }, { reason: "General" })
          assert.isFalse(error.isRetryable)
          assert.notMatch(error.message, /version read|same request/)
        }), fast))
  }
})

describe("deleteAll", () => {
  const deleted = (ids: ReadonlyArray<string>) =>
    Effect.map(
      Stream.runCollect(Stream.fromIterable(ids).pipe(UserBulk.deleteAll({ concurrency: 1 }))),
      (outcomes) => Chunk.toReadonlyArray(outcomes).map(({ result }) => Either.isRight(result))
    )

  it.live("retries version conflicts", () =>
    withService((_, n) => n % 3 < 2 ? conflicts[n % 3]![1] : success, ({ seen }) =>
      Effect.gen(function*() {
        assert.deepStrictEqual(yield* deleted(["a", "b"]), [true, true])
        assert.strictEqual(seen.length, 6)
      }), fast))

  it.live("counts a user as deleted who is missing after a version conflict", () =>
    withService((_, n) => n === 0 ? conflicts[0]![1] : { status: 404 }, ({ seen }) =>
      Effect.gen(function*() {
        assert.deepStrictEqual(yield* deleted(["a", "b"]), [true, false])
        assert.strictEqual(seen.length, 3)
      }), fast))
})
