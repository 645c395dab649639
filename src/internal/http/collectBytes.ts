import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { RequestFailure } from "./failure.js"

/** Bytes that are not shared with other threads. */
export type Bytes = Uint8Array<ArrayBuffer>

/** Reads a stream of bytes to its end. Stops and fails with `TooLarge` if there are more than `maxBytes`. */
export const collectBytes = (
  bytes: Stream.Stream<Uint8Array, RequestFailure>,
  maxBytes: number
): Effect.Effect<Bytes, RequestFailure> => {
  const chunks: Array<Uint8Array> = []
  let size = 0
  return bytes.pipe(
    Stream.runForEachChunk((parts) =>
      Effect.suspend(() => {
        for (const part of parts) {
          chunks.push(part)
          size += part.byteLength
        }
        return size > maxBytes ? Effect.fail(tooLarge(maxBytes)) : Effect.void
      })
    ),
    Effect.map(() => concat(chunks, size))
  )
}

const concat = (chunks: ReadonlyArray<Uint8Array>, size: number): Bytes => {
  const whole = new Uint8Array(size)
  let offset = 0
  for (const chunk of chunks) {
    whole.set(chunk, offset)
    offset += chunk.byteLength
  }
  return whole
}

/** The failure of a body that is larger than allowed. */
export const tooLarge = (maxBytes: number): RequestFailure =>
  new RequestFailure("TooLarge", undefined, `more than ${maxBytes} bytes`)
