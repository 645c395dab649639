/**
 * Development activities: learning modules that are assigned to users, and coaching appointments.
 *
 * @since 0.2.0
 */

import type * as Schema from "effect/Schema"
import * as Model from "../internal/schema/model.js"
import * as Common from "./Common.js"

/**
 * Type of a development activity. `Coaching`: an appointment. `Native`: a learning module that was made in the product.
 * `External`: a learning module of another system. `Informational` (to read), `Assessment` (a test) and
 * `AssessedContent` (to read, with a test) are deprecated.
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
 * Status of a development activity. `InvalidSchedule`: the appointment does not fit the schedule of an attendee.
 * `NotCompleted`: it ended before it was completed.
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
 * Assignment of a learning module, or coaching appointment.
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
  /** Users who learn. An assignment has one, an appointment can have several. */
  readonly attendees?: ReadonlyArray<Common.UserReference> | undefined
  /** User who leads the appointment. */
  readonly facilitator?: Common.UserReference | undefined
  /** Read-only. */
  readonly createdBy?: Common.UserReference | undefined
  /** Read-only. ISO-8601 in UTC. */
  readonly dateCreated?: string | undefined
  /** Time by which the activity must be completed, or start of the appointment. ISO-8601 in UTC. */
  readonly dateDue?: string | undefined
  /** Read-only. ISO-8601 in UTC. */
  readonly dateCompleted?: string | undefined
  /** Score of the test in percent, from 0 to 100. Read-only. */
  readonly percentageScore?: number | undefined
  /** Whether the test was passed. Read-only. */
  readonly isPassed?: boolean | undefined
  /** Whether it is the latest assignment of the module to the user. */
  readonly isLatest?: boolean | undefined
  /** Whether the module is archived. */
  readonly isModuleArchived?: boolean | undefined
  /** Whether assignments of a module can still be completed after it was archived (`Graceful`) or not (`Immediate`). */
  readonly archivalMode?: "Graceful" | "Immediate" | (string & {}) | undefined
  /** Whether `dateDue` has passed before the activity was completed. */
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
 * Page of development activities that the caller can see.
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
