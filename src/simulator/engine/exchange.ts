import * as Effect from "effect/Effect"
import type * as Endpoint from "../../Endpoint.js"
import { errorBody, Refusal } from "./refusal.js"
import type { Request, Response } from "./wire.js"

/*
 * The state of one request while it is processed, and its response before it is serialized.
 */

/** Id of the token endpoint, beside the ids of the operations. */
export const tokenOperation = "token"

/** A request while it is processed. */
export interface Exchange {
  readonly request: Request
  /** Counted from 1. */
  readonly number: number
  /** Current time, in milliseconds since 1970. */
  readonly now: number
  readonly correlationId: string
  /** The path without the query. */
  readonly path: string
  /** Id of the endpoint, {@link tokenOperation}, or `undefined` if the path is unknown. */
  readonly operationId: string | undefined
  readonly endpoint: Endpoint.Any | undefined
  /** Empty until the request is counted. */
  readonly rateLimitHeaders: { [name: string]: string }
}

/** A response before it is serialized. */
export interface ResponseDraft {
  readonly status: number
  readonly headers?: { readonly [name: string]: string }
  /** Serialized as JSON, unless `isText`. */
  readonly body: unknown
  /** Whether the body is sent as it is. */
  readonly isText?: boolean
  readonly isCut?: boolean
}

/** A success with status 202, of an operation whose usual status is another one. */
export class Accepted<A> {
  readonly _tag = "Accepted"
  constructor(readonly body: A) {}
}

/** Returns the response to a refused request. */
export const refusedDraft = (
  { content, headers, status }: Refusal,
  { correlationId }: Exchange
): ResponseDraft => ({ status, headers, body: errorBody(status, content, correlationId) })

/** Runs a function that may refuse the request. */
export const catchRefusal = (
  exchange: Exchange,
  respond: () => Effect.Effect<ResponseDraft, Refusal>
): Effect.Effect<ResponseDraft> => {
  const refused = (refusal: Refusal) => Effect.succeed(refusedDraft(refusal, exchange))
  try {
    return Effect.catchAll(respond(), refused)
  } catch (error) {
    if (error instanceof Refusal) return refused(error)
    throw error
  }
}

const utf8 = new TextEncoder()

/** Serializes a response. */
export const serialize = (
  { correlationId, rateLimitHeaders }: Exchange,
  { body, headers, isCut = false, isText = false, status }: ResponseDraft
): Response => {
  const bytes = utf8.encode(body === undefined ? "" : isText ? String(body) : JSON.stringify(body))
  return {
    status,
    headers: {
      ...(bytes.length === 0 ? {} : { "content-type": "application/json" }),
      "content-length": String(bytes.length),
      "inin-correlation-id": correlationId,
      ...rateLimitHeaders,
      ...headers
    },
    body: bytes,
    isCut
  }
}
