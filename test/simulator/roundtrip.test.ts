/**
 * Every operation, through the SDK and over a real socket, with its effect on the store of the simulator. The SDK decodes
 * strictly: a response that does not fit its schema fails.
 */
import { assert, it } from "@effect/vitest"
import { Effect } from "effect"
import * as Endpoints from "effect-purecloud/endpoints/index"
import * as Simulator from "effect-purecloud/Simulator"
import { call, userAt } from "../utils/roundTrips.js"
import { served } from "../utils/socket.js"
import { access } from "./roundTrips/access.js"
import { attributes } from "./roundTrips/attributes.js"
import { development } from "./roundTrips/development.js"
import { directory } from "./roundTrips/directory.js"
import { jobs } from "./roundTrips/jobs.js"
import { people } from "./roundTrips/people.js"
import { routing } from "./roundTrips/routing.js"
import { work } from "./roundTrips/work.js"

const programs = { ...access, ...attributes, ...development, ...directory, ...jobs, ...people, ...routing, ...work }

const live = served({ users: 60, allowance: 10_000, api: 2018, jobDuration: 0 })

for (const [name, program] of Object.entries(programs)) {
  it.live(`round trip of ${name}`, () => Effect.provide(program, live))
}

it.live("a server processes each request once, however its layer is combined", () =>
  Effect.gen(function*() {
    const simulator = yield* Simulator.Simulator
    const { id: userId, version } = yield* userAt(2)
    yield* call(Endpoints.putUserProfileskills)({ userId, body: ["Chess"] })
    assert.strictEqual((yield* call(Endpoints.getUser)({ userId })).version, version! + 1)
    const requests = yield* simulator.requests
    assert.deepStrictEqual(requests.map(({ number }) => number), [1, 2, 3, 4])
  }).pipe(Effect.provide(live)))

it.live("every operation has a round trip", () =>
  Effect.gen(function*() {
    for (const program of Object.values(programs)) yield* program
    const simulator = yield* Simulator.Simulator
    const seen = new Set((yield* simulator.requests).flatMap(({ endpoint, status }) => status < 300 ? [endpoint] : []))
    assert.deepStrictEqual(Object.keys(Endpoints).filter((id) => !seen.has(id)), [])
  }).pipe(Effect.provide(live)))
