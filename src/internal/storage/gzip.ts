import * as Effect from "effect/Effect"

/** Bytes as one gzip member. Members one after the other are a gzip file. */
export const gzip = (bytes: Uint8Array): Effect.Effect<Uint8Array> =>
  Effect.promise(() => {
    const stream = new CompressionStream("gzip")
    const writer = stream.writable.getWriter()
    // What goes wrong is told by the other end.
    void writer.write(bytes).catch(() => {})
    void writer.close().catch(() => {})
    return new Response(stream.readable).arrayBuffer()
  }).pipe(Effect.map((buffer) => new Uint8Array(buffer)))
