/**
 * Development activities: learning modules that are assigned to users, and coaching appointments.
 *
 * @since 0.2.0
 */

import type * as Schema from "effect/Schema"
import * as Model from "../internal/schema/model.js"
import * as Common from "./Common.js"

/**
 * Type of a development activity. `Informational`, `Assessment` and `AssessedContent` are deprecated. The vendor does
 * not document the values. They probably mean: `Coaching`: an appointment. `Native`: a learning module of the product.
 * `External`: a learning module of another system. `Informational`: a text. `Assessment`: a test. `AssessedContent`: a
 * text with a test.
 *
 * @since 0.2.0
 * @category models
 */
export type DevelopmentActivityType = typeof DevelopmentActivityType.Type

/**
 * Schema of {@link DevelopmentActivityType}.
 *
 * @since 0.2.0
 * @category models
 */
export const DevelopmentActivityType = Model.open(
  "Informational",
  "Coaching",
  "AssessedContent",
  "Assessment",
  "External",
  "Native"
)

/**
 * Status of a development activity. The vendor does not document the values. `InvalidSchedule` probably means that the
 * appointment does not fit the schedule of an attendee, and `NotCompleted` that the activity ended before it was
 * completed.
 *
 * @since 0.2.0
 * @category models
 */
export type DevelopmentActivityStatus = typeof DevelopmentActivityStatus.Type

/**
 * Schema of {@link DevelopmentActivityStatus}.
 *
 * @since 0.2.0
 * @category models
 */
export const DevelopmentActivityStatus = Model.open(
  "Planned",
  "InProgress",
  "Completed",
  "InvalidSchedule",
  "NotCompleted"
)

/**
 * Development activity: the assignment of a learning module, or a coaching appointment.
 *
 * @since 0.2.0
 * @category models
 */
export interface DevelopmentActivity {
  /** Read-only. */
  readonly id: string
  readonly name?: string | undefined
  readonly type?: DevelopmentActivityType | undefined
  readonly status?: DevelopmentActivityStatus | undefined
  /** Users who learn. Probably one for an assignment, and one or more for an appointment. */
  readonly attendees?: ReadonlyArray<Common.UserReference> | undefined
  /** User who leads the appointment. */
  readonly facilitator?: Common.UserReference | undefined
  /** Read-only. */
  readonly createdBy?: Common.UserReference | undefined
  /** Read-only. ISO-8601 in UTC. */
  readonly dateCreated?: string | undefined
  /** Time by which the activity must be completed. For an appointment it is probably the start. ISO-8601 in UTC. */
  readonly dateDue?: string | undefined
  /** Read-only. ISO-8601 in UTC. */
  readonly dateCompleted?: string | undefined
  /** Score of the test in percent. Read-only. */
  readonly percentageScore?: number | undefined
  /** Whether the test was passed. Read-only. */
  readonly isPassed?: boolean | undefined
  /** Whether this is the latest assignment of the module to the user. */
  readonly isLatest?: boolean | undefined
  /** Whether the module is archived. */
  readonly isModuleArchived?: boolean | undefined
  /**
   * How the module was archived. The vendor does not document the values. They probably mean that open assignments can
   * still be completed (`Graceful`) or not (`Immediate`).
   */
  readonly archivalMode?: "Graceful" | "Immediate" | (string & {}) | undefined
  /** Whether the activity was not completed by `dateDue`. */
  readonly isOverdue?: boolean | undefined
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
  type: Model.optional(DevelopmentActivityType),
  status: Model.optional(DevelopmentActivityStatus),
  attendees: Model.optional(Model.array(Common.UserReference)),
  facilitator: Model.optional(Common.UserReference),
  createdBy: Model.optional(Common.UserReference),
  dateCreated: Model.optional(Model.dateTime),
  dateDue: Model.optional(Model.dateTime),
  dateCompleted: Model.optional(Model.dateTime),
  percentageScore: Model.optional(Model.number),
  isPassed: Model.optional(Model.boolean),
  isLatest: Model.optional(Model.boolean),
  isModuleArchived: Model.optional(Model.boolean),
  archivalMode: Model.optional(Model.open("Graceful", "Immediate")),
  isOverdue: Model.optional(Model.boolean),
  selfUri: Model.optional(Model.uri)
})

/**
 * Page of development activities. It has only those that the permissions of the token cover.
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
