import * as Channel from "effect/Channel"
import * as Chunk from "effect/Chunk"
import type { ExportError } from "../../PureCloudError.js"
import { encodeRows, type RowFormat } from "./encodeRows.js"

/** Encodes chunks of rows as chunks of bytes. */
export type EncodeChannel<Row, E> = Channel.Channel<
  Chunk.Chunk<Uint8Array>,
  Chunk.Chunk<Row>,
  E | ExportError,
  E,
  unknown,
  unknown
>

/** Writes the header of a format, and then the bytes of each chunk of rows. */
export const encodeChannel = <Row, E>(format: RowFormat<Row>): EncodeChannel<Row, E> => {
  // An empty chunk of bytes is not written, because sinks of files fail with it.
  const write = (bytes: Uint8Array, rest: EncodeChannel<Row, E>): EncodeChannel<Row, E> =>
    bytes.length === 0 ? rest : Channel.zipRight(Channel.write(Chunk.of(bytes)), rest)
  const loop: EncodeChannel<Row, E> = Channel.readWithCause({
    onInput: (rows: Chunk.Chunk<Row>) =>
      Chunk.isEmpty(rows)
        ? loop
        : Channel.flatMap(
          Channel.fromEffect(encodeRows(format, Chunk.toReadonlyArray(rows), format.id)),
          (bytes) => write(bytes, loop)
        ),
    onFailure: (cause) => Channel.failCause(cause),
    onDone: (done) => Channel.succeed(done)
  })
  return write(format.header, loop)
}
