/**
 * Analytics jobs and the current activity of users.
 */
import { assert } from "@effect/vitest"
import { Effect, Stream } from "effect"
import * as Endpoints from "effect-purecloud/endpoints/index"
import { call, newUser, type Program, someUsers, tagOf, userAt } from "../../utils/roundTrips.js"

const interval = "2026-03-02T00:00:00.000Z/2026-03-05T00:00:00.000Z"

export const jobs: { readonly [name: string]: Program } = {
  "details job": Effect.gen(function*() {
    const users = (yield* someUsers).slice(3, 8)
    const userFilters = [{ type: "or", predicates: users.map(({ id }) => ({ dimension: "userId", value: id })) }]
    const { jobId = "" } = yield* call(Endpoints.postAnalyticsUsersDetailsJobs)({ body: { interval, userFilters } })
    const status = yield* call(Endpoints.getAnalyticsUsersDetailsJob)({ jobId })
    assert.strictEqual(status.state, "FULFILLED")
    const results = call(Endpoints.getAnalyticsUsersDetailsJobResults)
    const read = [...yield* Stream.runCollect(results.items({ jobId }, { pageSize: 2 }))]
    const { userDetails } = yield* call(Endpoints.postAnalyticsUsersDetailsQuery)({
      body: { interval, userFilters, paging: { pageNumber: 1, pageSize: 20 } }
    })
    assert.deepStrictEqual(read, userDetails)
    const { dataAvailabilityDate } = yield* call(Endpoints.getAnalyticsUsersDetailsJobsAvailability)()
    assert.match(dataAvailabilityDate!, /T00:00:00.000Z$/)
    yield* call(Endpoints.deleteAnalyticsUsersDetailsJob)({ jobId })
    assert.strictEqual(yield* tagOf(results({ jobId })), "PureCloudNotFound")
  }),

  "aggregates job": Effect.gen(function*() {
    const { id: userId } = yield* userAt(5)
    const filter = { type: "and", predicates: [{ dimension: "userId", value: userId }] } as const
    const query = { interval, granularity: "P1D", filter, groupBy: ["userId"], metrics: ["tSystemPresence"] } as const
    const { jobId = "" } = yield* call(Endpoints.postAnalyticsUsersAggregatesJobs)({ body: query })
    assert.strictEqual((yield* call(Endpoints.getAnalyticsUsersAggregatesJob)({ jobId })).state, "FULFILLED")
    const results = call(Endpoints.getAnalyticsUsersAggregatesJobResults)
    const read = [...yield* Stream.runCollect(results.items({ jobId }))]
    assert.deepStrictEqual(read, (yield* call(Endpoints.postAnalyticsUsersAggregatesQuery)({ body: query })).results)
    assert.deepStrictEqual(read.map(({ group }) => group), [{ userId }])
    yield* call(Endpoints.deleteAnalyticsUsersAggregatesJob)({ jobId })
    assert.strictEqual(yield* tagOf(call(Endpoints.getAnalyticsUsersAggregatesJob)({ jobId })), "PureCloudNotFound")
  }),

  activity: Effect.gen(function*() {
    const { id: userId } = yield* newUser("Queue Counter")
    const { entities: [first, second] } = yield* call(Endpoints.getUserQueues)({ userId: (yield* userAt(1)).id })
    const queues = [{ id: first!.id!, joined: true }, { id: second!.id!, joined: false }]
    for (const { id, joined } of queues) {
      yield* call(Endpoints.patchUserQueue)({ userId, queueId: id, body: { joined } })
    }
    const { results } = yield* call(Endpoints.postAnalyticsUsersActivityQuery)({
      body: {
        metrics: [{ metric: "oMemberQueues" }, { metric: "oActiveQueues" }],
        groupBy: ["userId"],
        filter: { type: "and", predicates: [{ dimension: "userId", value: userId }] }
      }
    })
    assert.deepStrictEqual(results, [{
      group: { userId },
      data: [
        { metric: "oMemberQueues", count: 2, entityIds: queues.map(({ id }) => id) },
        { metric: "oActiveQueues", count: 1, entityIds: [first!.id!] }
      ]
    }])
  })
}
