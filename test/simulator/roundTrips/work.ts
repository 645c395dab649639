/**
 * Operations on the work of users: queues, skills, stations, statuses and analytics.
 */
import { assert } from "@effect/vitest"
import { DateTime, Effect, Stream } from "effect"
import * as Endpoints from "effect-purecloud/endpoints/index"
import * as Simulator from "effect-purecloud/Simulator"
import { as, call, codeOf, newUser, type Program, someUsers, tagOf, userAt } from "../../utils/roundTrips.js"

export const work: { readonly [name: string]: Program } = {
  queues: Effect.gen(function*() {
    const queuesOf = (userId: string, joined: boolean) =>
      Stream.runCollect(call(Endpoints.getUserQueues).items({ userId, joined })).pipe(
        Effect.map((queues) => [...queues].map(({ id }) => id!))
      )
    const users = yield* someUsers
    const counts = yield* Effect.forEach(users, ({ id }) => Effect.map(queuesOf(id, true), (ids) => ids.length))
    const userId = users[counts.findIndex((count) => count >= 2)]!.id
    const joined = yield* queuesOf(userId, true)
    const left = yield* queuesOf(userId, false)
    const [first, second] = joined as [string, string]
    const changed = yield* call(Endpoints.patchUserQueue)({ userId, queueId: first, body: { joined: false } })
    assert.deepInclude(changed, { id: first, joined: false })
    assert.sameMembers(yield* queuesOf(userId, true), joined.filter((id) => id !== first))
    yield* call(Endpoints.patchUserQueues)({
      userId,
      body: [{ id: first, joined: true }, { id: second, joined: false }]
    })
    assert.sameMembers(yield* queuesOf(userId, true), joined.filter((id) => id !== second))
    assert.sameMembers(yield* queuesOf(userId, false), [...left, second])
    assert.strictEqual(
      yield* tagOf(call(Endpoints.patchUserQueue)({ userId, queueId: "nope", body: { joined: true } })),
      "PureCloudNotFound"
    )
    // A token that may manage members adds the user to the queue.
    const { id: newcomer } = yield* newUser("Queue Newcomer")
    yield* call(Endpoints.patchUserQueue)({ userId: newcomer, queueId: first, body: { joined: true } })
    assert.deepStrictEqual(yield* queuesOf(newcomer, true), [first])
  }),

  skills: Effect.gen(function*() {
    const { id: userId } = yield* newUser("Skilled Worker")
    const { organization: { skills: [skill, other] } } = yield* Simulator.Simulator
    const added = yield* call(Endpoints.postUserRoutingskills)({ userId, body: { id: skill!.id, proficiency: 2.5 } })
    assert.deepInclude(added, { name: skill!.name, proficiency: 2.5, state: "active" })
    yield* call(Endpoints.postUserRoutingskills)({ userId, body: { id: other!.id, proficiency: 1 } })
    yield* call(Endpoints.putUserRoutingskill)({
      userId,
      skillId: skill!.id,
      body: { proficiency: 5, state: "inactive" }
    })
    const list = call(Endpoints.getUserRoutingskills)
    const listed = (yield* list({ userId, sortOrder: "descending" })).entities
    assert.deepStrictEqual(listed.map(({ proficiency }) => proficiency), [1, 5])
    assert.strictEqual((yield* call(Endpoints.getUser)({ userId, expand: ["skills"] })).skills?.length, 2)
    yield* call(Endpoints.deleteUserRoutingskill)({ userId, skillId: skill!.id })
    assert.deepStrictEqual((yield* list({ userId })).entities.map(({ id }) => id), [other!.id])
    const wrong = call(Endpoints.postUserRoutingskills)({ userId, body: { id: skill!.id, proficiency: 6 } })
    assert.strictEqual(yield* codeOf(wrong), "invalid.value")
    assert.strictEqual(
      yield* tagOf(call(Endpoints.deleteUserRoutingskill)({ userId, skillId: skill!.id })),
      "PureCloudNotFound"
    )
  }),

  languages: Effect.gen(function*() {
    const { organization: { languages: [language] } } = yield* Simulator.Simulator
    const { id: userId } = yield* newUser("Many Tongues")
    const languageId = language!.id
    const added = yield* call(Endpoints.postUserRoutinglanguages)({ userId, body: { id: languageId, proficiency: 3 } })
    assert.strictEqual(added.name, language!.name)
    const changed = yield* call(Endpoints.patchUserRoutinglanguage)({ userId, languageId, body: { proficiency: 4 } })
    assert.deepStrictEqual((yield* call(Endpoints.getUserRoutinglanguages)({ userId })).entities, [changed])
    assert.strictEqual(changed.proficiency, 4)
    yield* call(Endpoints.deleteUserRoutinglanguage)({ userId, languageId })
    assert.strictEqual((yield* call(Endpoints.getUserRoutinglanguages)({ userId })).total, 0)
  }),

  stations: Effect.gen(function*() {
    const simulator = yield* Simulator.Simulator
    const stationId = yield* simulator.station((yield* userAt(9)).id)
    const { id: userId } = yield* newUser("Desk Sharer")
    const { id: rival } = yield* newUser("Desk Rival")
    const read = call(Endpoints.getUserStation)({ userId })
    assert.deepStrictEqual(yield* read, {})
    yield* call(Endpoints.putUserStationDefaultstationStationId)({ userId, stationId })
    assert.strictEqual((yield* read).effectiveStation?.id, stationId)
    yield* call(Endpoints.putUserStationAssociatedstationStationId)({ userId, stationId })
    assert.strictEqual((yield* read).associatedStation?.associatedUser?.id, userId)
    const taken = call(Endpoints.putUserStationAssociatedstationStationId)({ userId: rival, stationId })
    assert.strictEqual(yield* codeOf(taken), "userservice.stationalreadyassociated")
    yield* call(Endpoints.deleteUserStationAssociatedstation)({ userId })
    yield* call(Endpoints.deleteUserStationDefaultstation)({ userId })
    const left = yield* read
    assert.deepStrictEqual(Object.keys(left), ["lastAssociatedStation"])
    yield* taken.pipe(Effect.ignore)
    assert.strictEqual((yield* call(Endpoints.getUserStation)({ userId: rival })).associatedStation?.id, stationId)
  }),

  callForwarding: Effect.gen(function*() {
    const { id: userId } = yield* newUser("Call Forwarder")
    const calls = [{ targets: [{ type: "PHONENUMBER", value: "+13175550100" }] }]
    const put = call(Endpoints.putUserCallforwarding)
    const set = yield* put({ userId, body: { enabled: true, calls, voicemail: "LASTCALL" } })
    assert.deepInclude(set, { enabled: true, calls, voicemail: "LASTCALL" })
    assert.deepStrictEqual(yield* call(Endpoints.getUserCallforwarding)({ userId }), set)
    const off = yield* call(Endpoints.patchUserCallforwarding)({ userId, body: { enabled: false } })
    assert.deepInclude(off, { enabled: false, calls })
    const refused: ReadonlyArray<readonly [Parameters<typeof put>[0]["body"], string]> = [
      [{ enabled: true, calls: [] }, "enablednotallowedwithoutcalls"],
      [{ calls: [{ targets: [] }] }, "callrequiresatleastonetarget"],
      [{ calls: [{ targets: [{ value: "1" }] }] }, "calltargetrequirestype"],
      [{ calls: [{ targets: [{ type: "STATION" }] }] }, "calltargetrequiresvalue"],
      [{ calls: [{ targets: [{ type: "STATION", value: "x" }] }] }, "calltargetstationrequiresstation"],
      [{ calls: [{ targets: [{ type: "PHONENUMBER", value: "+12" }] }] }, "invalidphonenumberformat"],
      [{ calls: [calls[0]!, calls[0]!] }, "duplicatetargetnotallowed"],
      [
        { enabled: true, voicemail: "LASTCALL", calls: [{ targets: [{ type: "PHONENUMBER", value: "1234" }] }] },
        "voicemaillastcallcannotuseextension"
      ]
    ]
    for (const [body, code] of refused) {
      assert.strictEqual(yield* codeOf(put({ userId, body })), `callforwarding.${code}`)
    }
    assert.deepStrictEqual((yield* call(Endpoints.getUserCallforwarding)({ userId })).calls, calls)
  }),

  outOfOffice: Effect.gen(function*() {
    const { id: userId } = yield* newUser("Holiday Maker")
    const body = { active: true, startDate: "2026-07-01T00:00:00.000Z", endDate: "2026-07-15T00:00:00.000Z" }
    const set = yield* call(Endpoints.putUserOutofoffice)({ userId, body })
    assert.deepInclude(set, body)
    assert.deepStrictEqual(yield* call(Endpoints.getUserOutofoffice)({ userId }), set)
    const expanded = yield* call(Endpoints.getUser)({ userId, expand: ["outOfOffice"] })
    assert.deepStrictEqual(expanded.outOfOffice, set)
    const wrongWay = { ...body, endDate: "2026-06-01T00:00:00.000Z" }
    assert.strictEqual(yield* codeOf(call(Endpoints.putUserOutofoffice)({ userId, body: wrongWay })), "invalid.value")
    // As texts, these two times are in the other order.
    const otherZone = { ...body, startDate: "2026-07-01T10:00:00+02:00", endDate: "2026-07-01T09:00:00Z" }
    assert.deepInclude(yield* call(Endpoints.putUserOutofoffice)({ userId, body: otherZone }), otherZone)
    const noDate = { ...body, endDate: "tomorrow" }
    assert.strictEqual(yield* codeOf(call(Endpoints.putUserOutofoffice)({ userId, body: noDate })), "invalid.date")
    const { id: other } = yield* userAt(2)
    assert.strictEqual(
      yield* codeOf(as(other, call(Endpoints.putUserOutofoffice)({ userId, body }))),
      "outofoffice.update.error"
    )
  }),

  geolocation: Effect.gen(function*() {
    const { id: userId } = yield* newUser("World Traveller")
    const patch = call(Endpoints.patchUserGeolocation)
    const first = yield* patch({
      userId,
      clientId: "phone",
      body: { city: "Galway", country: "Ireland", primary: true }
    })
    assert.deepInclude(first, { id: "phone", city: "Galway", primary: true })
    const second = yield* patch({ userId, clientId: "desk", body: { latitude: 50.1, longitude: 8.7, primary: true } })
    const read = call(Endpoints.getUserGeolocation)
    assert.deepStrictEqual(yield* read({ userId, clientId: "desk" }), second)
    assert.strictEqual((yield* read({ userId, clientId: "phone" })).primary, false)
    assert.strictEqual((yield* call(Endpoints.getUser)({ userId, expand: ["geolocation"] })).geolocation?.id, "desk")
    assert.strictEqual(yield* tagOf(read({ userId, clientId: "car" })), "PureCloudNotFound")
    assert.strictEqual(
      yield* tagOf(patch({ userId, clientId: "desk", body: { latitude: 1, longitude: 2, city: "X" } })),
      "PureCloudBadRequest"
    )
  }),

  routingStatus: Effect.gen(function*() {
    const { id: userId } = yield* newUser("Queue Sitter")
    const read = call(Endpoints.getUserRoutingstatus)
    assert.strictEqual((yield* read({ userId })).status, "OFF_QUEUE")
    assert.strictEqual((yield* read({ userId: "nobody" })).status, "OFF_QUEUE")
    const set = yield* call(Endpoints.putUserRoutingstatus)({ userId, body: { status: "IDLE" } })
    assert.deepStrictEqual(yield* read({ userId }), set)
    assert.strictEqual(set.status, "IDLE")
    assert.strictEqual(
      yield* codeOf(call(Endpoints.putUserRoutingstatus)({ userId, body: { status: "INTERACTING" } })),
      "general.bad.request"
    )
    const forward = { enabled: true, calls: [{ targets: [{ type: "PHONENUMBER", value: "+13175550100" }] }] }
    assert.strictEqual(
      yield* codeOf(call(Endpoints.putUserCallforwarding)({ userId, body: forward })),
      "callforwarding.enablednotallowedwhileonqueue"
    )
  }),

  analytics: Effect.gen(function*() {
    const { id: userId } = yield* userAt(5)
    const interval = "2026-03-02T00:00:00.000Z/2026-03-05T00:00:00.000Z"
    const filter = { type: "or", predicates: [{ dimension: "userId", value: userId }] }
    const details = yield* call(Endpoints.postAnalyticsUsersDetailsQuery)({ body: { interval, userFilters: [filter] } })
    const detail = details.userDetails![0]!
    assert.strictEqual(detail.userId, userId)
    const aggregates = yield* call(Endpoints.postAnalyticsUsersAggregatesQuery)({
      body: { interval, filter, groupBy: ["userId"], metrics: ["tSystemPresence", "tAgentRoutingStatus"] }
    })
    const [result] = aggregates.results!
    assert.deepStrictEqual(result?.group, { userId })
    const sums = (metric: string) =>
      Object.fromEntries(
        result!.data!.flatMap(({ metrics }) => metrics!).filter((each) => each.metric === metric)
          .map(({ qualifier, stats }) => [qualifier, stats?.sum])
      )
    const lengths = (
      records: ReadonlyArray<{ readonly startTime?: string | undefined; readonly endTime?: string | undefined }>
    ) =>
      records.reduce(
        (sum, { endTime, startTime }) =>
          sum + DateTime.unsafeMake(endTime!).epochMillis - DateTime.unsafeMake(startTime!).epochMillis,
        0
      )
    // The aggregates are the sums of the details.
    const presences = detail.primaryPresence!
    for (const presence of new Set(presences.map(({ systemPresence }) => systemPresence!))) {
      assert.strictEqual(
        sums("tSystemPresence")[presence],
        lengths(presences.filter(({ systemPresence }) => systemPresence === presence))
      )
    }
    assert.strictEqual(lengths(presences), 3 * 86_400_000)
    assert.strictEqual(lengths(detail.routingStatus!), 3 * 86_400_000)
    assert.strictEqual(
      sums("tSystemPresence")["ON_QUEUE"],
      86_400_000 * 3 - sums("tAgentRoutingStatus")["OFF_QUEUE"]!
    )
    const observed = yield* call(Endpoints.postAnalyticsUsersObservationsQuery)({
      body: { filter, metrics: ["oMemberQueues", "oUserRoutingStatuses"] }
    })
    assert.deepStrictEqual(
      observed.results![0]!.data!.find(({ metric }) => metric === "oUserRoutingStatuses")?.qualifier,
      (yield* call(Endpoints.getUserRoutingstatus)({ userId })).status
    )
  })
}
