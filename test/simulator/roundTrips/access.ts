/**
 * Operations on the access of users: roles in divisions, and verifiers of the login.
 */
import { assert } from "@effect/vitest"
import { Clock, Effect, Stream } from "effect"
import * as Endpoints from "effect-purecloud/endpoints/index"
import type * as PureCloud from "effect-purecloud/PureCloud"
import * as Simulator from "effect-purecloud/Simulator"
import { as, call, newAdmin, newUser, type Program, tagOf } from "../../utils/roundTrips.js"
import { totpCode, webAuthnCredential } from "../../utils/verifiers.js"

const rolesAndDivisions = Effect.map(Simulator.Simulator, ({ organization: { divisions, roles } }) => {
  const [home, europe, asia] = divisions.map(({ id }) => id) as [string, string, string]
  return { home, europe, asia, roleNamed: (name: string) => roles.find((role) => role.name === name)!.id }
})

/** Pairs of a role and a division, as texts that can be compared. */
const grantsOf = (subjectId: string) =>
  Effect.map(
    call(Endpoints.getAuthorizationSubject)({ subjectId }),
    ({ grants = [] }) => grants.map(({ division, role }) => `${role?.name} in ${division?.name}`).sort()
  )

export const access: { readonly [name: string]: Program } = {
  "roles in divisions": Effect.gen(function*() {
    const { asia, europe, home, roleNamed } = yield* rolesAndDivisions
    const { id: subjectId } = yield* newUser("Regional Agent")
    const agent = roleNamed("Agent")
    assert.deepStrictEqual(yield* grantsOf(subjectId), ["Employee in Home"])
    yield* call(Endpoints.postAuthorizationSubjectBulkadd)({
      subjectId,
      body: { grants: [{ roleId: agent, divisionId: europe }, { roleId: agent, divisionId: asia }] }
    })
    assert.deepStrictEqual(yield* grantsOf(subjectId), ["Agent in Asia Pacific", "Agent in Europe", "Employee in Home"])
    // The operations without divisions return each role once, and keep its divisions.
    const roles = yield* call(Endpoints.getUserRoles)({ userId: subjectId })
    assert.sameMembers(roles.roles!.map(({ name }) => name), ["Employee", "Agent"])
    yield* call(Endpoints.putUserRoles)({ userId: subjectId, body: [agent, roleNamed("Supervisor")] })
    assert.deepStrictEqual(yield* grantsOf(subjectId), [
      "Agent in Asia Pacific",
      "Agent in Europe",
      "Supervisor in Home"
    ])
    yield* call(Endpoints.postAuthorizationSubjectBulkremove)({
      subjectId,
      body: { grants: [{ roleId: agent, divisionId: asia }, { roleId: agent, divisionId: home }] }
    })
    yield* call(Endpoints.postAuthorizationSubjectDivisionRole)({ subjectId, roleId: agent, divisionId: "*" })
    assert.deepStrictEqual(yield* grantsOf(subjectId), ["Agent in *", "Agent in Europe", "Supervisor in Home"])
    yield* call(Endpoints.postAuthorizationSubjectBulkreplace)({
      subjectId,
      body: { grants: [{ roleId: agent, divisionId: europe }, { roleId: roleNamed("Employee"), divisionId: asia }] }
    })
    assert.deepStrictEqual(yield* grantsOf(subjectId), ["Agent in Europe", "Employee in Asia Pacific"])
    const remove = call(Endpoints.deleteAuthorizationSubjectDivisionRole)
    yield* remove({ subjectId, roleId: agent, divisionId: europe })
    assert.deepStrictEqual(yield* grantsOf(subjectId), ["Employee in Asia Pacific"])
    assert.strictEqual(yield* tagOf(remove({ subjectId, roleId: agent, divisionId: europe })), "PureCloudNotFound")
    const own = yield* as(subjectId, call(Endpoints.getAuthorizationSubjectsMe)())
    assert.deepInclude(own, { id: subjectId, name: "Regional Agent" })
    assert.deepStrictEqual(own.grants?.map(({ subjectId }) => subjectId), [subjectId])
  }),

  "divisions of a permission": Effect.gen(function*() {
    const { asia, europe, roleNamed } = yield* rolesAndDivisions
    const { id: subjectId } = yield* newUser("Regional Reader")
    const { id: adminId } = yield* newAdmin("Regional Admin")
    const grants = [europe, asia].map((divisionId) => ({ roleId: roleNamed("Agent"), divisionId }))
    yield* call(Endpoints.postAuthorizationSubjectBulkadd)({ subjectId, body: { grants } })
    const permission = "routing:queue:view"
    const own = call(Endpoints.getAuthorizationDivisionspermittedMe)
    const names = (divisions: ReadonlyArray<{ readonly name?: string | undefined }>) =>
      divisions.map(({ name }) => name)
    assert.deepStrictEqual(names(yield* as(subjectId, own({ permission }))), ["Europe", "Asia Pacific"])
    assert.deepStrictEqual(names(yield* as(subjectId, own({ permission, name: "eur" }))), ["Europe"])
    assert.deepStrictEqual(names(yield* as(subjectId, own({ permission: "directory:user:view" }))), [
      "Home",
      "Europe",
      "Asia Pacific"
    ])
    const paged = call(Endpoints.getAuthorizationDivisionspermittedPagedMe)
    const page = yield* as(subjectId, paged({ permission, pageSize: 1, pageNumber: 2 }))
    assert.deepInclude(page, { total: 2, pageCount: 2, allDivsPermitted: false })
    assert.deepStrictEqual(names(page.entities), ["Asia Pacific"])
    const ofSubject = call(Endpoints.getAuthorizationDivisionspermittedPagedSubjectId)
    assert.deepStrictEqual(
      names([...yield* Stream.runCollect(ofSubject.items({ subjectId, permission }, { pageSize: 1 }))]),
      ["Europe", "Asia Pacific"]
    )
    yield* call(Endpoints.postAuthorizationSubjectDivisionRole)({
      subjectId: adminId,
      roleId: roleNamed("Agent"),
      divisionId: "*"
    })
    const all = yield* ofSubject({ subjectId: adminId, permission })
    assert.strictEqual(all.allDivsPermitted, true)
    assert.deepStrictEqual(names(all.entities), ["Home", "Europe", "Asia Pacific"])
  }),

  "one-time codes": Effect.gen(function*() {
    const { id: userId } = yield* newUser("Code Reader")
    const own = <A, E>(program: Effect.Effect<A, E, PureCloud.PureCloud>) => as(userId, program)
    const created = yield* own(call(Endpoints.postUsersMeVerifiersTotp)({ body: { name: "Phone", default: true } }))
    const verifierId = created.id!
    assert.deepInclude(created, { name: "Phone", type: "TOTP", enabled: false, default: true })
    const now = yield* Clock.currentTimeMillis
    const confirm = call(Endpoints.postUsersMeVerifiersTotpVerifierId)
    yield* own(confirm({ verifierId, body: { token: totpCode(created.keyUri!, now), enable: true } }))
    const { entities: listed, total } = yield* own(call(Endpoints.getUsersMeVerifiers)())
    const verifier = listed[0]!
    assert.strictEqual(total, 1)
    assert.deepInclude(verifier, { id: verifierId, name: "Phone", type: "TOTP", enabled: true, default: true })
    assert.deepStrictEqual((yield* call(Endpoints.getUserVerifiers)({ userId })).entities, [verifier])
    const renamed = yield* own(call(Endpoints.putUsersMeVerifier)({ verifierId, body: { name: "New phone" } }))
    assert.deepStrictEqual(renamed, { ...verifier, name: "New phone" })
    const disabled = yield* call(Endpoints.putUserVerifier)({
      userId,
      verifierId,
      body: { name: "Lost phone", enabled: false }
    })
    assert.deepStrictEqual((yield* own(call(Endpoints.getUsersMeVerifiers)())).entities, [disabled])
    yield* call(Endpoints.deleteUserVerifier)({ userId, verifierId })
    assert.deepStrictEqual((yield* call(Endpoints.getUserVerifiers)({ userId })).entities, [])
  }),

  "WebAuthn keys": Effect.gen(function*() {
    const { id: userId } = yield* newUser("Key Holder")
    const options = as(userId, call(Endpoints.postUsersMeVerifiersWebauthnRegisterOptions)())
    const { publicKey } = yield* options
    const register = call(Endpoints.postUsersMeVerifiersWebauthnRegister)
    const body = { name: "Security key", credential: webAuthnCredential("a2V5", publicKey.challenge) }
    const verifier = yield* as(userId, register({ body }))
    assert.deepInclude(verifier, { name: "Security key", type: "WEBAUTHN", enabled: true, default: false })
    assert.deepStrictEqual((yield* call(Endpoints.getUserVerifiers)({ userId })).entities, [verifier])
    assert.deepStrictEqual((yield* options).publicKey.excludeCredentials, [{ type: "public-key", id: "a2V5" }])
    yield* as(userId, call(Endpoints.deleteUsersMeVerifier)({ verifierId: verifier.id }))
    assert.deepStrictEqual((yield* call(Endpoints.getUserVerifiers)({ userId })).entities, [])
  })
}
