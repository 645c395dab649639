/**
 * Listings of the entities that users refer to, and their ids by name, over the simulator.
 */
import { assert, describe, it } from "@effect/vitest"
import { Chunk, Effect, Schema, Stream } from "effect"
import * as Catalog from "effect-purecloud/Catalog"
import type * as Endpoint from "effect-purecloud/Endpoint"
import * as Endpoints from "effect-purecloud/endpoints/catalog/index"
import * as UsersEndpoints from "effect-purecloud/endpoints/index"
import type { QueueEntityListing } from "effect-purecloud/models/Catalog"
import * as OpenApi from "effect-purecloud/OpenApi"
import * as Permissions from "effect-purecloud/Permissions"
import type { PureCloud } from "effect-purecloud/PureCloud"
import { type PureCloudError, UnresolvedNames } from "effect-purecloud/PureCloudError"
import * as Simulator from "effect-purecloud/Simulator"
import { withService } from "./utils/service.js"
import { organization, recordedRequests, simulated, simulatedStrictly } from "./utils/simulator.js"
import { served } from "./utils/socket.js"

const { resolve: _resolve, readIndex: _readIndex, ...listings } = Catalog

const namesOf = (entities: Iterable<{ readonly name?: string | undefined }>) => Array.from(entities, ({ name }) => name)

describe("the declarations", () => {
  it("are not part of the Users API", () => {
    assert.sameMembers(Object.keys(listings), Object.keys(Endpoints))
    assert.deepStrictEqual(Object.keys(Endpoints).filter((id) => id in UsersEndpoints), [])
    assert.isFalse("/api/v2/routing/skills" in OpenApi.users().paths)
  })

  it("only read, and are named as they are exported", () => {
    for (const [id, endpoint] of Object.entries(Endpoints)) {
      assert.deepStrictEqual([endpoint.id, endpoint.method], [id, "GET"])
    }
  })

  it("have an OpenAPI document with a path for each of them", () => {
    const { paths } = OpenApi.fromEndpoints(Object.values(Endpoints))
    assert.sameMembers(Object.keys(paths), Object.values(Endpoints).map(({ path }) => path))
  })

  it("require permissions", () => {
    assert.deepStrictEqual(Permissions.required(...Object.values(listings)).map(({ permissions }) => permissions), [
      ["authorization:role:view"],
      ["presence:presenceDefinition:view"],
      ["routing:queue:view"],
      ["routing:skill:view"]
    ])
  })
})

describe("a listing", () => {
  const small = { pageSize: 3 }
  interface Named {
    readonly name?: string | undefined
  }
  const cases: {
    readonly [kind in "skills" | "languages" | "queues" | "roles" | "groups" | "locations"]: Stream.Stream<
      Named,
      PureCloudError,
      PureCloud
    >
  } = {
    skills: Catalog.getRoutingSkills.items(small),
    languages: Catalog.getRoutingLanguages.items(small),
    queues: Catalog.getRoutingQueues.items(small),
    roles: Catalog.getAuthorizationRoles.items(small),
    groups: Catalog.getGroups.items(small),
    locations: Catalog.getLocations.items(small)
  }

  for (const kind of Object.keys(cases) as ReadonlyArray<keyof typeof cases>) {
    it.live(`of ${kind} has all entities on several pages, over a socket`, () =>
      Effect.gen(function*() {
        const expected = namesOf((yield* organization)[kind])
        assert.deepStrictEqual(namesOf(yield* Stream.runCollect(cases[kind])), [...expected].sort())
        const requests = yield* recordedRequests
        assert.lengthOf(requests.filter(({ method }) => method === "GET"), Math.ceil(expected.length / 3))
      }).pipe(Effect.provide(served())))
  }

  it.effect("of divisions marks the home division", () =>
    Effect.gen(function*() {
      const divisions = Chunk.toReadonlyArray(yield* Stream.runCollect(Catalog.getAuthorizationDivisions.items(small)))
      assert.deepStrictEqual(divisions.filter(({ homeDivision }) => homeDivision).map(({ name }) => name), ["Home"])
      assert.isAbove(divisions.length, 1)
    }).pipe(simulatedStrictly()))

  it.effect("of presences is one response", () =>
    Effect.gen(function*() {
      const { entities, total } = yield* Catalog.getPresenceDefinitions0()
      assert.strictEqual(entities.length, total)
      assert.include(namesOf(entities), "Meal")
      assert.isFalse("items" in Catalog.getPresenceDefinitions0)
    }).pipe(simulatedStrictly()))

  it.effect("of permissions has the permissions of each role", () =>
    Effect.gen(function*() {
      const domains = yield* Stream.runCollect(Catalog.getAuthorizationPermissions.items(small))
      const all = [...domains].flatMap(({ permissionMap = {} }) => Object.values(permissionMap).flat())
      const texts = all.map(({ action, domain, entityType }) => `${domain}:${entityType}:${action}`)
      assert.includeMembers(texts, ["routing:queue:view", "authorization:role:view"])
      const one = yield* Catalog.getAuthorizationPermissions({ queryType: "permission", query: "routing:queue:view" })
      assert.deepStrictEqual(one.entities.map(({ permissionMap = {} }) => Object.keys(permissionMap)), [["queue"]])
    }).pipe(simulatedStrictly()))

  it.effect("is filtered by name and id, and sorted", () =>
    Effect.gen(function*() {
      const { queues: [first, second], skills } = yield* organization
      const skill = skills[0]!.name
      assert.include(
        namesOf((yield* Catalog.getRoutingSkills({ name: skill.slice(0, 3) })).entities),
        skill
      )
      assert.deepStrictEqual((yield* Catalog.getRoutingSkills({ name: `x${skill}` })).entities, [])
      const queues = (name: string) =>
        Effect.map(Catalog.getRoutingQueues({ name }), ({ entities }) => namesOf(entities))
      assert.deepStrictEqual(yield* queues(first!.name), [first!.name])
      assert.deepStrictEqual(yield* queues(first!.name.slice(1)), [])
      assert.include(yield* queues(`*${first!.name.slice(1)}`), first!.name)
      assert.include(yield* queues(`${first!.name.slice(0, -1)}*`), first!.name)
      const both = yield* Catalog.getRoutingQueues({ id: [first!.id, second!.id], sortOrder: "desc" })
      assert.deepStrictEqual(namesOf(both.entities), [first!.name, second!.name].sort().reverse())
    }).pipe(simulatedStrictly()))

  it.effect("of roles has the number of users unless it is turned off", () =>
    Effect.gen(function*() {
      const counts = (userCount?: boolean) =>
        Effect.map(
          Catalog.getAuthorizationRoles(userCount === undefined ? {} : { userCount }),
          ({ entities }) => entities.map(({ userCount = -1 }) => userCount)
        )
      assert.isTrue((yield* counts()).every((count) => count >= 0))
      assert.isTrue((yield* counts(false)).every((count) => count === -1))
      const [agents] = (yield* Catalog.getAuthorizationRoles({ permission: ["routing:queue:join"], name: "agent" }))
        .entities
      assert.strictEqual(agents?.name, "Agent")
    }).pipe(simulatedStrictly()))

  it.effect("refuses a client without the permission", () =>
    Effect.gen(function*() {
      const error = yield* Effect.flip(Catalog.getRoutingSkills())
      assert.deepStrictEqual(error._tag === "PureCloudForbidden" && error.missing, ["routing:skill:view"])
      assert.isNotEmpty((yield* Catalog.getRoutingLanguages()).entities)
    }).pipe(simulated({ clients: [{ id: "c", secret: "s", roles: [], permissions: ["routing:queue:view"] }] })))
})

/** A response to a listing, in place of that of the simulator. */
const replaced = <Input, Success, Item>(
  endpoint: Endpoint.Endpoint<Input, Success, Item>,
  success: NoInfer<Success>
) => simulatedStrictly({ operations: [Simulator.operation(endpoint, () => Effect.succeed(success))] })

describe("resolve", () => {
  it.effect("finds many names of many kinds, in the order of the names", () =>
    Effect.gen(function*() {
      const { languages, queues, skills } = yield* organization
      const found = yield* Catalog.resolve({
        skills: [skills[2]!.name, skills[0]!.name, skills[2]!.name],
        languages: languages.map(({ name }) => name),
        queues: [queues[1]!.name],
        divisions: ["Home"],
        presences: ["Meal"],
        permissions: ["routing:queue:view"],
        groups: []
      })
      assert.deepStrictEqual(found.skills.map(({ id }) => id), [skills[2]!.id, skills[0]!.id, skills[2]!.id])
      assert.deepStrictEqual(found.languages.map(({ id, name }) => ({ id, name })), [...languages])
      assert.deepStrictEqual<unknown>(found.queues, [queues[1]])
      assert.deepStrictEqual<unknown>(found.permissions, [{ id: "routing:queue:view", name: "routing:queue:view" }])
      assert.deepStrictEqual<unknown>(found.groups, [])
      assert.deepStrictEqual<unknown>([found.divisions[0].name, found.presences[0].name], ["Home", "Meal"])
    }).pipe(simulatedStrictly()))

  it.effect("lists all names that do not exist, and distinguishes upper and lower case", () =>
    Effect.gen(function*() {
      const { skills: [skill] } = yield* organization
      const error = yield* Effect.flip(
        Catalog.resolve({ skills: ["Telepathy", skill!.name, skill!.name.toUpperCase()], roles: ["King"] })
      )
      assert.instanceOf(error, UnresolvedNames)
      assert.deepStrictEqual<unknown>(error._tag === "PureCloudUnresolvedNames" && error.unknown, [
        { kind: "skills", name: "Telepathy" },
        { kind: "skills", name: skill!.name.toUpperCase() },
        { kind: "roles", name: "King" }
      ])
      assert.strictEqual(
        error.message,
        `the organization does not have Telepathy (skills), ${skill!.name.toUpperCase()} (skills), King (roles): names \
are compared exactly, including case`
      )
      const [encoded, decode] = [Schema.encodeSync(UnresolvedNames), Schema.decodeUnknownSync(UnresolvedNames)]
      assert.deepEqual(decode(JSON.parse(JSON.stringify(encoded(error)))), error)
    }).pipe(simulatedStrictly()))

  it.effect("reads only the kinds that have names", () =>
    Effect.gen(function*() {
      assert.deepStrictEqual(yield* Catalog.resolve({ skills: [] }), { skills: [] })
      assert.deepStrictEqual(yield* Catalog.resolve({}), {})
      const requests = yield* recordedRequests
      assert.deepStrictEqual(requests, [])
    }).pipe(simulatedStrictly()))

  const queue = (id: string, name: string) => ({ id, name })

  it.effect("refuses a name that several entities have, and lists their ids", () =>
    Effect.gen(function*() {
      const error = yield* Effect.flip(Catalog.resolve({ queues: ["Sales", "Care", "Other"] }))
      assert.strictEqual(
        error.message,
        "the organization does not have Other (queues): names are compared exactly, including case; several entities \
have the name Sales (queues: q1, q3)"
      )
      assert.deepStrictEqual<unknown>((yield* Catalog.resolve({ queues: ["Care"] })).queues, [queue("q2", "Care")])
    }).pipe(
      replaced(Endpoints.getRoutingQueues, {
        entities: [queue("q1", "Sales"), queue("q2", "Care"), queue("q3", "Sales")],
        pageCount: 1
      })
    ))

  it.effect("leaves out deleted entities", () =>
    Effect.gen(function*() {
      assert.deepStrictEqual<unknown>((yield* Catalog.resolve({ skills: ["Billing"] })).skills, [
        { id: "s2", name: "Billing" }
      ])
    }).pipe(
      replaced(Endpoints.getRoutingSkills, {
        entities: [{ id: "s1", name: "Billing", state: "deleted" }, { id: "s2", name: "Billing", state: "active" }],
        pageCount: 1
      })
    ))

  it.effect("finds a presence by each of its labels", () =>
    Effect.gen(function*() {
      const { presences } = yield* Catalog.resolve({ presences: ["Pause", "Lunch", "Break"] })
      assert.deepStrictEqual<unknown>(presences.map(({ id }) => id), ["p1", "p2", "p1"])
    }).pipe(
      replaced(Endpoints.getPresenceDefinitions0, {
        entities: [
          { id: "p1", name: "Break", languageLabels: { en_US: "Break", de: "Pause" } },
          { id: "p2", languageLabels: { en_US: "Lunch" } }
        ]
      })
    ))

  it.effect("finds the 250th queue on the third page", () =>
    Effect.gen(function*() {
      const { queues: [last] } = yield* Catalog.resolve({ queues: ["Queue 250"] })
      assert.strictEqual(last.id, "q250")
      const requests = yield* recordedRequests
      assert.lengthOf(requests.filter(({ endpoint }) => endpoint === "getRoutingQueues"), 3)
    }).pipe(simulatedStrictly({
      operations: [
        Simulator.operation(Endpoints.getRoutingQueues, ({ pageNumber = 1, pageSize = 25 }) => {
          const entities: ReadonlyArray<Catalog.Entity> = Array.from(
            { length: 250 },
            (_, i) => queue(`q${i + 1}`, `Queue ${i + 1}`)
          )
          return Effect.succeed<QueueEntityListing>({
            entities: entities.slice((pageNumber - 1) * pageSize, pageNumber * pageSize),
            pageCount: Math.ceil(entities.length / pageSize)
          })
        })
      ]
    })))

  it.effect("fails with the error of a listing", () =>
    Effect.gen(function*() {
      const error = yield* Effect.flip(Catalog.resolve({ skills: ["Billing"], languages: ["English"] }))
      assert.strictEqual(error._tag, "PureCloudForbidden")
    }).pipe(simulated({ clients: [{ id: "c", secret: "s", roles: [], permissions: [] }] })))
})

describe("readIndex", () => {
  it.effect("reads each listing once, for many names", () =>
    Effect.gen(function*() {
      const { skills } = yield* organization
      const index = yield* Catalog.readIndex("skills", "roles", "skills")
      for (const { id, name } of skills) {
        const { skills: [found] } = yield* index.resolve({ skills: [name] })
        assert.strictEqual(found.id, id)
      }
      const error = yield* Effect.flip(index.resolve({ roles: ["King"] }))
      assert.strictEqual(error._tag, "PureCloudUnresolvedNames")
      const requests = yield* recordedRequests
      assert.sameMembers(requests.map(({ endpoint }) => endpoint), [
        "token",
        "getRoutingSkills",
        "getAuthorizationRoles"
      ])
    }).pipe(simulatedStrictly()))

  for (const decode of ["lenient", "off"] as const) {
    it.live(`reads entities whose labels or permissions are null, with decode ${decode}`, () =>
      withService(
        ({ url }) => ({
          body: {
            total: 2,
            pageCount: 1,
            entities: url.includes("presence")
              ? [{ id: "p", name: "Busy", languageLabels: null }, {
                id: "q",
                languageLabels: { en_US: null, de: "Frei" }
              }]
              : [{ permissionMap: null }, {
                permissionMap: {
                  queue: null,
                  user: [null, { domain: "directory", entityType: "user", action: "view" }]
                }
              }]
          }
        }),
        () =>
          Effect.gen(function*() {
            const index = yield* Catalog.readIndex("presences", "permissions")
            const { permissions, presences } = yield* index.resolve({
              presences: ["Busy", "Frei"],
              permissions: ["directory:user:view"]
            })
            assert.deepStrictEqual(presences.map(({ id }) => id), ["p", "q"])
            assert.deepStrictEqual(permissions.map(({ id }) => id), ["directory:user:view"])
          }),
        { decode }
      ))
  }
})
