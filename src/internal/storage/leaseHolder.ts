import * as FileSystem from "@effect/platform/FileSystem"
import * as Effect from "effect/Effect"
import { globalValue } from "effect/GlobalValue"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import { isMissing } from "./storageError.js"

/*
 * The record of a lease identifies its holder: the run, its JavaScript realm, and on Linux its process.
 */

const Process = Schema.Struct({
  host: Schema.String,
  /** Differs after each start of the host. */
  boot: Schema.String,
  /** Process ids of different namespaces (containers) cannot be compared. */
  namespace: Schema.String,
  pid: Schema.String,
  /** When the process started: the host reuses process ids. */
  start: Schema.String
})
type Process = typeof Process.Type

const Holder = Schema.Struct({
  id: Schema.String,
  /** The fencing number: greater than that of the lease which this one replaced. */
  number: Schema.NonNegativeInt,
  /** Milliseconds since 1970 when the lease was acquired, for messages only. */
  since: Schema.Number,
  /** Grows each time the record is written, by this holder or the next one. */
  sequence: Schema.NonNegativeInt,
  /** Identifies the JavaScript realm of the holder. */
  realm: Schema.String,
  process: Schema.optional(Process)
})
/** The record of a lease. */
export type Holder = typeof Holder.Type

const HolderJson = Schema.parseJson(Holder)
const decode = Schema.decodeOption(HolderJson)

/** Encodes the record of a lease. */
export const encodeHolder = Schema.encodeSync(HolderJson)

/** Returns the holder in a record, or `undefined` if the record is incomplete or of another version. */
export const holderOf = (record: string): Holder | undefined => Option.getOrUndefined(decode(record))

/** Whether a record is complete: a run may be killed while it writes one. */
export const isComplete = (record: string): boolean => record.endsWith("}")

/** The id of this realm and the ids of the leases that it holds, shared by all copies of this module in the realm. */
export const realm = (): { readonly id: string; readonly held: Set<string> } =>
  globalValue(Symbol.for("effect-purecloud/internal/lease"), () => ({ id: crypto.randomUUID(), held: new Set() }))

/** Reads the id, the state and the start time of a process, if the file system has processes (Linux). */
const readProcess = (fs: FileSystem.FileSystem, pid: string) =>
  Effect.map(fs.readFileString(`/proc/${pid}/stat`), (stat) => {
    // The name of the program is in parentheses, and may contain any character.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ")
    return { pid: stat.slice(0, stat.indexOf(" ")), state: fields[0] ?? "", start: fields[19] ?? "" }
  })

/** This process, if the file system has processes (Linux). */
export const currentProcess: Effect.Effect<Option.Option<Process>> = Effect.flatMap(
  Effect.serviceOption(FileSystem.FileSystem),
  Option.match({
    onNone: () => Effect.succeedNone,
    onSome: (fs) =>
      Effect.option(Effect.gen(function*() {
        const { pid, start } = yield* readProcess(fs, "self")
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

/** Whether a holder has certainly ended: this realm released its lease, or its process no longer exists. */
export const isKnownDead = ({ id, process, realm: itsRealm }: Holder): Effect.Effect<boolean> =>
  Effect.gen(function*() {
    if (itsRealm === realm().id) return !realm().held.has(id)
    const [fs, current] = [yield* Effect.serviceOption(FileSystem.FileSystem), yield* currentProcess]
    if (process === undefined || Option.isNone(fs) || Option.isNone(current)) return false
    // A virtual machine that was cloned while it ran differs from the original in its host name only.
    const isSameHost = (["host", "boot", "namespace"] as const).every((key) => process[key] === current.value[key])
    if (!isSameHost) return false
    return yield* readProcess(fs.value, process.pid).pipe(
      // A zombie has ended, and its parent has not read its exit code yet.
      Effect.map(({ start, state }) => start !== process.start || state === "Z" || state === "X"),
      Effect.catchAll((error) => Effect.succeed(isMissing(error)))
    )
  })

/** Whether a holder is certainly alive, because it belongs to this realm. */
export const isKnownAlive = ({ id, realm: itsRealm }: Holder): boolean =>
  itsRealm === realm().id && realm().held.has(id)

/** Describes a holder in a message. */
export const describeHolder = ({ id, process, realm: itsRealm }: Holder): string =>
  itsRealm === realm().id
    ? "another run in this process"
    : process === undefined
    ? `another run (${id})`
    : `another run (process ${process.pid} on ${process.host})`
