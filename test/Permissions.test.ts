import { assert, describe, it } from "@effect/vitest"
import type * as Endpoint from "effect-purecloud/Endpoint"
import * as endpoints from "effect-purecloud/endpoints/index"
import * as Permissions from "effect-purecloud/Permissions"
import * as Users from "effect-purecloud/Users"
import * as FastCheck from "effect/FastCheck"

const names = ["a:x:view", "a:x:edit", "a:y:view", "b:x:view", "admin"]
const subset = FastCheck.subarray(names)
const permissions: FastCheck.Arbitrary<Permissions.Permissions> = FastCheck.oneof(
  FastCheck.record({
    type: FastCheck.constantFrom("ANY" as const, "ALL" as const),
    permissions: FastCheck.array(FastCheck.constantFrom(...names), { maxLength: 4 })
  }),
  FastCheck.constantFrom(...Object.values<Endpoint.Any>(endpoints)).map(({ permissions }) => permissions)
)
const program = FastCheck.array(permissions, { maxLength: 8 })

/** Whether an operation accepts granted permissions, by its declaration. */
const allows = ({ permissions, type }: Permissions.Permissions, granted: ReadonlyArray<string>): boolean =>
  type === "ALL"
    ? permissions.every((permission) => granted.includes(permission))
    : permissions.length === 0 || permissions.some((permission) => granted.includes(permission))

describe("required", () => {
  it("returns the shortest form", () => {
    assert.deepStrictEqual(
      Permissions.required(Users.getUser, Users.postUsersSearch, Users.patchUserQueue, Users.patchUserQueues),
      [
        Permissions.any("directory:user:view"),
        Permissions.any("routing:queue:join", "routing:queueMember:manage")
      ]
    )
    // One set for both, because each permission of the operation of skills is also enough for that of languages.
    assert.deepStrictEqual(
      Permissions.required(Users.postUserRoutinglanguages, Users.postUserRoutingskills),
      [Permissions.any("admin", "routing:skill:assign")]
    )
    assert.deepStrictEqual(Permissions.required(Permissions.all("b", "a"), Permissions.any("b", "c")), [
      Permissions.any("a"),
      Permissions.any("b")
    ])
    assert.deepStrictEqual(Permissions.required(), [])
    assert.deepStrictEqual(Permissions.required(Permissions.none, Permissions.all(), Users.getUsers), [])
  })

  it("accepts calls, endpoints and permissions", () => {
    const expected = Permissions.required(Users.postUsers)
    assert.deepStrictEqual(Permissions.required(endpoints.postUsers), expected)
    assert.deepStrictEqual(Permissions.required(endpoints.postUsers.permissions), expected)
  })

  it("does not depend on order and repetition", () =>
    FastCheck.assert(FastCheck.property(
      program.chain((program) =>
        FastCheck.tuple(
          FastCheck.constant(program),
          FastCheck.shuffledSubarray([...program, ...program], { minLength: program.length * 2 })
        )
      ),
      ([program, shuffled]) =>
        assert.deepStrictEqual(Permissions.required(...shuffled), Permissions.required(...program))
    )))

  it("accepts its own results", () =>
    FastCheck.assert(FastCheck.property(program, program, (a, b) =>
      assert.deepStrictEqual(
        Permissions.required(...Permissions.required(...a), ...b),
        Permissions.required(...a, ...b)
      ))))

  it("is satisfied if and only if each call is", () =>
    FastCheck.assert(FastCheck.property(program, subset, (program, granted) =>
      assert.strictEqual(
        Permissions.satisfies(granted, ...Permissions.required(...program)),
        program.every((required) => allows(required, granted))
      ))))

  it("has no permission that could be removed", () =>
    FastCheck.assert(FastCheck.property(program, (program) => {
      const required = Permissions.required(...program)
      const every = new Set(required.flatMap(({ permissions }) => permissions))
      for (const set of required) {
        // All permissions but those of this set satisfy all other sets.
        const granted = [...every].filter((permission) => !set.permissions.includes(permission))
        assert.deepStrictEqual(Permissions.missing(granted, ...program), [set])
        // A set of type ANY is satisfied by each of its permissions.
        for (const permission of set.permissions) {
          assert.isTrue(Permissions.satisfies([...granted, permission], ...program))
        }
        assert.lengthOf(new Set(set.permissions), set.permissions.length)
      }
    })))
})

describe("missing", () => {
  it("is empty if and only if satisfies is true", () =>
    FastCheck.assert(FastCheck.property(program, subset, (program, granted) => {
      const missing = Permissions.missing(granted, ...program)
      assert.strictEqual(missing.length === 0, Permissions.satisfies(granted, ...program))
      const completed = [...granted, ...missing.flatMap(({ permissions }) => permissions.slice(0, 1))]
      assert.isTrue(Permissions.satisfies(completed, ...program))
    })))

  it("understands the wildcards of roles", () => {
    const { patchUser, postUsers } = Users
    assert.isTrue(Permissions.satisfies(["directory:user:*"], postUsers, patchUser))
    assert.isTrue(Permissions.satisfies(["directory:*:*"], postUsers))
    assert.isTrue(Permissions.satisfies(["*:*:add"], postUsers))
    assert.isFalse(Permissions.satisfies(["directory:*"], postUsers))
    assert.isFalse(Permissions.satisfies(["directory:user:a*"], postUsers))
    assert.isFalse(Permissions.satisfies(["routing:*:*"], postUsers))
    assert.isFalse(Permissions.satisfies(["directory:user"], postUsers))
    assert.isFalse(Permissions.satisfies([], postUsers))
  })
})
