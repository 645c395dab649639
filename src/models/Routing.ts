/**
 * What the routing knows about a user: status, skills, languages.
 *
 * @since 0.1.0
 */

import type * as Schema from "effect/Schema"
import * as Model from "../internal/schema/model.js"
import * as Common from "./Common.js"

/**
 * Whether a user on queue is free. `COMMUNICATING` is a conversation that did not come through a queue.
 *
 * @since 0.1.0
 * @category models
 */
export type RoutingStatusValue =
  | "OFF_QUEUE"
  | "IDLE"
  | "INTERACTING"
  | "NOT_RESPONDING"
  | "COMMUNICATING"
  | (string & {})

/**
 * Schema of {@link RoutingStatusValue}.
 *
 * @since 0.1.0
 * @category models
 */
export const RoutingStatusValue: Schema.Schema<RoutingStatusValue> = Model.open(
  "OFF_QUEUE",
  "IDLE",
  "INTERACTING",
  "NOT_RESPONDING",
  "COMMUNICATING"
)

/**
 * Whether a user can be given a conversation. A user that does not exist answers `OFF_QUEUE` too, so there is no 404. A
 * PUT needs `status` alone.
 *
 * @since 0.1.0
 * @category models
 */
export interface RoutingStatus {
  readonly userId?: string | undefined
  /** `OFF_QUEUE` also where the user does not exist. */
  readonly status?: RoutingStatusValue | undefined
  /** Since when. ISO-8601 in UTC. */
  readonly startTime?: string | undefined
}

/**
 * Schema of {@link RoutingStatus}.
 *
 * @since 0.1.0
 * @category models
 */
export const RoutingStatus: Schema.Schema<RoutingStatus> = Model.model("RoutingStatus", {
  userId: Model.optional(Model.string),
  status: Model.optional(RoutingStatusValue),
  startTime: Model.optional(Model.dateTime)
})

/**
 * A skill that conversations can ask for.
 *
 * @since 0.1.0
 * @category models
 */
export interface RoutingSkill {
  /** Read-only. */
  readonly id: string
  readonly name?: string | undefined
  /** Read-only. ISO-8601 in UTC. */
  readonly dateModified?: string | undefined
  /** Read-only. */
  readonly state?: Common.EntityState | undefined
  /** Current version; an update must send it. Here it is text. Read-only. */
  readonly version?: string | undefined
  readonly division?: Common.Division | undefined
  readonly selfUri?: string | undefined
}

/**
 * Schema of {@link RoutingSkill}.
 *
 * @since 0.1.0
 * @category models
 */
export const RoutingSkill: Schema.Schema<RoutingSkill> = Model.model("RoutingSkill", {
  id: Model.string,
  name: Model.optional(Model.string),
  dateModified: Model.optional(Model.dateTime),
  state: Model.optional(Common.EntityState),
  version: Model.optional(Model.string),
  division: Model.optional(Common.Division),
  selfUri: Model.optional(Model.uri)
})

/**
 * A skill of a user. A PUT needs what is to change, `proficiency` or `state`, or both.
 *
 * @since 0.1.0
 * @category models
 */
export interface UserRoutingSkill {
  /** Id of the skill, not of its assignment. Read-only. */
  readonly id?: string | undefined
  readonly name?: string | undefined
  /** How well the user does it, 0.0 to 5.0. */
  readonly proficiency?: number | undefined
  /** Whether routing takes it into account. */
  readonly state?: Common.EntityState | undefined
  /** The skill itself. Read-only. */
  readonly skillUri?: string | undefined
  readonly selfUri?: string | undefined
}

/**
 * Schema of {@link UserRoutingSkill}.
 *
 * @since 0.1.0
 * @category models
 */
export const UserRoutingSkill: Schema.Schema<UserRoutingSkill> = Model.model("UserRoutingSkill", {
  id: Model.optional(Model.string),
  name: Model.optional(Model.string),
  proficiency: Model.optional(Model.number),
  state: Model.optional(Common.EntityState),
  skillUri: Model.optional(Model.uri),
  selfUri: Model.optional(Model.uri)
})

/**
 * A skill to be added to a user.
 *
 * @since 0.1.0
 * @category models
 */
export interface UserRoutingSkillPost {
  /** Id of a skill that exists. */
  readonly id: string
  /** How well the user does it, 0.0 to 5.0. */
  readonly proficiency: number
  /** Read-only. */
  readonly skillUri?: string | undefined
  /** Read-only. */
  readonly selfUri?: string | undefined
}

/**
 * Schema of {@link UserRoutingSkillPost}.
 *
 * @since 0.1.0
 * @category models
 */
export const UserRoutingSkillPost: Schema.Schema<UserRoutingSkillPost> = Model.model("UserRoutingSkillPost", {
  id: Model.string,
  proficiency: Model.number,
  skillUri: Model.optional(Model.uri),
  selfUri: Model.optional(Model.uri)
})

/**
 * A page of the skills of a user.
 *
 * @since 0.1.0
 * @category models
 */
export interface UserSkillEntityListing extends Common.EntityListing {
  readonly entities: ReadonlyArray<UserRoutingSkill>
}

/**
 * Schema of {@link UserSkillEntityListing}.
 *
 * @since 0.1.0
 * @category models
 */
export const UserSkillEntityListing: Schema.Schema<UserSkillEntityListing> = Model.extend(
  "UserSkillEntityListing",
  Common.listingFields,
  {
    entities: Model.array(UserRoutingSkill)
  }
)

/**
 * A language of a user. A PATCH needs what is to change, `proficiency` or `state`, or both.
 *
 * @since 0.1.0
 * @category models
 */
export interface UserRoutingLanguage {
  /** Id of the language, not of its assignment. Read-only. */
  readonly id?: string | undefined
  readonly name?: string | undefined
  /** How well the user speaks it, 0.0 to 5.0. */
  readonly proficiency?: number | undefined
  /** Whether routing takes it into account. */
  readonly state?: Common.EntityState | undefined
  /** The language itself. Read-only. */
  readonly languageUri?: string | undefined
  readonly selfUri?: string | undefined
}

/**
 * Schema of {@link UserRoutingLanguage}.
 *
 * @since 0.1.0
 * @category models
 */
export const UserRoutingLanguage: Schema.Schema<UserRoutingLanguage> = Model.model("UserRoutingLanguage", {
  id: Model.optional(Model.string),
  name: Model.optional(Model.string),
  proficiency: Model.optional(Model.number),
  state: Model.optional(Common.EntityState),
  languageUri: Model.optional(Model.uri),
  selfUri: Model.optional(Model.uri)
})

/**
 * A language to be added to a user.
 *
 * @since 0.1.0
 * @category models
 */
export interface UserRoutingLanguagePost {
  /** Id of a language that exists. */
  readonly id: string
  /** How well the user speaks it, 0.0 to 5.0. */
  readonly proficiency: number
  /** Read-only. */
  readonly languageUri?: string | undefined
  /** Read-only. */
  readonly selfUri?: string | undefined
}

/**
 * Schema of {@link UserRoutingLanguagePost}.
 *
 * @since 0.1.0
 * @category models
 */
export const UserRoutingLanguagePost: Schema.Schema<UserRoutingLanguagePost> = Model.model("UserRoutingLanguagePost", {
  id: Model.string,
  proficiency: Model.number,
  languageUri: Model.optional(Model.uri),
  selfUri: Model.optional(Model.uri)
})

/**
 * A page of the languages of a user.
 *
 * @since 0.1.0
 * @category models
 */
export interface UserLanguageEntityListing extends Common.EntityListing {
  readonly entities: ReadonlyArray<UserRoutingLanguage>
}

/**
 * Schema of {@link UserLanguageEntityListing}.
 *
 * @since 0.1.0
 * @category models
 */
export const UserLanguageEntityListing: Schema.Schema<UserLanguageEntityListing> = Model.extend(
  "UserLanguageEntityListing",
  Common.listingFields,
  {
    entities: Model.array(UserRoutingLanguage)
  }
)
