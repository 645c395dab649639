/**
 * Laws that hold for calls to a service with random faults, in memory, where runs are cheap, and on real sockets.
 */
import * as HttpClient from "@effect/platform/HttpClient"
import * as HttpClientError from "@effect/platform/HttpClientError"
import type * as HttpClientRequest from "@effect/platform/HttpClientRequest"
import * as HttpClientResponse from "@effect/platform/HttpClientResponse"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Layer } from "effect"
import * as FC from "effect/FastCheck"
import {
  errorOf,
  fine,
  isRepeatable,
  outcomeOf,
  reset,
  silence,
  status,
  throttledToken,
  trial
} from "../utils/faults.js"
import {
  bodyOf,
  callOf,
  isNotCarriedOut,
  optionsOf,
  policies,
  type Policy,
  type Reaction,
  recorder,
  type Run,
  type ScriptedCall,
  scriptedCalls,
  type Sent,
  tokenReactions,
  type TokenRequest
} from "../utils/scripts.js"
import { type Reply, type Script, token } from "../utils/service.js"
import * as Time from "../utils/time.js"

const runAll = (calls: ReadonlyArray<ScriptedCall>, took: Array<number>, time: Time.Time) =>
  Effect.zipLeft(
    Effect.forEach(calls, (call, i) =>
      Effect.gen(function*() {
        yield* Effect.sleep(call.at * 1000)
        const before = time.elapsed()
        const exit = yield* Effect.exit(callOf(call, i))
        took[i] = time.elapsed() - before
        return exit
      }), { concurrency: "unbounded" }),
    // Work in the background, for example the refresh of a token, has time to end.
    Effect.sleep("10 minutes")
  )

type InMemory = Effect.Effect<HttpClientResponse.HttpClientResponse, HttpClientError.RequestError>

/** Responds to a request in memory. `reply` is the response of the service if the reaction is one. */
const reactTo = (request: HttpClientRequest.HttpClientRequest, reaction: Reaction, reply: () => Reply): InMemory => {
  const failure = (code: string, syscall: string) =>
    new HttpClientError.RequestError({
      request,
      reason: "Transport",
      cause: Object.assign(new Error(code), { code, syscall })
    })
  switch (reaction._tag) {
    case "Refused":
      return failure("ECONNREFUSED", "connect")
    case "Reset":
      return failure("ECONNRESET", "read")
    case "Silence":
      return Effect.never
    case "Cut":
      return Effect.sync(() => {
        const body = new ReadableStream({ start: (controller) => controller.error(new Error("cut")) })
        return HttpClientResponse.fromWeb(request, new Response(body))
      })
    case "Response":
      return Effect.delay(
        Effect.sync(() => {
          const { body, headers, status = 200 } = reply()
          return HttpClientResponse.fromWeb(
            request,
            new Response(JSON.stringify(body), { status, headers: { "content-type": "application/json", ...headers } })
          )
        }),
        reaction.seconds * 1000
      )
  }
}

/** The response of the token endpoint to the nth request for a token. */
const tokenReply = (reaction: Reaction, n: number, expiresIn: number): Reply => {
  if (reaction._tag !== "Response" || reaction.status === 200) return token(n, expiresIn)
  return { ...bodyOf(reaction), body: reaction.status === 400 ? throttledToken.body : {} }
}

/** Runs the calls against a service in memory. */
const inMemory = (
  calls: ReadonlyArray<ScriptedCall>,
  tokenReactions: ReadonlyArray<Reaction>,
  policy: Policy
): Effect.Effect<Run> =>
  Effect.gen(function*() {
    const time = Time.make("memory")
    const { tokenRequests, sent, take, takeToken } = recorder(calls, tokenReactions, time)
    let open = 0
    const client = HttpClient.make((request, url) => {
      const body = request.body._tag === "Uint8Array" ? new TextDecoder().decode(request.body.body) : ""
      const n = tokenRequests.length
      const isToken = url.pathname === "/oauth/token"
      const reaction = isToken ? takeToken() : take({ method: request.method, url: url.href, body })
      const reply = () =>
        isToken
          ? tokenReply(reaction, n, policy.expiresIn)
          : { ...fine, ...(reaction._tag === "Response" ? bodyOf(reaction) : {}) }
      return Effect.acquireUseRelease(
        Effect.sync(() => open++),
        () => reactTo(request, reaction, reply),
        () => Effect.sync(() => open--)
      )
    })
    const took: Array<number> = []
    const { events, left, run } = yield* trial({
      script: () => fine,
      token: () => fine,
      url: () => "https://api.example.com",
      client: Layer.succeed(HttpClient.HttpClient, client),
      time,
      options: optionsOf(policy)
    })
    const exits = yield* Effect.flatten(run(runAll(calls, took, time)))
    const { asleep, fibers } = yield* left
    return { sent, tokenRequests, exits, took, events, left: { asleep, fibers, open } }
  }).pipe(Effect.scoped)

/** Runs the calls against a service on a real socket. */
const onSockets = (
  calls: ReadonlyArray<ScriptedCall>,
  tokenReactions: ReadonlyArray<Reaction>,
  policy: Policy
): Effect.Effect<Run> =>
  Effect.gen(function*() {
    const time = Time.make()
    const { tokenRequests, sent, take, takeToken } = recorder(calls, tokenReactions, time)
    const act = (reaction: Reaction, success: ReturnType<Script>): ReturnType<Script> => {
      switch (reaction._tag) {
        case "Refused":
        case "Reset":
          return reset
        case "Silence":
          return silence
        case "Cut":
          return (response) => {
            response.writeHead(200, { "content-length": 100 })
            response.write("{", () => setImmediate(() => response.socket?.destroy()))
          }
        case "Response":
          return reaction.status === 200 ? success : status(reaction.status, bodyOf(reaction).headers)
      }
    }
    const took: Array<number> = []
    const { close, events, left, run } = yield* trial({
      script: (seen) => act(take(seen), fine),
      token: (_, n) => {
        const reaction = takeToken()
        return reaction._tag === "Response" && reaction.status === 400
          ? { ...throttledToken, ...bodyOf(reaction) }
          : act(reaction, token(n, policy.expiresIn))
      },
      time,
      options: optionsOf(policy)
    })
    const exits = yield* Effect.flatten(run(runAll(calls, took, time)))
    const { asleep, fibers } = yield* left
    yield* close
    const { sockets } = yield* left
    return { sent, tokenRequests, exits, took, events, left: { asleep, fibers, open: sockets } }
  }).pipe(Effect.scoped)

/** The next request is sent after the Retry-After. */
const checkRetryAfter = (requests: ReadonlyArray<TokenRequest>, what: string) => {
  for (const [n, { at, reaction }] of requests.entries()) {
    const next = requests[n + 1]
    if (next === undefined || reaction._tag !== "Response") continue
    assert.isAtLeast(next.at - at, (reaction.retryAfter ?? 0) * 1000, `Retry-After: ${what}`)
  }
}

/** The number of requests is bounded by the number of attempts. A 429 and one 401 are not attempts. */
const checkAttempts = (own: ReadonlyArray<Sent>, attempts: number, what: string) => {
  const count = (status: number) =>
    own.filter(({ reaction }) => reaction._tag === "Response" && reaction.status === status).length
  assert.isAtMost(own.length - count(429) - Math.min(count(401), 1), attempts, `attempts: ${what}`)
  assert.isAtMost(count(401), 2, `refreshed once: ${what}`)
}

const checkCall = ({ method }: ScriptedCall, i: number, { exits, sent, took }: Run, policy: Policy) => {
  const own = sent.filter(({ call }) => call === i)
  const exit = exits[i]!
  const what = `${method} ${outcomeOf(exit)} after ${JSON.stringify(own)}`
  assert.notInclude(outcomeOf(exit), "no typed error", what)
  assert.isTrue(own.every((sent) => sent.method === method), what)
  if (!isRepeatable(method)) {
    assert.isTrue(own.slice(0, -1).every(({ reaction }) => isNotCarriedOut(reaction)), `carried out once: ${what}`)
  }
  checkAttempts(own, policy.attempts, what)
  checkRetryAfter(own, what)
  const error = errorOf(exit)
  if (error !== undefined && "attempts" in error.origin && error.origin.endpoint !== "token") {
    assert.strictEqual(error.origin.attempts, own.length, what)
  }
  // The call ends at its deadline. 429s of other calls may delay it further.
  const otherPauses = sent.reduce(
    (sum, { call, reaction }) =>
      call === i || reaction._tag !== "Response" ? sum : sum + (reaction.retryAfter ?? 20) * 1000,
    0
  )
  assert.isAtMost(took[i]!, policy.deadline * 1000 + otherPauses + 1, `the deadline: ${what}`)
}

const checkLaws = (calls: ReadonlyArray<ScriptedCall>, policy: Policy, run: Run) => {
  assert.strictEqual(run.exits.length, calls.length)
  assert.deepStrictEqual(run.left, { asleep: 0, fibers: 0, open: 0 }, "no fiber, sleep or connection remains")
  checkRetryAfter(run.tokenRequests, `tokens ${JSON.stringify(run.tokenRequests)}`)
  for (const [i, call] of calls.entries()) checkCall(call, i, run, policy)
}

/** Compares the events of one call with its requests. */
const checkEvents = ({ events, exits: [exit], sent }: Run) => {
  const tags = events.map(({ _tag }) => _tag)
  const what = `${outcomeOf(exit!)} after ${JSON.stringify(sent)} with events ${JSON.stringify(events)}`
  const attempts = events.flatMap((event) => event._tag === "Attempt" ? [event.attempt] : [])
  assert.deepStrictEqual(attempts, sent.map((_, i) => i + 1), `an Attempt for each request: ${what}`)
  let responses = 0
  for (const [i, event] of events.entries()) {
    const before = events[i - 1]
    if (event._tag === "Response") {
      responses++
      const reaction = sent[event.attempt - 1]!.reaction
      assert.isTrue(
        before?._tag === "Attempt" && before.attempt === event.attempt,
        `a Response after its Attempt: ${what}`
      )
      assert.isTrue(reaction._tag === "Response" && reaction.status === event.status, what)
    }
    if (event._tag === "GiveUp") {
      assert.strictEqual(i, events.length - 1, `GiveUp is the last event: ${what}`)
      assert.strictEqual(event.error, errorOf(exit!), what)
    }
    if (event._tag === "Wait" && i === events.length - 1) assert.fail(`a Wait is not the last event: ${what}`)
  }
  if (exit!._tag === "Success") {
    assert.notInclude(tags, "GiveUp")
    assert.strictEqual(tags.at(-1), "Response", what)
  }
  // A wait in the limiter after a wait of the call would be counted twice.
  assert.strictEqual(events.filter((event) => event._tag === "Wait" && event.reason === "RateLimit").length, 0, what)
  return responses
}

describe("for random responses of the service", () => {
  it.live.prop(
    "one call satisfies the laws, and its events match its requests",
    [scriptedCalls, FC.array(tokenReactions, { maxLength: 6 }), policies],
    ([call, tokenReactions, policy]) =>
      Effect.map(inMemory([call], tokenReactions, policy), (run) => {
        checkLaws([call], policy, run)
        checkEvents(run)
      }),
    { fastCheck: { numRuns: 200 } }
  )

  it.live.prop(
    "concurrent calls satisfy the laws",
    [FC.array(scriptedCalls, { minLength: 2, maxLength: 12 }), FC.array(tokenReactions, { maxLength: 10 }), policies],
    ([calls, tokenReactions, policy]) =>
      Effect.map(inMemory(calls, tokenReactions, policy), (run) => checkLaws(calls, policy, run)),
    { fastCheck: { numRuns: 50 } }
  )

  it.live.prop(
    "calls on real sockets satisfy the laws",
    [FC.array(scriptedCalls, { minLength: 1, maxLength: 6 }), FC.array(tokenReactions, { maxLength: 4 }), policies],
    ([calls, tokenReactions, policy]) => {
      // A listening server cannot refuse a connection, so it resets the connection instead.
      const real = (reaction: Reaction): Reaction =>
        reaction._tag === "Refused" ? { _tag: "Reset" } : "seconds" in reaction ? { ...reaction, seconds: 0 } : reaction
      const realCalls = calls.map((call) => ({ ...call, reactions: call.reactions.map(real) }))
      return Effect.map(
        onSockets(realCalls, tokenReactions.map(real), policy),
        (run) => checkLaws(realCalls, policy, run)
      )
    },
    { fastCheck: { numRuns: 15 } }
  )
})
