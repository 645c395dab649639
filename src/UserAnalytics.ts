/**
 * Queries of analytics about users, over an interval of any length.
 *
 * @since 0.2.0
 */

import type * as Duration from "effect/Duration"
import type * as Effect from "effect/Effect"
import type * as Stream from "effect/Stream"
import * as Job from "./internal/users/analyticsJob.js"
import * as Internal from "./internal/users/userDetails.js"
import type * as Analytics from "./models/Analytics.js"
import type * as AnalyticsJob from "./models/AnalyticsJob.js"
import type * as AnalyticsQuery from "./models/AnalyticsQuery.js"
import type * as PureCloud from "./PureCloud.js"
import type { AnalyticsJobError, PureCloudError } from "./PureCloudError.js"

/**
 * Streams the presences and routing statuses of users over an interval of any length.
 *
 * The service accepts at most 31 days for a query with `userFilters`, and 7 days without. A longer interval is split into
 * intervals of at most this length, which are read one after the other in the order of the query. A record that spans
 * several of them is emitted once.
 *
 * `interval` is required. Its format is `start/end`: two ISO-8601 instants with `Z` or an offset, where the end is
 * excluded. If it has another format, the stream fails with an `EncodeError`. The stream sets `paging`.
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

/**
 * Options of a job.
 *
 * @since 0.2.0
 * @category models
 */
export interface JobOptions {
  /**
   * Maximum time until the job has results, from its start, or from the start of the stream that resumes it. Reading the
   * results does not count. Default: 1 hour.
   */
  readonly deadline?: Duration.DurationInput
  /** Pause before the second request for the state of the job. The pauses grow by half each time. Default: 1 second. */
  readonly pollInterval?: Duration.DurationInput
  /** Maximum pause between two requests for the state of the job. Default: 30 seconds. */
  readonly maxPollInterval?: Duration.DurationInput
  /**
   * Whether to cancel the job, or to delete its results, if the stream fails or is closed before its end. Set it to
   * `false` to resume the job later. Default: `true`.
   */
  readonly cancel?: boolean
  /** Runs when the id of the job is known, before its state is read, for example to save the id. */
  readonly onJob?: (jobId: string) => Effect.Effect<void>
}

/**
 * Options of a details job.
 *
 * @since 0.2.0
 * @category models
 */
export interface DetailsJobOptions extends JobOptions {
  /** Number of users on a page of results. The vendor documents neither a default nor a maximum. */
  readonly pageSize?: number
}

/**
 * Streams the results of a job for the presences and routing statuses of users. Starts the job, waits until it has
 * results, and reads them page by page.
 *
 * A job reads longer intervals than {@link userDetails} with few requests, but without the most recent changes:
 * `Users.getAnalyticsUsersDetailsJobsAvailability` returns the time up to which there are data.
 *
 * Fails with `AnalyticsJobError` if the job fails, is cancelled or expires, or has no results before the deadline. If the
 * stream fails or is closed early, it cancels the job. If it is interrupted while the request that starts the job is in
 * flight, the service may run the job nevertheless.
 *
 * @example
 * ```ts
 * import { Effect, Ref, Stream } from "effect"
 * import * as UserAnalytics from "effect-purecloud/UserAnalytics"
 *
 * // Saves the id of the job, so that the next run resumes the job after a crash.
 * export const year = (saved: Ref.Ref<string | undefined>) =>
 *   Stream.unwrap(Effect.map(Ref.get(saved), (jobId) =>
 *     jobId === undefined
 *       ? UserAnalytics.detailsJob({ interval: "2025-01-01T00:00:00Z/2026-01-01T00:00:00Z" }, {
 *         cancel: false,
 *         onJob: (jobId) => Ref.set(saved, jobId)
 *       })
 *       : UserAnalytics.resumeDetailsJob(jobId)))
 * ```
 *
 * @since 0.2.0
 * @category analytics
 */
export const detailsJob = (
  query: AnalyticsJob.AsyncUserDetailsQuery,
  options: DetailsJobOptions = {}
): Stream.Stream<Analytics.AnalyticsUserDetail, AnalyticsJobError | PureCloudError, PureCloud.PureCloud> =>
  Job.details(query, options)

/**
 * Streams the results of a details job that was started before, from the first page on. The options and errors are those
 * of {@link detailsJob}.
 *
 * @since 0.2.0
 * @category analytics
 */
export const resumeDetailsJob = (
  jobId: string,
  options: DetailsJobOptions = {}
): Stream.Stream<Analytics.AnalyticsUserDetail, AnalyticsJobError | PureCloudError, PureCloud.PureCloud> =>
  Job.details({ jobId }, options)

/**
 * Streams the results of a job for aggregates of users, like {@link detailsJob}. The query has the page size.
 *
 * @since 0.2.0
 * @category analytics
 */
export const aggregatesJob = (
  query: AnalyticsJob.UserAsyncAggregationQuery,
  options: JobOptions = {}
): Stream.Stream<AnalyticsJob.UserAggregateDataContainer, AnalyticsJobError | PureCloudError, PureCloud.PureCloud> =>
  Job.aggregates(query, options)

/**
 * Streams the results of an aggregates job that was started before, from the first page on. The options and errors are
 * those of {@link detailsJob}.
 *
 * @since 0.2.0
 * @category analytics
 */
export const resumeAggregatesJob = (
  jobId: string,
  options: JobOptions = {}
): Stream.Stream<AnalyticsJob.UserAggregateDataContainer, AnalyticsJobError | PureCloudError, PureCloud.PureCloud> =>
  Job.aggregates({ jobId }, options)
