import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Predicate from "effect/Predicate"
import * as Schema from "effect/Schema"
import { ExportError } from "../../PureCloudError.js"
import * as Checkpoints from "./checkpointStore.js"
import { inputToJson } from "./encodeRows.js"
import { digestOf } from "./runningDigest.js"

/*
 * Checkpoints of exports.
 */

/**
 * The progress of an export, and the options that identify the export. `ExportFile.Checkpoint` documents the fields.
 */
export const Checkpoint = Schema.Struct({
  version: Schema.Literal(1),
  sequence: Schema.NonNegativeInt,
  operation: Schema.String,
  input: Schema.String,
  format: Schema.String,
  enrich: Schema.optional(Schema.String),
  pageSize: Schema.optional(Schema.NonNegativeInt),
  gzip: Schema.Boolean,
  next: Schema.optional(Schema.Union(Schema.NonNegativeInt, Schema.String)),
  pages: Schema.NonNegativeInt,
  rows: Schema.NonNegativeInt,
  failures: Schema.NonNegativeInt,
  duplicates: Schema.NonNegativeInt,
  bytes: Schema.NonNegativeInt,
  digest: Schema.String,
  recent: Schema.Array(Schema.String),
  totalAtStart: Schema.optional(Schema.NonNegativeInt),
  totalAtEnd: Schema.optional(Schema.NonNegativeInt),
  moved: Schema.Boolean,
  savedAt: Schema.optional(Schema.Number)
})
export type Checkpoint = typeof Checkpoint.Type

/** Advice for an export that cannot continue from its checkpoint. */
export const startOver = "Start over with `resume: false`"

/** Stores the checkpoints of the export to a path. */
export const checkpointsOf = (
  store: Checkpoints.Store,
  path: string
): Checkpoints.CheckpointStore<Checkpoint> =>
  Checkpoints.make({
    store,
    schema: Checkpoint,
    sequenceOf: ({ sequence }) => sequence,
    advice: startOver
  })(`${path}.checkpoint`)

/** The options that distinguish exports to the same path. */
export interface Identity {
  readonly path: string
  readonly operation: string
  readonly input: { readonly [key: string]: unknown }
  readonly format: string
  readonly enrich: string | undefined
  readonly pageSize: number | undefined
  readonly gzip: boolean
}

/** Makes the checkpoint of an export that has not written anything. */
export const initial = ({ path, ...identity }: Identity): Effect.Effect<Checkpoint, ExportError> =>
  Effect.gen(function*() {
    const json = yield* inputToJson(identity.input, path, sortKeys)
    return {
      ...identity,
      version: 1,
      sequence: 0,
      input: yield* digestOf(json),
      pages: 0,
      rows: 0,
      failures: 0,
      duplicates: 0,
      bytes: 0,
      digest: "",
      recent: [],
      moved: false
    }
  })

/** Sorts the keys of objects, so that equal values become the same JSON. */
export const sortKeys = (_: string, value: unknown): unknown =>
  Predicate.isRecord(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => a < b ? -1 : 1))
    : value

/**
 * Whether a checkpoint is recent enough to resume from. If its time is in the future, because the clock was set back,
 * its distance from now is used in the same way.
 */
export const isRecent = (
  { savedAt = -Infinity }: Checkpoint,
  resumeWithin: Duration.DurationInput
): Effect.Effect<boolean> =>
  Effect.map(Clock.currentTimeMillis, (now) => Math.abs(now - savedAt) <= Duration.toMillis(resumeWithin))

/** Fails if a checkpoint belongs to an export with other options. */
export const checkIdentity = (
  path: string,
  found: Checkpoint,
  wanted: Checkpoint
): Effect.Effect<void, ExportError> => {
  const keys = ["operation", "input", "format", "enrich", "pageSize", "gzip"] as const
  const differences = keys.filter((key) => found[key] !== wanted[key]).map((key) =>
    key === "input" ? "another input" : `${key} ${found[key] ?? "not set"}, here ${wanted[key] ?? "not set"}`
  )
  return differences.length === 0 ? Effect.void : new ExportError({
    reason: "Checkpoint",
    path,
    text: `there is a checkpoint of another export (${differences.join("; ")})`,
    advice: "Finish the other export first, or start over with `resume: false`"
  })
}
