/**
 * Outcomes that are hard to write to a journal. Each is recorded, the next run returns it, and nothing is sent twice.
 */
import { assert, describe, it } from "@effect/vitest"
import { Effect, Either, Stream } from "effect"
import type * as User from "effect-purecloud/models/User"
import * as PureCloud from "effect-purecloud/PureCloud"
import * as UserBulk from "effect-purecloud/UserBulk"
import { collect, memoryStore } from "./utils/bulk.js"
import { type Script, withService } from "./utils/service.js"

const levels = 20_000

/** Text of a user with a field that is nested deeper than the stack allows. */
const deepUser = `{"id":"u","version":3,"state":"active","extra":${"[".repeat(levels)}${"]".repeat(levels)}}`

const depthOf = (value: unknown): number => {
  let depth = 0
  for (let inner = value; Array.isArray(inner); inner = inner[0]) depth++
  return depth
}

type Bulk = (
  journal: UserBulk.Journal
) => Stream.Stream<UserBulk.Outcome<unknown, unknown>, unknown, PureCloud.PureCloud>

const runs: ReadonlyArray<readonly [what: string, run: Bulk]> = [
  [
    "patchAll with fields",
    (journal) => Stream.make({ userId: "u", change: { title: "T" } }).pipe(UserBulk.patchAll({ journal }))
  ],
  [
    "patchAll with a function",
    (journal) => Stream.make({ userId: "u", change: () => ({ title: "T" }) }).pipe(UserBulk.patchAll({ journal }))
  ],
  [
    "patchAll with a state",
    (journal) => Stream.make({ userId: "u", change: { state: "inactive" } }).pipe(UserBulk.patchAll({ journal }))
  ],
  [
    "createAll",
    (journal) => Stream.make({ name: "New", email: "new@acme.example" }).pipe(UserBulk.createAll({ journal }))
  ],
  ["deleteAll", (journal) => Stream.make("u").pipe(UserBulk.deleteAll({ journal }))]
]

/** Runs twice with the same journal. Returns the result of each run. */
const twice = (run: Bulk, store: UserBulk.Journal["store"]) =>
  Effect.forEach([1, 2], () => Effect.map(collect(run({ name: "run", store })), (outcomes) => outcomes[0]!.result))

const isWrite = ({ method }: { readonly method: string }) => method !== "GET"

describe("a response that is nested 20,000 deep", () => {
  for (const [what, run] of runs) {
    it.live(`is recorded: ${what}`, () =>
      withService(
        () => ({ body: deepUser }),
        ({ seen }) =>
          Effect.gen(function*() {
            const results = yield* twice(run, yield* memoryStore)
            assert.deepStrictEqual(results.map(Either.isRight), [true, true])
            for (const result of results) {
              const value = Either.getOrThrow(result) as { readonly user?: User.User } | User.User | undefined
              if (value === undefined) continue
              const user = "user" in value ? value.user : value
              assert.strictEqual(depthOf((user as { readonly extra?: unknown }).extra), levels)
            }
            assert.strictEqual(seen.filter(isWrite).length, 1)
          }),
        { maxResponseBytes: 1_000_000 }
      ))

    it.live(`with an error is recorded: ${what}`, () =>
      withService(
        ({ method }) => method === "GET" ? { body: { id: "u", version: 3 } } : { status: 400, body: deepUser },
        ({ seen }) =>
          Effect.gen(function*() {
            const results = yield* twice(run, yield* memoryStore)
            const errors = results.map((result) => Either.getOrThrow(Either.flip(result)))
            assert.strictEqual(errors[0]!._tag, "PureCloudBadRequest")
            assert.deepStrictEqual(errors[1], errors[0])
            assert.strictEqual(seen.filter(isWrite).length, 1)
          }),
        { maxResponseBytes: 1_000_000 }
      ))
  }

  it.live("is recorded by a run that continues after a crash", () =>
    withService(
      ({ method }) => method === "GET" ? { body: `${deepUser.slice(0, -1)},"title":"T"}` } : { body: deepUser },
      ({ seen }) =>
        Effect.gen(function*() {
          const store = yield* memoryStore
          let writes = 0
          // The head and the note of the patch are written, the outcome is not.
          const killed = {
            ...store,
            set: (key: string, value: string | Uint8Array) =>
              key.startsWith("run.0-") && ++writes > 1 ? Effect.die("killed") : store.set(key, value)
          }
          const run: Bulk = (journal) =>
            Stream.make({ userId: "u", change: { title: "U" } }).pipe(UserBulk.patchAll({ journal }))
          yield* Effect.exit(collect(run({ name: "run", store: killed })))
          assert.strictEqual(seen.filter(isWrite).length, 1)
          const results = yield* twice(run, store)
          assert.deepStrictEqual(results.map(Either.isRight), [true, true])
          // The version has not changed, so the patch was not applied, and is sent again.
          assert.strictEqual(seen.filter(isWrite).length, 2)
        }),
      { maxResponseBytes: 1_000_000 }
    ))
})

describe("a state that is not text", () => {
  const states: ReadonlyArray<readonly [state: unknown, decode: "lenient" | "off"]> = [
    [5, "lenient"],
    [null, "lenient"],
    [{ deep: true }, "lenient"],
    [null, "off"],
    [5, "off"]
  ]
  for (const [state, decode] of states) {
    it.live(`does not prevent a change: ${JSON.stringify(state)}, ${decode}`, () => {
      let version = 3
      const script: Script = ({ body, method }) => ({
        body: { id: "u", version: method === "PATCH" ? ++version : version, state, ...patched(body) }
      })
      const patched = (body: string) => body === "" ? {} : { ...JSON.parse(body), version, state }
      return withService(script, ({ seen }) =>
        Effect.gen(function*() {
          const run: Bulk = (journal) =>
            Stream.make({ userId: "u", change: { state: "inactive", title: "T" } }).pipe(UserBulk.patchAll({ journal }))
          const results = yield* twice(run, yield* memoryStore)
          assert.deepStrictEqual(results.map(Either.isRight), [true, true])
          assert.deepStrictEqual(
            seen.filter(isWrite).map(({ body }) => JSON.parse(body)),
            [{ state: "inactive", version: 3 }, { title: "T", version: 4 }]
          )
        }), { decode })
    })
  }
})

describe("a value that JSON cannot represent", () => {
  const circle: { readonly id: string; self?: unknown } = { id: "u" }
  circle.self = circle
  for (const [name, extra] of [["a circle", { circle }], ["a bigint", { extra: 7n }]] as const) {
    for (const [what, run] of runs.filter(([what]) => what !== "deleteAll")) {
      it.live(`from a client of the program is in doubt, in each run: ${name}, ${what}`, () =>
        withService(
          () => ({ body: { id: "u", version: 3 } }),
          ({ seen }) =>
            Effect.gen(function*() {
              const client = yield* PureCloud.PureCloud
              const changed: PureCloud.Service = {
                ...client,
                // The type of a response does not have the fields that a client adds.
                run: (endpoint, input) =>
                  Effect.map(client.run(endpoint, input), (value) => ({ ...value as object, ...extra }) as never)
              }
              const results = yield* Effect.provideService(
                twice(run, yield* memoryStore),
                PureCloud.PureCloud,
                changed
              )
              const [first, second] = results.map((result) => Either.getOrThrow(Either.flip(result)))
              assert.strictEqual(first!._tag, "PureCloudInDoubt")
              assert.include(first!.message, "JSON cannot represent")
              assert.deepStrictEqual(second, first)
              assert.strictEqual(seen.filter(isWrite).length, 1)
            })
        ))
    }
  }
})
