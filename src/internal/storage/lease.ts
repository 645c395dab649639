import type * as PlatformError from "@effect/platform/Error"
import * as Clock from "effect/Clock"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schedule from "effect/Schedule"
import type * as Scope from "effect/Scope"
import * as AtomicStore from "../../AtomicStore.js"
import { ExportError } from "../../PureCloudError.js"
import { elapsed } from "../http/stopwatch.js"
import type { Store } from "./checkpointStore.js"
import { currentProcess, describeHolder, encodeHolder, type Holder, holderOf, realm } from "./leaseHolder.js"
import { type LeaseStore, renewEvery, watch } from "./leaseWatch.js"
import { orExportError } from "./storageError.js"

/*
 * A lease allows one run at a time to use a checkpoint or a journal. It is a record in the same store as the checkpoint
 * or journal. The holder of the lease rewrites the record every two seconds.
 *
 * A run that finds a lease watches its record. If the record changes, the holder is alive and the run is refused. If it
 * stays the same for ten seconds, the run replaces the lease. If the holder is a process of the same host (on Linux),
 * or a run in this process, its end is detected at once.
 *
 * A holder checks its lease before each write. If it was only slow and its lease was replaced, the check fails. In an
 * atomic store, the check and the write are one operation. In another store, a holder that is suspended between the two
 * can still carry out this one write. No other run replaces a lease within ten seconds of its renewal, so shortly after a
 * renewal, a write to a file that is not a checkpoint needs no check.
 *
 * The check compares the random id of the holder, not the fencing number, because the numbers begin at 1 again after a
 * release.
 *
 * A process that was suspended finds that its commands to the store have timed out. Therefore a holder repeats a
 * command that failed, once and after a second. A repeated write includes a check.
 */

/** Repeats an operation of a store that failed. */
const orAgain = <A, E>(
  operation: Effect.Effect<A, E | PlatformError.PlatformError>
): Effect.Effect<A, E | PlatformError.PlatformError> =>
  Effect.retry(operation, {
    schedule: Schedule.spaced("1 second"),
    times: 1,
    while: (error) => !(error instanceof ExportError)
  })

/** Time in milliseconds after a renewal in which certainly no other run replaces the lease. */
const trustedFor = 5000

/** Exclusive right to use a checkpoint or a journal. */
export interface Lease {
  /** The fencing number: greater than that of the lease which this one replaced. */
  readonly number: number
  /** Whether the previous holder may still be alive, because its lease was replaced only for not being renewed. */
  readonly isContested: boolean
  /** Fails if another run has replaced the lease. */
  readonly check: Effect.Effect<void, ExportError>
  /** Like `check`, but if the lease was renewed in the last five seconds, it succeeds without reading the record. */
  readonly checkUnlessRenewed: Effect.Effect<void, ExportError>
  /** Returns the store of the lease with a check of the lease before each write, or as one operation with it. */
  readonly guard: (store: Store) => Store
}

/**
 * Acquires the lease of a name, and renews it until the scope is closed. Fails with an `ExportError` whose reason is
 * `Locked` if another run holds it. Returns at once if no run holds it or the holder is known to be dead; otherwise it
 * takes up to ten seconds.
 */
export const acquire = (
  store: LeaseStore,
  name: string
): Effect.Effect<Lease, ExportError, Scope.Scope> =>
  Effect.gen(function*() {
    const key = `${name}.lease`
    const { held, id: realmId } = realm()
    const first: Holder = {
      id: crypto.randomUUID(),
      number: 1,
      since: yield* Clock.currentTimeMillis,
      sequence: 0,
      realm: realmId,
      process: Option.getOrUndefined(yield* currentProcess)
    }
    /** The record of the lease, if this run holds it. */
    const own = Effect.map(
      store.get(key),
      (found) => ({ found, record: Option.filter(found, (record) => holderOf(record)?.id === first.id) })
    )
    const release = Effect.suspend(() => {
      held.delete(first.id)
      return Effect.flatMap(
        own,
        ({ record }) => Effect.transposeMapOption(record, (record) => store.remove(key, record))
      )
    })
    // A lease that could not be released is replaced by the next run.
    yield* Effect.acquireRelease(Effect.sync(() => held.add(first.id)), () => Effect.ignore(release))
    let renewedAt = yield* elapsed
    const { holder, isContested } = yield* take(store, name, key, first)
    const check = Effect.flatMap(orExportError(key, orAgain(own)), ({ found, record }) =>
      Option.match(record, {
        onNone: () => lost(name, Option.getOrUndefined(Option.map(found, holderOf))),
        onSome: (value): Effect.Effect<AtomicStore.Condition> => Effect.succeed({ key, value })
      }))
    yield* check
    const renewal = Effect.gen(function*() {
      const startedAt = yield* elapsed
      const { record } = yield* own
      if (Option.isSome(record) && (yield* renew(store, key, record.value))) renewedAt = startedAt
    })
    yield* Effect.forkScoped(renewal.pipe(Effect.ignore, Effect.delay(renewEvery), Effect.forever))
    return {
      number: holder.number,
      isContested,
      check: Effect.asVoid(check),
      checkUnlessRenewed: Effect.flatMap(elapsed, (now) => now - renewedAt < trustedFor ? Effect.void : check),
      guard: (store) => guard(store, check)
    }
  })

/** Adds the check of a lease to the writes of a store, and repeats operations that failed. */
const guard = (store: Store, check: Effect.Effect<AtomicStore.Condition, ExportError>): Store => {
  const get: Store["get"] = (key) => orAgain(store.get(key))
  if (!AtomicStore.isAtomicStore(store)) {
    return {
      get,
      set: (key, value) => orAgain(Effect.zipRight(check, store.set(key, value))),
      remove: (key) => orAgain(Effect.zipRight(check, store.remove(key)))
    }
  }
  const { removeIf, setIf } = store[AtomicStore.TypeId]
  /** Repeats a write whose condition was not met, because the lease was renewed in the meantime. */
  const whileHeld = (
    write: (condition: AtomicStore.Condition) => Effect.Effect<boolean, PlatformError.PlatformError>
  ): Effect.Effect<void, PlatformError.PlatformError | ExportError> =>
    Effect.flatMap(
      orAgain(Effect.flatMap(check, write)),
      (isDone) => isDone ? Effect.void : whileHeld(write)
    )
  return {
    get,
    set: (key, value) => whileHeld((condition) => setIf(condition, key, value)),
    remove: (key) => whileHeld((condition) => removeIf(condition, key))
  }
}

/** Writes the record of a holder, if the lease has no holder or its holder is dead. */
const take = (
  store: LeaseStore,
  name: string,
  key: string,
  holder: Holder
): Effect.Effect<{ readonly holder: Holder; readonly isContested: boolean }, ExportError> =>
  Effect.gen(function*() {
    if (yield* orExportError(key, store.create(key, encodeHolder(holder)))) return { holder, isContested: false }
    const found = yield* orExportError(key, store.get(key))
    if (Option.isNone(found)) return yield* take(store, name, key, holder)
    const watched = yield* orExportError(key, watch(store, key, found.value))
    if (watched._tag === "Alive") return yield* refused(name, watched.holder)
    if (watched._tag === "Released") return yield* take(store, name, key, holder)
    const dead = holderOf(found.value)
    const next = { ...holder, number: (dead?.number ?? 0) + 1, sequence: (dead?.sequence ?? 0) + 1 }
    const isReplaced = yield* orExportError(key, store.replace(key, found.value, encodeHolder(next)))
    return isReplaced ? { holder: next, isContested: !watched.isCertain } : yield* take(store, name, key, holder)
  })

/** Replaces the record of a lease with the next one of the same holder. Returns whether it did. */
const renew = (store: LeaseStore, key: string, record: string): Effect.Effect<boolean, PlatformError.PlatformError> => {
  const holder = holderOf(record)
  return holder === undefined
    ? Effect.succeed(false)
    : store.replace(key, record, encodeHolder({ ...holder, sequence: holder.sequence + 1 }))
}

/** Makes the error of a run that finds the lease of another run. */
const refused = (path: string, holder: Holder | undefined): ExportError =>
  locked(
    path,
    holder,
    (since) => since === undefined ? "holds it" : `has held it since ${since}`,
    "Wait until it has ended, or stop it"
  )

/** Makes the error of a run whose lease was replaced. */
const lost = (path: string, holder: Holder | undefined): ExportError =>
  locked(
    path,
    holder,
    (since) => since === undefined ? "has taken over" : `has taken over, and has held it since ${since}`,
    "This run did not renew its lease in time. It has written nothing since then"
  )

const locked = (
  path: string,
  holder: Holder | undefined,
  verb: (since: string | undefined) => string,
  rest: string
): ExportError => {
  const name = holder === undefined ? "another run" : describeHolder(holder)
  const since = holder === undefined ? undefined : DateTime.unsafeMake(holder.since)
  const text = `${name} ${verb(since === undefined ? undefined : DateTime.formatIso(since))}. ${rest}`
  return new ExportError({ reason: "Locked", path, text, holder: name, since })
}
