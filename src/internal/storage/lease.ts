import * as Clock from "effect/Clock"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schedule from "effect/Schedule"
import type * as Scope from "effect/Scope"
import { ExportError } from "../../PureCloudError.js"
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
 * A holder calls `check` before each write. If it was only slow and its lease was replaced, `check` fails.
 */

/** Exclusive right to use a checkpoint or a journal. */
export interface Lease {
  /** The fencing number: greater than that of the lease which this one replaced. */
  readonly number: number
  /** Whether the previous holder may still be alive, because its lease was replaced only for not being renewed. */
  readonly isContested: boolean
  /** Fails if another run has replaced the lease. To be called before each write. */
  readonly check: Effect.Effect<void, ExportError>
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
    const isHeld = (found: Option.Option<string>) => Option.exists(found, (record) => holderOf(record)?.id === first.id)
    const release = Effect.suspend(() => {
      held.delete(first.id)
      return Effect.flatMap(store.get(key), (found) => isHeld(found) ? store.remove(key) : Effect.void)
    })
    // A lease that could not be released is replaced by the next run.
    yield* Effect.acquireRelease(Effect.sync(() => held.add(first.id)), () => Effect.ignore(release))
    const { holder, isContested } = yield* take(store, name, key, first)
    const check = Effect.flatMap(
      orExportError(key, store.get(key)),
      (found) => isHeld(found) ? Effect.void : lost(name, Option.getOrUndefined(Option.map(found, holderOf)))
    )
    yield* check
    yield* Effect.forkScoped(renew(store, key, holder))
    return { number: holder.number, isContested, check }
  })

/** Writes a holder to the store, if there is none or the one there is dead. */
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

/** Renews a lease until it belongs to another run. If a renewal fails, the next one follows after the same interval. */
const renew = (store: LeaseStore, key: string, holder: Holder): Effect.Effect<void> => {
  let current = holder
  return Effect.suspend(() => {
    const next = { ...current, sequence: current.sequence + 1 }
    return Effect.map(store.replace(key, encodeHolder(current), encodeHolder(next)), (isReplaced) => {
      if (isReplaced) current = next
    })
  }).pipe(Effect.ignore, Effect.delay(renewEvery), Effect.repeat(Schedule.forever), Effect.asVoid)
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
