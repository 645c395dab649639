/**
 * State of users, and the reason of its last change.
 *
 * @since 0.2.0
 */

import type * as Schema from "effect/Schema"
import * as Model from "../internal/schema/model.js"
import * as Common from "./Common.js"

/**
 * Reason of a change of the state. The vendor does not document the values. They probably mean: `Voluntary`: the user
 * decided. `Seasonal`: the work depends on the season. `Leave`: leave of absence. `Performance` and `Conduct`: the
 * employer decided. `Unknown`: no reason is known.
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
 * State of a user. PUT sets the state, and does not require any field.
 *
 * @since 0.2.0
 * @category models
 */
export interface UserState {
  /** State of the user. `active` restores a deleted user. */
  readonly state?: Common.EntityState | undefined
  /**
   * Current version of the user. It is optional in PUT, unlike in an update of the user. If another version is current,
   * PUT probably fails with status 400 and the code `general.conflict`: the vendor documents only the code.
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
