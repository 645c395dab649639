import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import { type Bytes, concat } from "./bytes.js"

/**
 * Reads a stream of bytes to its end. Stops and returns `undefined` if there are more than `maxBytes`. The stream is
 * pulled in a loop, because running it with a sink takes more time than reading most bodies.
 */
export const collectBytes = <E>(
  bytes: Stream.Stream<Uint8Array, E>,
  maxBytes: number
): Effect.Effect<Bytes | undefined, E> =>
  Effect.scoped(Effect.flatMap(Stream.toPull(bytes), (pull) => {
    const chunks: Array<Uint8Array> = []
    let size = 0
    const rest: Effect.Effect<Bytes | undefined, E> = Effect.matchEffect(pull, {
      onFailure: Option.match({ onNone: () => Effect.sync(() => concat(chunks)), onSome: Effect.fail<E> }),
      onSuccess: (parts) => {
        for (const part of parts) {
          chunks.push(part)
          size += part.byteLength
        }
        return size > maxBytes ? Effect.succeed(undefined) : rest
      }
    })
    return rest
  }))
