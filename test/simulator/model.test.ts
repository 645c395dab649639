/**
 * Random sequences of operations, compared with a simple model.
 */
import { assert, it } from "@effect/vitest"
import { Effect, Either, Stream } from "effect"
import type * as PureCloud from "effect-purecloud/PureCloud"
import type * as PureCloudError from "effect-purecloud/PureCloudError"
import * as Simulator from "effect-purecloud/Simulator"
import * as Users from "effect-purecloud/Users"
import * as FastCheck from "effect/FastCheck"
import { organization } from "../utils/simulator.js"

interface Person {
  readonly email: string
  readonly state: string
  readonly version: number
  readonly manager: string | undefined
  readonly title: string | undefined
  readonly skills: ReadonlyMap<string, number>
  readonly station: string | undefined
}

type Model = Map<string, Person>

const states = ["active", "inactive", "deleted"] as const

const changes = [
  "title",
  "stale",
  "email",
  "manager",
  "addSkill",
  "removeSkill",
  "associate",
  "dissociate",
  "delete"
] as const

const nat = FastCheck.nat({ max: 40 })

const command = FastCheck.oneof(
  FastCheck.record({ kind: FastCheck.constant("create" as const), who: nat, what: FastCheck.nat({ max: 6 }) }),
  FastCheck.record({
    kind: FastCheck.constantFrom(...changes),
    who: nat,
    what: nat
  }),
  FastCheck.record({ kind: FastCheck.constant("state" as const), who: nat, what: FastCheck.nat({ max: 2 }) })
)

type Command = TypeFromArbitrary<typeof command>
type TypeFromArbitrary<A> = A extends FastCheck.Arbitrary<infer T> ? T : never

const size = { users: 12, inactiveUsers: 3, deletedUsers: 3 }

const everybody = Effect.map(
  Stream.runCollect(Users.getUsers.items({ state: "any", expand: ["skills", "station"] }, { pageSize: 7 })),
  (users) => [...users]
)

const read = Effect.map(everybody, (users): Model =>
  new Map(users.map((user) => [user.id, {
    email: user.email!,
    state: user.state!,
    version: user.version!,
    manager: user.manager?.id,
    title: user.title,
    skills: new Map(user.skills!.map((skill) => [skill.id!, skill.proficiency!])),
    station: user.station?.associatedStation?.id
  }])))

const above = (model: Model, id: string): ReadonlyArray<string> => {
  const manager = model.get(id)?.manager
  return manager === undefined || model.get(manager)?.state === "deleted" ? [] : [manager, ...above(model, manager)]
}

type Program = Effect.Effect<unknown, PureCloudError.PureCloudError, PureCloud.PureCloud | Simulator.Simulator>

/** The expected result of a command: the tag of its error, if it fails, and the change of the model, if it succeeds. */
interface Expectation {
  readonly program: Program
  readonly expected: string | undefined
  readonly apply: (response: unknown) => void
}

/** The model, the user whom a command concerns, and the number that selects a value. */
interface Context {
  readonly model: Model
  readonly ids: ReadonlyArray<string>
  readonly skills: ReadonlyArray<string>
  readonly stations: ReadonlyArray<string>
  readonly userId: string
  readonly person: Person
  readonly what: number
  /** The tag of the error if the user is deleted. */
  readonly gone: string | undefined
  readonly holderOf: (email: string) => string | undefined
  readonly change: (changed: Partial<Person>, isVersioned?: boolean) => void
}

const expectations: { readonly [K in Command["kind"]]: (context: Context) => Expectation } = {
  create: ({ holderOf, model, what }) => {
    const email = `p${what}@acme.example`
    return {
      program: Effect.flatMap(
        organization,
        ({ divisions: [home] }) => Users.postUsers({ body: { name: `P ${what}`, email, divisionId: home?.id } })
      ),
      expected: holderOf(email) === undefined ? undefined : "PureCloudConflict",
      apply: (response) =>
        void model.set((response as { readonly id: string }).id, {
          email,
          state: "active",
          version: 1,
          manager: undefined,
          title: undefined,
          skills: new Map(),
          station: undefined
        })
    }
  },
  title: ({ change, gone, person, userId, what }) => ({
    program: Users.patchUser({ userId, body: { version: person.version, title: `T ${what}` } }),
    expected: gone,
    apply: () => change({ title: `T ${what}` })
  }),
  stale: ({ gone, person, userId, what }) => ({
    program: Users.patchUser({ userId, body: { version: person.version + 1 + what, title: "never" } }),
    expected: gone ?? "PureCloudConflict",
    apply: () => {}
  }),
  email: ({ change, gone, holderOf, person, userId, what }) => {
    const email = `p${what % 7}@acme.example`
    const holder = holderOf(email)
    return {
      program: Users.patchUser({ userId, body: { version: person.version, email } }),
      expected: gone ?? (holder === undefined || holder === userId ? undefined : "PureCloudConflict"),
      apply: () => change({ email })
    }
  },
  manager: ({ change, gone, ids, model, person, userId, what }) => {
    const manager = ids[what % ids.length]!
    const isCircle = manager === userId || above(model, manager).includes(userId)
    return {
      program: Users.patchUser({ userId, body: { version: person.version, manager } }),
      expected: gone ?? (model.get(manager)!.state === "deleted"
        ? "PureCloudNotFound"
        : isCircle
        ? "PureCloudBadRequest"
        : undefined),
      apply: () => change({ manager })
    }
  },
  state: ({ change, person, userId, what }) => {
    const state = states[what]!
    return {
      program: Users.patchUser({ userId, body: { version: person.version, state, title: "never" } }),
      expected: undefined,
      apply: () => change({ state })
    }
  },
  delete: ({ change, gone, userId }) => ({
    program: Users.deleteUser({ userId }),
    expected: gone,
    apply: () => change({ state: "deleted" })
  }),
  addSkill: ({ change, gone, person, skills, userId, what }) => {
    const id = skills[what % skills.length]!
    return {
      program: Users.postUserRoutingskills({ userId, body: { id, proficiency: what % 6 } }),
      expected: gone,
      apply: () => change({ skills: new Map([...person.skills, [id, what % 6]]) }, false)
    }
  },
  removeSkill: ({ change, gone, person, skills, userId, what }) => {
    const skillId = skills[what % skills.length]!
    return {
      program: Users.deleteUserRoutingskill({ userId, skillId }),
      expected: gone ?? (person.skills.has(skillId) ? undefined : "PureCloudNotFound"),
      apply: () => change({ skills: new Map([...person.skills].filter(([id]) => id !== skillId)) }, false)
    }
  },
  associate: ({ change, gone, model, stations, userId, what }) => {
    const stationId = stations[what % stations.length]!
    const holder = [...model].find(([, { station }]) => station === stationId)?.[0]
    return {
      program: Users.putUserStationAssociatedstationStationId({ userId, stationId }),
      expected: gone ?? (holder === undefined || holder === userId ? undefined : "PureCloudConflict"),
      apply: () => change({ station: stationId }, false)
    }
  },
  dissociate: ({ change, gone, userId }) => ({
    program: Users.deleteUserStationAssociatedstation({ userId }),
    expected: gone,
    apply: () => change({ station: undefined }, false)
  })
}

const contextOf = (
  model: Model,
  { what, who }: Command,
  skills: ReadonlyArray<string>,
  stations: ReadonlyArray<string>
): Context => {
  const ids = [...model.keys()]
  const userId = ids[who % ids.length]!
  const person = model.get(userId)!
  return {
    model,
    ids,
    skills,
    stations,
    userId,
    person,
    what,
    gone: person.state === "deleted" ? "PureCloudNotFound" : undefined,
    holderOf: (email) => [...model].find(([, other]) => other.email === email)?.[0],
    change: (changed, isVersioned = true) =>
      void model.set(userId, { ...person, version: person.version + (isVersioned ? 1 : 0), ...changed })
  }
}

const idsOf = (model: Model, state: string) => [...model].flatMap(([id, person]) => person.state === state ? [id] : [])

it.effect.prop(
  "after any operations, the store equals the model",
  [FastCheck.array(command, { minLength: 5, maxLength: 60, size: "max" }), FastCheck.nat({ max: 1000 })],
  ([commands, seed]) =>
    Effect.gen(function*() {
      const simulator = yield* Simulator.Simulator
      const model = yield* read
      const skills = simulator.organization.skills.slice(0, 3).map(({ id }) => id)
      const stations = yield* Effect.forEach([...model.keys()].slice(0, 3), simulator.station)

      for (const command of commands) {
        const context = contextOf(model, command, skills, stations)
        const { apply, expected, program } = expectations[command.kind](context)
        const outcome = yield* Effect.either(program)
        assert.strictEqual(Either.isLeft(outcome) ? outcome.left._tag : undefined, expected, JSON.stringify(command))
        if (Either.isRight(outcome)) apply(outcome.right)
      }

      assert.deepStrictEqual(yield* read, model)
      for (const state of states) {
        const listed = yield* Stream.runCollect(Users.getUsers.items({ state }, { pageSize: 5 }))
        assert.deepStrictEqual([...listed].map(({ id }) => id), idsOf(model, state))
        const found = yield* Stream.runCollect(
          Users.postUsersSearch.items({ body: { query: [{ type: "EXACT", fields: ["state"], value: state }] } })
        )
        assert.deepStrictEqual([...found].map(({ id }) => id), idsOf(model, state))
      }
      assert.strictEqual(new Set([...model.values()].map(({ email }) => email)).size, model.size)
      for (const [id, { state }] of model) {
        if (state === "deleted") continue
        const superiors = yield* Users.getUserSuperiors({ userId: id })
        assert.deepStrictEqual(superiors.map((superior) => superior.id), above(model, id))
        const reports = yield* Users.getUserDirectreports({ userId: id })
        assert.deepStrictEqual(
          reports.map((report) => report.id),
          [...model].flatMap(([report, { manager, state }]) => manager === id && state !== "deleted" ? [report] : [])
        )
      }

      // A snapshot can be written as JSON and restored in another simulator.
      const text = JSON.stringify(yield* simulator.snapshot)
      const other = yield* Simulator.make({ ...size, seed })
      yield* other.restore(JSON.parse(text))
      const json = (users: Iterable<unknown>) => JSON.parse(JSON.stringify([...users]))
      assert.deepStrictEqual(json(yield* other.users()), json(yield* simulator.users()))
      assert.strictEqual(JSON.stringify(yield* other.snapshot), text)
    }).pipe(
      Effect.provide(Simulator.layer({ ...size, seed, allowance: 1_000_000, config: { decode: "strict" } })),
      Effect.orDie
    ),
  { fastCheck: { numRuns: 15 } }
)
