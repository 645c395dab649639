/**
 * The retry decision is a pure function. Its tests are a table of error, state, policy and decision.
 */
import { assert, describe, it } from "@effect/vitest"
import { Duration, FastCheck as FC } from "effect"
import * as Users from "effect-purecloud/Users"
import type * as Endpoint from "../../../src/Endpoint.js"
import type { Policy } from "../../../src/internal/client/policy.js"
import { decide, type DecisionState, type RetryDecision, waitOf } from "../../../src/internal/client/retryDecision.js"
import * as E from "../../../src/PureCloudError.js"

const origin: E.Origin = { endpoint: "e", method: "GET", route: "/r", attempts: 1 }
const response = { origin, code: undefined, correlationId: undefined, text: undefined, details: [] }

const seconds = (n: number | undefined) => n === undefined ? undefined : Duration.seconds(n)

const unauthorized = new E.Unauthorized({ ...response, status: 401 })
const notFound = new E.NotFound({ ...response, status: 404 })
const badRequest = new E.BadRequest({ ...response, status: 400 })
const serverError = (retryAfter?: number) =>
  new E.ServerError({ ...response, status: 503, retryAfter: seconds(retryAfter) })
const requestTimeout = (retryAfter?: number) =>
  new E.RequestTimeout({ ...response, status: 408, retryAfter: seconds(retryAfter) })
const rateLimited = (retryAfter?: number, code?: string) =>
  new E.RateLimited({ ...response, status: 429, code, retryAfter: seconds(retryAfter) })
const conflict = (reason: "Version" | "General", sendsVersion: boolean) =>
  new E.Conflict({ ...response, status: 409, reason, sendsVersion })
const transport = (reason: E.TransportError["reason"]) => new E.TransportError({ origin, reason })
const auth = (reason: E.AuthError["reason"], retryAfter?: number) =>
  new E.AuthError({ origin, reason, retryAfter: seconds(retryAfter) })

const GET = Users.getUser.endpoint
const POST = Users.postUsers.endpoint
const ownLimit: Endpoint.Any = { ...GET, rateLimit: { code: "own.limit" } }

const initial: DecisionState = { endpoint: GET, failures: 0, throttled: 0, canReplaceToken: true }

const policy: Policy = {
  attempts: 5,
  baseDelayMillis: 500,
  maxDelayMillis: 20_000,
  maxRetryAfterMillis: 180_000,
  deadlineMillis: 300_000,
  timeoutMillis: 30_000
}

const never: RetryDecision = { _tag: "GiveUp", pauseMillis: undefined }
const giveUpAndPause = (seconds: number): RetryDecision => ({ _tag: "GiveUp", pauseMillis: seconds * 1000 })
const replaceToken: RetryDecision = { _tag: "ReplaceToken" }
const backoff = (backoffMillis: number, retryAfter = 0): RetryDecision => ({
  _tag: "Retry",
  counts: true,
  backoffMillis,
  retryAfterMillis: retryAfter * 1000,
  pausesToken: false
})
const throttled = (backoffMillis: number, retryAfter: number, pausesToken: boolean): RetryDecision => ({
  _tag: "Retry",
  counts: false,
  backoffMillis,
  retryAfterMillis: retryAfter * 1000,
  pausesToken
})

type Row = readonly [
  title: string,
  error: E.PureCloudError,
  state: Partial<DecisionState>,
  decision: RetryDecision,
  options?: Partial<Policy> & { readonly maxPauseMillis?: number }
]

const rows: ReadonlyArray<Row> = [
  ["400", badRequest, {}, never],
  ["404", notFound, {}, never],
  ["401", unauthorized, {}, replaceToken],
  ["401 after a replaced token, or with a static one", unauthorized, { canReplaceToken: false }, never],
  ["401 of a request that is not idempotent: nothing was done", unauthorized, { endpoint: POST }, replaceToken],
  ["401 after all attempts: a replaced token does not count", unauthorized, { failures: 4 }, replaceToken],

  ["503 of a GET", serverError(), {}, backoff(500)],
  ["503 of a GET, third failure", serverError(), { failures: 2 }, backoff(2000)],
  ["503 of a GET, backoff at its maximum", serverError(), { failures: 6 }, backoff(20_000), { attempts: 10 }],
  ["503 of a GET, last attempt", serverError(), { failures: 4 }, never],
  ["503 of a GET, one attempt allowed", serverError(), {}, never, { attempts: 1 }],
  ["503 of a GET with Retry-After", serverError(7), {}, backoff(500, 7)],
  ["503 of a GET with Retry-After 0", serverError(0), {}, backoff(500)],
  ["503 of a GET with the longest Retry-After", serverError(180), {}, backoff(500, 180)],
  ["503 of a GET with a Retry-After that is too long", serverError(181), {}, never],
  ["503 of a POST: it may have been done", serverError(), { endpoint: POST }, never],
  ["408 of a GET", requestTimeout(), {}, backoff(500)],
  ["408 of a POST", requestTimeout(), { endpoint: POST }, never],

  ["429 without Retry-After", rateLimited(), {}, throttled(500, 0, true)],
  ["429 without Retry-After, third one", rateLimited(), { throttled: 2 }, throttled(2000, 0, true)],
  ["429 with Retry-After", rateLimited(9), {}, throttled(0, 9, true)],
  ["429 with Retry-After 0 counts as none", rateLimited(0), {}, throttled(500, 0, true)],
  ["429 of a POST: nothing was done", rateLimited(9), { endpoint: POST }, throttled(0, 9, true)],
  ["429 after all attempts: it does not count", rateLimited(9), { failures: 4 }, throttled(0, 9, true)],
  [
    "429 that is too long for the call, but not for the client",
    rateLimited(9),
    {},
    giveUpAndPause(9),
    { maxRetryAfterMillis: 8000 }
  ],
  ["429 with the longest Retry-After", rateLimited(180), {}, throttled(0, 180, true)],
  ["429 that is too long for both", rateLimited(181), {}, never],
  [
    "429 that is too long for the client, but not for the call",
    rateLimited(181),
    {},
    throttled(0, 181, false),
    { maxRetryAfterMillis: 200_000 }
  ],
  ["429 of the endpoint's own limit", rateLimited(9, "own.limit"), { endpoint: ownLimit }, throttled(0, 9, false)],
  ["429 with another code", rateLimited(9, "too.many.requests"), { endpoint: ownLimit }, throttled(0, 9, true)],

  ["connection refused, GET", transport("Connect"), {}, backoff(500)],
  ["connection refused, POST: nothing was sent", transport("Connect"), { endpoint: POST }, backoff(500)],
  ["connection reset, GET", transport("Reset"), {}, backoff(500)],
  ["connection reset, POST: it may have been done", transport("Reset"), { endpoint: POST }, never],
  ["timeout, GET", transport("Timeout"), {}, backoff(500)],
  ["timeout, POST", transport("Timeout"), { endpoint: POST }, never],
  ["broken body, GET", transport("Body"), {}, backoff(500)],
  ["refused certificate", transport("Tls"), {}, never],
  ["too large", transport("TooLarge"), {}, never],
  ["deadline", transport("Deadline"), {}, never],

  ["conflict of a version that the call does not send", conflict("Version", false), { endpoint: POST }, backoff(500)],
  ["conflict in general", conflict("General", false), {}, never],
  ["conflict of a version that was sent", conflict("Version", true), {}, never],

  ["login service throttles", auth("RateLimited", 9), {}, throttled(0, 9, false)],
  ["login service throttles, without Retry-After", auth("RateLimited"), { throttled: 1 }, throttled(1000, 0, false)],
  ["login service not reached, POST: no call was sent", auth("Transport"), { endpoint: POST }, backoff(500)],
  ["wrong credentials", auth("Credentials"), {}, never],
  ["grant not allowed", auth("GrantNotAllowed"), {}, never],

  ["refused input", new E.EncodeError({ origin, issues: [] }), {}, never]
]

describe("decide", () => {
  for (const [title, error, state, decision, { maxPauseMillis = 180_000, ...limits } = {}] of rows) {
    it(title, () => {
      assert.deepStrictEqual(
        decide(error, { ...initial, ...state }, { ...policy, ...limits }, maxPauseMillis),
        decision
      )
    })
  }

  it("covers each kind of decision, and changes no state", () => {
    assert.deepStrictEqual(new Set(rows.map(([, , , { _tag }]) => _tag)), new Set(["GiveUp", "ReplaceToken", "Retry"]))
    const state = Object.freeze({ ...initial })
    for (const [, error] of rows) decide(error, state, Object.freeze({ ...policy }), 180_000)
    assert.deepStrictEqual(state, initial)
  })
})

describe("waitOf", () => {
  const retry = FC.record({
    _tag: FC.constant("Retry" as const),
    counts: FC.boolean(),
    backoffMillis: FC.integer({ min: 0, max: 100_000 }),
    retryAfterMillis: FC.integer({ min: 0, max: 100_000 }),
    pausesToken: FC.boolean()
  })

  it("is between half of the backoff and all of it, and never shorter than Retry-After", () => {
    FC.assert(FC.property(retry, FC.double({ min: 0, max: 1, noNaN: true }), (retry, random) => {
      const { millis, reason } = waitOf(retry, random)
      assert.isAtLeast(millis, Math.max(retry.backoffMillis / 2, retry.retryAfterMillis))
      assert.isAtMost(millis, Math.max(retry.backoffMillis, retry.retryAfterMillis))
      if (!retry.counts || retry.retryAfterMillis > retry.backoffMillis) assert.strictEqual(reason, "RetryAfter")
      if (retry.counts && retry.retryAfterMillis === 0) assert.strictEqual(reason, "Backoff")
    }))
  })
})
