/**
 * Development activities: learning modules and coaching appointments.
 *
 * @since 0.2.0
 */

import type * as Schema from "effect/Schema"
import * as Model from "../internal/schema/model.js"
import * as Common from "./Common.js"

/**
 * Development activity.
 *
 * @since 0.2.0
 * @category models
 */
export interface DevelopmentActivity {
  /** Read-only. */
  readonly id: string
  readonly name?: string | undefined
  readonly type?:
    | "Informational"
    | "Coaching"
    | "AssessedContent"
    | "Assessment"
    | "External"
    | "Native"
    | (string & {})
    | undefined
  readonly archivalMode?: "Graceful" | "Immediate" | (string & {}) | undefined
  readonly attendees?: ReadonlyArray<Common.UserReference> | undefined
  /** Read-only. */
  readonly createdBy?: Common.UserReference | undefined
  /** Read-only. ISO-8601 in UTC. */
  readonly dateCompleted?: string | undefined
  /** Read-only. ISO-8601 in UTC. */
  readonly dateCreated?: string | undefined
  /** ISO-8601 in UTC. */
  readonly dateDue?: string | undefined
  readonly facilitator?: Common.UserReference | undefined
  readonly isLatest?: boolean | undefined
  readonly isModuleArchived?: boolean | undefined
  readonly isOverdue?: boolean | undefined
  /** Read-only. */
  readonly isPassed?: boolean | undefined
  /** Read-only. */
  readonly percentageScore?: number | undefined
  readonly status?:
    | "Planned"
    | "InProgress"
    | "Completed"
    | "InvalidSchedule"
    | "NotCompleted"
    | (string & {})
    | undefined
  /** Read-only. */
  readonly selfUri?: string | undefined
}

/**
 * Schema of {@link DevelopmentActivity}.
 *
 * @since 0.2.0
 * @category models
 */
export const DevelopmentActivity: Schema.Schema<DevelopmentActivity> = Model.model("DevelopmentActivity", {
  id: Model.string,
  name: Model.optional(Model.string),
  type: Model.optional(Model.open("Informational", "Coaching", "AssessedContent", "Assessment", "External", "Native")),
  archivalMode: Model.optional(Model.open("Graceful", "Immediate")),
  attendees: Model.optional(Model.array(Common.UserReference)),
  createdBy: Model.optional(Common.UserReference),
  dateCompleted: Model.optional(Model.dateTime),
  dateCreated: Model.optional(Model.dateTime),
  dateDue: Model.optional(Model.dateTime),
  facilitator: Model.optional(Common.UserReference),
  isLatest: Model.optional(Model.boolean),
  isModuleArchived: Model.optional(Model.boolean),
  isOverdue: Model.optional(Model.boolean),
  isPassed: Model.optional(Model.boolean),
  percentageScore: Model.optional(Model.number),
  status: Model.optional(Model.open("Planned", "InProgress", "Completed", "InvalidSchedule", "NotCompleted")),
  selfUri: Model.optional(Model.uri)
})

/**
 * Development activity listing.
 *
 * @since 0.2.0
 * @category models
 */
export interface DevelopmentActivityListing extends Common.EntityListing {
  readonly entities: ReadonlyArray<DevelopmentActivity>
}

/**
 * Schema of {@link DevelopmentActivityListing}.
 *
 * @since 0.2.0
 * @category models
 */
export const DevelopmentActivityListing: Schema.Schema<DevelopmentActivityListing> = Model.extend(
  "DevelopmentActivityListing",
  Common.listingFields,
  {
    entities: Model.array(DevelopmentActivity)
  }
)
