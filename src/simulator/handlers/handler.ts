import type * as Endpoint from "../../Endpoint.js"
import type * as Endpoints from "../../endpoints/index.js"
import type { Store } from "../data/store.js"
import type { Principal } from "../engine/tokens.js"

/*
 * What an operation means: a function from its input to its success, typed by its endpoint.
 */

/** How the service behaves, where there is a choice. */
export interface Behavior {
  /** What a `version` that is not the current one is answered with. */
  readonly versionConflict: 409 | 400
  /** How long a password stays before it can be changed again, in milliseconds. */
  readonly passwordAge: number
  /** Whose operations there are: those removed since 2018 are not found in 2026. */
  readonly api: 2018 | 2026
}

/** The store at a time. */
export interface Sight {
  readonly store: Store
  /** Milliseconds. */
  readonly now: number
}

/** What an operation can see besides its input. */
export interface Call extends Sight {
  readonly principal: Principal
  /** What the caller may do. */
  readonly permissions: ReadonlySet<string>
  readonly behavior: Behavior
  /** As sent, for the links of a listing. */
  readonly path: string
  readonly query: ReadonlyArray<readonly [key: string, value: string]>
}

/** What an operation means. */
export type Handler<Input, Success> = (input: Input, call: Call) => Success

type Operations = typeof Endpoints

/** One for each endpoint: one that is missing, or takes or gives something else, does not compile. */
export type Handlers = {
  readonly [Id in keyof Operations]: Operations[Id] extends Endpoint.Endpoint<infer Input, infer Success, infer _Item> ?
    Handler<Input, Success> :
    never
}
