/**
 * Requests with several skills or languages: their maximum number, and errors, after which nothing has changed.
 */
import { HttpClientRequest } from "@effect/platform"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Redacted } from "effect"
import * as Simulator from "effect-purecloud/Simulator"
import * as Users from "effect-purecloud/Users"
import { codeOf, tagOf } from "../utils/roundTrips.js"
import { send, simulatedStrictly, someUser } from "../utils/simulator.js"

interface Item {
  readonly id: string
  readonly proficiency: number
}

const operations = {
  patchUserRoutingskillsBulk: Users.patchUserRoutingskillsBulk,
  putUserRoutingskillsBulk: Users.putUserRoutingskillsBulk,
  patchUserRoutinglanguagesBulk: Users.patchUserRoutinglanguagesBulk
}

const state = (userId: string) => Users.getUser({ userId, expand: ["skills", "languages"] })

for (const [name, change] of Object.entries(operations)) {
  describe(name, () => {
    it.effect("changes nothing if an item is refused", () =>
      Effect.gen(function*() {
        const { organization } = yield* Simulator.Simulator
        const [first, second] = name.includes("skills") ? organization.skills : organization.languages
        const { id: userId } = yield* someUser
        const before = yield* state(userId)
        const good = { id: first!.id, proficiency: 2 }
        const refused: ReadonlyArray<readonly [ReadonlyArray<Item>, tag: string, code: string]> = [
          [[good, { id: "nope", proficiency: 1 }], "PureCloudNotFound", "not.found"],
          [[good, { id: second!.id, proficiency: 5.5 }], "PureCloudBadRequest", "invalid.value"],
          [[good, { id: second!.id, proficiency: -1 }], "PureCloudBadRequest", "invalid.value"],
          [[good, { id: good.id, proficiency: 4 }], "PureCloudBadRequest", "general.conflict"]
        ]
        for (const [body, tag, code] of refused) {
          assert.strictEqual(yield* tagOf(change({ userId, body })), tag)
          assert.strictEqual(yield* codeOf(change({ userId, body })), code)
        }
        assert.strictEqual(yield* tagOf(change({ userId: "nobody", body: [good] })), "PureCloudNotFound")
        assert.deepStrictEqual(yield* state(userId), before)
      }).pipe(simulatedStrictly()))

    it.effect("refuses more than 50 items", () =>
      Effect.gen(function*() {
        const simulator = yield* Simulator.Simulator
        const token = yield* simulator.token()
        const { id: userId } = yield* someUser
        const kind = name.includes("skills") ? "routingskills" : "routinglanguages"
        const sendItems = (count: number) =>
          HttpClientRequest.make(name.startsWith("put") ? "PUT" : "PATCH")(
            `https://api.simulated.example/api/v2/users/${userId}/${kind}/bulk`
          ).pipe(
            HttpClientRequest.bearerToken(Redacted.value(token)),
            HttpClientRequest.bodyUnsafeJson(Array.from({ length: count }, () => ({ id: "nope", proficiency: 1 }))),
            send
          )
        // 50 items are allowed, so the request is refused because of the unknown id.
        assert.strictEqual((yield* sendItems(50)).status, 404)
        assert.strictEqual((yield* sendItems(51)).status, 400)
      }).pipe(simulatedStrictly()))

    it.effect("keeps the state of an item", () =>
      Effect.gen(function*() {
        const { organization } = yield* Simulator.Simulator
        const isSkill = name.includes("skills")
        const [first] = isSkill ? organization.skills : organization.languages
        const { id: userId } = yield* someUser
        const id = first!.id
        yield* change({ userId, body: [{ id, proficiency: 2 }] })
        const body = { proficiency: 2, state: "inactive" } as const
        yield* isSkill
          ? Users.putUserRoutingskill({ userId, skillId: id, body })
          : Users.patchUserRoutinglanguage({ userId, languageId: id, body })
        const { entities } = yield* change({ userId, body: [{ id, proficiency: 3 }] })
        assert.deepInclude(entities.find((each) => each.id === id), { proficiency: 3, state: "inactive" })
      }).pipe(simulatedStrictly()))
  })
}
