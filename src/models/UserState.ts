/**
 * State of users, and the reason for its change.
 *
 * @since 0.2.0
 */

import type * as Schema from "effect/Schema"
import * as Model from "../internal/schema/model.js"

/**
 * User state.
 *
 * @since 0.2.0
 * @category models
 */
export interface UserState {
  readonly state?: "active" | "inactive" | "deleted" | (string & {}) | undefined
  /** Read-only. ISO-8601 in UTC. */
  readonly stateChangeDate?: string | undefined
  readonly stateChangeReason?:
    | "Voluntary"
    | "Seasonal"
    | "Leave"
    | "Performance"
    | "Conduct"
    | "Unknown"
    | (string & {})
    | undefined
  readonly version?: number | undefined
}

/**
 * Schema of {@link UserState}.
 *
 * @since 0.2.0
 * @category models
 */
export const UserState: Schema.Schema<UserState> = Model.model("UserState", {
  state: Model.optional(Model.open("active", "inactive", "deleted")),
  stateChangeDate: Model.optional(Model.dateTime),
  stateChangeReason: Model.optional(Model.open("Voluntary", "Seasonal", "Leave", "Performance", "Conduct", "Unknown")),
  version: Model.optional(Model.integer)
})
