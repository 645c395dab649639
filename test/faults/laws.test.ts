/**
 * Laws that hold for every response of the service, over random scripts of faults: in memory, where a run costs next to
 * nothing, and on real sockets.
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
  type Deed,
  isHarmless,
  ledger,
  optionsOf,
  type Plan,
  plans,
  policies,
  type Policy,
  type Run,
  tokenDeeds
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
    // What still runs in the background, as a token's renewal, has its time to end.
    Effect.sleep("10 minutes")
  )

/** Runs the calls against a service in memory. */
const inMemory = (
  plans: ReadonlyArray<Plan>,
  tokenDeeds: ReadonlyArray<Deed>,
  policy: Policy
): Effect.Effect<Run> =>
  Effect.gen(function*() {
    const time = Time.make("memory")
    const { asked, sent, take, takeToken } = ledger(plans, tokenDeeds, time)
    let open = 0
    const client = HttpClient.make((request, url) => {
      const body = request.body._tag === "Uint8Array" ? new TextDecoder().decode(request.body.body) : ""
      const isToken = url.pathname === "/oauth/token"
      const n = asked.length
      const deed = isToken ? takeToken() : take({ method: request.method, url: url.href, body })
      const fail = (code: string, syscall: string) =>
        new HttpClientError.RequestError({
          request,
          reason: "Transport",
          cause: Object.assign(new Error(code), { code, syscall })
        })
      const answer = (status: number, body: unknown, headers = {}) =>
        HttpClientResponse.fromWeb(
          request,
          new Response(JSON.stringify(body), { status, headers: { "content-type": "application/json", ...headers } })
        )
      const effect: Effect.Effect<HttpClientResponse.HttpClientResponse, HttpClientError.RequestError> = (() => {
        switch (deed._tag) {
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
          case "Answer":
            return Effect.delay(
              Effect.sync(() => {
                const { headers } = bodyOf(deed)
                if (!isToken) return answer(deed.status, fine.body, headers)
                return deed.status === 200
                  ? answer(200, token(n, policy.expiresIn).body)
                  : answer(deed.status, deed.status === 400 ? throttledToken.body : {}, headers)
              }),
              deed.seconds * 1000
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
    return { sent, asked, exits, took, events, left: { asleep, fibers, open } }
  }).pipe(Effect.scoped)

/** Runs the calls against a service on a real socket. */
const onSockets = (plans: ReadonlyArray<Plan>, tokenDeeds: ReadonlyArray<Deed>, policy: Policy): Effect.Effect<Run> =>
  Effect.gen(function*() {
    const time = Time.make()
    const { asked, sent, take, takeToken } = ledger(plans, tokenDeeds, time)
    const act = (deed: Deed, success: ReturnType<Script>): ReturnType<Script> => {
      switch (deed._tag) {
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
        case "Answer":
          return deed.status === 200 ? success : status(deed.status, bodyOf(deed).headers)
      }
    }
    const took: Array<number> = []
    const { close, events, left, run } = yield* trial({
      script: (seen) => act(take(seen), fine),
      token: (_, n) => {
        const deed = takeToken()
        return deed._tag === "Answer" && deed.status === 400
          ? { ...throttledToken, ...bodyOf(deed) }
          : act(deed, token(n, policy.expiresIn))
      },
      time,
      options: optionsOf(policy)
    })
    const exits = yield* Effect.flatten(run(runAll(plans, took, time)))
    const { asleep, fibers } = yield* left
    yield* close
    const { sockets } = yield* left
    return { sent, asked, exits, took, events, left: { asleep, fibers, open: sockets } }
  }).pipe(Effect.scoped)

const laws = (
  plans: ReadonlyArray<Plan>,
  policy: Policy,
  { asked, exits, left, sent, took }: Run,
  isHarmless: (deed: Deed) => boolean
) => {
  assert.strictEqual(exits.length, plans.length)
  assert.deepStrictEqual(left, { asleep: 0, fibers: 0, open: 0 }, "nothing is left")
  for (const [n, { at, deed }] of asked.entries()) {
    const then = asked[n + 1]
    if (then === undefined || deed._tag !== "Answer") continue
    assert.isAtLeast(then.at - at, (deed.retryAfter ?? 0) * 1000, `Retry-After of tokens: ${JSON.stringify(asked)}`)
  }
  for (const [i, { method }] of plans.entries()) {
    const mine = sent.filter(({ call }) => call === i)
    const exit = exits[i]!
    const what = `${method} ${outcomeOf(exit)} after ${JSON.stringify(mine)}`
    assert.notInclude(outcomeOf(exit), "no typed error", what)
    assert.isTrue(mine.every((sent) => sent.method === method), what)

    // Nothing is done twice.
    if (!isRepeatable(method)) {
      assert.isTrue(mine.slice(0, -1).every(({ deed }) => isHarmless(deed)), `done once: ${what}`)
    }

    // The budget.
    const free = mine.filter(({ deed }) => deed._tag === "Answer" && deed.status === 429).length
    const refused = mine.filter(({ deed }) => deed._tag === "Answer" && deed.status === 401).length
    assert.isAtMost(mine.length - free - Math.min(refused, 1), policy.attempts, `the budget: ${what}`)
    assert.isAtMost(refused, 2, `renewed once: ${what}`)
    const error = errorOf(exit)
    if (error !== undefined && "attempts" in error.origin && error.origin.endpoint !== "token") {
      assert.strictEqual(error.origin.attempts, mine.length, what)
    }

    // What was asked for is waited out.
    for (const [n, { at, deed }] of mine.entries()) {
      const then = mine[n + 1]
      if (then === undefined || deed._tag !== "Answer") continue
      assert.isAtLeast(then.at - at, (deed.retryAfter ?? 0) * 1000, `Retry-After: ${what}`)
    }

    // The deadline: other calls' 429s may hold this one back besides.
    const held = sent.reduce(
      (sum, { call, deed }) => call === i || deed._tag !== "Answer" ? sum : sum + (deed.retryAfter ?? 20) * 1000,
      0
    )
    assert.isAtMost(took[i]!, policy.deadline * 1000 + held + 1, `the deadline: ${what}`)
  }
}

/** Holds the events of one call against what was sent. */
const tells = ({ events, exits: [exit], sent }: Run) => {
  const tags = events.map(({ _tag }) => _tag)
  const what = `${outcomeOf(exit!)} after ${JSON.stringify(sent)} told as ${JSON.stringify(events)}`
  const attempts = events.flatMap((event) => event._tag === "Attempt" ? [event.attempt] : [])
  assert.deepStrictEqual(attempts, sent.map((_, i) => i + 1), `an Attempt for each request: ${what}`)
  let answered = 0
  for (const [i, event] of events.entries()) {
    const before = events[i - 1]
    if (event._tag === "Response") {
      answered++
      const deed = sent[event.attempt - 1]!.deed
      assert.isTrue(
        before?._tag === "Attempt" && before.attempt === event.attempt,
        `an Answer after its Attempt: ${what}`
      )
      assert.isTrue(deed._tag === "Answer" && deed.status === event.status, what)
    }
    if (event._tag === "GiveUp") {
      assert.strictEqual(i, events.length - 1, `GiveUp is the last word: ${what}`)
      assert.strictEqual(event.error, errorOf(exit!), what)
    }
    if (event._tag === "Wait" && i === events.length - 1) assert.fail(`a Wait before something: ${what}`)
  }
  if (exit!._tag === "Success") {
    assert.notInclude(tags, "GiveUp")
    assert.strictEqual(tags.at(-1), "Response", what)
  }
  // Waits that the limiter adds to those of the call would be told twice.
  assert.strictEqual(events.filter((event) => event._tag === "Wait" && event.reason === "RateLimit").length, 0, what)
  return answered
}

describe("whatever the service answers", () => {
  it.live.prop(
    "one call keeps the laws, its deadline, and tells what it does",
    [plans, FC.array(tokenDeeds, { maxLength: 6 }), policies],
    ([plan, tokenDeeds, policy]) =>
      Effect.map(inMemory([plan], tokenDeeds, policy), (run) => {
        laws([plan], policy, run, isHarmless)
        tells(run)
      }),
    { fastCheck: { numRuns: 200 } }
  )

  it.live.prop(
    "calls side by side keep them",
    [FC.array(plans, { minLength: 2, maxLength: 12 }), FC.array(tokenDeeds, { maxLength: 10 }), policies],
    ([plans, tokenDeeds, policy]) =>
      Effect.map(inMemory(plans, tokenDeeds, policy), (run) => laws(plans, policy, run, isHarmless)),
    { fastCheck: { numRuns: 50 } }
  )

  it.live.prop(
    "calls keep them on real sockets",
    [FC.array(plans, { minLength: 1, maxLength: 6 }), FC.array(tokenDeeds, { maxLength: 4 }), policies],
    ([plans, tokenDeeds, policy]) => {
      // A refused connection cannot be had of a server that listens: it resets instead.
      const real = (deed: Deed): Deed =>
        deed._tag === "Refused" ? { _tag: "Reset" } : "seconds" in deed ? { ...deed, seconds: 0 } : deed
      const realPlans = plans.map((plan) => ({ ...plan, deeds: plan.deeds.map(real) }))
      return Effect.map(
        onSockets(realPlans, tokenDeeds.map(real), policy),
        (run) => laws(realPlans, policy, run, isHarmless)
      )
    },
    { fastCheck: { numRuns: 15 } }
  )
})
