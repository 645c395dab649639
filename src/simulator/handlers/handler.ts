import type * as Effect from "effect/Effect"
import type * as Endpoint from "../../Endpoint.js"
import type * as Endpoints from "../../endpoints/index.js"
import type { StoreAt } from "../data/store.js"
import type { OperationContext } from "../engine/engine.js"
import type { Accepted } from "../engine/exchange.js"
import { type Refusal, refuse, refuseClientToken } from "../engine/refusal.js"

/*
 * A handler is a function that carries out an operation. The endpoint determines the types of its input and its result.
 */

/** Behavior of the service that tests can choose. */
export interface Behavior {
  /** Status of the response to an update with an outdated `version`. */
  readonly versionConflict: 409 | 400
  /** Milliseconds until a password can be changed again. */
  readonly passwordAge: number
  /** Whether a new user needs a division, as today's API (2026) documents. */
  readonly requiresDivision: boolean
  /** Milliseconds until an analytics job has results. */
  readonly jobDuration: number
}

/** The context of a call of an operation, with the store. */
export interface Call extends StoreAt, OperationContext {
  readonly behavior: Behavior
}

/** Carries out an operation. Throws a refusal. */
export type Handler<Input, Success> =
  | ((input: Input, call: Call) => Effect.Effect<Success, Refusal>)
  | ((input: Input, call: Call) => Success)
  | ((input: Input, call: Call) => Success | Accepted<Success>)

/** A handler for each endpoint. A missing handler or a handler of another type is a compile error. */
export type HandlersOf<Endpoints> = {
  readonly [Id in keyof Endpoints]: Endpoints[Id] extends Endpoint.Endpoint<infer Input, infer Success, infer _Item>
    ? Handler<Input, Success>
    : never
}

/** A handler for each endpoint of the Users API. */
export type Handlers = HandlersOf<typeof Endpoints>

/**
 * A simulated operation that is added to those of the SDK, or replaces one of them. `operation` of `Simulator` makes it.
 *
 * @since 0.1.0
 * @category models
 */
export interface Operation {
  readonly endpoint: Endpoint.Any
  /** Fails with a refusal, or throws one. */
  readonly run: (input: never, call: Call) => Effect.Effect<unknown, Refusal>
}

/** Returns the user of the token. Throws a refusal with status 400 if the token belongs to a client. */
export const currentUser = ({ principal }: Call): number => principal.user ?? refuseClientToken()

/** Refuses the token of another user. The token of a client may change any user. */
export const checkIsOwn = ({ principal }: Call, ordinal: number, code: string, message: string): void => {
  if (principal.user !== undefined && principal.user !== ordinal) refuse(403, code, message)
}
