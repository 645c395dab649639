import * as Effect from "effect/Effect"
import * as Predicate from "effect/Predicate"
import { ExportError } from "../../PureCloudError.js"

/** Writes values in a format. Fails with the reason `Encode` where the format throws. */
export const encode = <A>(
  format: { readonly encode: (values: Iterable<A>) => Uint8Array },
  values: ReadonlyArray<A>,
  path: string
): Effect.Effect<Uint8Array, ExportError> =>
  Effect.suspend(() => {
    try {
      return Effect.succeed(format.encode(values))
    } catch (error) {
      const item = values.find((value) => isRefused(format, value))
      return new ExportError({ reason: "Encode", path, text: `${nameOf(item)} cannot be written: ${causeOf(error)}` })
    }
  })

const isRefused = <A>(format: { readonly encode: (values: Iterable<A>) => Uint8Array }, value: A): boolean => {
  try {
    format.encode([value])
    return false
  } catch {
    return true
  }
}

const nameOf = (item: unknown): string =>
  Predicate.hasProperty(item, "id") && typeof item.id === "string" ? `the item ${item.id.slice(0, 100)}` : "an item"

/** Writes an input as JSON. Fails with the reason `Encode` where that cannot be done. */
export const inputToJson = (
  u: unknown,
  path: string,
  replacer?: (key: string, value: unknown) => unknown
): Effect.Effect<string, ExportError> =>
  Effect.try({
    try: () => JSON.stringify(u, replacer),
    catch: (error) =>
      new ExportError({ reason: "Encode", path, text: `the input cannot be written: ${causeOf(error)}` })
  })

/** The cause of an error in a few words. V8 throws a RangeError at the end of the stack, and for too long a string. */
const causeOf = (error: unknown): string =>
  error instanceof RangeError
    ? "it nests too deep, or is too long"
    : error instanceof Error
    ? error.message.slice(0, 200)
    : "the format threw a value that is no Error"
