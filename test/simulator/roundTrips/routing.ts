/**
 * Operations on the routing of users: several skills and languages at once, stations of the current user, utilization
 * and direct routing backup.
 */
import { assert } from "@effect/vitest"
import { Effect } from "effect"
import * as Endpoints from "effect-purecloud/endpoints/index"
import * as Simulator from "effect-purecloud/Simulator"
import { as, call, codeOf, newAdmin, newUser, type Program, userAt } from "../../utils/roundTrips.js"

export const routing: { readonly [name: string]: Program } = {
  "several skills": Effect.gen(function*() {
    const { organization: { skills: [first, second, third] } } = yield* Simulator.Simulator
    const { id: userId } = yield* newUser("Skill Collector")
    const current = Effect.map(
      call(Endpoints.getUserRoutingskills)({ userId }),
      ({ entities }) => entities.map(({ id, proficiency }) => [id, proficiency] as const)
    )
    const patch = call(Endpoints.patchUserRoutingskillsBulk)
    const put = call(Endpoints.putUserRoutingskillsBulk)
    yield* patch({ userId, body: [{ id: first!.id, proficiency: 1 }, { id: second!.id, proficiency: 2 }] })
    const changed = yield* patch({ userId, body: [{ id: second!.id, proficiency: 5 }] })
    assert.sameDeepMembers(changed.entities.map(({ name, proficiency }) => [name, proficiency]), [
      [first!.name, 1],
      [second!.name, 5]
    ])
    assert.sameDeepMembers(yield* current, [[first!.id, 1], [second!.id, 5]])
    const replaced = yield* put({ userId, body: [{ id: third!.id, proficiency: 3 }] })
    assert.deepStrictEqual(replaced.entities.map(({ id }) => id), [third!.id])
    assert.deepStrictEqual(yield* current, [[third!.id, 3]])
    yield* put({ userId, body: [] })
    assert.deepStrictEqual(yield* current, [])
  }),

  "several languages": Effect.gen(function*() {
    const { organization: { languages: [first, second] } } = yield* Simulator.Simulator
    const { id: userId } = yield* newUser("Language Collector")
    const patch = call(Endpoints.patchUserRoutinglanguagesBulk)
    yield* patch({ userId, body: [{ id: first!.id, proficiency: 1 }] })
    const { entities } = yield* patch({
      userId,
      body: [{ id: first!.id, proficiency: 4 }, { id: second!.id, proficiency: 2 }]
    })
    const { entities: listed } = yield* call(Endpoints.getUserRoutinglanguages)({ userId })
    assert.sameDeepMembers([...listed], [...entities])
    assert.sameDeepMembers(listed.map(({ id, proficiency }) => [id, proficiency]), [[first!.id, 4], [second!.id, 2]])
  }),

  "own station": Effect.gen(function*() {
    const simulator = yield* Simulator.Simulator
    const { id: userId } = yield* newAdmin("Station Chooser")
    const { id: neighbor } = yield* newUser("Station Neighbor")
    const stationId = yield* simulator.station((yield* userAt(11)).id)
    const choose = call(Endpoints.putUsersStationsMeAssociatedstationStationId)
    yield* as(userId, choose({ stationId }))
    const own = yield* as(userId, call(Endpoints.getUsersStationsMe)())
    assert.strictEqual(own.associatedStation?.id, stationId)
    assert.deepStrictEqual(yield* call(Endpoints.getUserStation)({ userId }), own)
    assert.strictEqual(
      yield* codeOf(call(Endpoints.putUserStationAssociatedstationStationId)({ userId: neighbor, stationId })),
      "userservice.stationalreadyassociated"
    )
    yield* as(userId, call(Endpoints.deleteUsersStationsMeAssociatedstation)())
    assert.deepStrictEqual(Object.keys(yield* as(userId, call(Endpoints.getUsersStationsMe)())), [
      "lastAssociatedStation"
    ])
    assert.strictEqual(yield* codeOf(as(userId, choose({ stationId: "nope" }))), "userservice.station.notfound")
  }),

  utilization: Effect.gen(function*() {
    const { id: userId } = yield* newUser("Busy Bee")
    const read = call(Endpoints.getRoutingUserUtilization)({ userId })
    const inherited = yield* read
    assert.strictEqual(inherited.level, "Organization")
    const chat = { maximumCapacity: 7, interruptableMediaTypes: ["call"], includeNonAcd: true }
    const set = yield* call(Endpoints.putRoutingUserUtilization)({ userId, body: { utilization: { chat } } })
    assert.deepStrictEqual(set, { level: "Agent", utilization: { ...inherited.utilization, chat } })
    assert.deepStrictEqual(yield* read, set)
    // Media that the body lacks have the utilization of the organization again.
    const email = { maximumCapacity: 2, interruptableMediaTypes: [], includeNonAcd: false }
    yield* call(Endpoints.putRoutingUserUtilization)({ userId, body: { utilization: { email }, maxInboundCalls: 3 } })
    assert.deepStrictEqual(yield* read, {
      level: "Agent",
      utilization: { ...inherited.utilization, email },
      maxInboundCalls: 3
    })
    yield* call(Endpoints.deleteRoutingUserUtilization)({ userId })
    assert.deepStrictEqual(yield* read, inherited)
  }),

  "direct routing backup": Effect.gen(function*() {
    const { organization: { queues: [queue] } } = yield* Simulator.Simulator
    const { id: userId } = yield* newAdmin("Backed Up")
    const { id: backupId } = yield* newUser("Backup Agent")
    const read = call(Endpoints.getRoutingUserDirectroutingbackupSettings)
    const ofUser = call(Endpoints.putRoutingUserDirectroutingbackupSettings)
    assert.strictEqual(yield* codeOf(read({ userId })), "resource.not.found")
    const set = yield* ofUser({ userId, body: { userId: backupId, waitForAgent: true, agentWaitSeconds: 60 } })
    assert.deepStrictEqual(set, { userId: backupId, waitForAgent: true, agentWaitSeconds: 60, backedUpUsers: [] })
    assert.deepStrictEqual(yield* read({ userId }), set)
    yield* ofUser({ userId: backupId, body: { queueId: queue!.id } })
    assert.deepStrictEqual(yield* read({ userId: backupId }), { queueId: queue!.id, backedUpUsers: [userId] })

    const own = yield* as(
      userId,
      call(Endpoints.putRoutingDirectroutingbackupSettingsMe)({
        body: { queueId: queue!.id, backedUpUsers: ["ignored"] }
      })
    )
    assert.deepStrictEqual(own, { queueId: queue!.id, backedUpUsers: [] })
    assert.deepStrictEqual(yield* as(userId, call(Endpoints.getRoutingDirectroutingbackupSettingsMe)()), own)
    assert.deepStrictEqual((yield* read({ userId: backupId })).backedUpUsers, [])
    yield* as(userId, call(Endpoints.deleteRoutingDirectroutingbackupSettingsMe)())
    assert.strictEqual(yield* codeOf(read({ userId })), "resource.not.found")
    yield* call(Endpoints.deleteRoutingUserDirectroutingbackupSettings)({ userId: backupId })
    assert.strictEqual(yield* codeOf(read({ userId: backupId })), "resource.not.found")
  })
}
