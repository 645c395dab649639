/**
 * The rows of the fault matrix, and how a row is checked.
 */
import { assert, describe, it } from "@effect/vitest"
import { Effect, Redacted } from "effect"
import * as Auth from "effect-purecloud/Auth"
import type { ServerResponse } from "node:http"
import {
  calls,
  errorOf,
  isRepeatable,
  type Method,
  methods,
  type Options,
  outcomeOf,
  secondsOf,
  type Setting,
  trial
} from "./faults.js"
import { type Reply, type Script, secretMark } from "./service.js"
import * as Time from "./time.js"

export type Range = number | readonly [from: number, to: number]

/** Expected observations of a call. */
export interface Expected {
  /** `ok`, or the tag and the reason of the error. */
  readonly ends: string
  /** Number of requests that the service received. */
  readonly requests: number
  /** Number of attempts in the error, if the service does not receive all of them. */
  readonly attempts?: number
  /** Number of tokens that were requested. Default: 1. */
  readonly tokens?: Range
  /** Seconds of each wait. Default: no waits. */
  readonly waits?: ReadonlyArray<Range> | "any"
  /** Seconds that the call takes in addition to the waits. Default: 0. */
  readonly hangs?: number
  /**
   * Number of connections that stay open for the next call. Two requests in quick succession may open two connections.
   */
  readonly sockets: Range
}

export interface Row {
  readonly fault: string
  readonly setting: Setting | ((time: Time.Time) => Setting & { readonly check?: () => void })
  /** Expectation for GET, PUT and DELETE, and for the other methods if `other` is absent. */
  readonly repeatable: Expected
  /** Expectation for POST and PATCH. */
  readonly other?: Expected
  /** Expectations of single methods, which override the others. */
  readonly except?: { readonly [M in Method]?: Expected }
  /** Whether other threads do part of the work, for example decompression. */
  readonly threads?: boolean
  /** Whether the row runs in real time, because it uses much CPU time and has no waits. */
  readonly real?: boolean
}

/** Ranges of the backoff of the default policy: 500 ms, doubled each time, with jitter between half and all of it. */
export const backoffs = (n: number): ReadonlyArray<Range> =>
  Array.from({ length: n }, (_, i) => [2 ** i / 4, 2 ** i / 2])

export const row = (
  fault: string,
  script: Script,
  repeatable: Expected,
  other?: Expected,
  options: Options = {}
): Row => ({ fault, setting: { script, options }, repeatable, ...(other && { other }) })

export const ok = (requests: number, waits: ReadonlyArray<Range> = []): Expected => ({
  ends: "ok",
  requests,
  waits,
  sockets: 1
})

/** The call gives up after five attempts. */
export const exhausted = (ends: string, sockets: Range): Expected => ({
  ends,
  requests: 5,
  waits: backoffs(4),
  sockets
})

export const once = (ends: string, sockets: Range): Expected => ({ ends, requests: 1, sockets })

export const staticToken = { auth: Auth.layerStatic(Redacted.make("t")) }

/** Writes a response of a number of MiB as fast as it is read, and counts the MiB written. */
export const flood = (time: Time.Time, megabytes: number, headers: Reply["headers"] = {}) => {
  const piece = Buffer.alloc(64 * 1024, " ")
  let written = 0
  const script = (): (response: ServerResponse) => void => (response) => {
    response.writeHead(200, { "content-type": "application/json", ...headers })
    const write = () => {
      while (written < megabytes) {
        written += 1 / 16
        time.touch()
        if (!response.write(piece)) return void response.once("drain", write)
      }
      response.end()
    }
    write()
  }
  return { script, written: () => written }
}

export const large = "x".repeat(100 * 1024)

/** Returns the value if it is within its range, otherwise the range. */
export const within = (value: number | undefined, range: Range): Range =>
  value !== undefined && (typeof range === "number" ? value === range : value >= range[0] && value <= range[1])
    ? value
    : range

const line = (seen: { readonly [what: string]: unknown }): string =>
  Object.entries(seen).map(([what, value]) => `${what}: ${JSON.stringify(value)}`).join(", ")

/** Runs the call of a row, and compares what was observed with what is expected. */
export const check = ({ except, other, real = false, repeatable, setting, threads = false }: Row, method: Method) =>
  Effect.gen(function*() {
    const expected = except?.[method] ?? (isRepeatable(method) ? repeatable : other ?? repeatable)
    const time = real ? Time.real() : Time.make(threads ? "threads" : "sockets")
    const given: Setting & { readonly check?: () => void } = typeof setting === "function" ? setting(time) : setting
    const { close, events, left, run, service, tokens } = yield* trial({ ...given, time })
    const exit = yield* run(calls[method])
    const took = time.elapsed() / 1000
    const { sockets } = yield* left
    // The shared timer of the timeouts stays for a moment, but not longer than its client.
    if (real) yield* close
    const { asleep, fibers } = yield* left

    assert.deepStrictEqual(service.seen.map((seen) => seen.method), service.seen.map(() => method))
    const seen = {
      ends: outcomeOf(exit),
      requests: service.seen.length,
      tokens: tokens(),
      waits: secondsOf(events),
      sockets,
      asleep,
      fibers
    }
    assert.strictEqual(
      line(seen),
      line({
        ends: expected.ends,
        requests: expected.requests,
        tokens: within(seen.tokens, expected.tokens ?? (given.options?.auth === undefined ? 1 : 0)),
        waits: expected.waits === "any"
          ? seen.waits
          : (expected.waits ?? []).map((range, i) => within(seen.waits[i], range)),
        sockets: within(seen.sockets, expected.sockets),
        asleep: 0,
        fibers: 0
      })
    )
    const waited = seen.waits.reduce((sum, wait) => sum + wait, 0)
    if (!real) assert.approximately(took, waited + (expected.hangs ?? 0), 0.1)
    const error = errorOf(exit)
    if (error !== undefined && error.origin.endpoint !== "token") {
      assert.strictEqual(error.origin.attempts, expected.attempts ?? expected.requests)
    }
    if (error !== undefined) assert.notInclude(JSON.stringify(error) + String(error) + error.message, secretMark)
    given.check?.()
  }).pipe(Effect.scoped)

/** Runs each row with each method. Rows that use much CPU time do not run concurrently. */
export const runRows = (subject: string, rows: ReadonlyArray<Row>) => {
  describe.concurrent(`the fault matrix, ${subject}`, () => {
    for (const row of rows.filter(({ real = false }) => !real)) {
      for (const method of methods) it.live(`${row.fault} × ${method}`, () => check(row, method))
    }
  })
  const busy = rows.filter(({ real = false }) => real)
  if (busy.length === 0) return
  describe(`the fault matrix, ${subject}, not concurrently because it uses much CPU time`, () => {
    for (const row of busy) {
      for (const method of methods) it.live(`${row.fault} × ${method}`, () => check(row, method))
    }
  })
}
