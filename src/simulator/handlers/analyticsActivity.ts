import type * as UserActivity from "../../models/UserActivity.js"
import * as History from "../data/history.js"
import { iso } from "../data/time.js"
import { refuseValue } from "../engine/refusal.js"
import { checkFilter, matches, predicatesOf, presenceIdOf, usersOf } from "./analyticsFilters.js"
import type { Call } from "./handler.js"
import * as Listing from "./listing.js"

/*
 * Activity: how many queues users are members of at this moment, and in how many they are active.
 */

/** Maximum number of results of a page. The vendor documents none. */
const maxPageSize = 100

/** Dimensions of filters. Others, for example dates, are refused. */
const dimensions: ReadonlyArray<string> = [
  "organizationPresenceId",
  "queueId",
  "queueMembershipStatus",
  "routingStatus",
  "systemPresence",
  "teamId",
  "userId"
]

const membershipStatus = (joined: boolean): string => joined ? "JOINED" : "NOT_JOINED"

/** Returns the values that a user has for a dimension. A team has no members here, so its dimension has no values. */
const valuesOf = ({ now, store }: Call, ordinal: number, dimension: string): ReadonlyArray<string> => {
  switch (dimension) {
    case "userId":
      return [store.people.idOf(ordinal)]
    case "queueId":
      return store.queues.get(ordinal).map(({ id }) => id)
    case "queueMembershipStatus":
      return store.queues.get(ordinal).map(({ joined }) => membershipStatus(joined))
    case "systemPresence":
      return [History.presenceAt(store, ordinal, now).value]
    case "organizationPresenceId":
      return [presenceIdOf({ store }, History.presenceAt(store, ordinal, now).value)]
    case "routingStatus":
      return [History.routingStatusAt(store, ordinal, now).value]
    default:
      return []
  }
}

/** Returns the users who match the filter. A filter selects users, and all queues of the users are counted. */
const findUsers = (call: Call, filter: UserActivity.UserActivityQueryFilter | undefined): ReadonlyArray<number> => {
  if (filter === undefined) {
    return Listing.flatMap(Listing.fromRanks(call.store.accounts.list("active")), (each) => [each])
  }
  checkFilter(filter, "filter.predicates", dimensions)
  const namesUsersOnly = predicatesOf(filter).every(({ dimension }) => dimension === "userId")
  const users = namesUsersOnly ? usersOf(call, [filter]) : Listing.fromRanks(call.store.accounts.list("active"))
  return Listing.flatMap(
    users,
    (ordinal) => matches(filter, (dimension) => valuesOf(call, ordinal, dimension)) ? [ordinal] : []
  )
}

const queueIds = ({ store }: Call, ordinal: number, metric: string): ReadonlyArray<string> =>
  store.queues.get(ordinal).flatMap(({ id, joined }) => metric === "oMemberQueues" || joined ? [id] : [])

const entities = (
  call: Call,
  ordinal: number,
  ids: ReadonlySet<string>
): ReadonlyArray<UserActivity.UserActivityEntityData> => {
  const { now, store } = call
  const presence = History.presenceAt(store, ordinal, now)
  const status = History.routingStatusAt(store, ordinal, now)
  return store.queues.get(ordinal).filter(({ id }) => ids.has(id)).map(({ id, joined }) => ({
    activityDate: iso(now),
    userId: store.people.idOf(ordinal),
    queueId: id,
    queueMembershipStatus: membershipStatus(joined),
    organizationPresenceId: presenceIdOf(call, presence.value),
    systemPresence: presence.value,
    presenceDate: iso(presence.from),
    routingStatus: status.value,
    routingStatusDate: iso(status.from)
  }))
}

const toResult = (
  call: Call,
  ordinal: number,
  metrics: ReadonlyArray<UserActivity.UserActivityQueryMetric>
): UserActivity.UserActivityData => {
  const counted = metrics.map(({ metric }) => ({ metric, entityIds: queueIds(call, ordinal, metric) }))
  const detailed = metrics.filter(({ details }) => details === true)
  const ids = new Set(detailed.flatMap(({ metric }) => queueIds(call, ordinal, metric)))
  return {
    group: { userId: call.store.people.idOf(ordinal) },
    data: counted.map(({ entityIds, metric }) => ({ metric, count: entityIds.length, entityIds })),
    ...(detailed.length === 0 ? {} : { entities: entities(call, ordinal, ids), truncated: false })
  }
}

/**
 * Responds to a query for activity. The vendor lists `userId` as the only dimension of groups. What a query without it
 * returns is not documented, so the simulator refuses it.
 */
export const queryActivity = (
  call: Call,
  { filter, groupBy, metrics, order = "asc" }: UserActivity.UserActivityQuery,
  paging: Listing.PageInput
): UserActivity.UserActivityResponse => {
  if (groupBy.length !== 1) refuseValue("groupBy", groupBy.join(", "), "[userId]")
  if (metrics.length === 0) refuseValue("metrics", "", "[oActiveQueues, oMemberQueues]")
  const users = Listing.fromArray(findUsers(call, filter))
  const { items } = Listing.cut(paging, order === "desc" ? Listing.reverse(users) : users, maxPageSize)
  return { results: items.map((ordinal) => toResult(call, ordinal, metrics)), entityIdDimension: "queueId" }
}
