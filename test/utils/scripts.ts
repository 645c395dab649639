/**
 * Random scripts of a service and of its token endpoint, and the record of a run.
 */
import type { Exit } from "effect"
import type * as PureCloudConfig from "effect-purecloud/PureCloudConfig"
import type * as PureCloudError from "effect-purecloud/PureCloudError"
import * as Users from "effect-purecloud/Users"
import * as FC from "effect/FastCheck"
import { type Call, type Method, methods } from "./faults.js"
import type { RecordedRequest } from "./service.js"
import type * as Time from "./time.js"

/** How the service reacts to one request. */
export type Reaction =
  | { readonly _tag: "Response"; readonly status: number; readonly retryAfter?: number; readonly seconds: number }
  | { readonly _tag: "Refused" | "Reset" | "Silence" | "Cut" }

const breaks: FC.Arbitrary<Reaction> = FC.constantFrom(
  { _tag: "Refused" },
  { _tag: "Reset" },
  { _tag: "Silence" },
  { _tag: "Cut" }
)

const waits = FC.oneof(
  { weight: 4, arbitrary: FC.integer({ min: 0, max: 70 }) },
  FC.integer({ min: 0, max: 400 })
)

export const responses: FC.Arbitrary<Reaction> = FC.record({
  _tag: FC.constant("Response" as const),
  status: FC.constantFrom(200, 200, 200, 401, 404, 408, 500, 502, 503, 503, 504),
  seconds: FC.oneof(FC.constant(0), FC.integer({ min: 0, max: 40 }))
})

/** Failures with a Retry-After. */
const retryAfterFailures: FC.Arbitrary<Reaction> = FC.record({
  _tag: FC.constant("Response" as const),
  status: FC.constantFrom(408, 500, 503),
  retryAfter: waits,
  seconds: FC.constant(0)
})

const limits: FC.Arbitrary<Reaction> = FC.record({
  _tag: FC.constant("Response" as const),
  status: FC.constant(429),
  retryAfter: waits,
  seconds: FC.constant(0)
}, { requiredKeys: ["_tag", "status", "seconds"] })

export const reactions: FC.Arbitrary<Reaction> = FC.oneof(
  { weight: 5, arbitrary: responses },
  { weight: 3, arbitrary: limits },
  { weight: 2, arbitrary: retryAfterFailures },
  { weight: 3, arbitrary: breaks }
)

export const tokenReactions: FC.Arbitrary<Reaction> = FC.oneof(
  { weight: 6, arbitrary: FC.constant<Reaction>({ _tag: "Response", status: 200, seconds: 0 }) },
  {
    weight: 3,
    arbitrary: FC.record({
      _tag: FC.constant("Response" as const),
      status: FC.constantFrom(200, 400, 500, 503),
      seconds: FC.integer({ min: 0, max: 40 })
    })
  },
  {
    weight: 2,
    arbitrary: FC.record({
      _tag: FC.constant("Response" as const),
      status: FC.constantFrom(400, 408, 429, 503),
      retryAfter: waits,
      seconds: FC.constant(0)
    })
  },
  { weight: 1, arbitrary: breaks }
)

/** Whether the service certainly did not carry out the request. */
export const isNotCarriedOut = (reaction: Reaction): boolean =>
  reaction._tag === "Refused" || (reaction._tag === "Response" && (reaction.status === 429 || reaction.status === 401))

/** A call, and the reactions of the service to its requests. */
export interface ScriptedCall {
  readonly method: Method
  /** Seconds between the start of the run and the start of the call. */
  readonly at: number
  /** Reactions to the requests of the call, in order. Later requests succeed. */
  readonly reactions: ReadonlyArray<Reaction>
}

export const scriptedCalls: FC.Arbitrary<ScriptedCall> = FC.record({
  method: FC.constantFrom(...methods),
  at: FC.oneof(FC.constant(0), FC.integer({ min: 0, max: 300 })),
  reactions: FC.array(reactions, { maxLength: 8 })
})

export const policies = FC.record({
  attempts: FC.integer({ min: 1, max: 5 }),
  timeout: FC.constantFrom(1, 30, 100),
  deadline: FC.constantFrom(1, 20, 300),
  maxRetryAfter: FC.constantFrom(0, 60, 180),
  expiresIn: FC.constantFrom(1, 30, 100, 86_400)
})

export type Policy = typeof policies extends FC.Arbitrary<infer A> ? A : never

export const callOf = ({ method }: ScriptedCall, i: number): Call => {
  const userId = `call-${i}`
  switch (method) {
    case "GET":
      return Users.getUser({ userId })
    case "PUT":
      return Users.putUserRoles({ userId, body: ["r"] })
    case "POST":
      return Users.postUsers({ body: { name: userId, email: "n@example.com", divisionId: "d" } })
    case "PATCH":
      return Users.patchUser({ userId, body: { version: 1 } })
    case "DELETE":
      return Users.deleteUser({ userId })
  }
}

/** Index of the call that a request belongs to. */
const indexOf = (sent: { readonly url: string; readonly body: string }): number =>
  Number(/call-(\d+)/.exec(sent.url + sent.body)![1])

export interface Sent {
  readonly call: number
  readonly method: string
  readonly reaction: Reaction
  readonly at: number
}

/** A request for a token. */
export type TokenRequest = Pick<Sent, "reaction" | "at">

export interface Run {
  readonly sent: ReadonlyArray<Sent>
  readonly tokenRequests: ReadonlyArray<TokenRequest>
  readonly exits: ReadonlyArray<Exit.Exit<unknown, PureCloudError.PureCloudError>>
  /** Milliseconds that each call took. */
  readonly took: ReadonlyArray<number>
  readonly events: ReadonlyArray<PureCloudConfig.Event>
  readonly left: { readonly asleep: number; readonly fibers: number; readonly open: number }
}

export const bodyOf = (reaction: Reaction & { readonly _tag: "Response" }) => ({
  status: reaction.status,
  ...(reaction.retryAfter === undefined ? {} : { headers: { "retry-after": String(reaction.retryAfter) } })
})

export const success: Reaction = { _tag: "Response", status: 200, seconds: 0 }

/** Returns the next reaction for each request, and records it. */
export const recorder = (
  calls: ReadonlyArray<ScriptedCall>,
  tokenReactions: ReadonlyArray<Reaction>,
  time: Time.Time
) => {
  const sent: Array<Sent> = []
  const tokenRequests: Array<TokenRequest> = []
  const next = calls.map(() => 0)
  return {
    sent,
    tokenRequests,
    takeToken: (): Reaction => {
      const reaction = tokenReactions[tokenRequests.length] ?? success
      tokenRequests.push({ reaction, at: time.elapsed() })
      return reaction
    },
    take: (seen: Pick<RecordedRequest, "method" | "url" | "body">): Reaction => {
      const call = indexOf(seen)
      const reaction = calls[call]!.reactions[next[call]!++] ?? success
      sent.push({ call, method: seen.method, reaction, at: time.elapsed() })
      return reaction
    }
  }
}

export const optionsOf = (policy: Policy) => ({
  timeout: policy.timeout * 1000,
  retry: {
    attempts: policy.attempts,
    deadline: policy.deadline * 1000,
    maxRetryAfter: policy.maxRetryAfter * 1000
  }
})
