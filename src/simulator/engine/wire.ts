import type * as Effect from "effect/Effect"

/*
 * Requests and responses, independent of how they are transported.
 */

/** A request as it was received. */
export interface Request {
  readonly method: string
  /** Path and query, as sent. */
  readonly url: string
  /** Names are in lower case. */
  readonly headers: { readonly [name: string]: string | undefined }
  readonly body: string
}

/** A response. */
export interface Response {
  readonly status: number
  /** Names are in lower case. */
  readonly headers: { readonly [name: string]: string }
  readonly body: Uint8Array
  /** Whether the connection breaks in the middle of the body. */
  readonly isCut: boolean
}

/** The connection is closed without a response. */
export class ConnectionBroken {
  readonly _tag = "ConnectionBroken"
}

/** Responds to a request. */
export type Handle = (request: Request) => Effect.Effect<Response, ConnectionBroken>
