import type * as SkillGroup from "../../models/SkillGroup.js"
import type { Proficiency } from "../data/aspects.js"
import * as Views from "../data/views.js"
import * as Cursor from "./cursor.js"
import type { Call, Handlers } from "./handler.js"
import * as Listing from "./listing.js"

/*
 * Skill groups. A user is a member as long as the skills and languages of the user fulfil the conditions of the group.
 */

/** Maximum number of skill groups per page. The vendor documents none. */
const maxPageSize = 100

/** Proficiencies of a user by the name of the skill or of the language. */
type Levels = ReadonlyMap<string, number>

/** A condition on a skill or a language. */
interface LevelCondition {
  readonly name: string
  readonly comparator: SkillGroup.ProficiencyComparator
  readonly proficiency: number
  readonly childConditions?: ReadonlyArray<SkillGroup.SkillGroupCondition> | undefined
}

const comparators: ReadonlyMap<string, (level: number, bound: number) => boolean> = new Map([
  ["EqualTo", (level, bound) => level === bound],
  ["NotEqualTo", (level, bound) => level !== bound],
  ["LessThan", (level, bound) => level < bound],
  ["GreaterThan", (level, bound) => level > bound],
  ["GreaterThanOrEqualTo", (level, bound) => level >= bound],
  ["LessThanOrEqualTo", (level, bound) => level <= bound]
])

/** Whether a user fulfils conditions. A user without the skill does not fulfil a condition on it. */
const fulfils = (
  skills: Levels,
  languages: Levels,
  { languageSkillConditions, operation, routingSkillConditions }: SkillGroup.SkillGroupCondition
): boolean => {
  const holds = (levels: Levels) => ({ childConditions = [], comparator, name, proficiency }: LevelCondition) => {
    const level = levels.get(name)
    return level !== undefined && comparators.get(comparator)?.(level, proficiency) === true &&
      childConditions.every((condition) => fulfils(skills, languages, condition))
  }
  const results = [
    ...routingSkillConditions.map((each) => holds(skills)({ ...each, name: each.routingSkill })),
    ...languageSkillConditions.map((each) => holds(languages)({ ...each, name: each.languageSkill }))
  ]
  switch (operation) {
    case "Or":
      return results.includes(true)
    case "Not":
      return !results.includes(true)
    default:
      return !results.includes(false)
  }
}

const levelsOf = (
  proficiencies: ReadonlyArray<Proficiency>,
  nameOf: (id: string) => string | undefined
): Levels =>
  new Map(
    proficiencies.filter(({ state }) => state === "active").map((
      { id, proficiency }
    ) => [nameOf(id) ?? id, proficiency])
  )

const groupsOf = ({ store }: Call, ordinal: number): ReadonlyArray<Cursor.Placed<SkillGroup.SkillGroup>> => {
  const { organization } = store
  const skills = levelsOf(store.skills.get(ordinal), (id) => organization.skills.get(id)?.name)
  const languages = levelsOf(store.languages.get(ordinal), (id) => organization.languages.get(id)?.name)
  return organization.skillGroups.all.flatMap((item, place) =>
    item.skillConditions.every((condition) => fulfils(skills, languages, condition)) ? [{ place, item }] : []
  )
}

/** Handlers of skill groups. */
export const skillGroups: Pick<Handlers, "getUserSkillgroups"> = {
  getUserSkillgroups: ({ after, before, pageSize = 25, userId }, call) => {
    Listing.checkPageSize(pageSize, maxPageSize)
    return Cursor.linkedPage(call, { after, before, pageSize }, groupsOf(call, Views.findUser(call, userId)))
  }
}
