import * as Arr from "effect/Array"
import * as Effect from "effect/Effect"
import * as AuthorizationSubjects from "../../endpoints/AuthorizationSubjects.js"
import * as Routing from "../../endpoints/Routing.js"
import type * as AuthorizationSubject from "../../models/AuthorizationSubject.js"
import type * as RoutingModels from "../../models/Routing.js"
import * as PureCloud from "../../PureCloud.js"
import type { PureCloudError } from "../../PureCloudError.js"

/*
 * Adds and removes roles, skills and languages of a user, and leaves the others as they are.
 */

type Done = Effect.Effect<void, PureCloudError, PureCloud.PureCloud>

const callAddRoles = PureCloud.call(AuthorizationSubjects.postAuthorizationSubjectBulkadd)
const callRemoveRoles = PureCloud.call(AuthorizationSubjects.postAuthorizationSubjectBulkremove)
const callAddSkills = PureCloud.call(Routing.patchUserRoutingskillsBulk)
const callAddLanguages = PureCloud.call(Routing.patchUserRoutinglanguagesBulk)

/** Maximum number of skills or languages in a request. It is documented for languages only. */
const maxItems = 50

/** Sends items in as many requests as they need, one after the other. Without items, no request is sent. */
const inRequests = <A, B>(
  items: ReadonlyArray<A>,
  send: (items: ReadonlyArray<A>) => Effect.Effect<B, PureCloudError, PureCloud.PureCloud>,
  size: number
): Done => Effect.forEach(Arr.chunksOf(items, size), send, { discard: true })

/** Keeps the last item of each id, because a request must not have an id twice. */
const lastOfEach = <A extends { readonly id: string }>(items: ReadonlyArray<A>): ReadonlyArray<A> => [
  ...new Map(items.map((item) => [item.id, item])).values()
]

/** Adds roles. No maximum is documented, so they are in one request. */
export const addRoles = (userId: string, grants: ReadonlyArray<AuthorizationSubject.RoleDivisionPair>): Done =>
  grants.length === 0
    ? Effect.void
    : Effect.asVoid(callAddRoles({ subjectId: userId, subjectType: "PC_USER", body: { grants } }))

/** Removes roles. */
export const removeRoles = (userId: string, grants: ReadonlyArray<AuthorizationSubject.RoleDivisionPair>): Done =>
  grants.length === 0 ? Effect.void : Effect.asVoid(callRemoveRoles({ subjectId: userId, body: { grants } }))

/** Adds skills or changes their proficiency. */
export const addSkills = (userId: string, skills: ReadonlyArray<RoutingModels.UserRoutingSkillPost>): Done =>
  inRequests(lastOfEach(skills), (body) => callAddSkills({ userId, body }), maxItems)

/** Adds languages or changes their proficiency. */
export const addLanguages = (userId: string, languages: ReadonlyArray<RoutingModels.UserRoutingLanguagePost>): Done =>
  inRequests(lastOfEach(languages), (body) => callAddLanguages({ userId, body }), maxItems)
