/**
 * Queries of analytics about users, over an interval of any length.
 *
 * @since 0.2.0
 */

import type * as Stream from "effect/Stream"
import * as Internal from "./internal/users/userDetails.js"
import type * as Analytics from "./models/Analytics.js"
import type * as AnalyticsQuery from "./models/AnalyticsQuery.js"
import type * as PureCloud from "./PureCloud.js"
import type { PureCloudError } from "./PureCloudError.js"

/**
 * Streams the presences and routing statuses of users over an interval of any length.
 *
 * The service accepts at most 31 days for a query with filters, and 7 days without. A longer interval is split into
 * intervals of at most this length, which are read one after the other in the order of the query. A record that spans
 * several of them is emitted once.
 *
 * `interval` is required. Its format is `start/end`: two ISO-8601 instants with `Z` or an offset, where the end is
 * excluded. If it has another format, the stream fails with `PureCloudEncodeError`. The stream sets `paging`.
 *
 * @example
 * ```ts
 * import { Stream } from "effect"
 * import * as UserAnalytics from "effect-purecloud/UserAnalytics"
 *
 * export const year = UserAnalytics.userDetails({ interval: "2025-01-01T00:00:00Z/2026-01-01T00:00:00Z" }).pipe(
 *   Stream.map((detail) => [detail.userId, detail.primaryPresence?.length ?? 0] as const)
 * )
 * ```
 *
 * @since 0.2.0
 * @category analytics
 */
export const userDetails = (
  query: Omit<AnalyticsQuery.UserDetailsQuery, "paging">,
  options?: Omit<PureCloud.PageOptions, keyof PureCloud.PagePosition>
): Stream.Stream<Analytics.AnalyticsUserDetail, PureCloudError, PureCloud.PureCloud> =>
  Internal.userDetails(query, options)
