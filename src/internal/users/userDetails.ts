import * as Chunk from "effect/Chunk"
import * as DateTime from "effect/DateTime"
import * as Either from "effect/Either"
import * as Option from "effect/Option"
import * as Predicate from "effect/Predicate"
import * as Stream from "effect/Stream"
import { postAnalyticsUsersDetailsQuery } from "../../endpoints/Analytics.js"
import type * as Analytics from "../../models/Analytics.js"
import type * as AnalyticsQuery from "../../models/AnalyticsQuery.js"
import * as PureCloud from "../../PureCloud.js"
import { EncodeError, type PureCloudError } from "../../PureCloudError.js"
import { originOf } from "../http/origin.js"

/*
 * Queries user details over an interval of any length, with one query for each interval that the service accepts. A
 * record that spans two intervals is in the responses of both, and is emitted once.
 */

const dayMillis = 86_400_000

/** Maximum interval that the service accepts, in days, for a query with filters of users and without them. */
const maxDays = { filtered: 31, unfiltered: 7 } as const

type Query = Omit<AnalyticsQuery.UserDetailsQuery, "paging">

/** Streams the details of an interval of any length. */
export const userDetails = (
  query: Query,
  options?: Omit<PureCloud.PageOptions, keyof PureCloud.PagePosition>
): Stream.Stream<Analytics.AnalyticsUserDetail, PureCloudError, PureCloud.PureCloud> => {
  const intervals = intervalsOf(query)
  if (Either.isLeft(intervals)) return Stream.fail(intervals.left)
  return Stream.suspend(() => {
    // Records of the previous interval that the next one may repeat, by user.
    let previous = new Map<string, ReadonlySet<string>>()
    const details = (interval: string) =>
      Stream.suspend(() => {
        const emitted = previous
        const current = new Map<string, ReadonlySet<string>>()
        previous = current
        return callDetails.items({ body: { ...query, interval } }, options).pipe(
          Stream.filterMap((detail) => {
            // In some decode modes a detail may be null.
            if (Predicate.isNull(detail)) return Option.some(detail)
            const userId = detail.userId ?? ""
            const { fresh, repeatable } = withoutEmitted(detail, interval, emitted.get(userId) ?? new Set())
            current.set(userId, new Set([...(current.get(userId) ?? []), ...repeatable]))
            return fresh
          })
        )
      })
    return Stream.concatAll(Chunk.map(Chunk.fromIterable(intervals.right), details))
  })
}

const callDetails = PureCloud.call(postAnalyticsUsersDetailsQuery)

interface DetailRecord {
  readonly startTime?: string | undefined
  readonly endTime?: string | undefined
}

/**
 * Removes the records that were already emitted. Returns the detail if a record remains. Also returns the keys of the
 * records that end outside the interval, which another interval may repeat.
 */
const withoutEmitted = (
  detail: Analytics.AnalyticsUserDetail,
  interval: string,
  emitted: ReadonlySet<string>
): { readonly fresh: Option.Option<Analytics.AnalyticsUserDetail>; readonly repeatable: ReadonlyArray<string> } => {
  const repeatable: Array<string> = []
  const [from = NaN, to = NaN] = interval.split("/").map((instant) => Date.parse(instant))
  const isFresh = (kind: string) => (record: DetailRecord | null) => {
    const { endTime, startTime } = record ?? {}
    if (!Predicate.isString(startTime)) return true
    const key = `${kind} ${startTime}`
    const isInside = Date.parse(startTime) > from && Date.parse(endTime ?? "") < to
    if (!isInside) repeatable.push(key)
    return !emitted.has(key)
  }
  const presences = recordsOf(detail.primaryPresence)
  const statuses = recordsOf(detail.routingStatus)
  const primaryPresence = presences.filter(isFresh("presence"))
  const routingStatus = statuses.filter(isFresh("routing"))
  const received = presences.length + statuses.length
  const kept = primaryPresence.length + routingStatus.length
  return {
    repeatable,
    fresh: received > 0 && kept === 0 ? Option.none() : Option.some(
      received === kept ? detail : {
        ...detail,
        ...(primaryPresence.length < presences.length && { primaryPresence }),
        ...(routingStatus.length < statuses.length && { routingStatus })
      }
    )
  }
}

/** Returns the records in a field. In some decode modes it may have another type. */
const recordsOf = <A>(field: ReadonlyArray<A> | undefined): ReadonlyArray<A> => Array.isArray(field) ? field : []

/** An instant with its offset, so that the time zone of this program has no effect. */
const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)$/

/** Splits the interval of a query into intervals that the service accepts, in the order of the query. */
const intervalsOf = (query: Query): Either.Either<ReadonlyArray<string>, EncodeError> => {
  const [from = NaN, to = NaN, ...rest] = (query.interval ?? "").split("/").map((text) =>
    instant.test(text) ? Date.parse(text) : NaN
  )
  if (!(from < to) || rest.length > 0) return Either.left(invalidInterval(query))
  const isFiltered = (query.userFilters?.length ?? 0) > 0
  const step = (isFiltered ? maxDays.filtered : maxDays.unfiltered) * dayMillis
  const iso = (millis: number) => DateTime.formatIso(DateTime.unsafeMake(millis))
  const intervals = Array.from(
    { length: Math.ceil((to - from) / step) },
    (_, i) => `${iso(from + i * step)}/${iso(Math.min(to, from + (i + 1) * step))}`
  )
  return Either.right(query.order === "desc" ? intervals.reverse() : intervals)
}

const invalidInterval = ({ interval }: Query): EncodeError =>
  new EncodeError({
    origin: originOf(postAnalyticsUsersDetailsQuery, 0),
    issues: [{
      path: "interval",
      expected: "start/end, two ISO-8601 instants with Z or an offset, of which the first is earlier",
      found: interval === undefined ? "nothing" : "something else"
    }]
  })
