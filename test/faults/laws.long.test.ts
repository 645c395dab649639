/**
 * Laws that hold for calls to a service with random faults, in memory, where runs are cheap, and on real sockets.
 */
import * as HttpClient from "@effect/platform/HttpClient"
import * as HttpClientError from "@effect/platform/HttpClientError"
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
  ledger,
  optionsOf,
  type Plan,
  plans,
  policies,
  type Policy,
  type Reaction,
  type Run,
  tokenReactions
} from "../utils/scripts.js"
import { type Script, token } from "../utils/service.js"
import * as Time from "../utils/time.js"

const runAll = (plans: ReadonlyArray<Plan>, took: Array<number>, time: Time.Time) =>
  Effect.zipLeft(
    Effect.forEach(plans, (plan, i) =>
      Effect.gen(function*() {
        yield* Effect.sleep(plan.at * 1000)
        const before = time.elapsed()
        const exit = yield* Effect.exit(callOf(plan, i))
        took[i] = time.elapsed() - before
        return exit
      }), { concurrency: "unbounded" }),
    // Work in the background, for example the refresh of a token, has time to end.
    Effect.sleep("10 minutes")
  )

/** Runs the calls against a service in memory. */
const inMemory = (
  plans: ReadonlyArray<Plan>,
  tokenReactions: ReadonlyArray<Reaction>,
  policy: Policy
): Effect.Effect<Run> =>
  Effect.gen(function*() {
    const time = Time.make("memory")
    const { tokenRequests, sent, take, takeToken } = ledger(plans, tokenReactions, time)
    let open = 0
    const client = HttpClient.make((request, url) => {
      const body = request.body._tag === "Uint8Array" ? new TextDecoder().decode(request.body.body) : ""
      const isToken = url.pathname === "/oauth/token"
      const n = tokenRequests.length
      const reaction = isToken ? takeToken() : take({ method: request.method, url: url.href, body })
      const fail = (code: string, syscall: string) =>
        new HttpClientError.RequestError({
          request,
          reason: "Transport",
          cause: Object.assign(new Error(code), { code, syscall })
        })
      const respond = (status: number, body: unknown, headers = {}) =>
        HttpClientResponse.fromWeb(
          request,
          new Response(JSON.stringify(body), { status, headers: { "content-type": "application/json", ...headers } })
        )
      const effect: Effect.Effect<HttpClientResponse.HttpClientResponse, HttpClientError.RequestError> = (() => {
        switch (reaction._tag) {
          case "Refused":
            return fail("ECONNREFUSED", "connect")
          case "Reset":
            return fail("ECONNRESET", "read")
          case "Silence":
            return Effect.never
          case "Cut":
            return Effect.sync(() =>
              HttpClientResponse.fromWeb(
                request,
                new Response(new ReadableStream({ start: (controller) => controller.error(new Error("cut")) }))
              )
            )
          case "Response":
            return Effect.delay(
              Effect.sync(() => {
                const { headers } = bodyOf(reaction)
                if (!isToken) return respond(reaction.status, fine.body, headers)
                return reaction.status === 200
                  ? respond(200, token(n, policy.expiresIn).body)
                  : respond(reaction.status, reaction.status === 400 ? throttledToken.body : {}, headers)
              }),
              reaction.seconds * 1000
            )
        }
      })()
      return Effect.acquireUseRelease(Effect.sync(() => open++), () => effect, () => Effect.sync(() => open--))
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
    const exits = yield* Effect.flatten(run(runAll(plans, took, time)))
    const { asleep, fibers } = yield* left
    return { sent, tokenRequests, exits, took, events, left: { asleep, fibers, open } }
  }).pipe(Effect.scoped)

/** Runs the calls against a service on a real socket. */
const onSockets = (
  plans: ReadonlyArray<Plan>,
  tokenReactions: ReadonlyArray<Reaction>,
  policy: Policy
): Effect.Effect<Run> =>
  Effect.gen(function*() {
    const time = Time.make()
    const { tokenRequests, sent, take, takeToken } = ledger(plans, tokenReactions, time)
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
    const exits = yield* Effect.flatten(run(runAll(plans, took, time)))
    const { asleep, fibers } = yield* left
    yield* close
    const { sockets } = yield* left
    return { sent, tokenRequests, exits, took, events, left: { asleep, fibers, open: sockets } }
  }).pipe(Effect.scoped)

const checkLaws = (
  plans: ReadonlyArray<Plan>,
  policy: Policy,
  { tokenRequests, exits, left, sent, took }: Run,
  isNotCarriedOut: (reaction: Reaction) => boolean
) => {
  assert.strictEqual(exits.length, plans.length)
  assert.deepStrictEqual(left, { asleep: 0, fibers: 0, open: 0 }, "no fiber, sleep or connection remains")
  for (const [n, { at, reaction }] of tokenRequests.entries()) {
    const then = tokenRequests[n + 1]
    if (then === undefined || reaction._tag !== "Response") continue
    assert.isAtLeast(
      then.at - at,
      (reaction.retryAfter ?? 0) * 1000,
      `Retry-After of tokens: ${JSON.stringify(tokenRequests)}`
    )
  }
  for (const [i, { method }] of plans.entries()) {
    const own = sent.filter(({ call }) => call === i)
    const exit = exits[i]!
    const what = `${method} ${outcomeOf(exit)} after ${JSON.stringify(own)}`
    assert.notInclude(outcomeOf(exit), "no typed error", what)
    assert.isTrue(own.every((sent) => sent.method === method), what)

    // No request that must not be repeated is carried out twice.
    if (!isRepeatable(method)) {
      assert.isTrue(own.slice(0, -1).every(({ reaction }) => isNotCarriedOut(reaction)), `carried out once: ${what}`)
    }

    // The number of requests is bounded by the number of attempts.
    const free = own.filter(({ reaction }) => reaction._tag === "Response" && reaction.status === 429).length
    const refused = own.filter(({ reaction }) => reaction._tag === "Response" && reaction.status === 401).length
    assert.isAtMost(own.length - free - Math.min(refused, 1), policy.attempts, `attempts: ${what}`)
    assert.isAtMost(refused, 2, `refreshed once: ${what}`)
    const error = errorOf(exit)
    if (error !== undefined && "attempts" in error.origin && error.origin.endpoint !== "token") {
      assert.strictEqual(error.origin.attempts, own.length, what)
    }

    // The next request is sent after the Retry-After.
    for (const [n, { at, reaction }] of own.entries()) {
      const then = own[n + 1]
      if (then === undefined || reaction._tag !== "Response") continue
      assert.isAtLeast(then.at - at, (reaction.retryAfter ?? 0) * 1000, `Retry-After: ${what}`)
    }

    // The call ends at its deadline. 429s of other calls may delay it further.
    const otherPauses = sent.reduce(
      (sum, { call, reaction }) =>
        call === i || reaction._tag !== "Response" ? sum : sum + (reaction.retryAfter ?? 20) * 1000,
      0
    )
    assert.isAtMost(took[i]!, policy.deadline * 1000 + otherPauses + 1, `the deadline: ${what}`)
  }
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
    [plans, FC.array(tokenReactions, { maxLength: 6 }), policies],
    ([plan, tokenReactions, policy]) =>
      Effect.map(inMemory([plan], tokenReactions, policy), (run) => {
        checkLaws([plan], policy, run, isNotCarriedOut)
        checkEvents(run)
      }),
    { fastCheck: { numRuns: 200 } }
  )

  it.live.prop(
    "concurrent calls satisfy the laws",
    [FC.array(plans, { minLength: 2, maxLength: 12 }), FC.array(tokenReactions, { maxLength: 10 }), policies],
    ([plans, tokenReactions, policy]) =>
      Effect.map(inMemory(plans, tokenReactions, policy), (run) => checkLaws(plans, policy, run, isNotCarriedOut)),
    { fastCheck: { numRuns: 50 } }
  )

  it.live.prop(
    "calls on real sockets satisfy the laws",
    [FC.array(plans, { minLength: 1, maxLength: 6 }), FC.array(tokenReactions, { maxLength: 4 }), policies],
    ([plans, tokenReactions, policy]) => {
      // A listening server cannot refuse a connection, so it resets the connection instead.
      const real = (reaction: Reaction): Reaction =>
        reaction._tag === "Refused" ? { _tag: "Reset" } : "seconds" in reaction ? { ...reaction, seconds: 0 } : reaction
      const realPlans = plans.map((plan) => ({ ...plan, reactions: plan.reactions.map(real) }))
      return Effect.map(
        onSockets(realPlans, tokenReactions.map(real), policy),
        (run) => checkLaws(realPlans, policy, run, isNotCarriedOut)
      )
    },
    { fastCheck: { numRuns: 15 } }
  )
})
