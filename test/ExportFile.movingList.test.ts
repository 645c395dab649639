/**
 * Exports of a listing that changes while it is read.
 */
import { NodeContext } from "@effect/platform-node"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import * as Export from "effect-purecloud/Export"
import * as ExportFile from "effect-purecloud/ExportFile"
import * as Simulator from "effect-purecloud/Simulator"
import * as Users from "effect-purecloud/Users"
import { directory, idsIn, type Services, stopAt, text, withUsers } from "./utils/exports.js"
import { pageOf } from "./utils/pages.js"
import { type Script, withService } from "./utils/service.js"

describe("a listing that changes while it is read", () => {
  /** A listing that is changed before each response. */
  const moving = (change: (list: Array<string>, n: number) => void) => {
    const list = Array.from({ length: 200 }, (_, i) => `u${i}`)
    const script: Script = (seen, n) => {
      if (n > 0) change(list, n)
      return pageOf(list, seen)
    }
    return script
  }

  const changes: ReadonlyArray<readonly [string, (list: Array<string>, n: number) => void]> = [
    ["grows in front", (list, n) => list.unshift(`n${n}`)],
    [
      "grows in front by more than a page",
      (list, n) => n === 5 && list.unshift(...Array.from({ length: 35 }, (_, i) => `n${i}`))
    ],
    ["shrinks in front", (list) => list.shift()],
    ["grows and shrinks anywhere", (list, n) => {
      for (let i = 0; i < 5; i++) list.splice((n * 7919 + i * 104729) % list.length, i % 2, `n${n}-${i}`)
    }],
    ["moves items from its end to its front", (list, n) => n % 3 === 0 && list.unshift(list.pop()!, list.pop()!)]
  ]

  for (const [name, change] of changes) {
    for (const interrupted of [false, true]) {
      it.live(`${name}: no row twice${interrupted ? ", over two runs," : ""} and the report says that it changed`, () =>
        withService(moving(change), () =>
          Effect.gen(function*() {
            const { at } = yield* directory
            const options = { path: at("users"), format: Export.ndjson, pageSize: 10 }
            if (interrupted) yield* Effect.exit(ExportFile.write(Users.getUsers, { ...options, onPage: stopAt(9) }))
            const report = yield* ExportFile.write(Users.getUsers, options)
            const ids = idsIn(text(at("users")))
            assert.strictEqual(new Set(ids).size, ids.length)
            assert.strictEqual(report.rows, ids.length)
            assert.isTrue(report.moved)
          }).pipe(Effect.scoped, Effect.provide(NodeContext.layer))))
    }
  }

  it.live("in the simulator: users deleted, restored and created between pages", () =>
    withUsers(300, ({ at }) =>
      Effect.gen(function*() {
        const context = yield* Effect.context<Services>()
        const { users } = yield* Simulator.Simulator
        const [active, deleted] = [Array.from(yield* users("active")), Array.from(yield* users("deleted"))]
        let page = 0
        const report = yield* ExportFile.write(Users.getUsers, {
          path: at("users"),
          format: Export.ndjson,
          pageSize: 20,
          onPage: () =>
            Effect.gen(function*() {
              const n = page++
              if (n > 10) return
              const gone = active[n * 3]!
              const back = deleted[n]!
              yield* n % 2 === 0
                ? Users.deleteUser({ userId: gone.id })
                : Users.patchUser({ userId: back.id, body: { state: "active", version: back.version ?? 1 } })
              yield* Users.postUsers({
                body: { name: `New ${n}`, email: `new.${n}@acme.example`, divisionId: gone.division?.id ?? "" }
              })
            }).pipe(Effect.orDie, Effect.provide(context))
        })
        const ids = idsIn(text(at("users")))
        assert.strictEqual(new Set(ids).size, ids.length)
        assert.isTrue(report.moved)
        assert.strictEqual(report.totalAtStart, 300)
        assert.isAbove(report.totalAtEnd ?? 0, 300)
      }), { deletedUsers: 40 }))
})
