// @effect-diagnostics nodeBuiltinImport:off
import * as Chunk from "effect/Chunk"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { Buffer } from "node:buffer"
import type { Dispatcher } from "undici"
import type { Bytes } from "../http/boundedBody.js"

/*
 * One request and the bytes of its response, as undici reports them. What arrives before it is read is kept, so that a
 * small body never waits for its reader; past the high-water mark the connection is paused.
 */

const highWaterMark = 64 * 1024

export type RawHeaders = { readonly [name: string]: string | ReadonlyArray<string> | undefined }

/** What the sender of a request learns. */
export interface Listener {
  readonly onResponse: (exchange: Exchange, status: number, headers: RawHeaders) => void
  /** No response came. */
  readonly onError: (cause: Error) => void
}

export class Exchange implements Dispatcher.DispatchHandler {
  private controller: Dispatcher.DispatchController | undefined
  private chunks: Array<Uint8Array> = []
  private size = 0
  private bound = Infinity
  private pauseAt = highWaterMark
  private hasResponse = false
  private isAborted = false
  private isComplete = false
  private failure: Error | undefined
  private notify: (() => void) | undefined

  constructor(private readonly listener: Listener) {}

  /** Whether the response has arrived to its end, or will not. */
  get isOver(): boolean {
    return this.isComplete || this.failure !== undefined
  }

  /** Ends the request, wherever it is: in the queue of the pool, or on its connection. */
  abort(): void {
    if (this.isOver || this.isAborted) return
    this.isAborted = true
    this.chunks = []
    this.controller?.abort(new Error("The request was aborted"))
  }

  // ------------------------------------------------------------------------------------------- called by undici

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.controller = controller
    if (this.isAborted) controller.abort(new Error("The request was aborted"))
  }

  onResponseStart(_: Dispatcher.DispatchController, status: number, headers: RawHeaders): void {
    if (status < 200) return
    this.hasResponse = true
    this.listener.onResponse(this, status, headers)
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Uint8Array): void {
    if (this.isAborted) return
    this.chunks.push(chunk)
    this.size += chunk.byteLength
    if (this.size >= this.pauseAt) controller.pause()
    if (this.size > this.bound || this.pauseAt !== Infinity) this.notify?.()
  }

  onResponseEnd(): void {
    this.isComplete = true
    this.notify?.()
  }

  onResponseError(_: Dispatcher.DispatchController, cause: Error): void {
    this.failure = cause
    if (!this.hasResponse) this.listener.onError(cause)
    this.notify?.()
  }

  // ------------------------------------------------------------------------------------------ called by a reader

  /** Reads to the end. `undefined`: there are more than `maxBytes`, and the rest is not read. */
  readAll(maxBytes: number): Effect.Effect<Bytes | undefined, Error> {
    return Effect.suspend(() => {
      this.bound = maxBytes
      this.pauseAt = Infinity
      return this.isOver || this.size > maxBytes ? this.whole() : Effect.flatMap(this.change(), () => this.whole())
    })
  }

  /** The bytes that have arrived since the last call, at least one. */
  pull(): Effect.Effect<Chunk.Chunk<Uint8Array>, Option.Option<Error>> {
    return Effect.suspend(() => {
      if (this.size > 0) return Effect.succeed(Chunk.unsafeFromArray(this.take()))
      if (this.isOver) return Effect.fail(Option.fromNullable(this.failure))
      return Effect.zipRight(Effect.mapError(this.change(), Option.some), this.pull())
    })
  }

  /** Waits for what the reader has to see next. An interruption aborts the request. */
  private change(): Effect.Effect<void, Error> {
    return Effect.async((resume) => {
      if (this.notify !== undefined) return resume(Effect.fail(new Error("Another fiber reads this body")))
      this.notify = () => {
        this.notify = undefined
        resume(Effect.void)
      }
      if (this.controller?.paused === true) this.controller.resume()
      return Effect.sync(() => this.abort())
    })
  }

  private whole(): Effect.Effect<Bytes | undefined, Error> {
    if (this.size > this.bound) {
      this.abort()
      return Effect.succeed(undefined)
    }
    return this.failure === undefined ? Effect.succeed(concat(this.take())) : Effect.fail(this.failure)
  }

  private take(): ReadonlyArray<Uint8Array> {
    const chunks = this.chunks
    this.chunks = []
    this.size = 0
    return chunks
  }
}

const concat = (chunks: ReadonlyArray<Uint8Array>): Bytes => {
  const [first] = chunks
  // undici reads from sockets, whose buffers are not shared.
  return (chunks.length === 1 && first !== undefined ? first : Buffer.concat(chunks)) as Bytes
}
