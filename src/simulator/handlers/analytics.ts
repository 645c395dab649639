import { aggregate } from "./analyticsAggregates.js"
import { queryDetails } from "./analyticsDetails.js"
import { queryObservations } from "./analyticsObservations.js"
import type { Handlers } from "./handler.js"

/** Handlers of analytics queries. */
export const analytics: Pick<
  Handlers,
  | "postAnalyticsUsersAggregatesQuery"
  | "postAnalyticsUsersDetailsQuery"
  | "postAnalyticsUsersObservationsQuery"
> = {
  postAnalyticsUsersAggregatesQuery: ({ body }, call) => aggregate(call, body),
  postAnalyticsUsersDetailsQuery: ({ body }, call) => queryDetails(call, body),
  postAnalyticsUsersObservationsQuery: ({ body }, call) => queryObservations(call, body)
}
