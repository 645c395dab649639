import * as Effect from "effect/Effect"

/** Compresses bytes to one gzip member. Concatenated members are a gzip file. */
export const gzip = (bytes: Uint8Array): Effect.Effect<Uint8Array> =>
  Effect.promise(() => {
    const stream = new CompressionStream("gzip")
    const writer = stream.writable.getWriter()
    // A failure to write also fails the readable side.
    void writer.write(bytes).catch(() => {})
    void writer.close().catch(() => {})
    return new Response(stream.readable).arrayBuffer()
  }).pipe(Effect.map((buffer) => new Uint8Array(buffer)))
