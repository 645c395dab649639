/**
 * State of users, and the reason for its last change.
 *
 * @since 0.2.0
 */

import type * as Schema from "effect/Schema"
import * as Model from "../internal/schema/model.js"
import * as Common from "./Common.js"

/**
 * Reason for a change of the state. `Voluntary`: the user decided. `Seasonal`: the work depends on the season. `Leave`:
 * leave of absence. `Performance` and `Conduct`: the employer decided. `Unknown`: no reason was given.
 *
 * @since 0.2.0
 * @category models
 */
export type StateChangeReason = typeof StateChangeReason.Type

/**
 * Schema of {@link StateChangeReason}.
 *
 * @since 0.2.0
 * @category models
 */
export const StateChangeReason = Model.open("Voluntary", "Seasonal", "Leave", "Performance", "Conduct", "Unknown")

/**
 * State of a user. The response to GET has all fields; PUT requires none, and changes the state to `state`.
 *
 * @since 0.2.0
 * @category models
 */
export interface UserState {
  /** State of the user. `deleted` users can be restored by `active`. */
  readonly state?: Common.EntityState | undefined
  /**
   * Current version of the user. It is optional in PUT, unlike in an update of the user. A version that is not current
   * fails with the status 400 and the code `general.conflict`.
   */
  readonly version?: number | undefined
  readonly stateChangeReason?: StateChangeReason | undefined
  /** Time of the last change. Read-only. ISO-8601 in UTC. */
  readonly stateChangeDate?: string | undefined
}

/**
 * Schema of {@link UserState}.
 *
 * @since 0.2.0
 * @category models
 */
export const UserState: Schema.Schema<UserState> = Model.model("UserState", {
  state: Model.optional(Common.EntityState),
  version: Model.optional(Model.integer),
  stateChangeReason: Model.optional(StateChangeReason),
  stateChangeDate: Model.optional(Model.dateTime)
})
