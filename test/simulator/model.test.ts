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

const changes = ["title", "stale", "email", "manager", "skill", "unskill", "sit", "stand", "delete"] as const

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

type Program = Effect.Effect<unknown, PureCloudError.PureCloudError, PureCloud.PureCloud>

/** A command, the tag of the error that it is expected to fail with, and the model after it. */
const plan = (
  model: Model,
  { kind, what, who }: Command,
  skills: ReadonlyArray<string>,
  stations: ReadonlyArray<string>
): {
  readonly program: Program
  readonly expected: string | undefined
  readonly apply: (response: unknown) => void
} => {
  const ids = [...model.keys()]
  const userId = ids[who % ids.length]!
  const person = model.get(userId)!
  const { skills: held, version } = person
  const isDeleted = person.state === "deleted"
  const change = (changed: Partial<Person>, isVersioned = true) =>
    void model.set(userId, { ...person, version: isVersioned ? version + 1 : version, ...changed })
  const gone = isDeleted ? "PureCloudNotFound" : undefined
  const holderOf = (email: string) => [...model].find(([, other]) => other.email === email)?.[0]
  switch (kind) {
    case "create": {
      const email = `p${what}@acme.example`
      return {
        program: Users.postUsers({ body: { name: `P ${what}`, email } }),
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
    }
    case "title":
      return {
        program: Users.patchUser({ userId, body: { version, title: `T ${what}` } }),
        expected: gone,
        apply: () => change({ title: `T ${what}` })
      }
    case "stale":
      return {
        program: Users.patchUser({ userId, body: { version: version + 1 + what, title: "never" } }),
        expected: gone ?? "PureCloudConflict",
        apply: () => {}
      }
    case "email": {
      const email = `p${what % 7}@acme.example`
      const holder = holderOf(email)
      return {
        program: Users.patchUser({ userId, body: { version, email } }),
        expected: gone ?? (holder === undefined || holder === userId ? undefined : "PureCloudConflict"),
        apply: () => change({ email })
      }
    }
    case "manager": {
      const manager = ids[what % ids.length]!
      const isCircle = manager === userId || above(model, manager).includes(userId)
      return {
        program: Users.patchUser({ userId, body: { version, manager } }),
        expected: gone ?? (model.get(manager)!.state === "deleted"
          ? "PureCloudNotFound"
          : isCircle
          ? "PureCloudBadRequest"
          : undefined),
        apply: () => change({ manager })
      }
    }
    case "state": {
      const state = states[what]!
      return {
        program: Users.patchUser({ userId, body: { version, state, title: "never" } }),
        expected: undefined,
        apply: () => change({ state })
      }
    }
    case "delete":
      return { program: Users.deleteUser({ userId }), expected: gone, apply: () => change({ state: "deleted" }) }
    case "skill": {
      const id = skills[what % skills.length]!
      return {
        program: Users.postUserRoutingskills({ userId, body: { id, proficiency: what % 6 } }),
        expected: gone,
        apply: () => change({ skills: new Map([...held, [id, what % 6]]) }, false)
      }
    }
    case "unskill": {
      const skillId = skills[what % skills.length]!
      return {
        program: Users.deleteUserRoutingskill({ userId, skillId }),
        expected: gone ?? (held.has(skillId) ? undefined : "PureCloudNotFound"),
        apply: () => change({ skills: new Map([...held].filter(([id]) => id !== skillId)) }, false)
      }
    }
    case "sit": {
      const stationId = stations[what % stations.length]!
      const sitter = [...model].find(([, { station }]) => station === stationId)?.[0]
      return {
        program: Users.putUserStationAssociatedstationStationId({ userId, stationId }),
        expected: gone ?? (sitter === undefined || sitter === userId ? undefined : "PureCloudConflict"),
        apply: () => change({ station: stationId }, false)
      }
    }
    case "stand":
      return {
        program: Users.deleteUserStationAssociatedstation({ userId }),
        expected: gone,
        apply: () => change({ station: undefined }, false)
      }
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
        const { apply, expected, program } = plan(model, command, skills, stations)
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
      const paper = JSON.stringify(yield* simulator.snapshot)
      const other = yield* Simulator.make({ ...size, seed })
      yield* other.restore(JSON.parse(paper))
      const json = (users: Iterable<unknown>) => JSON.parse(JSON.stringify([...users]))
      assert.deepStrictEqual(json(yield* other.users()), json(yield* simulator.users()))
      assert.strictEqual(JSON.stringify(yield* other.snapshot), paper)
    }).pipe(
      Effect.provide(Simulator.layer({ ...size, seed, allowance: 1_000_000, config: { decode: "strict" } })),
      Effect.orDie
    ),
  { fastCheck: { numRuns: 15 } }
)
