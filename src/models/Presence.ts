/**
 * What a user is doing now: presence, and the conversations in progress.
 *
 * @since 0.1.0
 */

import type * as Schema from "effect/Schema"
import * as Model from "../internal/schema/model.js"

/**
 * The presences that the service itself knows. Those of an organisation are each a kind of one of them.
 *
 * @since 0.1.0
 * @category models
 */
export type SystemPresence =
  | "Available"
  | "Away"
  | "Busy"
  | "Offline"
  | "Idle"
  | "OnQueue"
  | "Meal"
  | "Training"
  | "Meeting"
  | "Break"
  | (string & {})

/**
 * Schema of {@link SystemPresence}.
 *
 * @since 0.1.0
 * @category models
 */
export const SystemPresence: Schema.Schema<SystemPresence> = Model.open(
  "Available",
  "Away",
  "Busy",
  "Offline",
  "Idle",
  "OnQueue",
  "Meal",
  "Training",
  "Meeting",
  "Break"
)

/**
 * The presence that is set: one of the organisation's own.
 *
 * @since 0.1.0
 * @category models
 */
export interface PresenceDefinition {
  readonly id?: string | undefined
  /** The presence of the service that it is a kind of, such as `Available`, `Busy` or `On Queue`. */
  readonly systemPresence?: string | undefined
  readonly selfUri?: string | undefined
}

/**
 * Schema of {@link PresenceDefinition}.
 *
 * @since 0.1.0
 * @category models
 */
export const PresenceDefinition: Schema.Schema<PresenceDefinition> = Model.model("PresenceDefinition", {
  id: Model.optional(Model.string),
  systemPresence: Model.optional(Model.string),
  selfUri: Model.optional(Model.uri)
})

/**
 * The presence of a user, as one source tells it.
 *
 * @since 0.1.0
 * @category models
 */
export interface UserPresence {
  /** Read-only. */
  readonly id?: string | undefined
  readonly name?: string | undefined
  /** Where it was set, such as `PURECLOUD`. */
  readonly source?: string | undefined
  /** Whether this is the source whose presence counts. */
  readonly primary?: boolean | undefined
  readonly presenceDefinition?: PresenceDefinition | undefined
  /** Text that the user put beside it. */
  readonly message?: string | undefined
  /** When it was set. ISO-8601 in UTC. */
  readonly modifiedDate?: string | undefined
  /** Id of that source. */
  readonly sourceId?: string | undefined
  /** The presence that is to follow. Read-only. */
  readonly futurePresenceDefinition?: PresenceDefinition | undefined
  readonly selfUri?: string | undefined
}

/**
 * Schema of {@link UserPresence}.
 *
 * @since 0.1.0
 * @category models
 */
export const UserPresence: Schema.Schema<UserPresence> = Model.model("UserPresence", {
  id: Model.optional(Model.string),
  name: Model.optional(Model.string),
  source: Model.optional(Model.string),
  primary: Model.optional(Model.boolean),
  presenceDefinition: Model.optional(PresenceDefinition),
  message: Model.optional(Model.string),
  modifiedDate: Model.optional(Model.dateTime),
  sourceId: Model.optional(Model.string),
  futurePresenceDefinition: Model.optional(PresenceDefinition),
  selfUri: Model.optional(Model.uri)
})

/**
 * How many conversations there are.
 *
 * @since 0.1.0
 * @category models
 */
export interface MediaSummaryDetail {
  /** In progress. */
  readonly active?: number | undefined
  /** In after-call work. */
  readonly acw?: number | undefined
}

/**
 * Schema of {@link MediaSummaryDetail}.
 *
 * @since 0.1.0
 * @category models
 */
export const MediaSummaryDetail: Schema.Schema<MediaSummaryDetail> = Model.model("MediaSummaryDetail", {
  active: Model.optional(Model.integer),
  acw: Model.optional(Model.integer)
})

/**
 * The conversations of one medium.
 *
 * @since 0.1.0
 * @category models
 */
export interface MediaSummary {
  /** Those that came through a queue. */
  readonly contactCenter?: MediaSummaryDetail | undefined
  /** The others. */
  readonly enterprise?: MediaSummaryDetail | undefined
}

/**
 * Schema of {@link MediaSummary}.
 *
 * @since 0.1.0
 * @category models
 */
export const MediaSummary: Schema.Schema<MediaSummary> = Model.model("MediaSummary", {
  contactCenter: Model.optional(MediaSummaryDetail),
  enterprise: Model.optional(MediaSummaryDetail)
})

/**
 * The conversations of a user that are in progress, by medium.
 *
 * @since 0.1.0
 * @category models
 */
export interface UserConversationSummary {
  readonly userId?: string | undefined
  readonly call?: MediaSummary | undefined
  readonly callback?: MediaSummary | undefined
  readonly email?: MediaSummary | undefined
  readonly message?: MediaSummary | undefined
  readonly chat?: MediaSummary | undefined
  readonly socialExpression?: MediaSummary | undefined
  readonly video?: MediaSummary | undefined
}

/**
 * Schema of {@link UserConversationSummary}.
 *
 * @since 0.1.0
 * @category models
 */
export const UserConversationSummary: Schema.Schema<UserConversationSummary> = Model.model("UserConversationSummary", {
  userId: Model.optional(Model.string),
  call: Model.optional(MediaSummary),
  callback: Model.optional(MediaSummary),
  email: Model.optional(MediaSummary),
  message: Model.optional(MediaSummary),
  chat: Model.optional(MediaSummary),
  socialExpression: Model.optional(MediaSummary),
  video: Model.optional(MediaSummary)
})
