import * as Headers from "@effect/platform/Headers"
import type * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import type { Dispatcher } from "undici"
import { concat } from "../http/bytes.js"
import { tooLarge } from "../http/contentEncoding.js"
import type { Exchange, ExchangeOptions } from "../http/directClient.js"
import { bodyFailure, RequestFailure, requestFailure } from "../http/failure.js"
import { textOf } from "../http/responseBody.js"
import { startTimeout } from "../http/timeout.js"
import { decompress } from "./decompress.js"
import type { Dispatch } from "./dispatch.js"
import type { RawHeaders } from "./exchange.js"
import type { TargetOf } from "./target.js"

/*
 * Sends a request and reads its response in one step. The functions of `HttpClient` need a fiber for the timeout, and
 * more objects: a small call takes a third more CPU time with them.
 */

/** A response whose body was read, but not decoded. */
interface Received {
  readonly status: number
  readonly headers: RawHeaders
  readonly chunks: ReadonlyArray<Uint8Array>
}

type Result = Effect.Effect<Received, RequestFailure>

/**
 * Collects a response, and resumes a fiber with the result. After that it refers to nothing, because V8 keeps it until the
 * next major garbage collection: `Effect.async` keeps the effect that aborts the request, see `slot.ts`.
 */
class Collector implements Dispatcher.DispatchHandler {
  private controller: Dispatcher.DispatchController | undefined
  private endTimeout: (() => void) | undefined
  private status = 0
  private headers: RawHeaders = {}
  private chunks: Array<Uint8Array> = []
  private size = 0

  constructor(
    clock: Clock.Clock,
    private readonly options: ExchangeOptions,
    private resume: ((result: Result) => void) | undefined
  ) {
    this.endTimeout = startTimeout(
      clock,
      options.timeoutMillis,
      () => this.abort(Effect.fail(new RequestFailure("Timeout")))
    )
  }

  /** Resumes the fiber, if it has not been resumed. Returns whether it was resumed now. */
  private end(result: Result): boolean {
    const { endTimeout, resume } = this
    if (resume === undefined) return false
    this.resume = this.endTimeout = undefined
    this.headers = {}
    this.chunks = []
    resume(result)
    // The caller resumes before the timer is cleared.
    endTimeout?.()
    return true
  }

  /** Resumes the fiber before the response has ended, and aborts the request. */
  abort(result: Result): void {
    if (!this.end(result)) return
    this.controller?.abort(new Error("The request was aborted"))
    this.controller = undefined
  }

  // ------------------------------------------------------------------------------------------- called by undici

  onRequestStart(controller: Dispatcher.DispatchController): void {
    if (this.resume === undefined) controller.abort(new Error("The request was aborted"))
    else this.controller = controller
  }

  onResponseStart(_: Dispatcher.DispatchController, status: number, headers: RawHeaders): void {
    if (status < 200) return
    this.status = status
    this.headers = headers
  }

  onResponseData(_: Dispatcher.DispatchController, chunk: Uint8Array): void {
    this.chunks.push(chunk)
    this.size += chunk.byteLength
    if (this.size > this.options.maxBytes) this.abort(Effect.fail(tooLarge(this.options.maxBytes)))
  }

  onResponseEnd(): void {
    const { chunks, headers, status } = this
    this.controller = undefined
    this.end(Effect.succeed({ status, headers, chunks }))
  }

  onResponseError(_: Dispatcher.DispatchController, cause: Error): void {
    this.controller = undefined
    this.fail(cause)
  }

  /** Reports the failure of the request, or of the body if the response has begun. */
  fail(cause: Error): void {
    this.end(Effect.fail(this.status === 0 ? requestFailure(cause) : bodyFailure({ cause })))
  }
}

/** Makes the function that sends a request and reads its response. */
export const makeExchange = (targetOf: TargetOf, dispatch: Dispatch): Exchange => (request, options) =>
  Effect.flatMap(
    Effect.clockWith((clock) =>
      Effect.async<Received, RequestFailure>((resume) => {
        const target = targetOf(request)
        const collector = new Collector(clock, options, resume)
        if (Either.isLeft(target)) collector.fail(target.left)
        // The requests of calls have no other bodies.
        else dispatch(request, target.right, request.body._tag === "Uint8Array" ? request.body.body : null, collector)
        return cancel(collector)
      })
    ),
    ({ chunks, headers: rawHeaders, status }) => {
      const headers = Headers.fromInput(rawHeaders)
      const text = textOf(concat(chunks), { status, headers }, { maxBytes: options.maxBytes, decompress, isRaw: true })
      return Effect.map(text, (text) => ({ status, headers, text }))
    }
  )

// A function of its own, because `Effect.async` keeps this effect: a closure of the caller would keep the request too.
const cancel = (collector: Collector): Effect.Effect<void> => Effect.sync(() => collector.abort(Effect.interrupt))
