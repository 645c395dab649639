/**
 * Routing status, routing skills and routing languages.
 *
 * @since 0.1.0
 */

import type * as Schema from "effect/Schema"
import * as Model from "../internal/schema/model.js"
import * as Common from "./Common.js"

/**
 * Routing status of a user. `COMMUNICATING` means that the user is in a conversation that did not come from a queue.
 *
 * @since 0.1.0
 * @category models
 */
export type RoutingStatusValue = typeof RoutingStatusValue.Type

/**
 * Schema of {@link RoutingStatusValue}.
 *
 * @since 0.1.0
 * @category models
 */
export const RoutingStatusValue = Model.open(
  "OFF_QUEUE",
  "IDLE",
  "INTERACTING",
  "NOT_RESPONDING",
  "COMMUNICATING"
)

/**
 * Routing status of a user, which determines whether the user can receive conversations. PUT requires `status` only.
 *
 * @since 0.1.0
 * @category models
 */
export interface RoutingStatus {
  readonly userId?: string | undefined
  /** Routing status. It is `OFF_QUEUE` even if the user does not exist. */
  readonly status?: RoutingStatusValue | undefined
  /** Start of the status. ISO-8601 in UTC. */
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
 * Skill that conversations can require.
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
  /** Current version, as text. Read-only. */
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
 * Skill of a user. PUT changes `proficiency`, `state` or both.
 *
 * @since 0.1.0
 * @category models
 */
export interface UserRoutingSkill {
  /** Id of the skill, not of the assignment. Read-only. */
  readonly id?: string | undefined
  readonly name?: string | undefined
  /** Proficiency from 0.0 to 5.0. */
  readonly proficiency?: number | undefined
  /** State of the assignment. Routing uses the skill only if the state is `active`. */
  readonly state?: Common.EntityState | undefined
  /** Link to the skill. Read-only. */
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
 * Skill to add to a user.
 *
 * @since 0.1.0
 * @category models
 */
export interface UserRoutingSkillPost {
  /** Id of an existing skill. */
  readonly id: string
  /** Proficiency from 0.0 to 5.0. */
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
 * Page of skills of a user.
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
 * Language of a user. PATCH changes `proficiency`, `state` or both.
 *
 * @since 0.1.0
 * @category models
 */
export interface UserRoutingLanguage {
  /** Id of the language, not of the assignment. Read-only. */
  readonly id?: string | undefined
  readonly name?: string | undefined
  /** Proficiency from 0.0 to 5.0. */
  readonly proficiency?: number | undefined
  /** State of the assignment. Routing uses the language only if the state is `active`. */
  readonly state?: Common.EntityState | undefined
  /** Link to the language. Read-only. */
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
 * Language to add to a user.
 *
 * @since 0.1.0
 * @category models
 */
export interface UserRoutingLanguagePost {
  /** Id of an existing language. */
  readonly id: string
  /** Proficiency from 0.0 to 5.0. */
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
 * Page of languages of a user.
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
