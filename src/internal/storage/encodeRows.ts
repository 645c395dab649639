import * as Effect from "effect/Effect"
import * as Predicate from "effect/Predicate"
import { ExportError } from "../../PureCloudError.js"

/** Encoding of rows: the part of `Export.Format` that does not use streams. */
export interface RowFormat<in Row> {
  readonly id: string
  readonly header: Uint8Array
  readonly encode: (rows: Iterable<Row>) => Uint8Array
}

/**
 * Encodes each value as a line of JSON. Each line is encoded on its own: joining the lines as text and encoding that
 * takes longer, because all text is copied twice. The lines have about as many bytes as characters, and an array that
 * has room for them at once is cheaper than one that grows.
 */
export const encodeLines = (values: Iterable<unknown>): Uint8Array => {
  const encoder = new TextEncoder()
  const lines = Array.from(values, (value) => JSON.stringify(value) ?? "null")
  let bytes = new Uint8Array(lines.reduce((sum, { length }) => sum + length + 1, 0))
  let end = 0
  for (const line of lines) {
    const encoded = encoder.encodeInto(line, bytes.subarray(end))
    let { written } = encoded
    if (encoded.read < line.length || end + written === bytes.length) {
      // A UTF-16 code unit becomes at most three bytes.
      const larger = new Uint8Array(2 * bytes.length + 3 * line.length)
      larger.set(bytes.subarray(0, end))
      bytes = larger
      written = encoder.encodeInto(line, bytes.subarray(end)).written
    }
    end += written
    bytes[end++] = newline
  }
  // A few short lines do not keep a large buffer.
  return 2 * end < bytes.length ? bytes.slice(0, end) : bytes.subarray(0, end)
}

const newline = 0x0a

type Encoder<Row> = Pick<RowFormat<Row>, "encode">

/** Encodes rows in a format. Fails with the reason `Encode` if the format throws. */
export const encodeRows = <Row>(
  format: Encoder<Row>,
  rows: ReadonlyArray<Row>,
  path: string
): Effect.Effect<Uint8Array, ExportError> =>
  Effect.suspend(() => {
    try {
      return Effect.succeed(format.encode(rows))
    } catch (error) {
      const row = rows.find((row) => isRefused(format, row))
      return new ExportError({ reason: "Encode", path, text: `${nameOf(row)} cannot be written: ${describe(error)}` })
    }
  })

const isRefused = <Row>(format: Encoder<Row>, row: Row): boolean => {
  try {
    format.encode([row])
    return false
  } catch {
    return true
  }
}

const nameOf = (row: unknown): string =>
  Predicate.hasProperty(row, "id") && typeof row.id === "string" ? `the item ${row.id.slice(0, 100)}` : "an item"

/** Encodes the input of an export as JSON. Fails with the reason `Encode` if JSON cannot represent it. */
export const inputToJson = (
  u: unknown,
  path: string,
  replacer?: (key: string, value: unknown) => unknown
): Effect.Effect<string, ExportError> =>
  Effect.try({
    try: () => JSON.stringify(u, replacer),
    catch: (error) =>
      new ExportError({ reason: "Encode", path, text: `the input cannot be written: ${describe(error)}` })
  })

/** Describes an error briefly. V8 throws a RangeError when the stack overflows, and for a string that is too long. */
const describe = (error: unknown): string =>
  error instanceof RangeError
    ? "it is nested too deeply, or is too long"
    : error instanceof Error
    ? error.message.slice(0, 200)
    : "the format threw a value that is not an Error"
