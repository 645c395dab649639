import * as Either from "effect/Either"
import * as Encoding from "effect/Encoding"
import type * as Analytics from "../../models/Analytics.js"
import type * as AnalyticsJob from "../../models/AnalyticsJob.js"
import * as Jobs from "../data/jobs.js"
import { day, type Interval, iso } from "../data/time.js"
import { Accepted } from "../engine/exchange.js"
import { ids } from "../engine/random.js"
import { refuse, refuseMissing, refuseValue } from "../engine/refusal.js"
import { checkCost, resultOf, resultsByUser, validate } from "./analyticsAggregates.js"
import { checkFilters, historyOf, matchesFilters, toDetail } from "./analyticsDetails.js"
import { checkUserDays, decodeInterval, lengthOf, pastOf, presenceMappings, usersOf } from "./analyticsFilters.js"
import type { Call, Handlers } from "./handler.js"
import * as Listing from "./listing.js"

/*
 * Analytics jobs: a job is queued, runs for a while, and then has results until they expire.
 *
 * The vendor does not document how long jobs take, when results expire, how old the data of jobs is, the bounds of
 * pages, and the status of a request for results that do not exist yet. The simulator responds to such a request with
 * 409, which differs from the status for a job that does not exist.
 */

/** Share of the duration of a job in which it is queued. */
const queuedShare = 0.2

/** Time until the results of a job expire, in milliseconds. */
const retention = day

/** A day of data is available this long after it has ended, in milliseconds. */
const dataLag = day / 4

const maxPageSize = 500
const defaultPageSize = 100

/** Maximum number of days of users in a page. A page that reaches it has fewer users than its size, and a cursor. */
const maxPageDays = 1000

/** Maximum number of days of users that are read for a page. If none of them matches, the page is empty. */
const maxReadDays = 50_000

/** Returns the time up to which jobs have data: the beginning of a day. */
const availableAt = (now: number): number => Math.floor((now - dataLag) / day) * day

// -------------------------------------------------------------------------------------------------------------- jobs

const jobIds = ({ store }: Call) => ids(store.seed, "job")

const start = (call: Call, job: Jobs.Job): AnalyticsJob.AsyncQueryResponse => {
  const { jobs } = call.store
  const number = jobs.written.size
  jobs.put(number, job)
  return { jobId: jobIds(call).of(number) }
}

const ordinalsOf = (users: Listing.Sequence<number>): ReadonlyArray<number> =>
  Listing.flatMap(users, (ordinal) => [ordinal])

/** A job with its number. */
interface Found<K extends Jobs.Kind = Jobs.Kind> {
  readonly number: number
  readonly job: Jobs.Job & Jobs.JobOf<K>
}

/** Returns a job. Throws a refusal with status 404 if it does not exist, is deleted or is of the other kind. */
const find = <K extends Jobs.Kind>(call: Call, jobId: string, kind: K): Found<K> => {
  const number = jobIds(call).ordinal(jobId)
  const job = number < 0 ? null : call.store.jobs.get(number)
  return Jobs.isOfKind(job, kind) ? { number, job } : refuseMissing("job", jobId)
}

const stateOf = ({ behavior, now }: Call, { cancelled, submitted }: Jobs.Job): AnalyticsJob.AsyncQueryState => {
  const age = now - submitted
  if (cancelled !== undefined) return "CANCELLED"
  if (age < behavior.jobDuration * queuedShare) return "QUEUED"
  if (age < behavior.jobDuration) return "PENDING"
  return age < behavior.jobDuration + retention ? "FULFILLED" : "EXPIRED"
}

/** Returns the state of a job, with status 202 until the job has ended. */
const status = (call: Call, { job }: Found) => {
  const state = stateOf(call, job)
  const submissionDate = iso(job.submitted)
  if (state === "QUEUED" || state === "PENDING") return new Accepted({ state, submissionDate })
  const completed = job.cancelled ?? job.submitted + call.behavior.jobDuration
  return {
    state,
    submissionDate,
    completionDate: iso(completed),
    ...(state === "CANCELLED" ? {} : { expirationDate: iso(completed + retention) })
  }
}

/** Cancels a job that runs, or deletes a job that has ended. */
const remove = (call: Call, { job, number }: Found): void => {
  const { now, store: { jobs } } = call
  const state = stateOf(call, job)
  jobs.put(number, state === "QUEUED" || state === "PENDING" ? { ...job, cancelled: now } : null)
}

/** Returns a job that has results. Throws a refusal if it has none. */
const findFulfilled = <K extends Jobs.Kind>(call: Call, jobId: string, kind: K): Found<K> => {
  const found = find(call, jobId, kind)
  const state = stateOf(call, found.job)
  if (state === "FULFILLED") return found
  return refuse(409, "conflict", "The job has no results, because its state is [{state}].", {
    messageParams: { state }
  })
}

// ----------------------------------------------------------------------------------------------------------- cursors

/** The index of the next user of a job, and the number of users on the pages before. */
interface Position {
  readonly next: number
  readonly count: number
}

const encodeCursor = ({ number }: Found, { count, next }: Position): string =>
  Encoding.encodeBase64Url(`${number}.${next}.${count}`)

const decodeCursor = ({ job, number }: Found, cursor: string | undefined): Position => {
  if (cursor === undefined) return { next: 0, count: 0 }
  const text = Either.getOrElse(Encoding.decodeBase64UrlString(cursor), () => "")
  const [, of, next, count] = /^(\d+)\.(\d+)\.(\d+)$/.exec(text) ?? []
  return Number(of) === number && Number(next) < job.users.length
    ? { next: Number(next), count: Number(count) }
    : refuseValue("cursor", cursor, "cursors of the job")
}

// ----------------------------------------------------------------------------------------------------------- details

/** Returns the part of the interval of a job for which there was data at its start. */
const availableInterval = ({ submitted }: Jobs.Job, interval: Interval): Interval => ({
  from: interval.from,
  to: Math.max(interval.from, Math.min(interval.to, availableAt(submitted)))
})

const startDetails = (call: Call, query: AnalyticsJob.AsyncUserDetailsQuery): AnalyticsJob.AsyncQueryResponse => {
  const { limit = 1, userFilters = [] } = query
  checkFilters(query)
  if (limit < 1) refuseValue("limit", limit, "1 and above")
  checkUserDays(1, pastOf(call, decodeInterval(query.interval, Infinity)), 2)
  return start(call, { kind: "details", query, submitted: call.now, users: ordinalsOf(usersOf(call, userFilters)) })
}

/** Reads users from a position, until a page is full. */
const readDetails = (
  call: Call,
  { query, users }: Jobs.JobOf<"details">,
  past: Interval,
  position: Position,
  pageSize: number
): { readonly details: ReadonlyArray<Analytics.AnalyticsUserDetail>; readonly next: number } => {
  const days = Math.ceil(lengthOf(past) / day)
  const maxUsers = Math.max(
    1,
    Math.min(pageSize, (query.limit ?? Infinity) - position.count, Math.floor(maxPageDays / days))
  )
  const last = Math.min(users.length, position.next + Math.max(1, Math.floor(maxReadDays / days)))
  const details: Array<Analytics.AnalyticsUserDetail> = []
  let next = position.next
  for (; next < last && details.length < maxUsers; next++) {
    const ordinal = users[next] ?? -1
    if (matchesFilters(call, query, historyOf(call, ordinal, past))) {
      details.push(toDetail(call, ordinal, past, query.order ?? "asc"))
    }
  }
  return { details, next }
}

const detailsOf = (
  call: Call,
  found: Found<"details">,
  { cursor, pageSize = defaultPageSize }: {
    readonly cursor?: string | undefined
    readonly pageSize?: number | undefined
  }
): AnalyticsJob.AnalyticsUserDetailsAsyncQueryResponse => {
  const { job } = found
  const { query } = job
  const position = decodeCursor(found, cursor)
  const past = availableInterval(job, decodeInterval(query.interval, Infinity))
  const dataAvailabilityDate = iso(availableAt(job.submitted))
  if (past.from === past.to) return { userDetails: [], dataAvailabilityDate }
  const at = { ...call, now: availableAt(job.submitted) }
  Listing.checkPageSize(pageSize, maxPageSize)
  const { details, next } = readDetails(at, job, past, position, pageSize)
  const count = position.count + details.length
  const isLast = next >= job.users.length || count >= (query.limit ?? Infinity)
  return {
    userDetails: details,
    ...(isLast ? {} : { cursor: encodeCursor(found, { next, count }) }),
    dataAvailabilityDate
  }
}

// -------------------------------------------------------------------------------------------------------- aggregates

const startAggregates = (
  call: Call,
  query: AnalyticsJob.UserAsyncAggregationQuery
): AnalyticsJob.AsyncQueryResponse => {
  const { filter, groupBy = [], pageSize = defaultPageSize } = query
  const valid = validate(query)
  const past = pastOf(call, valid.interval)
  const users = usersOf(call, filter === undefined ? [] : [filter])
  // Only the users of one page are read at a time.
  if (groupBy.length > 0) Listing.checkPageSize(pageSize, maxPageSize)
  const usersOfPage = groupBy.length > 0 ? Math.min(users.size, pageSize) : users.size
  checkCost(valid, query, past, groupBy.length > 0 ? usersOfPage : 1, usersOfPage)
  return start(call, { kind: "aggregates", query, submitted: call.now, users: ordinalsOf(users) })
}

/** Returns a page of groups. Users without data have no group, so a page can have fewer groups than its size. */
const aggregatesOf = (
  call: Call,
  found: Found<"aggregates">,
  cursor: string | undefined
): AnalyticsJob.UserAsyncAggregateQueryResponse => {
  const { job: { query, submitted, users } } = found
  const { groupBy = [], pageSize = defaultPageSize } = query
  const { next: first } = decodeCursor(found, cursor)
  const valid = validate(query)
  const at = { ...call, now: submitted }
  const past = pastOf(at, valid.interval)
  const isGrouped = groupBy.length > 0
  const next = isGrouped ? first + pageSize : users.length
  const ordinals = users.slice(first, next)
  return {
    results: isGrouped ? resultsByUser(at, valid, past, ordinals) : resultOf(at, valid, past, {}, ordinals),
    ...(next < users.length ? { cursor: encodeCursor(found, { next, count: next }) } : {}),
    systemToOrganizationMappings: presenceMappings(call)
  }
}

// ---------------------------------------------------------------------------------------------------------- handlers

/** Handlers of analytics jobs. */
export const analyticsJobs: Pick<
  Handlers,
  | "postAnalyticsUsersAggregatesJobs"
  | "getAnalyticsUsersAggregatesJob"
  | "getAnalyticsUsersAggregatesJobResults"
  | "deleteAnalyticsUsersAggregatesJob"
  | "postAnalyticsUsersDetailsJobs"
  | "getAnalyticsUsersDetailsJob"
  | "getAnalyticsUsersDetailsJobResults"
  | "deleteAnalyticsUsersDetailsJob"
  | "getAnalyticsUsersDetailsJobsAvailability"
> = {
  postAnalyticsUsersAggregatesJobs: ({ body }, call) => startAggregates(call, body),
  getAnalyticsUsersAggregatesJob: ({ jobId }, call) => status(call, find(call, jobId, "aggregates")),
  getAnalyticsUsersAggregatesJobResults: ({ cursor, jobId }, call) =>
    aggregatesOf(call, findFulfilled(call, jobId, "aggregates"), cursor),
  deleteAnalyticsUsersAggregatesJob: ({ jobId }, call) => remove(call, find(call, jobId, "aggregates")),

  postAnalyticsUsersDetailsJobs: ({ body }, call) => startDetails(call, body),
  getAnalyticsUsersDetailsJob: ({ jobId }, call) => status(call, find(call, jobId, "details")),
  getAnalyticsUsersDetailsJobResults: ({ jobId, ...page }, call) =>
    detailsOf(call, findFulfilled(call, jobId, "details"), page),
  deleteAnalyticsUsersDetailsJob: ({ jobId }, call) => remove(call, find(call, jobId, "details")),

  getAnalyticsUsersDetailsJobsAvailability: (_, { now }) => ({ dataAvailabilityDate: iso(availableAt(now)) })
}
