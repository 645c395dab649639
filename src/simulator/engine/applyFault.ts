import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import { applyDrift } from "../../internal/schema/drift.js"
import { bearerToken, refuseRate } from "./authorize.js"
import { catchRefusal, type Exchange, refusedDraft, type ResponseDraft, tokenOperation } from "./exchange.js"
import type { Fault } from "./faults.js"
import { Refusal } from "./refusal.js"
import { rateLimitExceeded } from "./tokenEndpoint.js"
import type { Tokens } from "./tokens.js"
import { ConnectionBroken } from "./wire.js"

/*
 * Applies faults to responses.
 */

/** A response before it is serialized, or a broken connection. */
export type Responding = Effect.Effect<ResponseDraft, ConnectionBroken>

/** Dependencies of faults. */
export interface Options {
  readonly tokens: Tokens
  /** Requests that a token may send in a rate limit window. */
  readonly allowance: number
}

const toSeconds = (duration: Duration.DurationInput): number => Math.ceil(Duration.toSeconds(duration))

const gatewayPage = (status: number): ResponseDraft => ({
  status,
  headers: { "content-type": "text/html; charset=utf-8" },
  isText: true,
  body: `<html><head><title>${status} Gateway</title></head><body><h1>${status}</h1></body></html>`
})

const errorDraft = (exchange: Exchange, fault: Extract<Fault, { readonly _tag: "Status" }>): ResponseDraft => {
  const { code = "simulated.fault", message = "Simulated fault.", retryAfter, status } = fault
  const headers = retryAfter === undefined ? {} : { "retry-after": String(toSeconds(retryAfter)) }
  return exchange.operationId === tokenOperation
    ? { status, headers, body: { error: code, description: message, error_description: message } }
    : refusedDraft(new Refusal(status, { code, messageWithParams: message }, headers), exchange)
}

/** Replaces the response. If `done` is `true`, the operation is carried out first. */
const replace = (responding: Responding, done: boolean | undefined, replacement: Responding): Responding =>
  done === true ? Effect.zipRight(responding, replacement) : replacement

const drifted = ({ endpoint }: Exchange, fault: Extract<Fault, { readonly _tag: "Drift" }>, responding: Responding) => {
  const schema = endpoint?.success
  return schema === undefined ? responding : Effect.map(
    responding,
    (draft) => draft.status < 300 ? { ...draft, body: applyDrift(schema, draft.body, fault.change) } : draft
  )
}

/** Applies a fault to the response to a request. */
export const applyFault = (
  { allowance, tokens }: Options,
  exchange: Exchange,
  fault: Fault,
  responding: Responding
): Responding => {
  switch (fault._tag) {
    case "Status":
      return replace(responding, fault.done, Effect.sync(() => errorDraft(exchange, fault)))
    case "Throttle":
      return exchange.operationId === tokenOperation
        ? Effect.succeed(rateLimitExceeded)
        : catchRefusal(exchange, () => refuseRate(toSeconds(fault.retryAfter ?? "1 minute"), allowance))
    case "Html":
      return Effect.sync(() => gatewayPage(fault.status ?? 502))
    case "Reset":
      return replace(responding, fault.done, Effect.fail(new ConnectionBroken()))
    case "Silence":
      return Effect.interruptible(Effect.never)
    case "DeadToken":
      return Effect.suspend(() => {
        tokens.revoke(bearerToken(exchange.request) ?? "")
        return responding
      })
    case "Cut":
      // A response without a body has no middle.
      return Effect.flatMap(
        responding,
        (draft) =>
          draft.body === undefined
            ? Effect.fail(new ConnectionBroken())
            : Effect.succeed({ ...draft, isCut: true })
      )
    case "Drift":
      return drifted(exchange, fault, responding)
    case "Latency":
      // The delay is added before the request is processed.
      return responding
  }
}
