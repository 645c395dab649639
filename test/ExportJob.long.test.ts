/**
 * Exports in steps: any division into steps, in any order and with any repetition, gives the file of a single run.
 */
import { NodeContext } from "@effect/platform-node"
import { assert, describe, it } from "@effect/vitest"
import { Effect, FastCheck } from "effect"
import * as Export from "effect-purecloud/Export"
import * as ExportFile from "effect-purecloud/ExportFile"
import * as ExportJob from "effect-purecloud/ExportJob"
import type { User } from "effect-purecloud/models/User"
import type * as PureCloud from "effect-purecloud/PureCloud"
import * as Users from "effect-purecloud/Users"
import * as Fs from "node:fs"
import { csv, directory } from "./utils/exports.js"
import { mutableListing } from "./utils/pages.js"
import { withService } from "./utils/service.js"

const reportOf = ({ resumedFrom: _, ...report }: ExportFile.Report): ExportJob.Report => report

describe("a merged file has the bytes of a single run", () => {
  const { list, script } = mutableListing()

  /** Ids of a listing in which some items are repeated on later pages. */
  const ids = FastCheck.array(FastCheck.tuple(FastCheck.nat(9), FastCheck.nat(40)), { maxLength: 90 }).map((entries) =>
    entries.map(([repeats, back], i) => `u${repeats === 0 ? Math.max(0, i - back) : i}`)
  )

  const split = FastCheck.record({
    ids,
    pageSize: FastCheck.integer({ min: 1, max: 12 }),
    ranges: FastCheck.integer({ min: 1, max: 8 }),
    pagesPerStep: FastCheck.integer({ min: 1, max: 5 }),
    gzip: FastCheck.boolean(),
    enriched: FastCheck.boolean(),
    choices: FastCheck.infiniteStream(FastCheck.nat())
  })

  it.live("for any ranges, any steps, any order and any repetitions of the steps", () =>
    withService(script, () =>
      Effect.gen(function*() {
        const { at } = yield* directory
        const context = yield* Effect.context<PureCloud.PureCloud | NodeContext.NodeContext>()
        let runs = 0
        const property = FastCheck.asyncProperty(split, (options) =>
          Effect.gen(function*() {
            list.ids = options.ids
            const id = String(runs++)
            const { choices, gzip, pageSize, pagesPerStep, ranges } = options
            const failing = ({ id }: User) =>
              Number(id.slice(1)) % 7 === 3 ? Effect.fail("no") : Effect.succeed(`${id}!`)
            const enrich = Export.enrich({ email: failing }, { onFailure: () => Effect.void })
            const common = { format: csv(), pageSize, gzip }
            const [single, job] = options.enriched
              ? [
                yield* ExportFile.writeEnriched(Users.getUsers, enrich, { ...common, path: at(`${id}-single`) }),
                ExportJob.makeEnriched(Users.getUsers, enrich, { ...common, id, path: at(id), pagesPerStep })
              ]
              : [
                yield* ExportFile.write(Users.getUsers, { ...common, path: at(`${id}-single`) }),
                ExportJob.make(Users.getUsers, { ...common, id, path: at(id), pagesPerStep })
              ]
            const plan = yield* ExportJob.plan(job, { ranges })
            const pending = [...plan]
            const done: Array<ExportJob.Cursor> = []
            while (pending.length > 0) {
              const [cursor] = pending.splice(choices.next().value % pending.length, 1)
              // Some steps run twice at the same time, and some run again after they have ended.
              const again = choices.next().value % 3 === 0
                ? [done[choices.next().value % (done.length + 1)] ?? cursor!]
                : []
              const [result] = yield* Effect.forEach([cursor!, ...again], (each) => ExportJob.step(job, each), {
                concurrency: "unbounded"
              })
              done.push(cursor!)
              if (result!.next !== undefined) pending.push(result!.next)
            }
            const report = yield* ExportJob.merge(job, plan)
            assert.isTrue(Fs.readFileSync(at(id)).equals(Fs.readFileSync(at(`${id}-single`))))
            assert.deepStrictEqual(report, { ...reportOf(single), path: at(id) })
          }).pipe(Effect.provide(context), Effect.runPromise))
        yield* Effect.promise(() => FastCheck.assert(property, { numRuns: 60 }))
      }).pipe(Effect.scoped, Effect.provide(NodeContext.layer))))
})
