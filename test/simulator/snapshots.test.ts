/**
 * Snapshots have the state that operations of today's API (2026) change, and a reset removes it.
 */
import { assert, it } from "@effect/vitest"
import { Effect } from "effect"
import * as Auth from "effect-purecloud/Auth"
import * as Simulator from "effect-purecloud/Simulator"
import * as Users from "effect-purecloud/Users"
import { client, simulatedStrictly } from "../utils/simulator.js"

const interval = "2026-03-02T00:00:00.000Z/2026-03-05T00:00:00.000Z"

it.effect("grants, jobs, utilization, backups and verifiers are restored through JSON", () =>
  Effect.gen(function*() {
    const simulator = yield* Simulator.Simulator
    const { organization: { divisions, groups, roles } } = simulator
    const { entities: [admin, user] } = yield* Users.getUsers({ pageSize: 2 })
    const userId = user!.id
    const pair = { roleId: roles[0]!.id, divisionId: divisions[1]!.id }
    const group = { subjectId: groups[0]!.id, subjectType: "PC_GROUP" } as const
    const oauthClient = { subjectId: Simulator.defaultClient.id, subjectType: "PC_OAUTH_CLIENT" } as const
    const token = yield* simulator.token({ userId })
    const initial = yield* simulator.snapshot

    yield* Users.postAuthorizationSubjectDivisionRole({ subjectId: userId, ...pair })
    yield* Users.postAuthorizationSubjectDivisionRole({ ...group, ...pair })
    yield* Users.postAuthorizationSubjectDivisionRole({ ...oauthClient, ...pair })
    yield* Users.putRoutingUserUtilization({ userId, body: { maxInboundCalls: 2 } })
    yield* Users.putRoutingUserDirectroutingbackupSettings({ userId, body: { userId: admin!.id } })
    yield* client(Auth.layerStatic(token))(Users.postUsersMeVerifiersTotp({ body: { name: "Phone" } }))
    const { jobId = "" } = yield* Users.postAnalyticsUsersDetailsJobs({ body: { interval } })

    const state = Effect.all({
      user: Users.getAuthorizationSubject({ subjectId: userId }),
      group: Users.getAuthorizationSubject({ subjectId: group.subjectId }),
      client: Users.getAuthorizationSubject({ subjectId: oauthClient.subjectId }),
      utilization: Users.getRoutingUserUtilization({ userId }),
      backup: Users.getRoutingUserDirectroutingbackupSettings({ userId }),
      verifiers: Users.getUserVerifiers({ userId }),
      job: Users.getAnalyticsUsersDetailsJob({ jobId })
    })
    const changed = yield* state
    const snapshot = yield* simulator.snapshot
    yield* simulator.reset
    assert.deepStrictEqual(yield* simulator.snapshot, initial)
    assert.strictEqual((yield* Effect.either(state))._tag, "Left")
    // A snapshot has only values that JSON represents.
    const stored: Simulator.Snapshot = JSON.parse(JSON.stringify(snapshot))
    yield* simulator.restore(stored)
    assert.deepStrictEqual(yield* state, changed)
    assert.deepStrictEqual(JSON.parse(JSON.stringify(yield* simulator.snapshot)), stored)
  }).pipe(simulatedStrictly({ users: 10 })))
