import type { SubjectType } from "../../endpoints/common.js"
import type * as AuthorizationSubject from "../../models/AuthorizationSubject.js"
import * as Grants from "../data/grants.js"
import type { Role } from "../data/organization.js"
import * as Subjects from "../data/subjects.js"
import { iso } from "../data/time.js"
import { refuse, refuseMissing } from "../engine/refusal.js"
import { checkPermission } from "./divisionPermission.js"
import { type Call, currentUser, type Handlers } from "./handler.js"
import * as Listing from "./listing.js"

/*
 * Grants of users, groups and OAuth clients, and divisions in which a permission is granted.
 */

/** Returns a subject. If the request names a type, a subject of another type is not found. */
const findSubject = ({ store }: Call, id: string, type?: SubjectType): Subjects.Subject => {
  const subject = Subjects.find(store, id)
  return subject === undefined || (type !== undefined && subject.type !== type)
    ? refuseMissing("subject", id)
    : subject
}

const currentSubject = (call: Call): Subjects.Subject => Subjects.ofUser(call.store, currentUser(call))

// --------------------------------------------------------------------------------------------------------- responses

const division = ({ store }: Call, id: string): AuthorizationSubject.AuthzDivision => {
  // It is not documented how the service returns the division that stands for all. The simulator repeats the `*`.
  if (id === Grants.everywhere) return { id, name: id, description: "" }
  const found = store.organization.divisions.get(id)
  return {
    id,
    name: found?.name,
    description: "",
    homeDivision: id === Grants.homeDivision(store.organization),
    selfUri: found?.selfUri
  }
}

/** Returns the permissions of a role by domain and entity. */
const policiesOf = ({ permissions }: Role): ReadonlyArray<AuthorizationSubject.AuthzGrantPolicy> => {
  const actions = new Map<string, Array<string>>()
  for (const permission of permissions) {
    const [domain, entityName, action] = permission.split(":")
    // Old permissions, which are a single word, have no policy.
    if (entityName === undefined || action === undefined) continue
    const key = `${domain}:${entityName}`
    actions.set(key, [...actions.get(key) ?? [], action])
  }
  return [...actions].map(([key, actions]) => {
    const [domain, entityName] = key.split(":")
    return { domain, entityName, actions }
  })
}

const grant = (call: Call, held: Subjects.HeldGrant): AuthorizationSubject.AuthzGrant => {
  const role = call.store.organization.roles.get(held.roleId)
  return {
    subjectId: held.subjectId,
    division: division(call, held.divisionId),
    ...(role === undefined ? {} : {
      role: {
        id: role.id,
        name: role.name,
        policies: policiesOf(role),
        default: true,
        selfUri: `/api/v2/authorization/roles/${role.id}`
      }
    }),
    grantMadeAt: iso(held.at)
  }
}

const toResponse = (call: Call, subject: Subjects.Subject, includeDuplicates = false) => {
  const all = Subjects.allGrantsOf(call.store, subject)
  const listed = includeDuplicates
    ? all
    : all.filter((held, index) => all.findIndex((other) => Grants.isSame(held, other)) === index)
  return {
    id: subject.id,
    name: subject.name,
    grants: listed.map((held) => grant(call, held)),
    selfUri: `/api/v2/authorization/subjects/${subject.id}`
  }
}

// ----------------------------------------------------------------------------------------------------------- changes

type Pair = AuthorizationSubject.RoleDivisionPair

const divisionExists = ({ store }: Call, id: string): boolean =>
  id === Grants.everywhere || store.organization.divisions.get(id) !== undefined

/** Refuses pairs of unknown ids, with the code of the operations that grant roles. */
const checkPairs = (call: Call, pairs: ReadonlyArray<Pair>): void => {
  for (const { divisionId, roleId } of pairs) {
    if (call.store.organization.roles.get(roleId) !== undefined && divisionExists(call, divisionId)) continue
    refuse(400, "bad.role.divisions", "The role [{roleId}] cannot be granted in the division [{divisionId}].", {
      messageParams: { roleId, divisionId }
    })
  }
}

/** Refuses a role or a division that does not exist. */
const checkExist = (call: Call, { divisionId, roleId }: Pair): void => {
  if (call.store.organization.roles.get(roleId) === undefined) refuseMissing("role", roleId)
  if (!divisionExists(call, divisionId)) refuseMissing("division", divisionId)
}

/** Adds grants. Grants that the subject has already keep their times. */
const add = (call: Call, subject: Subjects.Subject, pairs: ReadonlyArray<Pair>): void => {
  const { now, store } = call
  const grants = [...Subjects.grantsOf(store, subject)]
  for (const { divisionId, roleId } of pairs) {
    const isHeld = grants.some((grant) => Grants.isSame(grant, { roleId, divisionId }))
    if (!isHeld) grants.push({ roleId, divisionId, at: now })
  }
  Subjects.putGrants(store, subject, grants)
}

const remove = ({ store }: Call, subject: Subjects.Subject, pairs: ReadonlyArray<Pair>): void =>
  Subjects.putGrants(
    store,
    subject,
    Subjects.grantsOf(store, subject).filter((grant) => pairs.every((pair) => !Grants.isSame(grant, pair)))
  )

// -------------------------------------------------------------------------------------------- divisions of a permission

const permittedDivisions = (call: Call, subject: Subjects.Subject, permission: string) => {
  const { store } = call
  const ids = Subjects.divisionsWith(store, subject, permission)
  const isEverywhere = ids.has(Grants.everywhere)
  return {
    allDivsPermitted: isEverywhere,
    divisions: store.organization.divisions.all.filter(({ id }) => isEverywhere || ids.has(id))
      .map(({ id }) => division(call, id))
  }
}

const pageOfDivisions = (
  call: Call,
  subject: Subjects.Subject,
  input: Listing.PageInput & { readonly permission: string }
): AuthorizationSubject.DivsPermittedEntityListing => {
  const { allDivsPermitted, divisions } = permittedDivisions(call, subject, input.permission)
  return { ...Listing.page(call, input, Listing.fromArray(divisions)), allDivsPermitted }
}

/** Whether a name begins with a text. It is not documented whether the names must be equal. */
const beginsWith = (name: string | undefined, text: string): boolean =>
  name !== undefined && name.toLowerCase().startsWith(text.toLowerCase())

/**
 * Handlers of the roles of subjects in divisions. The maximum number of roles of a subject is not documented, so no
 * request is refused with `max.role.assignments.exceeded`.
 */
export const authorizationSubjects: Pick<
  Handlers,
  | "getAuthorizationSubject"
  | "getAuthorizationSubjectsMe"
  | "postAuthorizationSubjectBulkadd"
  | "postAuthorizationSubjectBulkremove"
  | "postAuthorizationSubjectBulkreplace"
  | "postAuthorizationSubjectDivisionRole"
  | "deleteAuthorizationSubjectDivisionRole"
  | "getAuthorizationDivisionspermittedMe"
  | "getAuthorizationDivisionspermittedPagedMe"
  | "getAuthorizationDivisionspermittedPagedSubjectId"
> = {
  getAuthorizationSubject: ({ includeDuplicates, subjectId }, call) =>
    toResponse(call, findSubject(call, subjectId), includeDuplicates),

  getAuthorizationSubjectsMe: ({ includeDuplicates }, call) =>
    toResponse(call, currentSubject(call), includeDuplicates),

  postAuthorizationSubjectBulkadd: ({ body: { grants }, subjectId, subjectType = "PC_USER" }, call) => {
    const subject = findSubject(call, subjectId, subjectType)
    checkPairs(call, grants)
    checkPermission(call, "authorization:grant:add", grants)
    add(call, subject, grants)
  },

  /** It is not documented whether grants that the subject does not have are an error; the simulator ignores them. */
  postAuthorizationSubjectBulkremove: ({ body: { grants }, subjectId }, call) => {
    const subject = findSubject(call, subjectId)
    grants.forEach((pair) => checkExist(call, pair))
    checkPermission(call, "authorization:grant:delete", grants)
    remove(call, subject, grants)
  },

  postAuthorizationSubjectBulkreplace: ({ body: { grants }, subjectId, subjectType = "PC_USER" }, call) => {
    const subject = findSubject(call, subjectId, subjectType)
    checkPairs(call, grants)
    const before = Subjects.grantsOf(call.store, subject)
    const removed = before.filter((grant) => grants.every((pair) => !Grants.isSame(grant, pair)))
    checkPermission(call, "authorization:grant:add", grants)
    checkPermission(call, "authorization:grant:delete", removed)
    remove(call, subject, removed)
    add(call, subject, grants)
  },

  postAuthorizationSubjectDivisionRole: ({ divisionId, roleId, subjectId, subjectType = "PC_USER" }, call) => {
    const subject = findSubject(call, subjectId, subjectType)
    checkExist(call, { divisionId, roleId })
    checkPermission(call, "authorization:grant:add", [{ divisionId, roleId }])
    add(call, subject, [{ divisionId, roleId }])
  },

  /** It is not documented whether a grant that the subject does not have is an error; the simulator refuses it. */
  deleteAuthorizationSubjectDivisionRole: ({ divisionId, roleId, subjectId }, call) => {
    const pair = { divisionId, roleId }
    const subject = findSubject(call, subjectId)
    checkExist(call, pair)
    checkPermission(call, "authorization:grant:delete", [pair])
    if (!Subjects.grantsOf(call.store, subject).some((grant) => Grants.isSame(grant, pair))) {
      refuseMissing("grant", roleId)
    }
    remove(call, subject, [pair])
  },

  getAuthorizationDivisionspermittedMe: ({ name = "", permission }, call) =>
    permittedDivisions(call, currentSubject(call), permission).divisions
      .filter((division) => beginsWith(division.name, name)),

  getAuthorizationDivisionspermittedPagedMe: (input, call) => pageOfDivisions(call, currentSubject(call), input),

  getAuthorizationDivisionspermittedPagedSubjectId: (input, call) =>
    pageOfDivisions(call, findSubject(call, input.subjectId), input)
}
