import * as Chunk from "effect/Chunk"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type { Dispatcher } from "undici"
import { type Bytes, concat } from "../http/bytes.js"

/*
 * One request and the bytes of its response, as undici reports them. Bytes that arrive before they are read are stored,
 * so a small body does not wait for its reader. If more bytes than the high-water mark are stored, the connection is
 * paused.
 */

/** Number of stored bytes above which the connection is paused. */
const highWaterMark = 64 * 1024

/** Headers of a response, as undici reports them. */
export type RawHeaders = { readonly [name: string]: string | ReadonlyArray<string> | undefined }

/** Called with the result of a request: either its response or its error. */
export interface Listener {
  readonly onResponse: (exchange: Exchange, status: number, headers: RawHeaders) => void
  /** Called if the request failed before a response. */
  readonly onError: (cause: Error) => void
}

/** The failure of a second reader of a body. */
class BodyInUse extends Data.TaggedError("BodyInUse") {
  override readonly message = "Another fiber reads this body, or it was read as a stream"
}

/** A request and its response. undici calls its handlers, and one fiber at a time reads the body. */
export class Exchange implements Dispatcher.DispatchHandler {
  private controller: Dispatcher.DispatchController | undefined
  private chunks: Array<Uint8Array> = []
  private size = 0
  private bound = Infinity
  private pauseAt = highWaterMark
  private hasResponse = false
  private isAborted = false
  private isComplete = false
  private hasReader = false
  private failure: Error | undefined
  private notify: (() => void) | undefined

  constructor(private readonly listener: Listener) {}

  /** Whether the response is complete or has failed. */
  get isOver(): boolean {
    return this.isComplete || this.failure !== undefined
  }

  /** Aborts the request, whether it waits for a connection or was already sent. */
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
    this.fail(cause)
  }

  fail(cause: Error): void {
    this.failure = cause
    if (!this.hasResponse) this.listener.onError(cause)
    this.notify?.()
  }

  // ------------------------------------------------------------------------------------------ called by a reader

  /** Reads the whole body. If it has more than `maxBytes`, stops reading and returns `undefined`. */
  readAll(maxBytes: number): Effect.Effect<Bytes | undefined, Error> {
    return Effect.zipRight(
      this.startReading(),
      Effect.suspend(() => {
        this.bound = maxBytes
        this.pauseAt = Infinity
        return this.isOver || this.size > maxBytes ? this.whole() : Effect.flatMap(this.change(), () => this.whole())
      })
    )
  }

  /** Fails if the body has had a reader. Its bytes are no longer stored. */
  startReading(): Effect.Effect<void, Error> {
    return Effect.suspend(() => {
      if (this.hasReader) return Effect.fail(this.failure ?? new BodyInUse())
      this.hasReader = true
      return Effect.void
    })
  }

  /**
   * Waits for bytes, and returns all that have arrived since the last call. Fails with `None` at the end of the body.
   */
  pull(): Effect.Effect<Chunk.Chunk<Uint8Array>, Option.Option<Error>> {
    return Effect.suspend(() => {
      if (this.size > 0) return Effect.succeed(Chunk.unsafeFromArray(this.take()))
      if (this.isOver) return Effect.fail(Option.fromNullable(this.failure))
      return Effect.zipRight(this.change(), this.pull())
    })
  }

  /** Waits until more bytes have arrived or the response has ended. An interruption aborts the request. */
  private change(): Effect.Effect<void> {
    return Effect.async((resume) => {
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
