import { assert, describe, it } from "@effect/vitest"
import type * as Endpoint from "effect-purecloud/Endpoint"
import * as Endpoints from "effect-purecloud/endpoints/index"
import * as FastCheck from "effect/FastCheck"
import * as History from "../../src/simulator/data/history.js"
import * as Ranks from "../../src/simulator/data/ranks.js"
import * as Stores from "../../src/simulator/data/store.js"
import * as Time from "../../src/simulator/data/time.js"
import * as Random from "../../src/simulator/engine/random.js"
import * as Routers from "../../src/simulator/engine/router.js"
import type { Handlers } from "../../src/simulator/handlers/handler.js"
import { handlers } from "../../src/simulator/handlers/index.js"
import { operations } from "../fixtures/operations.js"

describe("handlers", () => {
  it("are one for each endpoint, or do not compile", () => {
    assert.sameMembers(Object.keys(handlers), Object.keys(operations))

    const { getUser: _, ...others } = handlers
    // @ts-expect-error: one is missing
    const missing: Handlers = others
    // @ts-expect-error: an operation that is none
    const unknown: Handlers = { ...handlers, getNobody: () => ({}) }
    // @ts-expect-error: an answer that is not the endpoint's
    const answer: Handlers["getUser"] = () => ({ id: 1 })
    // @ts-expect-error: an input that is not the endpoint's
    const input: Handlers["getUser"] = ({ queueId }) => ({ id: queueId })
    assert.lengthOf([missing, unknown, answer, input], 4)
  })
})

describe("ids", () => {
  it("give their numbers back, and no others", () => {
    const ids = Random.ids(7, "user")
    const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
    FastCheck.assert(FastCheck.property(FastCheck.nat(), (ordinal) => {
      const id = ids.of(ordinal)
      assert.match(id, uuid)
      assert.strictEqual(ids.ordinal(id), ordinal)
      assert.strictEqual(Random.ids(7, "station").ordinal(id), -1)
      assert.strictEqual(Random.ids(8, "user").ordinal(id), -1)
    }))
    FastCheck.assert(FastCheck.property(FastCheck.string(), (text) => assert.strictEqual(ids.ordinal(text), -1)))
  })
})

describe("ranks", () => {
  it("are what a sorted set is", () => {
    const changes = FastCheck.array(FastCheck.tuple(FastCheck.boolean(), FastCheck.nat({ max: 30 })))
    FastCheck.assert(FastCheck.property(changes, (changes) => {
      const ranks = Ranks.make(5, 15)
      const model = new Set(Array.from({ length: 10 }, (_, i) => i + 5))
      for (const [isAdded, number] of changes) {
        if (isAdded) {
          ranks.add(number)
          model.add(number)
        } else {
          ranks.remove(number)
          model.delete(number)
        }
        const sorted = [...model].sort((a, b) => a - b)
        assert.strictEqual(ranks.size(), sorted.length)
        assert.deepStrictEqual(sorted.map((_, place) => ranks.at(place)), sorted)
        assert.strictEqual(ranks.at(sorted.length), -1)
        assert.strictEqual(ranks.at(-1), -1)
      }
    }))
  })
})

describe("routes", () => {
  it("lead back to every endpoint", () => {
    const endpoints: ReadonlyArray<Endpoint.Any> = Object.values(Endpoints)
    const router = Routers.make(endpoints.map((endpoint) => [endpoint, endpoint.id] as const))
    for (const { id, method, path, pathParams } of endpoints) {
      const match = router(method, path.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(`${name} /é`)))
      assert.deepStrictEqual(match, {
        _tag: "Found",
        value: id,
        path: Object.fromEntries(Object.keys(pathParams).map((name) => [name, `${name} /é`]))
      })
    }
    assert.strictEqual(router("GET", "/api/v2/users/me")._tag, "Found")
    assert.deepStrictEqual(router("POST", "/api/v2/users/me"), { _tag: "WrongMethod", allowed: ["GET"] })
    for (const path of ["", "/", "/api", "/api/v2/users/", "/api/v2/users/%E0%A4%A", "/api/v2/users/a/b/c/d"]) {
      assert.strictEqual(router("GET", path)._tag, "NotFound", path)
    }
  })
})

describe("history", () => {
  const store = Stores.make(3, { active: 20, inactive: 0, deleted: 0 }, 0)
  const day = 86_400_000
  const from = Date.UTC(2026, 2, 2)

  it("covers an interval without gaps or neighbours that are the same", () => {
    for (let ordinal = 0; ordinal < 20; ordinal++) {
      for (const read of [History.presences, History.routing]) {
        const segments = read(store, ordinal, from, from + 7 * day)
        assert.strictEqual(segments[0]?.from, from)
        assert.strictEqual(segments[segments.length - 1]?.to, from + 7 * day)
        segments.slice(1).forEach((segment, i) => {
          assert.strictEqual(segment.from, segments[i]?.to)
          assert.notStrictEqual(segment.value, segments[i]?.value)
        })
      }
    }
  })

  it("is the same at a time as in an interval, and has calls while on queue only", () => {
    for (let at = from; at < from + day; at += 17 * 60_000) {
      const inside = History.presences(store, 4, from - 7 * day, from + day).find((each) =>
        each.from <= at && at < each.to
      )
      assert.strictEqual(History.presenceAt(store, 4, at).value, inside?.value)
      assert.strictEqual(History.presenceAt(store, 4, at).from, inside?.from)
      assert.strictEqual(History.routingAt(store, 4, at).value === "OFF_QUEUE", inside?.value !== "ON_QUEUE")
    }
  })

  it("ends where a status was set", () => {
    const at = from + 3 * day + 10 * 3_600_000
    store.routingStatus.put(5, [{ status: "IDLE", at }, { status: "OFF_QUEUE", at: at + 60_000 }])
    const segments = History.routing(store, 5, at - 1000, at + 2 * day)
    assert.deepStrictEqual(segments.slice(-2), [
      { from: at, to: at + 60_000, value: "IDLE" },
      { from: at + 60_000, to: at + 2 * day, value: "OFF_QUEUE" }
    ])
    assert.strictEqual(segments.length, 3)
  })
})

describe("time", () => {
  it("is read as the service writes it", () => {
    assert.strictEqual(Time.parseDuration("P1D"), 86_400_000)
    assert.strictEqual(Time.parseDuration("PT30M"), 1_800_000)
    assert.strictEqual(Time.parseDuration("P1WT1H1S"), 608_401_000)
    for (const wrong of ["", "P", "PT", "P1", "1D", "P0D", "PT1.5H"]) {
      assert.isUndefined(Time.parseDuration(wrong), wrong)
    }
    const interval = { from: Date.UTC(2026, 0, 1), to: Date.UTC(2026, 0, 2) }
    assert.deepStrictEqual(Time.parseInterval(Time.formatInterval(interval)), interval)
    for (const wrong of ["", "2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z/2026-01-01T00:00:00Z", "a/b", "1/2"]) {
      assert.isUndefined(Time.parseInterval(wrong), wrong)
    }
  })
})
