/**
 * Presences of users, and their current conversations.
 *
 * @since 0.1.0
 */

import type * as Schema from "effect/Schema"
import * as Model from "../internal/schema/model.js"

/**
 * System presence. Each presence of an organization belongs to one of them.
 *
 * @since 0.1.0
 * @category models
 */
export type SystemPresence = typeof SystemPresence.Type

/**
 * Schema of {@link SystemPresence}.
 *
 * @since 0.1.0
 * @category models
 */
export const SystemPresence = Model.open(
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
 * Presence of the organization that is set for a user.
 *
 * @since 0.1.0
 * @category models
 */
export interface PresenceDefinition {
  readonly id?: string | undefined
  /** System presence to which it belongs, for example `Available`, `Busy` or `On Queue`. */
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
 * Presence of a user, as one source reports it.
 *
 * @since 0.1.0
 * @category models
 */
export interface UserPresence {
  /** Read-only. */
  readonly id?: string | undefined
  readonly name?: string | undefined
  /** Source of the presence, for example `PURECLOUD`. */
  readonly source?: string | undefined
  /** Whether this is the primary source of the user's presence. */
  readonly primary?: boolean | undefined
  readonly presenceDefinition?: PresenceDefinition | undefined
  /** Message of the user. */
  readonly message?: string | undefined
  /** Time at which it was set. ISO-8601 in UTC. */
  readonly modifiedDate?: string | undefined
  /** Id of the source. */
  readonly sourceId?: string | undefined
  /** Presence that will follow this one. Read-only. */
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
 * Numbers of conversations.
 *
 * @since 0.1.0
 * @category models
 */
export interface MediaSummaryDetail {
  /** Number of active conversations. */
  readonly active?: number | undefined
  /** Number of conversations in after-call work. */
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
 * Conversations of one media type.
 *
 * @since 0.1.0
 * @category models
 */
export interface MediaSummary {
  /** Conversations from queues. */
  readonly contactCenter?: MediaSummaryDetail | undefined
  /** Conversations that did not come from a queue. */
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
 * Current conversations of a user, by media type.
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
