/**
 * What is built from the operations: changes that survive other writers, lookups that travel together.
 *
 * @since 0.1.0
 */

import * as Arr from "effect/Array"
import * as Chunk from "effect/Chunk"
import * as Data from "effect/Data"
import * as DateTime from "effect/DateTime"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Exit from "effect/Exit"
import * as Option from "effect/Option"
import * as Predicate from "effect/Predicate"
import * as Random from "effect/Random"
import * as Request from "effect/Request"
import * as RequestResolver from "effect/RequestResolver"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import type * as Endpoint from "./Endpoint.js"
import { postAnalyticsUsersDetailsQuery } from "./endpoints/Analytics.js"
import type * as Endpoints from "./endpoints/index.js"
import { deleteUser, getUser, getUsers, patchUser, postUsers } from "./endpoints/Users.js"
import * as Encoding from "./internal/http/encodeRequest.js"
import { originOf } from "./internal/http/origin.js"
import { describeType } from "./internal/schema/explain.js"
import { valueAt } from "./internal/schema/json.js"
import * as Bulk from "./internal/storage/journal.js"
import { gathered } from "./internal/users/gather.js"
import { expandable, holds, sameField } from "./internal/users/storedFields.js"
import type * as Analytics from "./models/Analytics.js"
import type * as AnalyticsQuery from "./models/AnalyticsQuery.js"
import type * as User from "./models/User.js"
import type * as UserRequest from "./models/UserRequest.js"
import * as PureCloud from "./PureCloud.js"
import {
  Conflict,
  DecodeError,
  EncodeError,
  type ExportError,
  InDoubt,
  NotFound,
  type PureCloudError
} from "./PureCloudError.js"

// ----------------------------------------------------------------------------------------------------------- models

/**
 * The fields of a user to set. `null` clears one.
 *
 * @since 0.1.0
 * @category models
 */
export interface Fields extends Omit<UserRequest.UpdateUser, "version" | "id" | "selfUri"> {}

/**
 * A change of a user: fields, or a pure function from the user as read to fields (`undefined` where there is nothing
 * to change).
 *
 * Fields are set only where nobody else has set them since they were read. A function sees what others have set, each
 * time it is asked, so what it sets it means.
 *
 * @since 0.1.0
 * @category models
 */
export type Change = Fields | ((user: User.User) => Fields | undefined)

/**
 * @since 0.1.0
 * @category models
 */
export interface UpdateOptions {
  /** Read what the change looks at. The fields of a change that is none are read anyway. */
  readonly expand?: ReadonlyArray<Endpoints.UserExpand>
  /** `"deleted"` to change, and that is to restore, a deleted user. Default `"active"`. */
  readonly state?: "active" | "deleted"
  /** Patches sent at most, because of other writers. Default 10. */
  readonly attempts?: number
  /** Between a conflict and the next reading. What is waited lies between half and all of it. Default 500 ms. */
  readonly delay?: Duration.DurationInput
}

// ---------------------------------------------------------------------------------------------------------- changing

/**
 * Changes a user: reads, patches with the version read, and where another writer was first reads again and repeats.
 * Gives the user as the service then has it.
 *
 * What another writer has set in between is never overwritten unknowingly: see {@link Change}. Where it is not known
 * whether a patch was done, the version tells. `state`, which the service applies alone, is sent before the rest.
 *
 * Fields that the user has are not sent, whatever form the service stores them in: phone numbers and extensions are
 * compared in any spelling, `manager`, `groups` and `locations` by id, with a location's notes and coordinates. The
 * order counts in lists of text only.
 *
 * @example
 * ```ts
 * import * as UserOps from "effect-purecloud/UserOps"
 *
 * export const promote = (userId: string) =>
 *   UserOps.update(userId, (user) =>
 *     user.title?.startsWith("Senior") ? undefined : { title: `Senior ${user.title ?? "Agent"}` })
 * ```
 *
 * @since 0.1.0
 * @category combinators
 */
export const update = (
  userId: string,
  change: Change,
  options: UpdateOptions = {}
): Effect.Effect<User.User, PureCloudError, PureCloud.PureCloud> =>
  Effect.catchTag(
    updateFrom({ userId, change, options, recognises: false, beforePatch: () => Effect.succeed(true) }),
    "Unsettled",
    ({ error }) => Effect.fail(error)
  )

/** An update, and how a bulk run takes part in it. */
interface Task<E> {
  readonly userId: string
  readonly change: Change
  readonly options: UpdateOptions
  /** Whether a function's change counts as applied where the user has the fields that were sent. */
  readonly recognises: boolean
  /** Runs before each patch is sent, and gives whether to send it. */
  readonly beforePatch: (note: PatchNote) => Effect.Effect<boolean, E>
}

/** A patch that was sent, and may have been applied or may still be, as long as its version is the current one. */
interface Pending {
  readonly sent: Fields
  /** The error of the attempt; nothing where an earlier run made it. */
  readonly error?: PureCloudError
}

/** Fails an update of which a patch may have been applied, or may still be. */
class Unsettled extends Data.TaggedError("Unsettled")<{ readonly error: PureCloudError }> {}

/** Where an update begins that an earlier run has begun. */
interface Start {
  readonly user: User.User
  readonly pending: ReadonlyArray<Pending>
  /** Whether the state is set, so that the other fields are next. */
  readonly isStateSet: boolean
  readonly stateChange: StateChange | undefined
}

/** One attempt to send a part of a change. */
interface Attempt {
  /** The user as read. Its version is sent. */
  readonly base: User.User
  /** The fields of the change for this user. */
  readonly fields: Fields
  readonly number: number
  readonly pending: ReadonlyArray<Pending>
}

/** Sends a part of a change until it is done. Gives the user, and the fields of the change as they were then. */
type Write<E> = (
  attempt: Attempt
) => Effect.Effect<readonly [User.User, Fields], PureCloudError | Unsettled | E, PureCloud.PureCloud>

const updateFrom = <E>(
  task: Task<E>,
  start?: Start
): Effect.Effect<User.User, PureCloudError | Unsettled | E, PureCloud.PureCloud> =>
  Effect.gen(function*() {
    const { change, options } = task
    const read = reading(task.userId, expandOf(task, start?.pending ?? []))
    const found = start?.user ?? (yield* read(options.state ?? "active"))
    const ofState = writing(task, read, ({ state }) => ({ state }), undefined)
    const first = { base: found, number: 1, pending: start?.pending ?? [] }
    const [user, fields] = start?.isStateSet
      ? [found, fieldsOf(change, seenBefore(found, start.stateChange))] as const
      : yield* ofState({ ...first, fields: fieldsOf(change, found) })
    const stateChange = start?.isStateSet
      ? start.stateChange
      : fields.state === undefined
      ? undefined
      : { from: found.state, to: fields.state }
    const ofRest = writing(task, read, ({ state: _, ...others }) => others, stateChange)
    const base = Number.isSafeInteger(user.version) ? user : yield* inEitherState(user.state, read)
    return (yield* ofRest({ ...first, base, fields, ...(start?.isStateSet ? {} : { pending: [] }) }))[0]
  })

const fieldsOf = (change: Change, user: User.User): Fields =>
  (typeof change === "function" ? change(user) : change) ?? {}

/** A user without the update's own change of the state: a function may look at the state, and is asked again. */
const seenBefore = (user: User.User, stateChange: StateChange | undefined): User.User => {
  if (stateChange === undefined || user.state !== stateChange.to) return user
  const { state: _, ...others } = user
  return stateChange.from === undefined ? others : { ...others, state: stateChange.from }
}

/** Fields that are read to compare or to keep them. */
const expandOf = (
  { change, options }: Pick<Task<never>, "change" | "options">,
  pending: ReadonlyArray<Pending>
): ReadonlyArray<Endpoints.UserExpand> => [
  ...new Set([
    ...(options.expand ?? []),
    ...[...(typeof change === "function" ? [] : [change]), ...pending.map(({ sent }) => sent)].flatMap((fields) =>
      expandable.filter((key) => fields[key] !== undefined)
    )
  ])
]

type Read = (
  state: "active" | "deleted"
) => Effect.Effect<User.User, PureCloudError, PureCloud.PureCloud>

/** Reads a user, with its version. */
const reading = (userId: string, expand: ReadonlyArray<Endpoints.UserExpand>): Read => (state) =>
  Effect.flatMap(
    callGetUser.withResponse({ userId, state, ...(expand.length === 0 ? {} : { expand }) }),
    (response) => Number.isSafeInteger(response.value.version) ? Effect.succeed(response.value) : noVersion(response)
  )

const writing = <E>(
  task: Task<E>,
  read: Read,
  partOf: (fields: Fields) => Fields,
  stateChange: StateChange | undefined
): Write<E> => {
  const { beforePatch, change, userId } = task
  const write: Write<E> = (attempt) => {
    const { base, fields } = attempt
    const part = partOf(fields)
    const isNothing = typeof change === "function"
      ? Object.values(part).every((value) => value === undefined)
      : holds(base, part)
    if (isNothing) return Effect.succeed([base, fields] as const)
    const note = {
      sent: part,
      version: base.version,
      stateChange: part.state === undefined ? stateChange : { from: base.state, to: part.state }
    }
    const patch = Effect.map(
      callPatchUser({ userId, body: { ...part, version: base.version ?? 0 } }),
      (user) => [{ ...expanded(expandOf(task, []), base, part), ...user }, fields] as const
    )
    return Effect.if(beforePatch(note), {
      onFalse: () => Effect.succeed([base, fields] as const),
      onTrue: () => Effect.catchAll(patch, (error) => afterError(task, read, attempt, part, error, again))
    })
  }
  const again = (attempt: Attempt, base: User.User, pending: ReadonlyArray<Pending>) =>
    write({ base, fields: fieldsOf(change, seenBefore(base, stateChange)), number: attempt.number + 1, pending })
  return write
}

/** Decides by a fresh look at the user how an update goes on after the error of a patch. */
const afterError = <E>(
  task: Task<E>,
  read: Read,
  { base, fields, number, pending: before, ...attempt }: Attempt,
  part: Fields,
  error: PureCloudError,
  again: (
    attempt: Attempt,
    base: User.User,
    pending: ReadonlyArray<Pending>
  ) => ReturnType<Write<E>>
): ReturnType<Write<E>> => {
  const { change, options, recognises } = task
  const isConflict = error._tag === "PureCloudConflict"
  const mayBeApplied = isInDoubt(error)
  const pending = mayBeApplied ? [...before, { sent: part, error }] : before
  const fail = (error: PureCloudError) => Effect.fail(pending.length === 0 ? error : new Unsettled({ error }))
  const isLast = number >= (options.attempts ?? 10)
  if (!(isConflict || mayBeApplied) || (isLast && pending.length === 0)) return fail(error)
  const next = { ...attempt, base, fields, number, pending }
  const delay = Duration.toMillis(options.delay ?? "500 millis")
  return Random.next.pipe(
    Effect.flatMap((random) => Effect.sleep(Duration.millis(delay * (0.5 + random / 2)))),
    Effect.zipRight(Effect.catchAll(inEitherState(base.state, read), fail)),
    Effect.flatMap((fresh): ReturnType<Write<E>> => {
      const done = Effect.succeed([fresh, fields] as const)
      if (fresh.version === base.version) {
        // A conflict without another version is about something else, for example an email address that is taken.
        return isLast || (isConflict && error.reason === "General") ? fail(error) : again(next, fresh, pending)
      }
      // From here on no pending patch can be applied any more: its version is not the current one.
      if (typeof change === "function") {
        if (pending.length === 0) return again(next, fresh, [])
        // A function would be applied to its own result.
        return recognises && pending.some(({ sent }) => holds(fresh, sent))
          ? done
          : fail(pending.at(-1)?.error ?? error)
      }
      if (holds(fresh, part)) return done
      const isAsRead = Object.keys(part).every((key) => sameField(base, fresh, key))
      if (isAsRead) return isLast ? Effect.fail(error) : again(next, fresh, [])
      return fail(isConflict ? new Conflict({ ...error, reason: "Version" }) : error)
    })
  )
}

/**
 * The response of a patch lacks the fields that only come where they are asked for. With the version that was read they
 * are as they were.
 */
const expanded = (expand: ReadonlyArray<Endpoints.UserExpand>, base: User.User, part: Fields): Partial<User.User> =>
  Object.fromEntries(
    expand.flatMap((key) => key in part || !(key in base) ? [] : [[key, valueAt(base, key)]])
  )

/** Reads a user as it is now, even if it was deleted or restored in between. */
const inEitherState = <R>(
  likely: string | undefined,
  read: (state: "active" | "deleted") => Effect.Effect<User.User, PureCloudError, R>
): Effect.Effect<User.User, PureCloudError, R> => {
  const [first, second] = likely === "deleted" ? ["deleted", "active"] as const : ["active", "deleted"] as const
  return Effect.catchTag(
    read(first),
    "PureCloudNotFound",
    (error) => Effect.catchTag(read(second), "PureCloudNotFound", () => error)
  )
}

const callGetUser = PureCloud.call(getUser)
const callPatchUser = PureCloud.call(patchUser)

const noVersion = ({ correlationId, status, value }: PureCloud.Response<User.User>) =>
  new DecodeError({
    origin: originOf(getUser, 1),
    status,
    correlationId,
    details: [],
    issues: [{ path: "version", expected: "a whole number", found: describeType(value.version) }]
  })

/** Whether a patch that failed may have been done. */
const isInDoubt = (error: PureCloudError): boolean => {
  switch (error._tag) {
    case "PureCloudTransportError":
      // Out of time before it was sent, nothing was done.
      return !error.isNotSent && error.reason !== "Deadline"
    case "PureCloudServerError":
      return error.isRetryable
    case "PureCloudRequestTimeout":
      return true
    case "PureCloudUnexpectedResponse":
    case "PureCloudDecodeError":
      return error.status >= 200 && error.status <= 299
    default:
      return false
  }
}

// ----------------------------------------------------------------------------------------------------------- looking up

/**
 * What a lookup asks for. Lookups that ask for the same travel together.
 *
 * @since 0.1.0
 * @category models
 */
export interface LookupOptions {
  readonly expand?: ReadonlyArray<Endpoints.UserExpand>
  /** Default `"active"`, as the service. */
  readonly state?: Endpoints.UserState
}

interface Lookup extends Request.Request<User.User, PureCloudError> {
  readonly _tag: "Lookup"
  readonly client: PureCloud.Service
  readonly userId: string
  /** The options as text, by which lookups that are alike are told, in a cache of requests too. */
  readonly alike: string
}

const Lookup = Request.tagged<Lookup>("Lookup")

/** Most ids that one request may filter by. */
const maxIds = 100

const encodeGetUser = Encoding.encoder(getUser)
const encodePostUsers = Encoding.encoder(postUsers)
const encodePatchUser = Encoding.encoder(patchUser)

/** Answers lookups, each for itself. */
type Answers = ReadonlyMap<Lookup, Either.Either<User.User, PureCloudError>>

const lookUpTogether = gathered((asked: ReadonlyArray<Lookup>): Effect.Effect<Answers> =>
  Effect.gen(function*() {
    const answers = new Map<Lookup, Either.Either<User.User, PureCloudError>>()
    const groups = [...groupBy(asked, ({ client }) => client).values()].flatMap((of) => [
      ...groupBy(of, ({ alike }) => alike).values()
    ])
    yield* Effect.forEach(groups, (alike) => {
      const byId = groupBy(alike, ({ userId }) => userId)
      return Effect.forEach(
        Arr.chunksOf(byId.keys(), maxIds),
        (ids) =>
          Effect.map(lookUp(alike[0], ids), (answerOf) => {
            for (const id of ids) for (const lookup of byId.get(id) ?? []) answers.set(lookup, answerOf(id))
          }),
        { discard: true }
      )
    }, { concurrency: "unbounded", discard: true })
    return answers
  })
)

const lookups: RequestResolver.RequestResolver<Lookup> = RequestResolver.makeBatched((asked) =>
  Effect.flatMap(lookUpTogether(asked), (answers) =>
    Effect.forEach(asked, (lookup) => {
      const answer = answers.get(lookup)
      return answer === undefined ? Effect.void : Request.complete(lookup, Exit.fromEither(answer))
    }, { discard: true }))
)

// Keys are anybody's text, which an object would not hold safely.
const groupBy = <A, K>(values: ReadonlyArray<A>, keyOf: (value: A) => K): Map<K, Arr.NonEmptyArray<A>> => {
  const groups = new Map<K, Arr.NonEmptyArray<A>>()
  for (const value of values) {
    const group = groups.get(keyOf(value))
    if (group === undefined) groups.set(keyOf(value), [value])
    else group.push(value)
  }
  return groups
}

const lookUp = (
  { alike, client }: Lookup,
  ids: ReadonlyArray<string>
): Effect.Effect<(id: string) => Either.Either<User.User, PureCloudError>> => {
  const options = JSON.parse(alike) as LookupOptions
  return client.runWithResponse(getUsers, { ...options, id: ids, pageSize: maxIds }).pipe(
    Effect.map(({ correlationId, value: { entities } }) => {
      const users = new Map(entities.map((user) => [user.id, user]))
      const notFound = new NotFound({
        origin: originOf(getUsers, 1),
        status: 404,
        correlationId,
        text: `the listing has no ${options.state ?? "active"} user of this id`,
        details: []
      })
      return (id: string) => Either.fromNullable(users.get(id), () => notFound)
    }),
    Effect.catchAll((error) => Effect.succeed(() => Either.left(error)))
  )
}

/**
 * A user by id, as `getUser`, but lookups that run at the same time travel together, up to 100 in a request. One that is
 * missing is NotFound, for itself.
 *
 * @example
 * ```ts
 * import { Effect } from "effect"
 * import * as UserOps from "effect-purecloud/UserOps"
 *
 * export const names = (userIds: ReadonlyArray<string>) =>
 *   Effect.forEach(userIds, (userId) => Effect.map(UserOps.lookup(userId), (user) => user.name), { concurrency: 100 })
 * ```
 *
 * @since 0.1.0
 * @category combinators
 */
export const lookup = (
  userId: string,
  options: LookupOptions = {}
): Effect.Effect<User.User, PureCloudError, PureCloud.PureCloud> =>
  Effect.flatMap(PureCloud.PureCloud, (client) => {
    // An id that cannot be sent is nobody else's fault.
    return Effect.zipRight(
      sendable(getUsers, encodeGetUser({ userId })),
      Effect.request(Lookup({ client, userId, alike: JSON.stringify(options) }), lookups)
    )
  })

/** What an endpoint's encoder refuses, as the error of a call. */
const sendable = (
  endpoint: Endpoint.Any,
  encoded: ReturnType<Encoding.Encoder>
): Either.Either<void, EncodeError> =>
  Either.mapBoth(encoded, {
    onLeft: (issues) => new EncodeError({ origin: originOf(endpoint, 0), issues: [...issues] }),
    onRight: () => undefined
  })

// ------------------------------------------------------------------------------------------------------------ analytics

const dayMillis = 86_400_000

/** The longest interval that one query for user details may have, in days: with filters, and without. */
const longestDays = { filtered: 31, unfiltered: 7 } as const

const asksFor = postAnalyticsUsersDetailsQuery

/**
 * The presences and routing statuses of users over any span: the interval is cut into windows that the service takes,
 * 31 days where the query filters and 7 where it does not, and these are read one after the other in the order asked
 * for. A record that reaches over a border comes once.
 *
 * `interval` is two ISO-8601 instants with `Z` or an offset, `start/end`; it ends before its end. `paging` is the stream's own.
 *
 * @example
 * ```ts
 * import { Stream } from "effect"
 * import * as UserOps from "effect-purecloud/UserOps"
 *
 * export const year = UserOps.userDetails({ interval: "2025-01-01T00:00:00Z/2026-01-01T00:00:00Z" }).pipe(
 *   Stream.map((detail) => [detail.userId, detail.primaryPresence?.length ?? 0] as const)
 * )
 * ```
 *
 * @since 0.1.0
 * @category analytics
 */
export const userDetails = (
  query: Omit<AnalyticsQuery.UserDetailsQuery, "paging">,
  options?: Omit<PureCloud.PageOptions, keyof PureCloud.PagePosition>
): Stream.Stream<Analytics.AnalyticsUserDetail, PureCloudError, PureCloud.PureCloud> => {
  const windows = windowsOf(query)
  if (Either.isLeft(windows)) return Stream.fail(windows.left)
  return Stream.suspend(() => {
    /** The records that the window before told of, by user, as far as they may come again. */
    let before = new Map<string, ReadonlySet<string>>()
    return Stream.concatAll(Chunk.map(Chunk.fromIterable(windows.right), (interval) =>
      Stream.suspend(() => {
        const told = before
        const telling = new Map<string, ReadonlySet<string>>()
        before = telling
        return PureCloud.call(asksFor).items({ body: { ...query, interval } }, options).pipe(
          Stream.filterMap((detail) => {
            const { fresh, keys } = withoutTold(detail, interval, told.get(detail.userId ?? "") ?? new Set())
            telling.set(detail.userId ?? "", new Set([...(telling.get(detail.userId ?? "") ?? []), ...keys]))
            return fresh
          })
        )
      })))
  })
}

/** A detail without the records that were told already, if anything remains of it, and the keys of what may come again. */
const withoutTold = (
  detail: Analytics.AnalyticsUserDetail,
  interval: string,
  told: ReadonlySet<string>
): { readonly fresh: Option.Option<Analytics.AnalyticsUserDetail>; readonly keys: ReadonlyArray<string> } => {
  const keys: Array<string> = []
  const [from = NaN, to = NaN] = interval.split("/").map((instant) => Date.parse(instant))
  const isFresh =
    (kind: string) => (record: { readonly startTime?: string | undefined; readonly endTime?: string | undefined }) => {
      if (record.startTime === undefined) return true
      const key = `${kind} ${record.startTime}`
      const isInside = Date.parse(record.startTime) > from && Date.parse(record.endTime ?? "") < to
      if (!isInside) keys.push(key)
      return !told.has(key)
    }
  const primaryPresence = detail.primaryPresence?.filter(isFresh("presence"))
  const routingStatus = detail.routingStatus?.filter(isFresh("routing"))
  const had = (detail.primaryPresence?.length ?? 0) + (detail.routingStatus?.length ?? 0)
  const has = (primaryPresence?.length ?? 0) + (routingStatus?.length ?? 0)
  return {
    keys,
    fresh: had > 0 && has === 0
      ? Option.none()
      : Option.some(had === has ? detail : { ...detail, primaryPresence, routingStatus })
  }
}

/** A moment and not a time of day somewhere: which zone this program runs in does not matter. */
const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)$/

const windowsOf = (
  query: Omit<AnalyticsQuery.UserDetailsQuery, "paging">
): Either.Either<ReadonlyArray<string>, EncodeError> => {
  const [from = NaN, to = NaN, ...rest] = (query.interval ?? "").split("/").map((text) =>
    instant.test(text) ? Date.parse(text) : NaN
  )
  if (!(from < to) || rest.length > 0) {
    return Either.left(
      new EncodeError({
        origin: originOf(asksFor, 0),
        issues: [{
          path: "interval",
          expected: "start/end, two ISO-8601 instants with Z or an offset, of which the first is earlier",
          found: query.interval === undefined ? "nothing" : "something else"
        }]
      })
    )
  }
  const filters = [query.userFilters, query.presenceFilters, query.routingStatusFilters]
  const isFiltered = filters.some((filter) => (filter?.length ?? 0) > 0)
  const step = (isFiltered ? longestDays.filtered : longestDays.unfiltered) * dayMillis
  const iso = (millis: number) => DateTime.formatIso(DateTime.unsafeMake(millis))
  const windows = Array.from(
    { length: Math.ceil((to - from) / step) },
    (_, i) => `${iso(from + i * step)}/${iso(Math.min(to, from + (i + 1) * step))}`
  )
  return Either.right(query.order === "desc" ? windows.reverse() : windows)
}

// ---------------------------------------------------------------------------------------------------------------- bulk

/**
 * Where a bulk run writes down its requests and outcomes: any `KeyValueStore`, and a name that tells the run from others
 * in it.
 *
 * Run it again with the same intents, after a crash or at any time later: an intent whose outcome is recorded gives that
 * outcome again, success or error, and sends nothing; one that was under way is looked at; the others are carried out.
 * A run that is finished therefore stays finished. Intents other than those recorded are refused, further intents after
 * them are carried out. An intent is recognised by its JSON, so a function in it may not change between runs. A run that
 * is interrupted gives the intents under way up to 3 seconds to record their outcomes.
 *
 * One run at a time uses a journal: a second one fails with an `ExportError` of the reason `Locked`, which says who holds
 * it and since when. The journal of a run that was killed is free after ten seconds, and at once on the same Linux host if
 * the program provides a `FileSystem`. A `KeyValueStore` has no atomic step, so two runs that begin within the same
 * millisecond may both begin; one of them fails before its next request.
 *
 * The journal keeps an entry for each intent, with the user as the service sent it, until it is ended with
 * {@link endJournal}. To carry out failed intents again, run them under another name.
 *
 * @since 0.1.0
 * @category bulk
 */
export interface Journal extends Bulk.Journal {}

/**
 * Ends a journal: removes everything that it recorded. Call it when the report of a run is safe, or when a run is given
 * up. A run with the same journal then begins anew and carries out every intent.
 *
 * If it is interrupted, the next call, or the next run with the same journal, completes it. It fails with the reason
 * `Locked` while a run uses the journal.
 *
 * @example
 * ```ts
 * import { KeyValueStore } from "@effect/platform"
 * import { Effect, Either, Stream } from "effect"
 * import * as UserOps from "effect-purecloud/UserOps"
 *
 * export const promote = (userIds: ReadonlyArray<string>, saveReport: (failed: number) => Effect.Effect<void>) =>
 *   Effect.gen(function*() {
 *     const journal = { name: "promote-2026", store: yield* KeyValueStore.KeyValueStore }
 *     const failed = yield* Stream.fromIterable(userIds).pipe(
 *       Stream.map((userId) => ({ userId, change: { title: "Senior Agent" } })),
 *       UserOps.patchAll({ journal }),
 *       Stream.filter(({ result }) => Either.isLeft(result)),
 *       Stream.runCount
 *     )
 *     yield* saveReport(failed)
 *     yield* UserOps.endJournal(journal)
 *   })
 * ```
 *
 * @since 0.2.0
 * @category bulk
 */
export const endJournal = (journal: Journal): Effect.Effect<void, ExportError> => Bulk.end(journal)

/**
 * @since 0.1.0
 * @category bulk
 */
export interface BulkOptions {
  /** Intents under way at the same time. Default 4. */
  readonly concurrency?: number
  /** Reads what it takes to say what would be done, and writes nothing. */
  readonly dryRun?: boolean
  readonly journal?: Journal
}

/**
 * What became of one intent, in the order of the intents: what was done, or the error that stopped it. An error ends no
 * other intent.
 *
 * @since 0.1.0
 * @category bulk
 */
export interface Outcome<Intent, A> extends Bulk.Outcome<Intent, A> {}

/**
 * @since 0.1.0
 * @category bulk
 */
export interface PatchIntent {
  readonly userId: string
  readonly change: Change
  readonly options?: UpdateOptions
}

/**
 * @since 0.1.0
 * @category bulk
 */
export interface Patched {
  /** The user as it then is, or was read in a dry run. */
  readonly user: User.User
  /** The patches that were sent, or would be in a dry run, `state` first; none where the user had all fields. */
  readonly sent: ReadonlyArray<Fields>
}

const bulkOptions = ({ concurrency = 4, dryRun = false, journal }: BulkOptions) => ({
  concurrency,
  // A dry run does nothing that could be in doubt.
  journal: dryRun ? undefined : journal
})

// Users and fields are recorded as they were received and sent: reading them back is as lenient as a response is.
const RecordedUser: Schema.Schema<User.User> = Schema.declare(
  (u: unknown): u is User.User => typeof valueAt(u, "id") === "string"
)
const RecordedFields: Schema.Schema<Fields> = Schema.declare((u: unknown): u is Fields => Predicate.isRecord(u))

/** A change of the state that an update makes itself, before it sends the other fields. */
const StateChange = Schema.Struct({ from: Schema.optional(Schema.String), to: Schema.String })
type StateChange = typeof StateChange.Type

/** A patch as it is written down before it is sent. */
const PatchNote = Schema.Struct({
  sent: RecordedFields,
  version: Schema.optional(Schema.Number),
  stateChange: Schema.optional(StateChange)
})
type PatchNote = typeof PatchNote.Type

/** Of other requests it is enough to know that they were sent. */
const EmptyNote = Schema.Struct({})

const doubt = (endpoint: Endpoint.Any, text: string) => new InDoubt({ origin: originOf(endpoint, 1), text })

const interrupted = "the run before ended while it was under way"

/**
 * Changes users, each as {@link update} does. With a {@link Journal} no change is applied twice: the version that was
 * read is written down before it is sent, and tells after a crash whether the change was applied. A patch whose response
 * was lost counts as applied where the version has moved and the user has the fields that were sent; where neither this
 * nor the opposite is certain the outcome is InDoubt.
 *
 * @example
 * ```ts
 * import { Either, Stream } from "effect"
 * import * as UserOps from "effect-purecloud/UserOps"
 *
 * export const offboard = (userIds: ReadonlyArray<string>) =>
 *   Stream.fromIterable(userIds).pipe(
 *     Stream.map((userId) => ({ userId, change: { state: "inactive" } })),
 *     UserOps.patchAll({ dryRun: true }),
 *     Stream.filter(({ result }) => Either.isLeft(result))
 *   )
 * ```
 *
 * @since 0.1.0
 * @category bulk
 */
export const patchAll = (options: BulkOptions = {}) =>
<E, R>(
  intents: Stream.Stream<PatchIntent, E, R>
): Stream.Stream<Outcome<PatchIntent, Patched>, E | ExportError, R | PureCloud.PureCloud> =>
  withClient((client) =>
    Bulk.bulk(intents, {
      operation: "patchAll",
      noteSchema: PatchNote,
      successSchema: Schema.Struct({ user: RecordedUser, sent: Schema.Array(RecordedFields) }),
      subjectOf: ({ change, options, userId }) => JSON.stringify([userId, change, options]),
      run: ({ change, options: how = {}, userId }, { before, note }) =>
        Effect.provideService(
          Effect.gen(function*() {
            const parts = new Map<"state" | "others", Fields>()
            const keep = (part: Fields) => parts.set(part.state === undefined ? "others" : "state", part)
            const task = {
              userId,
              change,
              options: how,
              recognises: true,
              beforePatch: (patch: PatchNote) =>
                Effect.gen(function*() {
                  // A body that cannot be sent cannot be written down either.
                  yield* sendable(patchUser, encodePatchUser({ userId, body: { ...patch.sent, version: 0 } }))
                  keep(patch.sent)
                  if (!options.dryRun) yield* note(patch)
                  return !options.dryRun
                })
            }
            const start = before === undefined ? undefined : yield* resumed(task, before)
            if (start?.stateChange !== undefined) keep({ state: start.stateChange.to })
            if (before !== undefined && start?.isApplied) {
              keep(before.sent)
              // A function would be applied to its own result.
              if (typeof change === "function" && before.sent.state === undefined) {
                return { user: start.user, sent: [...parts.values()] }
              }
            }
            const user = yield* Effect.catchTag(
              updateFrom(task, start),
              "Unsettled",
              ({ error }) => doubt(patchUser, before === undefined ? error.message : interrupted)
            )
            return { user, sent: [...parts.values()] }
          }),
          PureCloud.PureCloud,
          client
        )
    }, bulkOptions(options))
  )

/** Looks at what became of the patch that an earlier run sent last. */
const resumed = <E>(
  task: Task<E>,
  { sent, stateChange, version }: PatchNote
): Effect.Effect<Start & { readonly isApplied: boolean }, InDoubt, PureCloud.PureCloud> =>
  Effect.gen(function*() {
    const expand = expandOf(task, [{ sent }])
    const user = yield* Effect.mapError(
      inEitherState(task.options.state, (state) =>
        callGetUser({ userId: task.userId, state, ...(expand.length === 0 ? {} : { expand }) })),
      ({ message }) =>
        doubt(patchUser, `${interrupted}, and ${message}`)
    )
    const isOfState = sent.state !== undefined
    if (user.version === version) {
      const start = isOfState ? { isStateSet: false, stateChange: undefined } : { isStateSet: true, stateChange }
      return { ...start, user, pending: [{ sent }], isApplied: false }
    }
    return holds(user, sent)
      ? { user, pending: [], isStateSet: true, stateChange, isApplied: true }
      : yield* doubt(patchUser, interrupted)
  })

/**
 * Creates users. One whose response was lost, to the network or to a crash, is InDoubt and not sent again: its email
 * address tells whether it is there. With a {@link Journal} the created users are recorded, so that a later run gives
 * them again. In a dry run the bodies are checked.
 *
 * @since 0.1.0
 * @category bulk
 */
export const createAll = (options: BulkOptions = {}) =>
<E, R>(
  intents: Stream.Stream<UserRequest.CreateUser, E, R>
): Stream.Stream<
  Outcome<UserRequest.CreateUser, User.User | undefined>,
  E | ExportError,
  R | PureCloud.PureCloud
> =>
  withClient((client) =>
    Bulk.bulk(intents, {
      operation: "createAll",
      noteSchema: EmptyNote,
      successSchema: Schema.UndefinedOr(RecordedUser),
      subjectOf: (body) => JSON.stringify(body),
      run: (body, { before, note }) =>
        Effect.gen(function*() {
          yield* sendable(postUsers, encodePostUsers({ body }))
          if (options.dryRun) return undefined
          if (before !== undefined) return yield* doubt(postUsers, interrupted)
          yield* note({})
          return yield* Effect.mapError(
            client.run(postUsers, { body }),
            (error) => isInDoubt(error) ? doubt(postUsers, error.message) : error
          )
        })
    }, bulkOptions(options))
  )

/**
 * Deletes users. One that an earlier run may have deleted already counts as deleted. A version conflict, which passes once
 * the other change of the user is done, is repeated within the retry policy. In a dry run the users are read.
 *
 * @since 0.1.0
 * @category bulk
 */
export const deleteAll = (options: BulkOptions = {}) =>
<E, R>(
  intents: Stream.Stream<string, E, R>
): Stream.Stream<Outcome<string, void>, E | ExportError, R | PureCloud.PureCloud> =>
  withClient((client) =>
    Bulk.bulk(intents, {
      operation: "deleteAll",
      noteSchema: EmptyNote,
      successSchema: Schema.Void,
      subjectOf: (userId) => userId,
      run: (userId, { before, note }) =>
        options.dryRun ? Effect.asVoid(client.run(getUser, { userId })) : note({}).pipe(
          Effect.zipRight(client.run(deleteUser, { userId })),
          // An earlier request may have deleted the user, of the run before or of this one.
          Effect.catchTag(
            "PureCloudNotFound",
            (error) => before === undefined && error.origin.attempts < 2 ? Effect.fail(error) : Effect.void
          )
        )
    }, bulkOptions(options))
  )

const withClient = <A, E, R>(
  f: (client: PureCloud.Service) => Stream.Stream<A, E, R>
): Stream.Stream<A, E, R | PureCloud.PureCloud> => Stream.unwrap(Effect.map(PureCloud.PureCloud, f))
