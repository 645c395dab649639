/**
 * Bulk changes as workflows, on an engine in memory that can lose the result of each activity and repeat it.
 */
import { assert, describe, it } from "@effect/vitest"
import { Effect, Either, Stream } from "effect"
import type * as PureCloud from "effect-purecloud/PureCloud"
import * as UserBulk from "effect-purecloud/UserBulk"
import * as Users from "effect-purecloud/Users"
import * as UserUpdate from "effect-purecloud/UserUpdate"
import * as Workflow from "effect-purecloud/Workflow"
import { collect, simulated } from "./utils/bulk.js"
import { invalid } from "./utils/invalid.js"
import { home } from "./utils/simulator.js"
import { engine, on } from "./utils/workflowEngine.js"

const people = Array.from(
  { length: 3 },
  (_, i) => ({ name: `New ${i}`, email: `new.${i}@acme.example`, divisionId: home })
)

const missing = "00000000-0000-4000-8000-000000000000"

/** The outcomes without correlation ids and users, which differ between two organizations. */
const summaries = (outcomes: ReadonlyArray<UserBulk.Outcome<unknown, unknown>>) =>
  outcomes.map(({ index, intent, result }) => ({
    index,
    intent,
    result: Either.match(result, {
      onLeft: (error) => error.message.replace(/Correlation id [^.]+/, ""),
      onRight: () => "done"
    })
  }))

const patches = (ids: ReadonlyArray<string>): ReadonlyArray<Workflow.PatchIntent> => [
  ...ids.slice(0, 5).map((userId) => ({ userId, change: { title: "T" } })),
  // The state is a patch of its own.
  ...ids.slice(5, 7).map((userId) => ({ userId, change: { state: "inactive", title: "T" } })),
  { userId: missing, change: { title: "T" } },
  { userId: ids[7]!, change: {} },
  { userId: ids[8]!, change: { title: invalid(1) } }
]

/** Number of requests of an operation. */
const sentOf = (requests: ReadonlyArray<{ readonly endpoint: string | undefined }>, operation: string) =>
  requests.filter(({ endpoint }) => endpoint === operation).length

/** Another writer, who changes fields of a user. */
const otherWriter = (userId: string, fields: UserUpdate.Fields) =>
  Effect.gen(function*() {
    const context = yield* Effect.context<PureCloud.PureCloud>()
    return Effect.orDie(Effect.provide(UserUpdate.update(userId, fields), context))
  })

const patchAll = Workflow.patchAll({ name: "patch", intentsPerWorkflow: 3 })
const createAll = Workflow.createAll({ name: "create", intentsPerWorkflow: 2 })
const deleteAll = Workflow.deleteAll({ name: "delete", intentsPerWorkflow: 2 })

describe("bulk changes as workflows", () => {
  it.live("patchAll has the outcomes of UserBulk.patchAll, and sends the same patches", () =>
    Effect.gen(function*() {
      const journaled = yield* simulated(({ ids, journal, patches: sent }) =>
        Effect.zip(collect(UserBulk.patchAll({ journal })(Stream.fromIterable(patches(ids)))), sent)
      )
      for (const times of [1, 2]) {
        const durable = yield* simulated(({ ids, patches: sent }) =>
          Effect.zip(on(patchAll, engine(times), patchAll.execute({ id: "1", intents: patches(ids) })), sent)
        )
        assert.deepStrictEqual(summaries(durable[0]), summaries(journaled[0]))
        assert.strictEqual(durable[1], journaled[1])
        assert.deepStrictEqual(
          durable[0].map(({ result }) => Either.getOrUndefined(result)?.sent),
          journaled[0].map(({ result }) => Either.getOrUndefined(result)?.sent)
        )
      }
    }))

  it.live("a patch is in doubt if it may have been applied and another writer has changed the same field since", () =>
    simulated(({ ids: [userId = ""], patches: sent }) =>
      Effect.gen(function*() {
        const other = yield* otherWriter(userId, { title: "Other" })
        const intents = [{ userId, change: { title: "T" } }]
        const between = (activity: string) => activity === "0/1" ? Effect.asVoid(other) : Effect.void
        const [outcome] = yield* on(patchAll, engine(2, between), patchAll.execute({ id: "1", intents }))
        assert.strictEqual(Either.flip(outcome!.result).pipe(Either.getOrThrow)._tag, "PureCloudInDoubt")
        assert.strictEqual(yield* sent, 2)
        assert.strictEqual((yield* Users.getUser({ userId })).title, "Other")
      })
    ))

  it.live("a patch whose version another writer has changed is sent with the new version", () =>
    simulated(({ ids: [userId = ""], patches: sent }) =>
      Effect.gen(function*() {
        const other = yield* otherWriter(userId, { department: "Other" })
        const intents = [{ userId, change: { title: "T" } }]
        const between = (activity: string) => activity === "0/0" ? Effect.asVoid(other) : Effect.void
        const [outcome] = yield* on(patchAll, engine(2, between), patchAll.execute({ id: "1", intents }))
        assert.isTrue(Either.isRight(outcome!.result))
        assert.strictEqual(yield* sent, 2)
        const user = yield* Users.getUser({ userId })
        assert.deepStrictEqual([user.title, user.department], ["T", "Other"])
      })
    ))

  it.live("createAll returns the users, and their errors", () =>
    simulated(({ ids, simulator }) =>
      Effect.gen(function*() {
        const taken = yield* Users.getUser({ userId: ids[0]! })
        const intents = [
          ...people,
          { name: "Taken", email: taken.email ?? "", divisionId: home },
          invalid({ name: "" })
        ]
        const outcomes = yield* on(createAll, engine(1), createAll.execute({ id: "1", intents }))
        assert.deepStrictEqual(outcomes.map(({ intent }) => intent), intents)
        assert.deepStrictEqual(
          outcomes.map(({ result }) => Either.isRight(result) ? result.right?.name : result.left._tag),
          [...people.map(({ name }) => name), "PureCloudConflict", "PureCloudEncodeError"]
        )
        assert.strictEqual(sentOf(yield* simulator.requests, "postUsers"), 4)
      })
    ))

  it.live("a creation is sent once, and in doubt if its outcome was not recorded", () =>
    simulated(({ simulator }) =>
      Effect.gen(function*() {
        const outcomes = yield* on(createAll, engine(2), createAll.execute({ id: "1", intents: people }))
        for (const { result } of outcomes) {
          assert.strictEqual(Either.flip(result).pipe(Either.getOrThrow)._tag, "PureCloudInDoubt")
        }
        assert.strictEqual(sentOf(yield* simulator.requests, "postUsers"), people.length)
      })
    ))

  it.live("a deletion that was repeated is done, and that of a user who does not exist fails", () =>
    simulated(({ ids }) =>
      Effect.gen(function*() {
        const intents = ids.slice(0, 3)
        const repeated = yield* on(deleteAll, engine(2), deleteAll.execute({ id: "1", intents }))
        assert.isTrue(repeated.every(({ result }) => Either.isRight(result)))
        const [unknown] = yield* on(deleteAll, engine(1), deleteAll.execute({ id: "2", intents: [missing] }))
        assert.strictEqual(Either.flip(unknown!.result).pipe(Either.getOrThrow)._tag, "PureCloudNotFound")
      })
    ))

  for (const intentsPerWorkflow of [0, 1.5, NaN, Infinity]) {
    it.live(`carry out each intent with ${intentsPerWorkflow} intents per workflow`, () =>
      simulated(({ simulator }) =>
        Effect.gen(function*() {
          const workflow = Workflow.deleteAll({ name: "delete", intentsPerWorkflow })
          const intents = [missing, missing, missing]
          const outcomes = yield* on(workflow, engine(1), workflow.execute({ id: "1", intents }))
          assert.strictEqual(outcomes.length, 3)
          assert.strictEqual(sentOf(yield* simulator.requests, "deleteUser"), 3)
        })
      ))
  }
})
