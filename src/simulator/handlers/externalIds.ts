import type * as ExternalId from "../../models/ExternalId.js"
import type { ExternalId as StoredId } from "../data/externalIds.js"
import * as UserView from "../data/userView.js"
import * as Views from "../data/views.js"
import { refuse, refuseField, refuseMissing } from "../engine/refusal.js"
import type { Call, Handlers } from "./handler.js"

/** Maximum number of external ids of a user. */
const maxIds = 100

const errorCode = "general.resource.not.found"

const toResponse = (
  { store }: Call,
  ordinal: number,
  { authorityName, externalKey }: StoredId
): ExternalId.UserExternalIdentifier => ({
  authorityName,
  externalKey,
  selfUri: `${Views.userUri(store.people.idOf(ordinal))}/externalid/${encodeURIComponent(authorityName)}/${
    encodeURIComponent(externalKey)
  }`
})

const idsOf = (call: Call, ordinal: number): ReadonlyArray<ExternalId.UserExternalIdentifier> =>
  call.store.externalIds.get(ordinal).map((id) => toResponse(call, ordinal, id))

const checkText = (field: keyof StoredId, text: string): void => {
  if (text === "") refuseField(field, "general.bad.request", "[{field}] is empty.", { field })
}

/**
 * Refuses an external id that cannot be added: one that a user already has, even a deleted user, and a second key of an
 * authority. The vendor documents neither rule. The simulator has the first one because deleted users also keep their
 * email addresses, and the second one because the operation that returns the external id of an authority returns one.
 */
const checkNew = ({ store: { externalIds } }: Call, ordinal: number, id: StoredId): void => {
  checkText("authorityName", id.authorityName)
  checkText("externalKey", id.externalKey)
  const { authorityName } = id
  const ids = externalIds.get(ordinal)
  if (externalIds.holderOf(id) >= 0 || ids.some((other) => other.authorityName === authorityName)) {
    refuse(409, "general.resource.conflict", "The external id of the authority [{authorityName}] exists already.", {
      messageParams: { authorityName }
    })
  }
  if (ids.length >= maxIds) {
    refuse(400, "general.bad.request", "A user can have at most {max} external ids.", {
      messageParams: { max: String(maxIds) }
    })
  }
}

/** Handlers of the external ids of users. */
export const externalIds: Pick<
  Handlers,
  | "getUserExternalid"
  | "getUserExternalidAuthorityName"
  | "getUsersExternalidAuthorityNameExternalKey"
  | "postUserExternalid"
  | "deleteUserExternalidAuthorityNameExternalKey"
> = {
  getUserExternalid: ({ userId }, call) => idsOf(call, Views.findUser(call, userId)),

  getUserExternalidAuthorityName: ({ authorityName, userId }, call) => {
    const ids = idsOf(call, Views.findUser(call, userId, { errorCode }))
    return ids.find((id) => id.authorityName === authorityName) ?? refuseMissing("externalid", authorityName, errorCode)
  },

  getUsersExternalidAuthorityNameExternalKey: (input, call) => {
    const { accounts, externalIds } = call.store
    const ordinal = externalIds.holderOf(input)
    return ordinal < 0 || accounts.get(ordinal).state === "deleted"
      ? refuseMissing("externalid", input.externalKey, errorCode)
      : UserView.user(call, ordinal, input)
  },

  postUserExternalid: ({ body: { authorityName, externalKey }, userId }, call) => {
    const { externalIds } = call.store
    const ordinal = Views.findUser(call, userId)
    const id = { authorityName, externalKey }
    checkNew(call, ordinal, id)
    externalIds.put(ordinal, [...externalIds.get(ordinal), id])
    return idsOf(call, ordinal)
  },

  deleteUserExternalidAuthorityNameExternalKey: ({ authorityName, externalKey, userId }, call) => {
    const { externalIds } = call.store
    const ordinal = Views.findUser(call, userId, { errorCode })
    if (externalIds.holderOf({ authorityName, externalKey }) !== ordinal) {
      refuseMissing("externalid", externalKey, errorCode)
    }
    externalIds.put(
      ordinal,
      externalIds.get(ordinal).filter((id) => id.authorityName !== authorityName || id.externalKey !== externalKey)
    )
  }
}
