/**
 * Exports as workflows, on an engine in memory that can lose the result of each activity and repeat it.
 */
import { assert, describe, it } from "@effect/vitest"
import { Effect, Either, Schema } from "effect"
import * as ExportFile from "effect-purecloud/ExportFile"
import * as ExportJob from "effect-purecloud/ExportJob"
import * as Simulator from "effect-purecloud/Simulator"
import * as Users from "effect-purecloud/Users"
import * as Workflow from "effect-purecloud/Workflow"
import { csv, pagesRequested, text, withUsers } from "./utils/exports.js"
import { engine, on } from "./utils/workflowEngine.js"

const options = { format: csv(), pageSize: 5 }

const exportUsers = Workflow.exportJob({
  name: "export-users",
  payload: Schema.Struct({ day: Schema.String, path: Schema.String }),
  job: ({ day, path }) => ExportJob.make(Users.getUsers, { ...options, id: day, path, pagesPerStep: 2 }),
  plan: (job) => ExportJob.plan(job, { ranges: 4 }),
  attempts: 3,
  delay: "1 millis"
})

describe("an export as a workflow", () => {
  it.live("has the file and the report of a single run, and requests no page twice, if activities are repeated", () =>
    withUsers(93, ({ at, names }) =>
      Effect.gen(function*() {
        const { resumedFrom: _, ...single } = yield* ExportFile.write(Users.getUsers, {
          ...options,
          path: at("single")
        })
        for (const times of [1, 3]) {
          const path = at(`users-${times}`)
          const [report, requested] = yield* pagesRequested(
            on(exportUsers, engine(times), exportUsers.execute({ day: "1", path }))
          )
          assert.deepStrictEqual(report, { ...single, path })
          assert.strictEqual(text(path), text(at("single")))
          // The plan reads the first page.
          const plans = Array.from({ length: times }, () => 1)
          assert.deepStrictEqual(
            requested.sort((a, b) => a - b),
            [...plans, ...Array.from({ length: 19 }, (_, i) => i + 1)].sort((a, b) => a - b)
          )
        }
        assert.deepStrictEqual(names(), ["single", "users-1", "users-3"])
      })))

  it.live("a plan that fails with a retryable error is repeated, and the last error is the result", () =>
    withUsers(20, ({ at }) =>
      Effect.gen(function*() {
        const { requests } = yield* Simulator.Simulator
        const result = yield* Effect.either(
          on(exportUsers, engine(1), exportUsers.execute({ day: "1", path: at("users") }))
        )
        assert.strictEqual(Either.flip(result).pipe(Either.getOrThrow)._tag, "PureCloudServerError")
        assert.strictEqual((yield* requests).filter(({ endpoint }) => endpoint === "getUsers").length, 3)
      }), {
      faults: [{ _tag: "Status", status: 503 }],
      config: { retry: { attempts: 1 } }
    }))

  it.live("an error that is not retryable is the result at once", () =>
    withUsers(20, ({ at }) =>
      Effect.gen(function*() {
        const { requests } = yield* Simulator.Simulator
        const result = yield* Effect.either(
          on(exportUsers, engine(1), exportUsers.execute({ day: "1", path: at("users") }))
        )
        assert.strictEqual(Either.flip(result).pipe(Either.getOrThrow)._tag, "PureCloudForbidden")
        assert.strictEqual((yield* requests).filter(({ endpoint }) => endpoint === "getUsers").length, 1)
      }), { faults: [{ _tag: "Status", status: 403 }] }))

  it.effect("another payload has another execution id, whatever the order of its keys", () =>
    Effect.gen(function*() {
      const idOf = (payload: { readonly day: string; readonly path: string }) =>
        exportUsers.workflow.executionId({ payload })
      assert.strictEqual(yield* idOf({ day: "1", path: "a" }), yield* idOf({ path: "a", day: "1" }))
      assert.notStrictEqual(yield* idOf({ day: "1", path: "a" }), yield* idOf({ day: "2", path: "a" }))
      assert.notStrictEqual(yield* idOf({ day: "1", path: "a" }), yield* idOf({ day: "1", path: "b" }))
    }))
})
