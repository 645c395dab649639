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

/** What is done with one request. */
export type Deed =
  | { readonly _tag: "Answer"; readonly status: number; readonly retryAfter?: number; readonly seconds: number }
  | { readonly _tag: "Refused" | "Reset" | "Silence" | "Cut" }

export const breaks: FC.Arbitrary<Deed> = FC.constantFrom(
  { _tag: "Refused" },
  { _tag: "Reset" },
  { _tag: "Silence" },
  { _tag: "Cut" }
)

export const waits = FC.oneof(
  { weight: 4, arbitrary: FC.integer({ min: 0, max: 70 }) },
  FC.integer({ min: 0, max: 400 })
)

export const answers: FC.Arbitrary<Deed> = FC.record({
  _tag: FC.constant("Answer" as const),
  status: FC.constantFrom(200, 200, 200, 401, 404, 408, 500, 502, 503, 503, 504),
  seconds: FC.oneof(FC.constant(0), FC.integer({ min: 0, max: 40 }))
})

/** Failures that ask for patience. */
export const patience: FC.Arbitrary<Deed> = FC.record({
  _tag: FC.constant("Answer" as const),
  status: FC.constantFrom(408, 500, 503),
  retryAfter: waits,
  seconds: FC.constant(0)
})

export const limits: FC.Arbitrary<Deed> = FC.record({
  _tag: FC.constant("Answer" as const),
  status: FC.constant(429),
  retryAfter: waits,
  seconds: FC.constant(0)
}, { requiredKeys: ["_tag", "status", "seconds"] })

export const deeds: FC.Arbitrary<Deed> = FC.oneof(
  { weight: 5, arbitrary: answers },
  { weight: 3, arbitrary: limits },
  { weight: 2, arbitrary: patience },
  { weight: 3, arbitrary: breaks }
)

export const tokenDeeds: FC.Arbitrary<Deed> = FC.oneof(
  { weight: 6, arbitrary: FC.constant<Deed>({ _tag: "Answer", status: 200, seconds: 0 }) },
  {
    weight: 3,
    arbitrary: FC.record({
      _tag: FC.constant("Answer" as const),
      status: FC.constantFrom(200, 400, 500, 503),
      seconds: FC.integer({ min: 0, max: 40 })
    })
  },
  {
    weight: 2,
    arbitrary: FC.record({
      _tag: FC.constant("Answer" as const),
      status: FC.constantFrom(400, 408, 429, 503),
      retryAfter: waits,
      seconds: FC.constant(0)
    })
  },
  { weight: 1, arbitrary: breaks }
)

/** Whether it is certain that the service did nothing. */
export const isHarmless = (deed: Deed): boolean =>
  deed._tag === "Refused" || (deed._tag === "Answer" && (deed.status === 429 || deed.status === 401))

export interface Plan {
  readonly method: Method
  /** Seconds after the beginning. */
  readonly at: number
  /** For each request of the call in turn, and then successes. */
  readonly deeds: ReadonlyArray<Deed>
}

export const plans: FC.Arbitrary<Plan> = FC.record({
  method: FC.constantFrom(...methods),
  at: FC.oneof(FC.constant(0), FC.integer({ min: 0, max: 300 })),
  deeds: FC.array(deeds, { maxLength: 8 })
})

export const policies = FC.record({
  attempts: FC.integer({ min: 1, max: 5 }),
  timeout: FC.constantFrom(1, 30, 100),
  deadline: FC.constantFrom(1, 20, 300),
  maxRetryAfter: FC.constantFrom(0, 60, 180),
  expiresIn: FC.constantFrom(1, 30, 100, 86_400)
})

export type Policy = typeof policies extends FC.Arbitrary<infer A> ? A : never

export const callOf = ({ method }: Plan, i: number): Call => {
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

/** The call that a request belongs to. */
export const indexOf = (sent: { readonly url: string; readonly body: string }): number =>
  Number(/call-(\d+)/.exec(sent.url + sent.body)![1])

export interface Sent {
  readonly call: number
  readonly method: string
  readonly deed: Deed
  readonly at: number
}

/** A request for a token. */
export type Asked = Pick<Sent, "deed" | "at">

export interface Run {
  readonly sent: ReadonlyArray<Sent>
  readonly asked: ReadonlyArray<Asked>
  readonly exits: ReadonlyArray<Exit.Exit<unknown, PureCloudError.PureCloudError>>
  /** Milliseconds that each call took. */
  readonly took: ReadonlyArray<number>
  readonly events: ReadonlyArray<PureCloudConfig.Event>
  readonly left: { readonly asleep: number; readonly fibers: number; readonly open: number }
}

export const bodyOf = (deed: Deed & { readonly _tag: "Answer" }) => ({
  status: deed.status,
  ...(deed.retryAfter === undefined ? {} : { headers: { "retry-after": String(deed.retryAfter) } })
})

export const success: Deed = { _tag: "Answer", status: 200, seconds: 0 }

/** Hands out the deeds, and takes down who got which. */
export const ledger = (plans: ReadonlyArray<Plan>, tokenDeeds: ReadonlyArray<Deed>, time: Time.Time) => {
  const sent: Array<Sent> = []
  const asked: Array<Asked> = []
  const next = plans.map(() => 0)
  return {
    sent,
    asked,
    takeToken: (): Deed => {
      const deed = tokenDeeds[asked.length] ?? success
      asked.push({ deed, at: time.elapsed() })
      return deed
    },
    take: (seen: Pick<RecordedRequest, "method" | "url" | "body">): Deed => {
      const call = indexOf(seen)
      const deed = plans[call]!.deeds[next[call]!++] ?? success
      sent.push({ call, method: seen.method, deed, at: time.elapsed() })
      return deed
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
