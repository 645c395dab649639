/**
 * Learning assignments and coaching appointments.
 */
import { assert, describe, it } from "@effect/vitest"
import { Effect, Stream, TestClock } from "effect"
import * as Auth from "effect-purecloud/Auth"
import type * as DevelopmentActivity from "effect-purecloud/models/DevelopmentActivity"
import type * as DevelopmentActivityQuery from "effect-purecloud/models/DevelopmentActivityQuery"
import * as Simulator from "effect-purecloud/Simulator"
import * as Users from "effect-purecloud/Users"
import { client, simulatedStrictly } from "../utils/simulator.js"

type Activity = DevelopmentActivity.DevelopmentActivity

type Input = Parameters<typeof Users.getUsersDevelopmentActivities.items>[0]

const userIds = Effect.map(Users.getUsers({ pageSize: 60 }), ({ entities }) => entities.map(({ id }) => id))

const listed = (input: Input) =>
  Effect.map(Stream.runCollect(Users.getUsersDevelopmentActivities.items(input, { pageSize: 100 })), (all) => [...all])

const all = Effect.flatMap(userIds, (userId) => listed({ userId }))

const atTime = (date: string) => TestClock.setTime(Date.parse(date))

const hasAttendee = (userId: string) => ({ attendees = [] }: Activity) => attendees.some(({ id }) => id === userId)

describe("development activities", () => {
  it.effect("are selected by each parameter", () =>
    Effect.gen(function*() {
      yield* atTime("2022-06-01T00:00:00Z")
      const userId = yield* userIds
      const activities = yield* all
      const isCoaching = ({ type }: Activity) => type === "Coaching"
      const within = (date: string | undefined, from: string, to: string) =>
        date !== undefined && date >= from && date < to
      const cases: ReadonlyArray<readonly [Input, (activity: Activity) => boolean]> = [
        [{ types: ["Coaching"] }, isCoaching],
        [{ types: ["Native", "External"] }, ({ type }) => type === "Native" || type === "External"],
        [{ statuses: ["Planned"] }, ({ status }) => status === "Planned"],
        [{ overdue: "True" }, ({ isOverdue }) => isOverdue === true],
        [{ overdue: "False" }, ({ isOverdue }) => isOverdue === false],
        [{ pass: "True" }, ({ isPassed }) => isPassed === true],
        [{ pass: "False" }, ({ isPassed }) => isPassed === false],
        [
          { interval: "2021-07-01T00:00:00Z/2022-01-01T00:00:00Z" },
          ({ dateDue }) => within(dateDue, "2021-07", "2022-01")
        ],
        [
          { completionInterval: "2021-07-01T00:00:00Z/2022-01-01T00:00:00Z" },
          ({ dateCompleted }) => within(dateCompleted, "2021-07", "2022-01")
        ]
      ]
      for (const [input, matches] of cases) {
        const found = yield* listed({ userId, ...input })
        assert.isAbove(found.length, 0, JSON.stringify(input))
        assert.isBelow(found.length, activities.length, JSON.stringify(input))
        assert.deepStrictEqual(found, activities.filter(matches), JSON.stringify(input))
      }
      const sorted = activities.map(({ dateDue }) => dateDue!)
      assert.deepStrictEqual(sorted, sorted.slice().sort().reverse())
      assert.deepStrictEqual(yield* listed({ userId, sortOrder: "Asc" }), activities.slice().reverse())
    }).pipe(simulatedStrictly()))

  it.effect("of a module are those of all users", () =>
    Effect.gen(function*() {
      const { organization: { modules } } = yield* Simulator.Simulator
      const activities = yield* all
      for (const { id: moduleId, name } of modules) {
        const found = yield* listed({ moduleId })
        assert.isAbove(found.length, 0)
        assert.deepStrictEqual(found, activities.filter((activity) => activity.name === name))
      }
      assert.deepStrictEqual(yield* listed({ moduleId: "none" }), [])
    }).pipe(simulatedStrictly({ users: 60 })))

  it.effect("of facilitators are appointments", () =>
    Effect.gen(function*() {
      const [userId] = (yield* userIds) as [string]
      const led = yield* listed({ userId: [userId], relationship: ["Facilitator"] })
      assert.isAbove(led.length, 0)
      assert.isTrue(led.every(({ facilitator, type }) => type === "Coaching" && facilitator?.id === userId))
      assert.deepStrictEqual(yield* listed({ userId: [userId], relationship: ["Creator"] }), led)
      const report = led[0]!.attendees![0]!.id!
      const both = yield* listed({ userId: [report], relationship: ["Attendee", "Facilitator"] })
      assert.include(both.map(({ id }) => id), led[0]!.id)
      assert.isTrue(both.every(({ type }) => type === "Coaching"))
    }).pipe(simulatedStrictly()))

  it.effect("become overdue", () =>
    Effect.gen(function*() {
      const userId = yield* userIds
      yield* atTime("2021-01-01T00:00:00Z")
      assert.deepStrictEqual(yield* listed({ userId, overdue: "True" }), [])
      const [activity] = yield* listed({ userId, statuses: ["Planned"], sortOrder: "Asc" })
      yield* TestClock.setTime(Date.parse(activity!.dateDue!) + 1)
      assert.include((yield* listed({ userId, overdue: "True" })).map(({ id }) => id), activity!.id)
    }).pipe(simulatedStrictly()))

  it.effect("are refused without users and modules, and with intervals that are invalid or too long", () =>
    Effect.gen(function*() {
      const userId = (yield* userIds).slice(0, 1)
      const code = "wem.learning.input.validation.error"
      const refused: ReadonlyArray<readonly [Input, string]> = [
        [{}, code],
        [{ userId, interval: "today" }, code],
        [{ userId, completionInterval: "2022-01-01T00:00:00Z/2021-01-01T00:00:00Z" }, code],
        [{ userId, interval: "2021-01-01T00:00:00Z/2022-01-03T00:00:00Z" }, "date.interval.param.too.big"]
      ]
      for (const [input, code] of refused) {
        const error = yield* Effect.flip(Users.getUsersDevelopmentActivities(input))
        assert.deepInclude(error, { status: 400, code })
      }
      const tooLarge = Users.getUsersDevelopmentActivities({ userId, pageSize: 101 })
      assert.deepInclude(yield* Effect.flip(tooLarge), { status: 400 })
    }).pipe(simulatedStrictly()))

  it.effect("that the permissions do not cover are omitted, except those of the user of the token", () =>
    Effect.gen(function*() {
      const userId = yield* userIds
      const visible = yield* listed({ userId })
      assert.isTrue(visible.length > 0 && visible.every(({ type }) => type === "Coaching"))
      const { organization: { modules } } = yield* Simulator.Simulator
      assert.deepStrictEqual(yield* listed({ moduleId: modules[0]!.id }), [])
      const simulator = yield* Simulator.Simulator
      const token = yield* simulator.token({ userId: userId[12]! })
      const own = yield* Users.getUsersDevelopmentActivitiesMe({ types: ["Native", "External"] }).pipe(
        client(Auth.layerStatic(token))
      )
      const [{ id: activityId, type }] = own.entities as [Activity]
      // The type in a response is an open enum, that of a query is not.
      const one = Users.getUsersDevelopmentActivity({ activityId, type: type as "Native" })
      assert.deepInclude(yield* Effect.flip(one), { status: 403, code: "wem.learning.forbidden" })
      const wrongType = Users.getUsersDevelopmentActivity({ activityId, type: "Coaching" })
      assert.deepInclude(yield* Effect.flip(wrongType), { status: 404 })
    }).pipe(simulatedStrictly({
      clients: [{ id: "coach", secret: "coach", roles: ["Employee"], permissions: ["coaching:appointment:view"] }]
    })))
})

describe("aggregates of development activities", () => {
  const predicate = (dimension: string, value: string) => ({ dimension, value })

  const filterOf = (
    attendees: ReadonlyArray<string>,
    ...others: ReadonlyArray<DevelopmentActivityQuery.DevelopmentActivityAggregateQueryRequestPredicate>
  ) => ({
    type: "And",
    clauses: [
      { type: "Or", predicates: attendees.map((id) => predicate("attendeeId", id)) },
      { type: "And", predicates: others }
    ]
  })

  const interval = "2021-01-01T00:00:00.000Z/2022-01-01T00:00:00.000Z"

  it.effect("are those of the activities of each attendee", () =>
    Effect.gen(function*() {
      yield* atTime("2022-06-01T00:00:00Z")
      const attendees = (yield* userIds).slice(1, 20)
      const activities = yield* listed({ userId: attendees, interval })
      const { results = [] } = yield* Users.postUsersDevelopmentActivitiesAggregatesQuery({
        body: { interval, groupBy: ["attendeeId"], filter: filterOf(attendees) }
      })
      assert.sameMembers(
        results.map(({ group }) => group!.attendeeId!),
        attendees.filter((id) => activities.some(hasAttendee(id)))
      )
      for (const { data = [], group } of results) {
        const own = activities.filter(hasAttendee(group!.attendeeId!))
        const count = (matches: (activity: Activity) => boolean) => own.filter(matches).length
        const scores = own.flatMap(({ percentageScore }) => percentageScore ?? [])
        const stats = Object.fromEntries(data[0]!.metrics!.map(({ metric, stats }) => [metric, stats]))
        assert.strictEqual(data[0]!.interval, interval)
        assert.deepStrictEqual(stats, {
          nActivities: { count: own.length },
          nPlannedActivities: { count: count(({ status }) => status === "Planned") },
          nInProgressActivities: { count: count(({ status }) => status === "InProgress") },
          nCompleteActivities: { count: count(({ status }) => status === "Completed") },
          nOverdueActivities: { count: count(({ isOverdue }) => isOverdue === true) },
          nInvalidScheduleActivities: { count: count(({ status }) => status === "InvalidSchedule") },
          nPassedActivities: { count: count(({ isPassed }) => isPassed === true) },
          nFailedActivities: { count: count(({ isPassed }) => isPassed === false) },
          oActivityScore: scores.length === 0 ? { count: 0 } : {
            count: scores.length,
            min: Math.min(...scores),
            max: Math.max(...scores),
            sum: scores.reduce((sum, score) => sum + score, 0)
          },
          nNotCompletedActivities: { count: count(({ status }) => status === "NotCompleted") }
        })
      }
    }).pipe(simulatedStrictly()))

  it.effect("are filtered by type, module and result", () =>
    Effect.gen(function*() {
      const { organization: { modules } } = yield* Simulator.Simulator
      const attendees = yield* userIds
      const activities = yield* listed({ userId: attendees, interval })
      const cases: ReadonlyArray<readonly [dimension: string, value: string, (activity: Activity) => boolean]> = [
        ["type", "Native", ({ type }) => type === "Native"],
        ["moduleId", modules[1]!.id, ({ name }) => name === modules[1]!.name],
        ["isPassed", "false", ({ isPassed }) => isPassed === false]
      ]
      for (const [dimension, value, matches] of cases) {
        const { results } = yield* Users.postUsersDevelopmentActivitiesAggregatesQuery({
          body: { interval, metrics: ["nActivities"], filter: filterOf(attendees, predicate(dimension, value)) }
        })
        const expected = activities.filter(matches).length
        assert.isAbove(expected, 0)
        assert.deepStrictEqual(results?.map(({ data, group }) => [group, data?.[0]?.metrics?.[0]?.stats?.count]), [
          [{}, expected]
        ])
      }
      const { results } = yield* Users.postUsersDevelopmentActivitiesAggregatesQuery({
        body: { interval, filter: filterOf(attendees, predicate("type", "none")) }
      })
      assert.deepStrictEqual(results, [])
    }).pipe(simulatedStrictly()))

  it.effect("require attendees, 100 at most, and an interval of one year at most", () =>
    Effect.gen(function*() {
      const attendees = (yield* userIds).slice(0, 1)
      const query = (
        filter: DevelopmentActivityQuery.DevelopmentActivityAggregateQueryRequestFilter,
        time = interval
      ) => Effect.flip(Users.postUsersDevelopmentActivitiesAggregatesQuery({ body: { interval: time, filter } }))
      const code = "wem.learning.input.validation.error"
      assert.deepInclude(yield* query(filterOf([], predicate("type", "Native"))), { status: 400, code })
      const many = Array.from({ length: 101 }, (_, index) => `user ${index}`)
      assert.deepInclude(yield* query(filterOf(many)), { status: 400, code })
      assert.deepInclude(yield* query(filterOf(attendees), "2021"), { status: 400, code })
      assert.deepInclude(yield* query(filterOf(attendees), "2021-01-01T00:00:00Z/2023-01-01T00:00:00Z"), {
        status: 400,
        code: "date.interval.param.too.big"
      })
    }).pipe(simulatedStrictly()))
})
