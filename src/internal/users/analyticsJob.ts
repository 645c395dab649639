import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Predicate from "effect/Predicate"
import * as Ref from "effect/Ref"
import * as Schedule from "effect/Schedule"
import * as Stream from "effect/Stream"
import type * as Endpoint from "../../Endpoint.js"
import * as Endpoints from "../../endpoints/AnalyticsJobs.js"
import type * as Analytics from "../../models/Analytics.js"
import type * as AnalyticsJob from "../../models/AnalyticsJob.js"
import * as PureCloud from "../../PureCloud.js"
import { AnalyticsJobError, type PureCloudError, UnexpectedResponse } from "../../PureCloudError.js"
import { originOf } from "../http/origin.js"

/*
 * Analytics jobs as streams: starts a job, reads its state until it has results, and streams the results.
 */

/** Options of a job, which `UserAnalytics` documents. */
export interface Options {
  readonly deadline?: Duration.DurationInput
  readonly pollInterval?: Duration.DurationInput
  readonly maxPollInterval?: Duration.DurationInput
  readonly cancel?: boolean
  readonly onJob?: (jobId: string) => Effect.Effect<void>
}

/** Options of a job whose results are read in pages of a chosen size. */
export interface DetailsOptions extends Options {
  readonly pageSize?: number
}

type Results<A> = Stream.Stream<A, AnalyticsJobError | PureCloudError, PureCloud.PureCloud>

type Call<A> = Effect.Effect<A, PureCloudError, PureCloud.PureCloud>

/** The operations on one job. */
interface Operations<A> {
  readonly start: Call<string>
  readonly status: (jobId: string) => Call<AnalyticsJob.AsyncQueryStatus>
  readonly results: (jobId: string) => Stream.Stream<A, PureCloudError, PureCloud.PureCloud>
  readonly cancel: (jobId: string) => Call<void>
}

const startDetails = PureCloud.call(Endpoints.postAnalyticsUsersDetailsJobs)
const detailsStatus = PureCloud.call(Endpoints.getAnalyticsUsersDetailsJob)
const detailsResults = PureCloud.call(Endpoints.getAnalyticsUsersDetailsJobResults)
const cancelDetails = PureCloud.call(Endpoints.deleteAnalyticsUsersDetailsJob)

const startAggregates = PureCloud.call(Endpoints.postAnalyticsUsersAggregatesJobs)
const aggregatesStatus = PureCloud.call(Endpoints.getAnalyticsUsersAggregatesJob)
const aggregatesResults = PureCloud.call(Endpoints.getAnalyticsUsersAggregatesJobResults)
const cancelAggregates = PureCloud.call(Endpoints.deleteAnalyticsUsersAggregatesJob)

/** Streams the results of a details job that `start` starts, or that runs already. */
export const details = (
  start: AnalyticsJob.AsyncUserDetailsQuery | { readonly jobId: string },
  { pageSize, ...options }: DetailsOptions
): Results<Analytics.AnalyticsUserDetail> =>
  run({
    start: "jobId" in start
      ? Effect.succeed(start.jobId)
      : idOf(startDetails.endpoint, startDetails.withResponse({ body: start })),
    status: (jobId) => detailsStatus({ jobId }),
    results: (jobId) => detailsResults.items({ jobId }, pageSize === undefined ? {} : { pageSize }),
    cancel: (jobId) => cancelDetails({ jobId })
  }, options)

/** Streams the results of an aggregates job that `start` starts, or that runs already. */
export const aggregates = (
  start: AnalyticsJob.UserAsyncAggregationQuery | { readonly jobId: string },
  options: Options
): Results<AnalyticsJob.UserAggregateDataContainer> =>
  run({
    start: "jobId" in start
      ? Effect.succeed(start.jobId)
      : idOf(startAggregates.endpoint, startAggregates.withResponse({ body: start })),
    status: (jobId) => aggregatesStatus({ jobId }),
    results: (jobId) => aggregatesResults.items({ jobId }),
    cancel: (jobId) => cancelAggregates({ jobId })
  }, options)

/**
 * Returns the id of a job that was started. Fails if the response lacks it: the field is optional in the model, and may
 * have another type in some decode modes.
 */
const idOf = (
  endpoint: Endpoint.Any,
  started: Call<PureCloud.Response<AnalyticsJob.AsyncQueryResponse>>
): Call<string> =>
  Effect.flatMap(started, ({ correlationId, status, value: { jobId } }) =>
    !Predicate.isString(jobId)
      ? new UnexpectedResponse({
        origin: originOf(endpoint, 1),
        status,
        correlationId,
        reason: "no id of the job",
        details: []
      })
      : Effect.succeed(jobId))

const run = <A>(job: Operations<A>, options: Options): Results<A> =>
  Stream.unwrapScoped(Effect.gen(function*() {
    const { cancel = true, onJob = () => Effect.void } = options
    // A job that has ended, or whose results were read to the end, is not cancelled.
    const isDone = yield* Ref.make(false)
    const jobId = yield* Effect.uninterruptibleMask((restore) =>
      Effect.tap(restore(job.start), (jobId) =>
        cancel
          ? Effect.addFinalizer(() => Effect.unlessEffect(cancelInOwnFiber(job.cancel(jobId)), Ref.get(isDone)))
          : Effect.void)
    )
    yield* onJob(jobId)
    yield* Effect.tapError(
      awaitResults(job, jobId, options),
      (error) =>
        error._tag === "PureCloudAnalyticsJobError" && error.reason !== "Deadline" ? Ref.set(isDone, true) : Effect.void
    )
    return Stream.concat(job.results(jobId), Stream.drain(Stream.fromEffect(Ref.set(isDone, true))))
  }))

/**
 * Sends the request that cancels a job. A finalizer and its timeouts cannot be interrupted, so the request runs in
 * another fiber. Errors are ignored, because the service may have ended or deleted the job. The call logs them.
 */
const cancelInOwnFiber = (cancel: Call<void>): Effect.Effect<void, never, PureCloud.PureCloud> =>
  Effect.flatMap(
    Effect.forkDaemon(Effect.interruptible(Effect.ignore(cancel))),
    (fiber) => Effect.asVoid(Fiber.await(fiber))
  )

/** Reads the state of a job until it has results. The pause between two reads grows. */
const awaitResults = <A>(
  { status }: Operations<A>,
  jobId: string,
  { deadline = "1 hour", maxPollInterval = "30 seconds", pollInterval = "1 second" }: Options
): Effect.Effect<void, AnalyticsJobError | PureCloudError, PureCloud.PureCloud> =>
  Effect.flatMap(status(jobId), ({ errorMessage, state }) => {
    switch (state) {
      case "FULFILLED":
        return Effect.succeed(true)
      case "FAILED":
        return new AnalyticsJobError({
          jobId,
          reason: "Failed",
          text: Predicate.isString(errorMessage) ? errorMessage : undefined
        })
      case "CANCELLED":
        return new AnalyticsJobError({ jobId, reason: "Cancelled" })
      case "EXPIRED":
        return new AnalyticsJobError({ jobId, reason: "Expired" })
      default:
        return Effect.succeed(false)
    }
  }).pipe(
    Effect.repeat({
      until: (hasResults) => hasResults,
      schedule: Schedule.union(Schedule.exponential(pollInterval, 1.5), Schedule.spaced(maxPollInterval))
    }),
    Effect.timeoutFail({
      duration: deadline,
      onTimeout: () => new AnalyticsJobError({ jobId, reason: "Deadline", text: Duration.format(deadline) })
    }),
    Effect.asVoid
  )
