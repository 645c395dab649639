/**
 * Skill groups: groups of the users whose routing skills and languages meet conditions. The service updates their
 * members.
 *
 * @since 0.2.0
 */

import type * as Schema from "effect/Schema"
import * as Model from "../internal/schema/model.js"
import * as Common from "./Common.js"

/**
 * Comparison of the proficiency of a user with the proficiency of a condition. `LessThan` means that the proficiency of
 * the user is less.
 *
 * @since 0.2.0
 * @category models
 */
export type ProficiencyComparator = typeof ProficiencyComparator.Type

/**
 * Schema of {@link ProficiencyComparator}.
 *
 * @since 0.2.0
 * @category models
 */
export const ProficiencyComparator = Model.open(
  "EqualTo",
  "NotEqualTo",
  "LessThan",
  "GreaterThan",
  "GreaterThanOrEqualTo",
  "LessThanOrEqualTo"
)

/**
 * Condition on a routing skill.
 *
 * @since 0.2.0
 * @category models
 */
export interface SkillGroupRoutingCondition {
  /** Name of the skill. */
  readonly routingSkill: string
  readonly comparator: ProficiencyComparator
  /** Proficiency, a whole number from 0 to 5. */
  readonly proficiency: number
  /**
   * Further conditions. The vendor does not document them: the users who meet this condition probably must meet them
   * too.
   */
  readonly childConditions?: ReadonlyArray<SkillGroupCondition> | undefined
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
    routingSkill: Model.string,
    comparator: ProficiencyComparator,
    proficiency: Model.integer,
    childConditions: Model.optional(Model.array(Model.lazy(() => SkillGroupCondition)))
  }
)

/**
 * Condition on a routing language.
 *
 * @since 0.2.0
 * @category models
 */
export interface SkillGroupLanguageCondition {
  /** Name of the language. */
  readonly languageSkill: string
  readonly comparator: ProficiencyComparator
  /** Proficiency, a whole number from 0 to 5. */
  readonly proficiency: number
  /**
   * Further conditions. The vendor does not document them: the users who meet this condition probably must meet them
   * too.
   */
  readonly childConditions?: ReadonlyArray<SkillGroupCondition> | undefined
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
    languageSkill: Model.string,
    comparator: ProficiencyComparator,
    proficiency: Model.integer,
    childConditions: Model.optional(Model.array(Model.lazy(() => SkillGroupCondition)))
  }
)

/**
 * Combined conditions.
 *
 * @since 0.2.0
 * @category models
 */
export interface SkillGroupCondition {
  /**
   * Combination of the conditions. The vendor does not document the values. They probably mean that a user must meet
   * all conditions (`And`), at least one (`Or`) or none (`Not`).
   */
  readonly operation: "And" | "Not" | "Or" | (string & {})
  /** Conditions on routing skills. Can be empty. */
  readonly routingSkillConditions: ReadonlyArray<SkillGroupRoutingCondition>
  /** Conditions on routing languages. Can be empty. */
  readonly languageSkillConditions: ReadonlyArray<SkillGroupLanguageCondition>
}

/**
 * Schema of {@link SkillGroupCondition}.
 *
 * @since 0.2.0
 * @category models
 */
export const SkillGroupCondition: Schema.Schema<SkillGroupCondition> = Model.model("SkillGroupCondition", {
  operation: Model.open("And", "Not", "Or"),
  routingSkillConditions: Model.array(SkillGroupRoutingCondition),
  languageSkillConditions: Model.array(SkillGroupLanguageCondition)
})

/**
 * Skill group, with the conditions of its members.
 *
 * @since 0.2.0
 * @category models
 */
export interface SkillGroup {
  /** Read-only. */
  readonly id: string
  readonly name: string
  readonly division?: Common.WritableDivision | undefined
  /** Text for administrators. */
  readonly description?: string | undefined
  /** Number of users who meet the conditions. Read-only. */
  readonly memberCount?: number | undefined
  /** Read-only. ISO-8601 in UTC. */
  readonly dateCreated?: string | undefined
  /** Read-only. ISO-8601 in UTC. */
  readonly dateModified?: string | undefined
  /** Whether the service has determined the members (`Complete`) or not yet (`InProgress`). Read-only. */
  readonly status?: "InProgress" | "Complete" | (string & {}) | undefined
  /** Conditions of membership. */
  readonly skillConditions: ReadonlyArray<SkillGroupCondition>
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
  division: Model.optional(Common.WritableDivision),
  description: Model.optional(Model.string),
  memberCount: Model.optional(Model.integer),
  dateCreated: Model.optional(Model.dateTime),
  dateModified: Model.optional(Model.dateTime),
  status: Model.optional(Model.open("InProgress", "Complete")),
  skillConditions: Model.array(SkillGroupCondition),
  selfUri: Model.optional(Model.uri)
})

/**
 * Page of the skill groups of a user. It has links, but no fields with cursors: the parameters `after` and `before` of
 * the links are the cursors.
 *
 * @since 0.2.0
 * @category models
 */
export interface UserSkillGroupEntityListing {
  readonly entities: ReadonlyArray<SkillGroup>
  readonly selfUri?: string | undefined
  /** Absent on the first page. */
  readonly previousUri?: string | undefined
  /** Absent on the last page. */
  readonly nextUri?: string | undefined
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
    selfUri: Model.optional(Model.uri),
    previousUri: Model.optional(Model.uri),
    nextUri: Model.optional(Model.uri)
  }
)
