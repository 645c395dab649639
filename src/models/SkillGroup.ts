/**
 * Skill groups: users who fulfil conditions on skills and languages.
 *
 * @since 0.2.0
 */

import type * as Schema from "effect/Schema"
import * as Model from "../internal/schema/model.js"
import * as Common from "./Common.js"

/**
 * Skill group routing condition.
 *
 * @since 0.2.0
 * @category models
 */
export interface SkillGroupRoutingCondition {
  readonly childConditions?: ReadonlyArray<SkillGroupCondition> | undefined
  readonly comparator:
    | "EqualTo"
    | "NotEqualTo"
    | "LessThan"
    | "GreaterThan"
    | "GreaterThanOrEqualTo"
    | "LessThanOrEqualTo"
    | (string & {})
  readonly proficiency: number
  readonly routingSkill: string
}

/**
 * Schema of {@link SkillGroupRoutingCondition}.
 *
 * @since 0.2.0
 * @category models
 */
export const SkillGroupRoutingCondition: Schema.Schema<SkillGroupRoutingCondition> = Model.model(
  "SkillGroupRoutingCondition",
  {
    childConditions: Model.optional(Model.array(Model.lazy(() => SkillGroupCondition))),
    comparator: Model.open(
      "EqualTo",
      "NotEqualTo",
      "LessThan",
      "GreaterThan",
      "GreaterThanOrEqualTo",
      "LessThanOrEqualTo"
    ),
    proficiency: Model.integer,
    routingSkill: Model.string
  }
)

/**
 * Skill group language condition.
 *
 * @since 0.2.0
 * @category models
 */
export interface SkillGroupLanguageCondition {
  readonly childConditions?: ReadonlyArray<SkillGroupCondition> | undefined
  readonly comparator:
    | "EqualTo"
    | "NotEqualTo"
    | "LessThan"
    | "GreaterThan"
    | "GreaterThanOrEqualTo"
    | "LessThanOrEqualTo"
    | (string & {})
  readonly languageSkill: string
  readonly proficiency: number
}

/**
 * Schema of {@link SkillGroupLanguageCondition}.
 *
 * @since 0.2.0
 * @category models
 */
export const SkillGroupLanguageCondition: Schema.Schema<SkillGroupLanguageCondition> = Model.model(
  "SkillGroupLanguageCondition",
  {
    childConditions: Model.optional(Model.array(Model.lazy(() => SkillGroupCondition))),
    comparator: Model.open(
      "EqualTo",
      "NotEqualTo",
      "LessThan",
      "GreaterThan",
      "GreaterThanOrEqualTo",
      "LessThanOrEqualTo"
    ),
    languageSkill: Model.string,
    proficiency: Model.integer
  }
)

/**
 * Skill group condition.
 *
 * @since 0.2.0
 * @category models
 */
export interface SkillGroupCondition {
  readonly languageSkillConditions: ReadonlyArray<SkillGroupLanguageCondition>
  readonly operation: "And" | "Not" | "Or" | (string & {})
  readonly routingSkillConditions: ReadonlyArray<SkillGroupRoutingCondition>
}

/**
 * Schema of {@link SkillGroupCondition}.
 *
 * @since 0.2.0
 * @category models
 */
export const SkillGroupCondition: Schema.Schema<SkillGroupCondition> = Model.model("SkillGroupCondition", {
  languageSkillConditions: Model.array(SkillGroupLanguageCondition),
  operation: Model.open("And", "Not", "Or"),
  routingSkillConditions: Model.array(SkillGroupRoutingCondition)
})

/**
 * Skill group.
 *
 * @since 0.2.0
 * @category models
 */
export interface SkillGroup {
  /** Read-only. */
  readonly id: string
  readonly name: string
  /** Read-only. ISO-8601 in UTC. */
  readonly dateCreated?: string | undefined
  /** Read-only. ISO-8601 in UTC. */
  readonly dateModified?: string | undefined
  readonly description?: string | undefined
  readonly division?: Common.WritableDivision | undefined
  /** Read-only. */
  readonly memberCount?: number | undefined
  readonly skillConditions: ReadonlyArray<SkillGroupCondition>
  /** Read-only. */
  readonly status?: "InProgress" | "Complete" | (string & {}) | undefined
  /** Read-only. */
  readonly selfUri?: string | undefined
}

/**
 * Schema of {@link SkillGroup}.
 *
 * @since 0.2.0
 * @category models
 */
export const SkillGroup: Schema.Schema<SkillGroup> = Model.model("SkillGroup", {
  id: Model.string,
  name: Model.string,
  dateCreated: Model.optional(Model.dateTime),
  dateModified: Model.optional(Model.dateTime),
  description: Model.optional(Model.string),
  division: Model.optional(Common.WritableDivision),
  memberCount: Model.optional(Model.integer),
  skillConditions: Model.array(SkillGroupCondition),
  status: Model.optional(Model.open("InProgress", "Complete")),
  selfUri: Model.optional(Model.uri)
})

/**
 * User skill group entity listing.
 *
 * @since 0.2.0
 * @category models
 */
export interface UserSkillGroupEntityListing {
  readonly entities: ReadonlyArray<SkillGroup>
  readonly nextUri?: string | undefined
  readonly previousUri?: string | undefined
  readonly selfUri?: string | undefined
}

/**
 * Schema of {@link UserSkillGroupEntityListing}.
 *
 * @since 0.2.0
 * @category models
 */
export const UserSkillGroupEntityListing: Schema.Schema<UserSkillGroupEntityListing> = Model.model(
  "UserSkillGroupEntityListing",
  {
    entities: Model.array(SkillGroup),
    nextUri: Model.optional(Model.uri),
    previousUri: Model.optional(Model.uri),
    selfUri: Model.optional(Model.uri)
  }
)
