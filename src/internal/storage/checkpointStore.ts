import type * as PlatformError from "@effect/platform/Error"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import { ExportError } from "../../PureCloudError.js"
import { writeJson } from "../schema/json.js"
import { orExportError } from "./storageError.js"

/*
 * Stores a value that is saved repeatedly, and can be loaded after a crash at any moment, with any store. The value is
 * written to two keys alternately: if a crash leaves the latest value incomplete, the value before it is complete.
 */

/** The functions of a store that are used. A `KeyValueStore` has them. */
export interface Store {
  readonly get: (key: string) => Effect.Effect<Option.Option<string>, PlatformError.PlatformError>
  readonly set: (key: string, value: string) => Effect.Effect<void, PlatformError.PlatformError | ExportError>
  readonly remove: (key: string) => Effect.Effect<void, PlatformError.PlatformError | ExportError>
}

/** Failure of a save, for a value that JSON cannot represent. Nothing was written. */
export class NotRepresentable extends Data.TaggedError("NotRepresentable")<{ readonly key: string }> {}

const notRepresentable = ({ key }: NotRepresentable): ExportError =>
  new ExportError({ reason: "Checkpoint", path: key, text: "JSON cannot represent the value" })

const damaged = (path: string, advice: string): ExportError =>
  new ExportError({
    reason: "Checkpoint",
    path,
    text: "the checkpoint is damaged, or was saved by another version of this library",
    advice
  })

/** Stores the checkpoints of one name. */
export interface CheckpointStore<A> {
  /** Loads the latest complete checkpoint. */
  readonly load: Effect.Effect<A | undefined, ExportError>
  readonly save: (value: A) => Effect.Effect<void, ExportError>
  /** Saves a value. Fails with {@link NotRepresentable} if JSON cannot represent it. */
  readonly trySave: (value: A) => Effect.Effect<void, ExportError | NotRepresentable>
  readonly clear: Effect.Effect<void, ExportError>
}

/** Options of checkpoint stores. */
export interface Options<A, I> {
  readonly store: Store
  readonly schema: Schema.Schema<A, I>
  /** Returns a number that is one greater than that of the checkpoint before. */
  readonly sequenceOf: (value: A) => number
  /** What to do if no checkpoint is complete, although there must be one. It is part of the error. */
  readonly advice: string
}

/** Makes the checkpoint stores of a kind of value, by name. */
export const make = <A, I>({ advice, schema, sequenceOf, store }: Options<A, I>) => {
  const decode = Schema.decodeEither(Schema.parseJson(schema))
  const encode = Schema.encode(schema)
  const order = Either.match({ onLeft: () => -1, onRight: sequenceOf })

  return (name: string): CheckpointStore<A> => {
    const keys = [`${name}-0`, `${name}-1`] as const

    const loadKey = (key: string) =>
      Effect.map(orExportError(key, store.get(key)), Option.map((text) => ({ key, text, value: decode(text) })))

    /** Loads the value of each key, the latest last. */
    const loadAll = Effect.map(
      Effect.forEach(keys, loadKey),
      (found) => found.flatMap(Option.toArray).sort((a, b) => order(a.value) - order(b.value))
    )

    const load = Effect.flatMap(loadAll, (found) => {
      const last = found.at(-1)
      if (last === undefined) return Effect.succeed(undefined)
      if (Either.isRight(last.value)) return Effect.succeed(last.value.right)
      // If there is only one checkpoint, it is the first one. If its text is not JSON, it is incomplete.
      if (found.length < keys.length && !isJson(last.text)) return Effect.succeed(undefined)
      return damaged(keys[0], advice)
    })

    const trySave = (value: A) => {
      const key = keys[sequenceOf(value) % 2 === 0 ? 0 : 1]
      return encode(value).pipe(
        Effect.flatMap((encoded) => Effect.try(() => writeJson(encoded))),
        // Without the cause, which would contain the value.
        Effect.mapError(() => new NotRepresentable({ key })),
        Effect.flatMap((text) => orExportError(key, store.set(key, text)))
      )
    }

    const save = (value: A) => Effect.catchTag(trySave(value), "NotRepresentable", notRepresentable)

    // The latest checkpoint is removed last, so that it remains if the removal is interrupted.
    const clear = Effect.flatMap(
      loadAll,
      (found) => Effect.forEach(found, ({ key }) => orExportError(key, store.remove(key)), { discard: true })
    )

    return { load, save, trySave, clear }
  }
}

const parseJson = Schema.decodeEither(Schema.parseJson())

const isJson = (text: string): boolean => Either.isRight(parseJson(text))
