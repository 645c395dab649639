/**
 * Every operation, through the SDK and over a real socket, with its effect on the store of the simulator. The SDK decodes
 * strictly: a response that does not fit its schema fails.
 */
import type { HttpServer } from "@effect/platform"
import { assert, it } from "@effect/vitest"
import { DateTime, Effect, Option, Stream } from "effect"
import * as Auth from "effect-purecloud/Auth"
import * as Endpoints from "effect-purecloud/endpoints/index"
import * as PureCloud from "effect-purecloud/PureCloud"
import * as Simulator from "effect-purecloud/Simulator"
import { address, client, served } from "../utils/socket.js"

const call = PureCloud.call

/** Runs with a token of a user. */
const as = <A, E>(userId: string, program: Effect.Effect<A, E, PureCloud.PureCloud>) =>
  Effect.flatMap(
    Simulator.Simulator,
    (simulator) =>
      Effect.flatMap(simulator.token({ userId }), (token) => Effect.provide(program, client(Auth.layerStatic(token))))
  )

const someUsers = Effect.map(call(Endpoints.getUsers)({ pageSize: 20 }), ({ entities }) => entities)

const userAt = (place: number) => Effect.map(someUsers, (users) => users[place]!)

/** A new user, who has no history. */
const newUser = (name: string) =>
  call(Endpoints.postUsers)({ body: { name, email: `${name.toLowerCase().replaceAll(" ", ".")}@acme.example` } })

const tagOf = <A, E extends object, R>(program: Effect.Effect<A, E, R>) =>
  Effect.map(Effect.flip(program), (error) => "_tag" in error ? error._tag : error)

const codeOf = <A, E extends object, R>(program: Effect.Effect<A, E, R>) =>
  Effect.map(Effect.flip(program), (error) => "code" in error ? error.code : error)

type Program = Effect.Effect<void, unknown, PureCloud.PureCloud | Simulator.Simulator | HttpServer.HttpServer>

const programs: { readonly [name: string]: Program } = {
  users: Effect.gen(function*() {
    const created = yield* newUser("Round Trip")
    const userId = created.id
    assert.deepStrictEqual(yield* call(Endpoints.getUser)({ userId }), created)
    const changed = yield* call(Endpoints.patchUser)({
      userId,
      body: { version: created.version!, title: "Traveller" }
    })
    assert.deepStrictEqual((yield* call(Endpoints.getUsers)({ id: [userId] })).entities, [changed])
    yield* call(Endpoints.deleteUser)({ userId })
    assert.deepStrictEqual((yield* call(Endpoints.getUsers)({ id: [userId] })).entities, [])
    const simulator = yield* Simulator.Simulator
    const held = Option.getOrThrow(yield* simulator.user(userId))
    assert.deepInclude(held, { state: "deleted", title: "Traveller", version: 3 })
  }),

  me: Effect.gen(function*() {
    const user = yield* userAt(4)
    const me = yield* as(
      user.id,
      call(Endpoints.getUsersMe)({
        expand: [
          "date",
          "geolocationsettings",
          "organization",
          "presencedefinitions",
          "divisionedpresencedefinitions",
          "locationdefinitions",
          "orgauthorization",
          "orgproducts",
          "favorites",
          "superiors",
          "directreports",
          "adjacents",
          "routingskills",
          "fieldconfigs",
          "token",
          "trustors",
          "autoanswersettings",
          "presence",
          "skills",
          "languages",
          "team"
        ]
      })
    )
    assert.deepInclude(me, { id: user.id, email: user.email })
    assert.deepStrictEqual(me.superiors?.map(({ id }) => id), [user.manager?.id])
    assert.isUndefined(me.adjacents)
    assert.isDefined((yield* as(user.id, call(Endpoints.getUsersMe)({ expand: ["adjacents"] }))).adjacents)
  }),

  searches: Effect.gen(function*() {
    const user = yield* userAt(3)
    const found = yield* call(Endpoints.postUsersSearch)({
      body: { expand: ["skills"], query: [{ type: "EXACT", fields: ["email"], value: user.email! }] }
    })
    assert.deepStrictEqual(found.results.map(({ id }) => id), [user.id])
    assert.isDefined(found.results[0]?.skills)
    const q64 = new URLSearchParams(found.currentPage!.split("?")[1]).get("q64")!
    assert.deepStrictEqual(yield* call(Endpoints.getUsersSearch)({ q64 }), found)
    assert.strictEqual(yield* codeOf(call(Endpoints.getUsersSearch)({ q64: "?" })), "invalid.value")
  }),

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

  roles: Effect.gen(function*() {
    const { id: userId } = yield* newUser("Role Player")
    const { organization } = yield* Simulator.Simulator
    const roleOf = (name: string) => organization.roles.find((role) => role.name === name)!.id
    const refused = as(userId, call(Endpoints.postUsers)({ body: { name: "N", email: "n@acme.example" } }))
    assert.strictEqual(yield* tagOf(refused), "PureCloudForbidden")
    const set = yield* call(Endpoints.putUserRoles)({ userId, body: [roleOf("User Admin"), roleOf("Agent")] })
    assert.deepStrictEqual(set.roles?.map(({ name }) => name), ["User Admin", "Agent"])
    assert.include(set.permissions ?? [], "directory:user:add")
    assert.deepStrictEqual(yield* call(Endpoints.getUserRoles)({ userId }), set)
    yield* refused
    assert.strictEqual(yield* tagOf(call(Endpoints.putUserRoles)({ userId, body: ["nope"] })), "PureCloudNotFound")
    yield* call(Endpoints.deleteUserRoles)({ userId })
    assert.deepStrictEqual((yield* call(Endpoints.getUserRoles)({ userId })).roles, [])
  }),

  trustors: Effect.gen(function*() {
    const users = yield* someUsers
    const trustors = yield* Effect.forEach(
      users,
      ({ id }) => Stream.runCollect(call(Endpoints.getUserTrustors).items({ userId: id }, { pageSize: 1 }))
    )
    assert.sameMembers([...new Set(trustors.map((all) => [...all].length))], [0, 1, 2])
  }),

  colleagues: Effect.gen(function*() {
    const [head, , , , , , , , , deep] = yield* someUsers
    const superiors = yield* call(Endpoints.getUserSuperiors)({ userId: deep!.id })
    assert.deepStrictEqual(superiors.map(({ id }) => id), [deep!.manager!.id, head!.id])
    const [manager] = superiors
    const reports = yield* call(Endpoints.getUserDirectreports)({ userId: manager!.id, expand: ["skills"] })
    assert.include(reports.map(({ id }) => id), deep!.id)
    assert.isTrue(reports.every(({ skills }) => skills !== undefined))
    const around = yield* call(Endpoints.getUserAdjacents)({ userId: deep!.id })
    assert.deepStrictEqual(around.superiors, superiors)
    assert.sameMembers(
      around.siblings!.map(({ id }) => id),
      reports.map(({ id }) => id).filter((id) => id !== deep!.id)
    )
    // A new manager means new colleagues.
    yield* call(Endpoints.patchUser)({ userId: deep!.id, body: { version: deep!.version!, manager: head!.id } })
    const after = yield* call(Endpoints.getUserAdjacents)({ userId: deep!.id })
    assert.deepStrictEqual(after.superiors?.map(({ id }) => id), [head!.id])
    assert.include(after.siblings?.map(({ id }) => id) ?? [], manager!.id)
    const favorites = yield* call(Endpoints.getUserFavorites)({ userId: deep!.id, sortOrder: "DESC" })
    assert.isAbove(favorites.entities.length, 0)
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
    const held = (yield* list({ userId, sortOrder: "descending" })).entities
    assert.deepStrictEqual(held.map(({ proficiency }) => proficiency), [1, 5])
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

  profiles: Effect.gen(function*() {
    const user = yield* userAt(6)
    const userId = user.id
    const profile = yield* call(Endpoints.getUserProfile)({ userId, expand: ["presence", "authorization"] })
    assert.deepInclude(profile, { id: userId, name: user.name, version: user.version })
    assert.sameMembers(Object.keys(profile.expands!), ["presence", "authorization"])
    const listed = yield* call(Endpoints.getProfilesUsers)({ jid: [user.chat!.jabberId!] })
    assert.deepStrictEqual(listed.entities.map(({ id }) => id), [userId])
    const skills = yield* call(Endpoints.putUserProfileskills)({ userId, body: ["Juggling", "SQL", "SQL"] })
    assert.deepStrictEqual(skills, ["Juggling", "SQL"])
    assert.deepStrictEqual(yield* call(Endpoints.getUserProfileskills)({ userId }), skills)
    const expanded = yield* call(Endpoints.getUser)({ userId, expand: ["profileSkills"] })
    assert.deepStrictEqual([expanded.profileSkills, expanded.version], [skills, user.version! + 1])
    assert.strictEqual((yield* call(Endpoints.getFieldconfig)({ type: "person" })).entityType, "person")
  }),

  passwords: Effect.gen(function*() {
    const { id: userId } = yield* newUser("Pass Word")
    const sent = (id: string) =>
      Effect.map(
        call(Endpoints.getUser)({ userId: id, expand: ["dateWelcomeSent"] }),
        ({ dateWelcomeSent }) => dateWelcomeSent
      )
    assert.isUndefined(yield* sent(userId))
    yield* call(Endpoints.postUserInvite)({ userId })
    const first = yield* sent(userId)
    assert.isDefined(first)
    yield* call(Endpoints.postUserInvite)({ userId })
    assert.strictEqual(yield* sent(userId), first)
    yield* Effect.sleep("5 millis")
    yield* call(Endpoints.postUserInvite)({ userId, force: true })
    assert.notStrictEqual(yield* sent(userId), first)

    const set = call(Endpoints.postUserPassword)
    assert.strictEqual(yield* codeOf(set({ userId, body: { newPassword: "short" } })), "invalid.password")
    yield* set({ userId, body: { newPassword: "Long-enough-1" } })
    const change = (oldPassword: string) =>
      as(userId, call(Endpoints.postUsersMePassword)({ body: { oldPassword, newPassword: "Another-one-2" } }))
    assert.strictEqual(yield* codeOf(change("Wrong-one-1")), "invalid.password")
    yield* change("Long-enough-1")
    assert.strictEqual(yield* codeOf(change("Long-enough-1")), "invalid.password")
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

const live = served({ users: 60, allowance: 10_000, api: 2018 })

for (const [name, program] of Object.entries(programs)) {
  it.live(`round trip of ${name}`, () => Effect.provide(program, live))
}

it.live("a server processes each request once, however its layer is combined", () =>
  Effect.gen(function*() {
    const simulator = yield* Simulator.Simulator
    const { email, id: userId, version } = yield* userAt(2)
    yield* call(Endpoints.putUserProfileskills)({ userId, body: ["Chess"] })
    assert.strictEqual((yield* call(Endpoints.getUser)({ userId })).version, version! + 1, email)
    const requests = yield* simulator.requests
    assert.deepStrictEqual(requests.map(({ number }) => number), [1, 2, 3, 4])
  }).pipe(Effect.provide(live)))

it.live("every operation has a round trip", () =>
  Effect.gen(function*() {
    for (const program of Object.values(programs)) yield* program
    const simulator = yield* Simulator.Simulator
    const seen = new Set((yield* simulator.requests).flatMap(({ endpoint, status }) => status < 300 ? [endpoint] : []))
    assert.deepStrictEqual(Object.keys(Endpoints).filter((id) => !seen.has(id)), [])
    assert.match(yield* address, /^http:\/\/127\.0\.0\.1:\d+$/)
  }).pipe(Effect.provide(live)))
