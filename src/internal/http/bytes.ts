/** Bytes that are not shared with other threads. */
export type Bytes = Uint8Array<ArrayBuffer>

/** Joins chunks of bytes. Returns a single chunk unchanged. */
export const concat = (chunks: ReadonlyArray<Uint8Array>): Bytes => {
  const [first] = chunks
  // No chunk that this package receives or makes is shared with other threads.
  if (first !== undefined && chunks.length === 1) return first as Bytes
  const all = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0))
  let end = 0
  for (const chunk of chunks) {
    all.set(chunk, end)
    end += chunk.length
  }
  return all
}
