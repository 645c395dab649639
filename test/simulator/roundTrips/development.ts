/**
 * Learning assignments and coaching appointments of users. No operation of the API changes them.
 */
import { assert } from "@effect/vitest"
import { Effect, Stream } from "effect"
import * as Endpoints from "effect-purecloud/endpoints/index"
import { as, call, codeOf, type Program, someUsers, tagOf } from "../../utils/roundTrips.js"

export const development: { readonly [name: string]: Program } = {
  "development activities": Effect.gen(function*() {
    const users = yield* someUsers
    const userIds = users.map(({ id }) => id)
    const list = call(Endpoints.getUsersDevelopmentActivities)
    const activities = [...yield* Stream.runCollect(list.items({ userId: userIds }, { pageSize: 10 }))]
    assert.isAbove(activities.length, 20)
    assert.strictEqual(new Set(activities.map(({ id }) => id)).size, activities.length)
    assert.isTrue(activities.every(({ attendees }) => attendees!.some(({ id }) => userIds.includes(id!))))
    for (const activity of activities.slice(0, 5)) {
      // The type in a response is an open enum, that of a query is not.
      const input = { activityId: activity.id, type: activity.type as "Native" }
      assert.deepStrictEqual(yield* call(Endpoints.getUsersDevelopmentActivity)(input), activity)
    }
    const unknown = call(Endpoints.getUsersDevelopmentActivity)({ activityId: "none", type: "Native" })
    assert.strictEqual(yield* tagOf(unknown), "PureCloudNotFound")
    const [userId] = userIds.slice(7)
    const own = activities.filter(({ attendees }) => attendees!.some(({ id }) => id === userId))
    const mine = yield* as(userId!, call(Endpoints.getUsersDevelopmentActivitiesMe)({ pageSize: 100 }))
    assert.deepStrictEqual(mine.entities, own)
    assert.strictEqual(yield* codeOf(call(Endpoints.getUsersDevelopmentActivitiesMe)()), "not.a.user")

    const query = call(Endpoints.postUsersDevelopmentActivitiesAggregatesQuery)
    const year = mine.entities[0]!.dateDue!.slice(0, 4)
    const { results } = yield* query({
      body: {
        interval: `${year}-01-01T00:00:00Z/${Number(year) + 1}-01-01T00:00:00Z`,
        metrics: ["nActivities"],
        filter: {
          type: "And",
          clauses: [{ type: "Or", predicates: [{ dimension: "attendeeId", value: userId! }] }]
        }
      }
    })
    const ofYear = own.filter(({ dateDue }) => dateDue!.startsWith(year))
    assert.deepStrictEqual(results?.map(({ data }) => data?.[0]?.metrics), [
      [{ metric: "nActivities", stats: { count: ofYear.length } }]
    ])
  })
}
