import type * as Endpoint from "../../Endpoint.js"
import * as Endpoints from "../../endpoints/index.js"
import type * as Authorization from "../../models/Authorization.js"
import type * as Common from "../../models/Common.js"
import type * as Location from "../../models/Location.js"
import type * as Organizations from "../../models/Organization.js"
import type * as Queue from "../../models/Queue.js"
import type * as Routing from "../../models/Routing.js"
import type * as User from "../../models/User.js"
import { hash, type Ids, ids, pick } from "../engine/random.js"
import * as Words from "./names.js"
import { iso } from "./time.js"

/*
 * What an organisation has besides its users: fixed for a seed, and never changed by any of the operations.
 */

/** Things of one kind, in their order and by their ids. */
export interface Catalog<A> {
  readonly all: ReadonlyArray<A>
  readonly get: (id: string) => A | undefined
}

/** A role and what it allows. */
export interface Role extends Authorization.DomainRole {
  readonly name: string
  readonly permissions: ReadonlyArray<string>
}

/** A presence that users can have. */
export interface Presence {
  readonly id: string
  /** As users have it, `On Queue`. */
  readonly name: string
  /** As analytics have it, `ON_QUEUE`. */
  readonly key: string
}

/** A queue whose id is known. */
export interface UserQueue extends Queue.UserQueue {
  readonly id: string
}

/** The organisation. */
export interface Organization {
  readonly organization: Organizations.Organization
  readonly divisions: Catalog<Common.Division>
  readonly roles: Catalog<Role>
  readonly skills: Catalog<Routing.RoutingSkill>
  readonly languages: Catalog<{ readonly id: string; readonly name: string }>
  readonly queues: Catalog<UserQueue>
  readonly groups: Catalog<User.Group>
  readonly locations: Catalog<Location.LocationDefinition & { readonly id: string }>
  readonly presences: Catalog<Presence>
  readonly trustors: Catalog<Organizations.Trustor>
  /** Every station has a number, and there is no end of them: each user's desk has the user's own number. */
  readonly stations: Ids
}

/** The day the organisation began. */
export const founded = Date.UTC(2021, 0, 4, 8)

const operations: ReadonlyArray<Endpoint.Any> = Object.values(Endpoints)

/** Every permission that an operation asks for, some of them for a field alone. */
export const permissions: ReadonlyArray<string> = [
  ...new Set([
    ...operations.flatMap((endpoint) => endpoint.permissions.permissions),
    "telephony:extension:assign"
  ])
].sort()

/** Permissions of the roles, by name. */
export interface Roles {
  readonly [name: string]: ReadonlyArray<string>
}

/** The roles. An Admin may call the operations given as well. */
export const rolesWith = (operations: ReadonlyArray<Endpoint.Any>): Roles => ({
  ...roles,
  Admin: [...new Set([...permissions, ...operations.flatMap((endpoint) => endpoint.permissions.permissions)])].sort()
})

/** The roles of an organisation without operations of its own. */
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
    "directory:userProfile:view"
  ],
  Supervisor: [
    "analytics:userAggregate:view",
    "analytics:userDetail:view",
    "analytics:userObservation:view",
    "authorization:grant:view",
    "directory:user:view",
    "directory:userProfile:view",
    "routing:language:assign",
    "routing:queue:view",
    "routing:queueMember:manage",
    "routing:skill:assign",
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
  Employee: ["directory:user:view", "directory:userProfile:view"]
}

const presences: ReadonlyArray<string> = [
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

const catalog = <A extends { readonly id: string }>(all: ReadonlyArray<A>): Catalog<A> => {
  const byId = new Map(all.map((entity) => [entity.id, entity]))
  return { all, get: (id) => byId.get(id) }
}

/** The organisation of a seed. */
export const make = (seed: number, permitted: Roles = roles): Organization => {
  const named = <A extends { readonly id: string }>(
    kind: string,
    names: ReadonlyArray<string>,
    describe: (entity: { readonly id: string; readonly name: string }, index: number) => A
  ): Catalog<A> => {
    const { of } = ids(seed, kind)
    return catalog(names.map((name, index) => describe({ id: of(index), name }, index)))
  }

  const divisions = named("division", ["Home", "Europe", "Asia Pacific"], (entity): Common.Division => ({
    ...entity,
    selfUri: `/api/v2/authorization/divisions/${entity.id}`
  }))
  const [home] = divisions.all

  const organizationId = ids(seed, "organization").of(0)

  return {
    organization: {
      id: organizationId,
      name: "Simulated Industries",
      defaultLanguage: "en",
      defaultCountryCode: "US",
      thirdPartyOrgName: "simulated",
      domain: "simulated.example",
      version: 12,
      state: "active",
      supportURI: "support@simulated.example",
      voicemailEnabled: true,
      features: { chat: true, directory: true, purecloudVoice: true },
      productPlatform: "GenesysCloud",
      selfUri: `/api/v2/organizations/${organizationId}`
    },
    divisions,
    roles: named(
      "role",
      Object.keys(permitted),
      (entity) => ({ ...entity, permissions: permitted[entity.name] ?? [] })
    ),
    skills: named("skill", Words.skills, (entity): Routing.RoutingSkill => ({
      ...entity,
      dateModified: iso(founded),
      state: "active",
      version: "1",
      selfUri: `/api/v2/routing/skills/${entity.id}`
    })),
    languages: named("language", Words.languages, (entity) => entity),
    queues: named("queue", Words.queues, (entity, index): UserQueue => ({
      ...entity,
      ...(home === undefined ? {} : { division: pick([home, ...divisions.all], hash(seed, index, 1)) }),
      description: `Conversations of ${entity.name}`,
      dateCreated: iso(founded),
      dateModified: iso(founded + index * 86_400_000),
      mediaSettings: {
        call: { alertingTimeoutSeconds: 8, serviceLevel: { percentage: 0.8, durationMs: 20_000 } },
        chat: { alertingTimeoutSeconds: 30, serviceLevel: { percentage: 0.8, durationMs: 20_000 } },
        email: { alertingTimeoutSeconds: 300, serviceLevel: { percentage: 0.8, durationMs: 86_400_000 } }
      },
      acwSettings: { wrapupPrompt: "MANDATORY_TIMEOUT", timeoutMs: 30_000 },
      skillEvaluationMethod: "BEST",
      memberCount: 10 + hash(seed, index, 2) % 90,
      selfUri: `/api/v2/routing/queues/${entity.id}`
    })),
    groups: named("group", Words.groups, (entity, index): User.Group => ({
      ...entity,
      dateModified: iso(founded),
      memberCount: 5 + hash(seed, index, 3) % 40,
      state: "active",
      version: 1,
      type: "official",
      rulesVisible: true,
      visibility: "public",
      selfUri: `/api/v2/groups/${entity.id}`
    })),
    locations: named("location", Words.cities.map(([city]) => `${city} Office`), (entity, index) => {
      const [city, state, countryName, country, _latitude, _longitude, street1] = pick(Words.cities, index)
      return {
        ...entity,
        address: { city, state, country, countryName, street1 },
        addressVerified: true,
        state: "active",
        version: 1,
        selfUri: `/api/v2/locations/${entity.id}`
      }
    }),
    presences: named("presence", presences, (entity) => ({
      ...entity,
      key: entity.name.toUpperCase().replace(" ", "_")
    })),
    trustors: named("trustor", ["Partner Holding", "Partner Logistics"], ({ id, name }): Organizations.Trustor => ({
      id,
      enabled: true,
      dateCreated: iso(founded),
      organization: { id, name, state: "active", version: 1, selfUri: `/api/v2/organizations/${id}` },
      selfUri: `/api/v2/orgauthorization/trustors/${id}`
    })),
    stations: ids(seed, "station")
  }
}
