/**
 * Bounds and errors of utilization and of direct routing backup.
 */
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import * as Simulator from "effect-purecloud/Simulator"
import * as Users from "effect-purecloud/Users"
import type * as DirectRoutingBackup from "../../src/models/DirectRoutingBackup.js"
import type * as Utilization from "../../src/models/Utilization.js"
import { codeOf, tagOf } from "../utils/roundTrips.js"
import { simulatedStrictly, someUser } from "../utils/simulator.js"

describe("utilization", () => {
  const refused: ReadonlyArray<readonly [Utilization.UtilizationRequest, code: string]> = [
    [{ utilization: { fax: { maximumCapacity: 1 } } }, "unsupported.media.type"],
    [{ utilization: { chat: { interruptableMediaTypes: ["fax"] } } }, "unsupported.media.type"],
    [{ utilization: { call: {}, chat: { interruptableMediaTypes: ["call", "chat"] } } }, "interrupt.same.media.type"],
    [{ utilization: { chat: { maximumCapacity: -1 } } }, "invalid.media.capacity"],
    [{ utilization: { chat: { maximumCapacity: 26 } } }, "invalid.media.capacity"],
    [{ labelUtilizations: { vip: { maximumCapacity: 26 } } }, "invalid.media.capacity"],
    [{ labelUtilizations: { vip: { interruptingLabelIds: ["vip"] } } }, "interrupt.same.media.type"],
    [{ maxInboundCalls: 0 }, "invalid.media.capacity"]
  ]

  for (const [body, code] of refused) {
    it.effect(`${JSON.stringify(body)} is refused with ${code}, and changes nothing`, () =>
      Effect.gen(function*() {
        const { id: userId } = yield* someUser
        yield* Users.putRoutingUserUtilization({ userId, body: { utilization: { chat: { maximumCapacity: 2 } } } })
        const before = yield* Users.getRoutingUserUtilization({ userId })
        assert.strictEqual(yield* codeOf(Users.putRoutingUserUtilization({ userId, body })), code)
        assert.deepStrictEqual(yield* Users.getRoutingUserUtilization({ userId }), before)
      }).pipe(simulatedStrictly()))
  }

  it.effect("takes the bounds of a capacity, and a partial medium inherits the rest", () =>
    Effect.gen(function*() {
      const { id: userId } = yield* someUser
      const { utilization: inherited } = yield* Users.getRoutingUserUtilization({ userId })
      for (const maximumCapacity of [0, 25]) {
        const set = yield* Users.putRoutingUserUtilization({
          userId,
          body: { utilization: { email: { maximumCapacity } }, labelUtilizations: { vip: { maximumCapacity } } }
        })
        assert.deepStrictEqual(set.utilization?.["email"], { ...inherited?.["email"], maximumCapacity })
        assert.deepStrictEqual(set.labelUtilizations, { vip: { maximumCapacity } })
      }
      // An empty body returns every medium to the organization.
      const { level, ...none } = yield* Users.putRoutingUserUtilization({ userId, body: {} })
      assert.strictEqual(level, "Organization")
      assert.deepStrictEqual(none, { utilization: inherited })
    }).pipe(simulatedStrictly()))

  it.effect("refuses ids that have another form, and users who do not exist", () =>
    Effect.gen(function*() {
      const { id } = yield* someUser
      const unknown = id.replace(/^./, (digit) => digit === "0" ? "1" : "0")
      const operations = [
        (userId: string) => Users.getRoutingUserUtilization({ userId }),
        (userId: string) => Users.putRoutingUserUtilization({ userId, body: {} }),
        (userId: string) => Users.deleteRoutingUserUtilization({ userId }),
        (userId: string) => Users.getRoutingUserDirectroutingbackupSettings({ userId }),
        (userId: string) => Users.putRoutingUserDirectroutingbackupSettings({ userId, body: { userId: id } }),
        (userId: string) => Users.deleteRoutingUserDirectroutingbackupSettings({ userId })
      ]
      for (const run of operations) {
        assert.strictEqual(yield* codeOf(Effect.asVoid(run("nobody"))), "invalid.id")
        assert.strictEqual(yield* tagOf(Effect.asVoid(run(unknown))), "PureCloudNotFound")
      }
    }).pipe(simulatedStrictly()))
})

describe("direct routing backup", () => {
  it.effect("refuses settings without one backup, unknown ids, and waits out of bounds", () =>
    Effect.gen(function*() {
      const { organization: { queues: [queue] } } = yield* Simulator.Simulator
      const { entities: [user, other, deleted] } = yield* Users.getUsers({ pageSize: 3 })
      yield* Users.deleteUser({ userId: deleted!.id })
      const queueId = queue!.id
      const put = (body: DirectRoutingBackup.AgentDirectRoutingBackupSettings) =>
        Users.putRoutingUserDirectroutingbackupSettings({ userId: user!.id, body })
      const refused: ReadonlyArray<DirectRoutingBackup.AgentDirectRoutingBackupSettings> = [
        {},
        { waitForAgent: true },
        { queueId, userId: other!.id },
        { queueId: "nope" },
        { userId: "nope" },
        { userId: user!.id },
        { userId: deleted!.id },
        { queueId, agentWaitSeconds: 59 },
        { queueId, agentWaitSeconds: 864_001 }
      ]
      for (const body of refused) {
        assert.strictEqual(yield* tagOf(put(body)), "PureCloudBadRequest", JSON.stringify(body))
      }
      for (const agentWaitSeconds of [60, 864_000]) {
        assert.deepStrictEqual(yield* put({ queueId, agentWaitSeconds }), {
          queueId,
          agentWaitSeconds,
          backedUpUsers: []
        })
      }
    }).pipe(simulatedStrictly()))

  it.effect("of the current user requires a token of a user", () =>
    Effect.gen(function*() {
      const { entities: [agent] } = yield* Users.getUsers({ pageSize: 1 })
      const put = Users.putRoutingDirectroutingbackupSettingsMe({ body: { userId: agent!.id } })
      assert.strictEqual(yield* codeOf(put), "not.a.user")
      assert.strictEqual(yield* codeOf(Users.getRoutingDirectroutingbackupSettingsMe()), "not.a.user")
      assert.strictEqual(yield* codeOf(Users.deleteRoutingDirectroutingbackupSettingsMe()), "not.a.user")
    }).pipe(simulatedStrictly()))
})
