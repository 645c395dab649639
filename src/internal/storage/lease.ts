import type * as PlatformError from "@effect/platform/Error"
import * as FileSystem from "@effect/platform/FileSystem"
import * as Arr from "effect/Array"
import * as Clock from "effect/Clock"
import * as DateTime from "effect/DateTime"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import { globalValue } from "effect/GlobalValue"
import * as Option from "effect/Option"
import * as Schedule from "effect/Schedule"
import * as Schema from "effect/Schema"
import type * as Scope from "effect/Scope"
import { ExportError } from "../../PureCloudError.js"
import { isMissing, orExportError, type Store } from "./checkpoints.js"

/*
 * A lease lets one run at a time use a checkpoint or a journal. It is a record in the store that the checkpoint is in,
 * and its holder rewrites it every two seconds.
 *
 * No time of day is ever compared, because clocks differ between hosts and can be set back. A run that finds a lease
 * watches it instead: a record that changes has a living holder, and the run is refused. A record that stays the same
 * for ten seconds has none, and the run replaces it. Where the holder is a process of the same host (on Linux), or
 * belongs to this process, its death is known at once and nobody waits.
 *
 * A holder that was only slow finds out by `check`, which it calls before each write.
 */

/** The time between two renewals, and between two looks at the lease of another run. */
const renewEvery = Duration.seconds(2)

/** Looks that find a lease unchanged, after which its holder counts as dead. */
const looks = 5

// ------------------------------------------------------------------------------------------------------------ stores

/**
 * What a lease needs of a store. Each function is one atomic step where the store has such a step (a script of Redis, a
 * conditional UPDATE of SQL, an exclusive open of a file).
 */
export interface LeaseStore {
  readonly get: (key: string) => Effect.Effect<Option.Option<string>, PlatformError.PlatformError>
  /** Sets a key that has no value. Returns whether it did. */
  readonly create: (key: string, value: string) => Effect.Effect<boolean, PlatformError.PlatformError>
  /** Replaces a value that is still the expected one. Returns whether it did. */
  readonly replace: (
    key: string,
    expected: string,
    value: string
  ) => Effect.Effect<boolean, PlatformError.PlatformError>
  readonly remove: (key: string) => Effect.Effect<void, PlatformError.PlatformError>
}

/**
 * Leases in a store that only gets and sets. The record is written to two keys in turn: where the latest one is torn, the
 * one before is there. Two runs that begin within the same millisecond may both create the lease; a `check` of the one
 * that was overwritten fails.
 */
export const keyValueLeases = (store: Store): LeaseStore => {
  const keysOf = (key: string) => [`${key}-0`, `${key}-1`] as const
  const sequenceOf = (text: string) => holderOf(text)?.sequence ?? Infinity
  const get: LeaseStore["get"] = (key) =>
    Effect.map(Effect.forEach(keysOf(key), store.get), (found) =>
      Arr.last(
        found.flatMap(Option.toArray).filter(isWhole).sort((a, b) => sequenceOf(a) - sequenceOf(b))
      ))
  const setIf = (key: string, value: string, isExpected: (found: Option.Option<string>) => boolean) =>
    Effect.flatMap(get(key), (found) =>
      isExpected(found)
        ? Effect.zipRight(
          store.set(keysOf(key)[sequenceOf(value) % 2 === 0 ? 0 : 1], value),
          Effect.map(get(key), Option.contains(value))
        )
        : Effect.succeed(false))
  return {
    get,
    create: (key, value) => setIf(key, value, Option.isNone),
    replace: (key, expected, value) => setIf(key, value, Option.contains(expected)),
    remove: (key) =>
      Effect.forEach(
        keysOf(key),
        (each) => Effect.flatMap(store.get(each), (found) => Option.isNone(found) ? Effect.void : store.remove(each)),
        { discard: true }
      )
  }
}

/**
 * Leases in files, whose keys are their paths. A file is created exclusively. To replace one, a second file whose name
 * ends with the id of the lease to be replaced is created exclusively and then renamed, so only one run can do it. A
 * second file that a dead run left behind is replaced in the same way.
 */
export const fileLeases = (fs: FileSystem.FileSystem): LeaseStore => {
  const get: LeaseStore["get"] = (path) =>
    fs.readFileString(path).pipe(Effect.map(Option.some), Effect.catchIf(isMissing, () => Effect.succeedNone))

  const create: LeaseStore["create"] = (path, value) =>
    Effect.scoped(Effect.flatMap(
      fs.open(path, { flag: "wx" }),
      (file) =>
        // A disk that is full must not leave an empty lease behind.
        Effect.onError(
          Effect.zipRight(file.writeAll(new TextEncoder().encode(value)), file.sync),
          () => Effect.ignore(remove(path))
        )
    )).pipe(
      Effect.as(true),
      Effect.catchIf(
        (error) => error._tag === "SystemError" && error.reason === "AlreadyExists",
        () => Effect.succeed(false)
      )
    )

  const remove: LeaseStore["remove"] = (path) => fs.remove(path, { force: true })

  const replace: LeaseStore["replace"] = (path, expected, value) => {
    const claim = `${path}.${holderOf(expected)?.id ?? "unknown"}`
    const finish = Effect.flatMap(get(path), (found) =>
      Option.contains(found, expected)
        ? Effect.as(fs.rename(claim, path), true)
        : Effect.as(remove(claim), false))
    const replaceDead = Effect.flatMap(
      get(claim),
      (found) =>
        Option.isNone(found) ? Effect.succeed(false) : Effect.flatMap(
          watch(store, claim, found.value),
          ({ _tag }) => _tag === "Dead" ? replace(claim, found.value, value) : Effect.succeed(false)
        )
    )
    return Effect.uninterruptibleMask((restore) =>
      create(claim, value).pipe(
        Effect.flatMap((isCreated) => isCreated ? Effect.succeed(true) : restore(replaceDead)),
        Effect.flatMap((isClaimed) => isClaimed ? finish : Effect.succeed(false))
      )
    )
  }

  const store: LeaseStore = { get, create, replace, remove }
  return store
}

// ----------------------------------------------------------------------------------------------------------- holders

const Process = Schema.Struct({
  host: Schema.String,
  /** Differs after each start of the host. */
  boot: Schema.String,
  /** Process ids of different namespaces (containers) cannot be compared. */
  namespace: Schema.String,
  pid: Schema.String,
  /** When the process started: process ids are used again. */
  start: Schema.String
})

const Holder = Schema.Struct({
  id: Schema.String,
  /** The fencing number: greater than that of the lease which this one replaced. */
  number: Schema.NonNegativeInt,
  /** Milliseconds since 1970 when the lease was acquired, for messages only. */
  since: Schema.Number,
  /** Grows each time the record is written, by whichever holder. */
  sequence: Schema.NonNegativeInt,
  /** Identifies the JavaScript realm of the holder. */
  realm: Schema.String,
  process: Schema.optional(Process)
})
type Holder = typeof Holder.Type

const HolderJson = Schema.parseJson(Holder)
const decodeHolder = Schema.decodeOption(HolderJson)
const encodeHolder = Schema.encodeSync(HolderJson)

/** Whether a record is not torn: a run may be killed while it writes one. */
const isWhole = (text: string): boolean => text.endsWith("}")

/** The holder that a record names. One that is torn, or of another version of this library, names none. */
const holderOf = (text: string): Holder | undefined => Option.getOrUndefined(decodeHolder(text))

/** The leases that this realm holds, and its id: shared by all copies of this module in the realm. */
const realm = (): { readonly id: string; readonly held: Set<string> } =>
  globalValue(Symbol.for("effect-purecloud/internal/lease"), () => ({ id: crypto.randomUUID(), held: new Set() }))

/** The state and the start of a process, where the file system shows processes. */
const statOf = (fs: FileSystem.FileSystem, pid: string) =>
  Effect.map(fs.readFileString(`/proc/${pid}/stat`), (stat) => {
    // The name of the program is in parentheses, and may hold any character.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ")
    return { pid: stat.slice(0, stat.indexOf(" ")), state: fields[0] ?? "", start: fields[19] ?? "" }
  })

/** This process, where the file system shows processes (on Linux). */
const currentProcess: Effect.Effect<Option.Option<typeof Process.Type>> = Effect.flatMap(
  Effect.serviceOption(FileSystem.FileSystem),
  Option.match({
    onNone: () => Effect.succeedNone,
    onSome: (fs) =>
      Effect.option(Effect.gen(function*() {
        const { pid, start } = yield* statOf(fs, "self")
        return {
          host: (yield* fs.readFileString("/proc/sys/kernel/hostname")).trim(),
          boot: (yield* fs.readFileString("/proc/sys/kernel/random/boot_id")).trim(),
          namespace: yield* fs.readLink("/proc/self/ns/pid"),
          pid,
          start
        }
      }))
  })
)

/** Whether a holder is known to be dead: it belongs to this realm, or its process does not exist any more. */
const isKnownDead = ({ id, process, realm: theirs }: Holder): Effect.Effect<boolean> =>
  Effect.gen(function*() {
    const { held, id: ours } = realm()
    if (theirs === ours) return !held.has(id)
    const [fs, current] = [yield* Effect.serviceOption(FileSystem.FileSystem), yield* currentProcess]
    if (process === undefined || Option.isNone(fs) || Option.isNone(current)) return false
    if (process.boot !== current.value.boot || process.namespace !== current.value.namespace) return false
    return yield* statOf(fs.value, process.pid).pipe(
      // A zombie has ended, and nobody has asked for its exit code.
      Effect.map(({ start, state }) => start !== process.start || state === "Z" || state === "X"),
      Effect.catchAll((error) => Effect.succeed(isMissing(error)))
    )
  })

const isKnownAlive = ({ id, realm: theirs }: Holder): boolean => theirs === realm().id && realm().held.has(id)

// --------------------------------------------------------------------------------------------------------- the lease

/** What became of a lease that was watched. `isCertain`: not only presumed because nobody renewed it. */
type Watched =
  | { readonly _tag: "Dead"; readonly isCertain: boolean }
  | { readonly _tag: "Alive"; readonly holder: Holder | undefined }
  | { readonly _tag: "Released" }

/** Watches a lease until it is known whether its holder lives. */
const watch = (
  { get }: LeaseStore,
  key: string,
  text: string
): Effect.Effect<Watched, PlatformError.PlatformError> => {
  const holder = holderOf(text)
  const look = (left: number): Effect.Effect<Watched, PlatformError.PlatformError> =>
    Effect.gen(function*() {
      if (holder !== undefined && (yield* isKnownDead(holder))) return { _tag: "Dead", isCertain: true }
      if (left === 0) return { _tag: "Dead", isCertain: false }
      yield* Effect.sleep(renewEvery)
      const now = yield* get(key)
      if (Option.isNone(now)) return { _tag: "Released" }
      return now.value === text ? yield* look(left - 1) : { _tag: "Alive", holder: holderOf(now.value) }
    })
  // Only the first record of a lease can be torn. A run that is still writing it fails at its first check.
  if (!isWhole(text)) return Effect.succeed({ _tag: "Dead", isCertain: true })
  return holder !== undefined && isKnownAlive(holder) ? Effect.succeed({ _tag: "Alive", holder }) : look(looks)
}

/** The right to use a checkpoint or a journal. */
export interface Lease {
  /** The fencing number: greater than that of the lease which this one replaced. */
  readonly number: number
  /** Whether the holder before may still be alive: it has not renewed its lease, and more is not known. */
  readonly isContested: boolean
  /** Fails where another run has replaced the lease meanwhile. Called before each write. */
  readonly check: Effect.Effect<void, ExportError>
}

/**
 * Acquires the lease of a name, and renews it until the scope is closed. Fails with an `ExportError` whose reason is
 * `Locked` where another run holds it. Returns at once where nobody holds it, or the holder is known to be dead; else it
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
    const release = Effect.suspend(() => {
      held.delete(first.id)
      return Effect.flatMap(
        store.get(key),
        (found) => isOf(found, first.id) ? store.remove(key) : Effect.void
      )
    })
    // The next run replaces a lease that could not be released.
    yield* Effect.acquireRelease(Effect.sync(() => held.add(first.id)), () => Effect.ignore(release))
    const { holder, isContested } = yield* take(store, name, key, first)
    const check = Effect.flatMap(
      orExportError(key, store.get(key)),
      (found) => isOf(found, first.id) ? Effect.void : locked(name, Option.flatMap(found, decodeHolder), true)
    )
    yield* check
    yield* Effect.forkScoped(renewing(store, key, holder))
    return { number: holder.number, isContested, check }
  })

const isOf = (found: Option.Option<string>, id: string): boolean =>
  Option.exists(found, (text) => holderOf(text)?.id === id)

/** Puts a holder into the store, in place of none or of a dead one. */
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
    if (watched._tag === "Alive") return yield* locked(name, Option.fromNullable(watched.holder), false)
    if (watched._tag === "Released") return yield* take(store, name, key, holder)
    const before = holderOf(found.value)
    const next = { ...holder, number: (before?.number ?? 0) + 1, sequence: (before?.sequence ?? 0) + 1 }
    const isReplaced = yield* orExportError(key, store.replace(key, found.value, encodeHolder(next)))
    return isReplaced ? { holder: next, isContested: !watched.isCertain } : yield* take(store, name, key, holder)
  })

/** Renews a lease until it belongs to another run. A renewal that fails is repeated with the next one. */
const renewing = (store: LeaseStore, key: string, holder: Holder): Effect.Effect<void> => {
  let current = holder
  return Effect.suspend(() => {
    const next = { ...current, sequence: current.sequence + 1 }
    return Effect.map(store.replace(key, encodeHolder(current), encodeHolder(next)), (isReplaced) => {
      if (isReplaced) current = next
    })
  }).pipe(Effect.ignore, Effect.delay(renewEvery), Effect.repeat(Schedule.forever), Effect.asVoid)
}

const locked = (path: string, holder: Option.Option<Holder>, isLost: boolean): ExportError => {
  const by = Option.match(holder, {
    onNone: () => "another run",
    onSome: ({ id, process, realm: theirs }) =>
      theirs === realm().id
        ? "another run in this process"
        : process === undefined
        ? `another run (${id})`
        : `another run (process ${process.pid} on ${process.host})`
  })
  const since = Option.map(holder, ({ since }) => DateTime.unsafeMake(since))
  const from = Option.match(since, { onNone: () => "", onSome: (time) => ` since ${DateTime.formatIso(time)}` })
  return new ExportError({
    reason: "Locked",
    path,
    text: isLost
      ? `${by} has taken over${from}, because this run did not renew its lease in time. Nothing more was written`
      : `${by} holds it${from}. Wait until it has ended, or stop it`,
    holder: by,
    since: Option.getOrUndefined(since)
  })
}
