/**
 * Analytics queries.
 */
import { assert, describe, it } from "@effect/vitest"
import { DateTime, Effect, Either, Stream, TestClock } from "effect"
import type * as PureCloud from "effect-purecloud/PureCloud"
import type * as PureCloudError from "effect-purecloud/PureCloudError"
import * as Simulator from "effect-purecloud/Simulator"
import * as Users from "effect-purecloud/Users"
import * as FastCheck from "effect/FastCheck"

/** Noon on a Tuesday. */
const now = Date.UTC(2026, 2, 10, 12)
const day = 86_400_000

const iso = (millis: number) => DateTime.formatIso(DateTime.unsafeMake(millis))
const between = (from: number, to: number) => `${iso(from)}/${iso(to)}`
const week = between(Date.UTC(2026, 2, 2), Date.UTC(2026, 2, 9))

const simulated = <A, E>(program: Effect.Effect<A, E, PureCloud.PureCloud>) =>
  TestClock.setTime(now).pipe(
    Effect.zipRight(program),
    Effect.provide(Simulator.layer({ users: 60, inactiveUsers: 3, allowance: 1000, config: { decode: "strict" } }))
  )

const ids = Effect.map(Users.getUsers({ pageSize: 100 }), ({ entities }) => entities.map(({ id }) => id))

const only = (...users: ReadonlyArray<string>) => ({
  type: "or",
  predicates: users.map((value) => ({ dimension: "userId", value }))
})

const fieldOf = <A, E extends object, R>(program: Effect.Effect<A, E, R>) =>
  Effect.map(
    Effect.flip(program),
    (error) =>
      "details" in error ? (error.details as ReadonlyArray<{ readonly fieldName?: string }>)[0]?.fieldName : error
  )

describe("a query for details", () => {
  it.effect("has pages that are short but not the last, and lists every user", () =>
    simulated(Effect.gen(function*() {
      const pages = yield* Stream.runCollect(
        Users.postAnalyticsUsersDetailsQuery.pages({ body: { interval: week } }, { pageSize: 10 })
      )
      const sizes = [...pages].map(({ userDetails }) => userDetails!.length)
      assert.isTrue(sizes.slice(0, -1).some((size) => size < 10))
      assert.isTrue(sizes.every((size) => size > 0))
      const userIds = [...pages].flatMap(({ userDetails }) => userDetails!.map(({ userId }) => userId))
      assert.deepStrictEqual(userIds, yield* ids)
      assert.isAbove([...pages][0]!.totalHits!, userIds.length)
    })))

  it.effect("has an interval of at most 7 days, or 31 days with user ids", () =>
    simulated(Effect.gen(function*() {
      const [userId] = yield* ids
      const query = (days: number, named: boolean) =>
        Users.postAnalyticsUsersDetailsQuery({
          body: { interval: between(now - days * day, now), ...(named ? { userFilters: [only(userId!)] } : {}) }
        })
      yield* query(7, false)
      assert.strictEqual(yield* fieldOf(query(8, false)), "interval")
      yield* query(31, true)
      assert.strictEqual(yield* fieldOf(query(32, true)), "interval")
      for (const interval of ["", "yesterday", between(now, now - day)]) {
        assert.strictEqual(yield* fieldOf(Users.postAnalyticsUsersDetailsQuery({ body: { interval } })), "interval")
      }
      assert.strictEqual(yield* fieldOf(Users.postAnalyticsUsersDetailsQuery({ body: {} })), "interval")
    })))

  it.effect("includes the past only", () =>
    simulated(Effect.gen(function*() {
      const [userId] = yield* ids
      const { userDetails } = yield* Users.postAnalyticsUsersDetailsQuery({
        body: { interval: between(now - day, now + day), userFilters: [only(userId!)] }
      })
      const { primaryPresence } = userDetails![0]!
      const last = primaryPresence![primaryPresence!.length - 1]!
      assert.isUndefined(last.endTime)
      const { presence } = yield* Users.getUser({ userId: userId!, expand: ["presence"] })
      assert.strictEqual(last.organizationPresenceId, presence?.presenceDefinition?.id)
      const future = yield* Users.postAnalyticsUsersDetailsQuery({ body: { interval: between(now + 1, now + day) } })
      assert.deepStrictEqual(future.userDetails, [])
    })))

  it.effect("returns the users who match a filter, and counts values", () =>
    simulated(Effect.gen(function*() {
      const { aggregations, userDetails } = yield* Users.postAnalyticsUsersDetailsQuery({
        body: {
          interval: week,
          presenceFilters: [{ type: "and", predicates: [{ dimension: "systemPresence", value: "TRAINING" }] }],
          presenceAggregations: [{ type: "termFrequency", dimension: "systemPresence" }],
          paging: { pageNumber: 1, pageSize: 100 },
          order: "desc"
        }
      })
      assert.isAbove(userDetails!.length, 0)
      assert.isBelow(userDetails!.length, 60)
      let trainings = 0
      for (const { primaryPresence } of userDetails!) {
        const found = primaryPresence!.filter(({ systemPresence }) => systemPresence === "TRAINING").length
        assert.isAbove(found, 0)
        trainings += found
        assert.isTrue(primaryPresence![0]!.startTime! > primaryPresence![1]!.startTime!)
      }
      assert.strictEqual(aggregations![0]!.results!.find(({ value }) => value === "TRAINING")!.count, trainings)
    })))
})

describe("a query for aggregates", () => {
  it.effect("has the same sums for parts as for the whole", () =>
    simulated(Effect.gen(function*() {
      const [, userId, other] = yield* ids
      const query = (granularity?: string) =>
        Users.postAnalyticsUsersAggregatesQuery({
          body: {
            interval: week,
            groupBy: ["userId"],
            filter: only(userId!, other!),
            metrics: ["tSystemPresence", "tOrganizationPresence"],
            views: [{ target: "tSystemPresence", name: "long", function: "rangeBound", range: { gte: 3_600_000 } }],
            ...(granularity === undefined ? {} : { granularity })
          }
        })
      const whole = yield* query()
      const parts = yield* query("P1D")
      assert.deepStrictEqual(whole.results!.map(({ group }) => group!["userId"]), [userId, other])
      whole.results!.forEach((result, i) => {
        assert.lengthOf(result.data!, 1)
        assert.strictEqual(result.data![0]!.interval, week)
        assert.isAbove(result.data![0]!.views![0]!.stats!.count!, 0)
        const days = parts.results![i]!.data!
        assert.lengthOf(days, 7)
        for (const { metric, qualifier, stats } of result.data![0]!.metrics!) {
          const sums = days.flatMap(({ metrics }) => metrics!)
            .filter((each) => each.metric === metric && each.qualifier === qualifier).map(({ stats }) => stats!.sum!)
          assert.strictEqual(sums.reduce((a, b) => a + b), stats!.sum)
        }
      })
      const presences = whole.systemToOrganizationMappings!
      const sumOf = (qualifier: string) =>
        whole.results![0]!.data![0]!.metrics!.find((metric) => metric.qualifier === qualifier)?.stats?.sum
      assert.strictEqual(sumOf("ON_QUEUE"), sumOf(presences["ON_QUEUE"]![0]!))
    })))

  it.effect("groups and filters by users only", () =>
    simulated(Effect.gen(function*() {
      const [userId] = yield* ids
      const query = (body: Parameters<typeof Users.postAnalyticsUsersAggregatesQuery>[0]["body"]) =>
        fieldOf(Users.postAnalyticsUsersAggregatesQuery({ body: { interval: week, ...body } }))
      assert.strictEqual(yield* query({ groupBy: ["queueId"] }), "groupBy")
      assert.strictEqual(yield* query({ metrics: ["tTalk"] }), "metrics")
      assert.strictEqual(yield* query({ granularity: "1 day" }), "granularity")
      assert.strictEqual(
        yield* query({ filter: { type: "and", predicates: [{ dimension: "queueId", value: "q" }] } }),
        "filter.predicates.dimension"
      )
      const many = Array.from({ length: 101 }, () => userId!)
      assert.strictEqual(yield* query({ filter: only(...many) }), "filter.predicates")
    })))
})

describe("a query for observations", () => {
  it.effect("returns the current values", () =>
    simulated(Effect.gen(function*() {
      const [userId, other] = yield* ids
      const { results } = yield* Users.postAnalyticsUsersObservationsQuery({
        body: {
          filter: only(userId!, other!, "nobody"),
          metrics: ["oActiveQueues", "oMemberQueues", "oUserPresences"],
          detailMetrics: ["oActiveQueues"]
        }
      })
      assert.deepStrictEqual(results!.map(({ group }) => group), [{ userId: userId! }, { userId: other! }])
      const { total } = yield* Users.getUserQueues({ userId: userId! })
      const [active, members, presence] = results![0]!.data!
      assert.strictEqual(active?.stats?.count, total)
      assert.lengthOf(active!.observations!, total!)
      assert.isAtLeast(members!.stats!.count!, total!)
      assert.isString(presence?.qualifier)

      const byMedia = yield* Users.postAnalyticsUsersObservationsQuery({
        body: {
          filter: {
            type: "and",
            clauses: [{ type: "or", predicates: [{ dimension: "mediaType", value: "voice" }] }],
            predicates: [{ dimension: "userId", value: userId! }]
          },
          metrics: ["oMemberQueues"]
        }
      })
      assert.deepStrictEqual(byMedia.results!.map(({ group }) => group), [{ userId: userId!, mediaType: "voice" }])
      const nobody = Users.postAnalyticsUsersObservationsQuery({ body: { filter: { type: "and" } } })
      assert.strictEqual(yield* fieldOf(nobody), "filter.predicates")
    })))
})

/** Whatever its size, a query ends soon: with a response of limited size, or with a 400. */
describe("the size of a query", () => {
  type Aggregation = Parameters<typeof Users.postAnalyticsUsersAggregatesQuery>[0]["body"]

  const since = (year: string) => `${year}-01-01T00:00:00.000Z/${iso(now)}`

  const excessive: ReadonlyArray<readonly [field: string, body: Aggregation]> = [
    ["granularity", { interval: since("0202"), granularity: "P1D" }],
    ["granularity", { interval: since("0202"), granularity: "P1D", groupBy: ["userId"] }],
    ["granularity", { interval: "0001-01-01T00:00:00Z/9999-12-31T00:00:00Z", granularity: "PT1S" }],
    ["granularity", { interval: week, granularity: "PT1S", metrics: ["tSystemPresence"] }],
    ["granularity", { interval: week, granularity: "PT5M", groupBy: ["userId"] }],
    ["interval", { interval: since("0202") }],
    ["interval", { interval: since("0202"), metrics: ["tSystemPresence"], groupBy: ["userId"] }],
    ["interval", { interval: since("0202"), granularity: "P9999W", metrics: ["tAgentRoutingStatus"] }],
    ["interval", {
      interval: since("1500"),
      metrics: [],
      views: [{ target: "tSystemPresence", name: "v", function: "rangeBound" }]
    }]
  ]

  it.effect("is limited for aggregates", () =>
    simulated(Effect.gen(function*() {
      for (const [field, body] of excessive) {
        const refused = yield* fieldOf(Users.postAnalyticsUsersAggregatesQuery({ body }))
        assert.strictEqual(refused, field, JSON.stringify(body))
      }
    })))

  it.effect("is limited for details", () =>
    simulated(Effect.gen(function*() {
      const month = between(now - 31 * day, now)
      const refused = (body: Parameters<typeof Users.postAnalyticsUsersDetailsQuery>[0]["body"]) =>
        fieldOf(Users.postAnalyticsUsersDetailsQuery({ body }))
      assert.strictEqual(yield* refused({ interval: since("0202") }), "interval")
      // A filter without a user id selects all users.
      assert.strictEqual(yield* refused({ interval: month, userFilters: [{ type: "and" }] }), "interval")
    })))

  it.effect("is limited for filters and aggregations over a million users", () =>
    TestClock.setTime(now).pipe(
      Effect.zipRight(Effect.gen(function*() {
        const query = (body: Parameters<typeof Users.postAnalyticsUsersDetailsQuery>[0]["body"]) =>
          Users.postAnalyticsUsersDetailsQuery({ body: { interval: week, ...body } })
        const onQueue = [{ type: "and", predicates: [{ dimension: "systemPresence", value: "ON_QUEUE" }] }]
        const count = [{ type: "termFrequency", dimension: "routingStatus" }]
        assert.strictEqual((yield* query({})).userDetails?.length, 22)
        assert.strictEqual(yield* fieldOf(query({ presenceFilters: onQueue })), "interval")
        assert.strictEqual(yield* fieldOf(query({ routingStatusAggregations: count })), "interval")
        const [userId] = yield* ids
        const named = { presenceFilters: onQueue, routingStatusAggregations: count, userFilters: [only(userId!)] }
        assert.strictEqual((yield* query(named)).totalHits, 1)
        const aggregates = Users.postAnalyticsUsersAggregatesQuery({ body: { interval: week, groupBy: ["userId"] } })
        assert.strictEqual(yield* fieldOf(aggregates), "interval")
      })),
      Effect.provide(Simulator.layer({ users: 1_000_000 }))
    ))

  it.effect("is limited for observations", () =>
    simulated(Effect.gen(function*() {
      const users = yield* ids
      const media = Array.from({ length: 2000 }, (_, i) => ({ dimension: "mediaType", value: `m${i}` }))
      const query = (clause: typeof media, metrics?: ReadonlyArray<string>) =>
        Users.postAnalyticsUsersObservationsQuery({
          body: {
            filter: { type: "and", clauses: [{ type: "or", predicates: clause }, only(...users)] },
            ...(metrics === undefined ? {} : { metrics })
          }
        })
      assert.strictEqual(yield* fieldOf(query(media)), "filter.predicates")
      const again = Array.from({ length: 2000 }, () => media[0]!)
      const metrics = Array.from({ length: 2000 }, () => "oMemberQueues")
      const { results } = yield* query(again, metrics)
      assert.strictEqual(results!.length, users.length)
      assert.isTrue(results!.every(({ data }) => data!.length === 1))
    })))

  const instant = FastCheck.oneof(
    FastCheck.integer({ min: now - 40 * day, max: now + 10 * day }),
    FastCheck.integer({ min: Date.UTC(0) - 1890 * 365 * day, max: Date.UTC(9999, 0) })
  )

  it.effect.prop(
    "any query ends with a response of limited size, or with a 400 that names the field",
    [
      instant,
      instant,
      FastCheck.option(FastCheck.constantFrom("PT1S", "PT15M", "PT1H", "P1D", "P1W", "P99999W"), { nil: undefined }),
      FastCheck.boolean(),
      FastCheck.subarray(["tSystemPresence", "tOrganizationPresence", "tAgentRoutingStatus"])
    ],
    ([a, b, granularity, isGrouped, metrics]) =>
      simulated(Effect.gen(function*() {
        const body: Aggregation = {
          interval: between(Math.min(a, b), Math.max(a, b) + 1),
          metrics,
          ...(granularity === undefined ? {} : { granularity }),
          ...(isGrouped ? { groupBy: ["userId"] } : {})
        }
        const queries: ReadonlyArray<Effect.Effect<object, PureCloudError.PureCloudError, PureCloud.PureCloud>> = [
          Users.postAnalyticsUsersAggregatesQuery({ body }),
          Users.postAnalyticsUsersDetailsQuery({ body: { interval: body.interval! } })
        ]
        for (const query of queries) {
          const outcome = yield* Effect.either(query)
          if (Either.isRight(outcome)) assert.isBelow(JSON.stringify(outcome.right).length, 50_000_000)
          else {
            assert.strictEqual(outcome.left._tag, "PureCloudBadRequest")
            assert.include(["interval", "granularity"], yield* fieldOf(query))
          }
        }
      })),
    { fastCheck: { numRuns: 40 } }
  )
})
