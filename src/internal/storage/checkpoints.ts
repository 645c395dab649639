import type * as PlatformError from "@effect/platform/Error"
import type * as KeyValueStore from "@effect/platform/KeyValueStore"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import { ExportError } from "../../PureCloudError.js"

/*
 * A value that is kept again and again and outlives a crash, whatever the store: two slots, written by turns, so that
 * where the one that is being written is torn, the one before is there whole.
 */

/** What is needed of a store. */
export type Store = Pick<KeyValueStore.KeyValueStore, "get" | "set" | "remove">

export interface Slots<A> {
  /** The last one that was kept whole. */
  readonly load: Effect.Effect<A | undefined, ExportError>
  readonly save: (value: A) => Effect.Effect<void, ExportError>
  readonly clear: Effect.Effect<void, ExportError>
}

/** Prepares the slots of a kind of value, by their names. */
export const slots = <A, I>(options: {
  readonly store: Store
  readonly schema: Schema.Schema<A, I>
  /** Grows by one from value to value. */
  readonly sequenceOf: (value: A) => number
  /** What to do where there is none that is whole, though there must be. */
  readonly advice: string
}): (name: string) => Slots<A> => {
  const { advice, schema, sequenceOf, store } = options
  const parse = Schema.decodeEither(Schema.parseJson())
  const json = Schema.parseJson(schema)
  const decode = Schema.decodeEither(json)
  const encode = Schema.encode(json)
  const isWhole = (text: string) => Either.isRight(parse(text))
  const order = Either.match({ onLeft: () => -1, onRight: sequenceOf })

  return (name) => {
    const keys = [`${name}-0`, `${name}-1`] as const

    /** What the slots hold, the latest last. */
    const all = Effect.map(
      Effect.forEach(
        keys,
        (key) =>
          Effect.map(orExportError(key, store.get(key)), Option.map((text) => ({ key, text, value: decode(text) })))
      ),
      (slots) => slots.flatMap(Option.toArray).sort((a, b) => order(a.value) - order(b.value))
    )

    return {
      load: Effect.flatMap(all, (slots) => {
        const last = slots.at(-1)
        if (last === undefined) return Effect.succeed(undefined)
        if (Either.isRight(last.value)) return Effect.succeed(last.value.right)
        // The first one ever is the only one that can be torn without one before it. What is torn is not JSON.
        return slots.length < keys.length && !isWhole(last.text) ? Effect.succeed(undefined) : new ExportError({
          reason: "Checkpoint",
          path: keys[0],
          text: "it was damaged, or is of another version of this library",
          advice
        })
      }),
      save: (value) => {
        const key = keys[sequenceOf(value) % 2 === 0 ? 0 : 1]
        return encode(value).pipe(
          // The parse error would show the value.
          Effect.mapError(() => new ExportError({ reason: "Checkpoint", path: key, text: "JSON cannot write it" })),
          Effect.flatMap((text) => orExportError(key, store.set(key, text)))
        )
      },
      // The latest goes last: whatever is left is true.
      clear: Effect.flatMap(
        all,
        (slots) => Effect.forEach(slots, ({ key }) => orExportError(key, store.remove(key)), { discard: true })
      )
    }
  }
}

/** Tells of a file, or of a key of a store, where the platform fails. */
export const orExportError = <A, R>(
  path: string,
  self: Effect.Effect<A, PlatformError.PlatformError, R>
): Effect.Effect<A, ExportError, R> => Effect.mapError(self, (error) => fileError(path, error))

export const fileError = (path: string, { message }: PlatformError.PlatformError): ExportError =>
  new ExportError({ reason: "File", path, text: message })

export const isMissing = (error: PlatformError.PlatformError): boolean =>
  error._tag === "SystemError" && error.reason === "NotFound"
