import { queryActivity } from "./analyticsActivity.js"
import { aggregate } from "./analyticsAggregates.js"
import { queryDetails } from "./analyticsDetails.js"
import { queryObservations } from "./analyticsObservations.js"
import type { Handlers } from "./handler.js"

/** Handlers of analytics queries. */
export const analytics: Pick<
  Handlers,
  | "postAnalyticsUsersActivityQuery"
  | "postAnalyticsUsersAggregatesQuery"
  | "postAnalyticsUsersDetailsQuery"
  | "postAnalyticsUsersObservationsQuery"
> = {
  postAnalyticsUsersActivityQuery: ({ body, ...paging }, call) => queryActivity(call, body, paging),
  postAnalyticsUsersAggregatesQuery: ({ body }, call) => aggregate(call, body),
  postAnalyticsUsersDetailsQuery: ({ body }, call) => queryDetails(call, body),
  postAnalyticsUsersObservationsQuery: ({ body }, call) => queryObservations(call, body)
}
