import type * as AnalyticsJob from "../../models/AnalyticsJob.js"
import * as Tables from "./table.js"

/*
 * Analytics jobs. A job keeps the users whom it reads, so that its results are the same for each reader, whatever
 * changes in the organization while they are read.
 */

/** The queries of jobs, by the kind of the job. */
export interface Queries {
  readonly aggregates: AnalyticsJob.UserAsyncAggregationQuery
  readonly details: AnalyticsJob.AsyncUserDetailsQuery
}

/** A kind of jobs. */
export type Kind = keyof Queries

/** A job of a kind. */
export interface JobOf<K extends Kind> {
  readonly kind: K
  readonly query: Queries[K]
  /** Time of the start, in milliseconds since 1970. */
  readonly submitted: number
  /** Ordinals of the users. */
  readonly users: ReadonlyArray<number>
  /** Time at which the job was cancelled, in milliseconds since 1970. */
  readonly cancelled?: number | undefined
}

/** A job. */
export type Job = { readonly [K in Kind]: JobOf<K> }[Kind]

/** Whether a job exists and is of a kind. */
export const isOfKind = <K extends Kind>(job: Job | null, kind: K): job is Job & JobOf<K> => job?.kind === kind

/** The jobs by their numbers, from 0 in the order of their starts. A deleted job is `null`. */
export interface JobTable {
  readonly jobs: Tables.Table<Job | null>
}

/** Makes a table without jobs. */
export const make = (): JobTable => ({ jobs: Tables.make<Job | null>(() => null) })
