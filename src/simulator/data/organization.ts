import type * as Endpoint from "../../Endpoint.js"
import * as CatalogEndpoints from "../../endpoints/catalog/index.js"
import * as Endpoints from "../../endpoints/index.js"
import type * as Authorization from "../../models/Authorization.js"
import type * as Common from "../../models/Common.js"
import type * as DevelopmentActivity from "../../models/DevelopmentActivity.js"
import type * as Location from "../../models/Location.js"
import type * as Organizations from "../../models/Organization.js"
import type * as Queue from "../../models/Queue.js"
import type * as Routing from "../../models/Routing.js"
import type * as SkillGroup from "../../models/SkillGroup.js"
import type * as User from "../../models/User.js"
import { hash, type Ids, ids, pick } from "../engine/random.js"
import * as Names from "./names.js"
import { day, iso } from "./time.js"

/*
 * The entities of an organization, except users. They depend only on the seed, and no operation changes them.
 */

/** The entities of one kind. */
export interface Catalog<A> {
  readonly all: ReadonlyArray<A>
  readonly get: (id: string) => A | undefined
}

/** An entity with a name. */
interface Named {
  readonly id: string
  readonly name: string
}

/** A role with its permissions. */
export interface Role extends Authorization.DomainRole {
  readonly name: string
  readonly permissions: ReadonlyArray<string>
}

/** A presence. */
export interface Presence extends Named {
  /** The name in analytics, for example `ON_QUEUE` for `On Queue`. */
  readonly key: string
}

/** A learning module. */
export interface LearningModule extends Named {
  readonly type: DevelopmentActivity.DevelopmentActivityType
}

/** A queue. */
export interface UserQueue extends Queue.UserQueue {
  readonly id: string
}

/** The organization. */
export interface Organization {
  readonly organization: Organizations.Organization
  readonly divisions: Catalog<Common.Division>
  readonly roles: Catalog<Role>
  readonly skills: Catalog<Routing.RoutingSkill>
  readonly languages: Catalog<Named>
  readonly skillGroups: Catalog<SkillGroup.SkillGroup>
  readonly queues: Catalog<UserQueue>
  readonly modules: Catalog<LearningModule>
  readonly groups: Catalog<User.Group>
  readonly locations: Catalog<Location.LocationDefinition & { readonly id: string }>
  readonly presences: Catalog<Presence>
  readonly trustors: Catalog<Organizations.Trustor>
  /** Ids of stations. The station at the desk of a user has the ordinal of the user. */
  readonly stations: Ids
}

/** Time at which the organization was founded, in milliseconds since 1970. */
export const founded = Date.UTC(2021, 0, 4, 8)

/** Short name of the organization. */
export const shortName = "simulated"

/** Domain of all initial email addresses. No real organization can have it. */
export const domain = "simulated.example"

// ------------------------------------------------------------------------------------------------------------- roles

/** Permissions of the roles, by the name of the role. */
export interface Roles {
  readonly [name: string]: ReadonlyArray<string>
}

const permissionsOf = (endpoints: ReadonlyArray<Endpoint.Any>): ReadonlyArray<string> =>
  endpoints.flatMap((endpoint) => endpoint.permissions.permissions)

/** All permissions that the operations of the API require. */
export const permissions: ReadonlyArray<string> = [
  ...new Set([
    ...permissionsOf([...Object.values(Endpoints), ...Object.values(CatalogEndpoints)]),
    // No declaration has this permission, because only one field of a body requires it.
    "telephony:extension:assign"
  ])
].sort()

/** Returns the roles of an organization with custom endpoints. An Admin may call them too. */
export const rolesWith = (endpoints: ReadonlyArray<Endpoint.Any>): Roles => ({
  ...roles,
  Admin: [...new Set([...permissions, ...permissionsOf(endpoints)])].sort()
})

/** The roles. */
export const roles: Roles = {
  Admin: permissions,
  "User Admin": [
    "authorization:grant:add",
    "authorization:grant:view",
    "directory:user:add",
    "directory:user:delete",
    "directory:user:edit",
    "directory:user:setPassword",
    "directory:user:view",
    "directory:userProfile:edit",
    "directory:userProfile:view",
    "directory:userStateChange:view"
  ],
  Supervisor: [
    "analytics:userAggregate:view",
    "analytics:userDetail:view",
    "analytics:userObservation:view",
    "authorization:grant:view",
    "coaching:appointment:view",
    "directory:user:view",
    "directory:userProfile:view",
    "learning:assignment:view",
    "routing:language:assign",
    "routing:queue:view",
    "routing:queueMember:manage",
    "routing:skill:assign",
    "routing:skillGroup:view",
    "telephony:otherStationAssociation:view"
  ],
  Agent: [
    "conversation:callForwarding:edit",
    "conversation:callForwarding:view",
    "directory:user:view",
    "directory:userProfile:view",
    "routing:queue:join",
    "routing:queue:view"
  ],
  Employee: ["chat:chat:access", "directory:user:view", "directory:userProfile:view"]
}

// ---------------------------------------------------------------------------------------------------------- entities

const presenceNames: ReadonlyArray<string> = [
  "Available",
  "Away",
  "Busy",
  "Offline",
  "Idle",
  "On Queue",
  "Meal",
  "Training",
  "Meeting",
  "Break"
]

/** Makes the entities of a kind, one for each name. */
const catalog = <A extends { readonly id: string }>(
  seed: number,
  kind: string,
  names: ReadonlyArray<string>,
  make: (entity: Named, index: number) => A
): Catalog<A> => {
  const { of } = ids(seed, kind)
  const all = names.map((name, index) => make({ id: of(index), name }, index))
  const byId = new Map(all.map((entity) => [entity.id, entity]))
  return { all, get: (id) => byId.get(id) }
}

/** Returns the presence that has a key in analytics. */
export const presenceByKey = ({ presences }: Organization, key: string): Presence | undefined =>
  presences.all.find((presence) => presence.key === key)

const organizationOf = (seed: number): Organizations.Organization => {
  const id = ids(seed, "organization").of(0)
  return {
    id,
    name: "Simulated Industries",
    defaultLanguage: "en",
    defaultCountryCode: "US",
    thirdPartyOrgName: shortName,
    domain,
    version: 12,
    state: "active",
    supportURI: `support@${domain}`,
    voicemailEnabled: true,
    features: { chat: true, directory: true, purecloudVoice: true },
    productPlatform: "GenesysCloud",
    selfUri: `/api/v2/organizations/${id}`
  }
}

const divisionsOf = (seed: number) =>
  catalog(seed, "division", ["Home", "Europe", "Asia Pacific"], (entity): Common.Division => ({
    ...entity,
    selfUri: `/api/v2/authorization/divisions/${entity.id}`
  }))

const skillsOf = (seed: number) =>
  catalog(seed, "skill", Names.skills, (entity): Routing.RoutingSkill => ({
    ...entity,
    dateModified: iso(founded),
    state: "active",
    version: "1",
    selfUri: `/api/v2/routing/skills/${entity.id}`
  }))

/** The skill groups: their names and conditions. */
const skillConditions: ReadonlyArray<readonly [name: string, condition: SkillGroup.SkillGroupCondition]> = [
  ...Names.skills.map((routingSkill) =>
    [`${routingSkill} Experts`, {
      operation: "And",
      routingSkillConditions: [{ routingSkill, comparator: "GreaterThanOrEqualTo", proficiency: 4 }],
      languageSkillConditions: []
    }] as const
  ),
  ...Names.languages.map((languageSkill) =>
    [`${languageSkill} Speakers`, {
      operation: "And",
      routingSkillConditions: [],
      languageSkillConditions: [{ languageSkill, comparator: "GreaterThan", proficiency: 0 }]
    }] as const
  ),
  ["Hardware or Networking", {
    operation: "Or",
    routingSkillConditions: [
      { routingSkill: "Hardware", comparator: "GreaterThan", proficiency: 0 },
      { routingSkill: "Networking", comparator: "GreaterThan", proficiency: 0 }
    ],
    languageSkillConditions: []
  }],
  ["Sales Beginners in English", {
    operation: "And",
    routingSkillConditions: [{
      routingSkill: "Sales",
      comparator: "LessThan",
      proficiency: 3,
      childConditions: [{
        operation: "And",
        routingSkillConditions: [],
        languageSkillConditions: [{ languageSkill: "English", comparator: "GreaterThan", proficiency: 0 }]
      }]
    }],
    languageSkillConditions: []
  }]
]

/**
 * The service counts the members of a skill group. The simulator does not, because it would have to visit all users.
 */
const skillGroupsOf = (seed: number, { all: [home] }: Catalog<Common.Division>) =>
  catalog(seed, "skill group", skillConditions.map(([name]) => name), (entity, index): SkillGroup.SkillGroup => ({
    ...entity,
    ...(home === undefined ? {} : { division: home }),
    dateCreated: iso(founded),
    dateModified: iso(founded),
    status: "Complete",
    skillConditions: skillConditions.slice(index, index + 1).map(([, condition]) => condition),
    selfUri: `/api/v2/routing/skillgroups/${entity.id}`
  }))

const queuesOf = (seed: number, { all: [home, ...others] }: Catalog<Common.Division>) =>
  catalog(seed, "queue", Names.queues, (entity, index): UserQueue => ({
    ...entity,
    ...(home === undefined ? {} : { division: pick([home, home, ...others], hash(seed, index, 1)) }),
    description: `Conversations of ${entity.name}`,
    dateCreated: iso(founded),
    dateModified: iso(founded + index * day),
    mediaSettings: {
      call: { alertingTimeoutSeconds: 8, serviceLevel: { percentage: 0.8, durationMs: 20_000 } },
      chat: { alertingTimeoutSeconds: 30, serviceLevel: { percentage: 0.8, durationMs: 20_000 } },
      email: { alertingTimeoutSeconds: 300, serviceLevel: { percentage: 0.8, durationMs: 86_400_000 } }
    },
    acwSettings: { wrapupPrompt: "MANDATORY_TIMEOUT", timeoutMs: 30_000 },
    skillEvaluationMethod: "BEST",
    memberCount: 10 + hash(seed, index, 2) % 90,
    selfUri: `/api/v2/routing/queues/${entity.id}`
  }))

const groupsOf = (seed: number) =>
  catalog(seed, "group", Names.groups, (entity, index): User.Group => ({
    ...entity,
    dateModified: iso(founded),
    memberCount: 5 + hash(seed, index, 3) % 40,
    state: "active",
    version: 1,
    type: "official",
    rulesVisible: true,
    visibility: "public",
    selfUri: `/api/v2/groups/${entity.id}`
  }))

const locationsOf = (seed: number) =>
  catalog(seed, "location", Names.cities.map(([city]) => `${city} Office`), (entity, index) => {
    const [city, state, countryName, country, _latitude, _longitude, street1] = pick(Names.cities, index)
    return {
      ...entity,
      address: { city, state, country, countryName, street1 },
      addressVerified: true,
      state: "active",
      version: 1,
      selfUri: `/api/v2/locations/${entity.id}`
    }
  })

const trustorsOf = (seed: number) =>
  catalog(seed, "trustor", ["Partner Holding", "Partner Logistics"], ({ id, name }): Organizations.Trustor => ({
    id,
    enabled: true,
    dateCreated: iso(founded),
    organization: { id, name, state: "active", version: 1, selfUri: `/api/v2/organizations/${id}` },
    selfUri: `/api/v2/orgauthorization/trustors/${id}`
  }))

/** Makes the organization of a seed. */
export const make = (seed: number, permissionsByRole: Roles = roles): Organization => {
  const divisions = divisionsOf(seed)
  return {
    organization: organizationOf(seed),
    divisions,
    roles: catalog(seed, "role", Object.keys(permissionsByRole), (entity) => ({
      ...entity,
      permissions: permissionsByRole[entity.name] ?? []
    })),
    skills: skillsOf(seed),
    skillGroups: skillGroupsOf(seed, divisions),
    languages: catalog(seed, "language", Names.languages, (entity) => entity),
    queues: queuesOf(seed, divisions),
    modules: catalog(seed, "module", Names.modules.map(([name]) => name), (entity, index) => ({
      ...entity,
      type: Names.modules[index]?.[1] ?? "Native"
    })),
    groups: groupsOf(seed),
    locations: locationsOf(seed),
    presences: catalog(seed, "presence", presenceNames, (entity) => ({
      ...entity,
      key: entity.name.toUpperCase().replace(" ", "_")
    })),
    trustors: trustorsOf(seed),
    stations: ids(seed, "station")
  }
}
