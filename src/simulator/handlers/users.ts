import type * as UserRequest from "../../models/UserRequest.js"
import * as Grants from "../data/grants.js"
import { type Account, jabberId } from "../data/people.js"
import * as UserView from "../data/userView.js"
import * as Views from "../data/views.js"
import { refuseAbsentField, refuseField, refuseMissing } from "../engine/refusal.js"
import { touch, withState } from "./accountChange.js"
import { checkPermission } from "./divisionPermission.js"
import type { Call, Handlers } from "./handler.js"
import * as Listing from "./listing.js"
import { checkPassword } from "./password.js"
import { applyUpdate, checkAddresses, checkCreate, checkVersion, toStoredContact } from "./userInput.js"
import { listByCursor, listUsers } from "./userListing.js"

/** Number of users that one request can change. */
const maxBulk = 50

/** Number of inactive users that can be listed by page number. */
const inactiveWindow = 10_000

const checkCount = (field: string, values: ReadonlyArray<unknown> | undefined, max: number): void => {
  if (values !== undefined && values.length > max) {
    refuseField(field, "bad.request", "[{field}] takes at most {max} values.", { field, max: String(max) })
  }
}

/** Returns the account of a new user. */
const newAccount = ({ now, store }: Call, id: string, body: UserRequest.CreateUser): Account => ({
  id,
  name: body.name,
  email: body.email,
  username: body.email,
  state: body.state ?? "active",
  version: 1,
  divisionId: body.divisionId ?? Grants.homeDivision(store.organization),
  department: body.department,
  title: body.title,
  chat: { jabberId: jabberId(id) },
  addresses: (body.addresses ?? []).map(toStoredContact),
  acdAutoAnswer: false,
  profileSkills: [],
  certifications: [],
  locations: [],
  groups: [],
  created: now,
  modified: now
})

/** Handlers of users. */
export const users: Pick<
  Handlers,
  "getUser" | "getUsers" | "getUsersQuery" | "postUsers" | "patchUser" | "patchUsersBulk" | "deleteUser"
> = {
  getUsers: (input, call) => {
    const { id: ids, integrationPresenceSource, jabberId: jabberIds, pageNumber = 1, pageSize = 25, sortOrder } = input
    const { state = "active" } = input
    checkCount("userCustomAttributeSchemaIds", input.userCustomAttributeSchemaIds, 5)
    if (state === "inactive" && pageNumber * pageSize > inactiveWindow) {
      refuseField("pageNumber", "bad.request", "Only the first {window} inactive users can be listed.", {
        window: String(inactiveWindow)
      })
    }
    const listed = listUsers(call, { state, ids, jabberIds, sortOrder })
    return Listing.page(
      call,
      input,
      Listing.map(listed, (ordinal) => UserView.user(call, ordinal, input)),
      integrationPresenceSource === undefined ? 500 : 100
    )
  },

  getUsersQuery: (input, call) => {
    checkPermission(call, "directory:user:view", [{ divisionId: Grants.everywhere }])
    checkCount("userCustomAttributeSchemaIds", input.userCustomAttributeSchemaIds, 5)
    return listByCursor(call, input)
  },

  getUser: (input, call) => {
    const { state, userCustomAttributeSchemaIds, userId } = input
    const errorCode = "general.resource.not.found"
    checkCount("userCustomAttributeSchemaIds", userCustomAttributeSchemaIds, 100)
    const ordinal = Views.findUser(call, userId, { includeDeleted: true, errorCode })
    const isDeleted = call.store.accounts.get(ordinal).state === "deleted"
    return isDeleted === (state === "deleted")
      ? UserView.user(call, ordinal, input)
      : refuseMissing("user", userId, errorCode)
  },

  postUsers: ({ body }, call) => {
    const { now, store } = call
    checkCreate(call, body)
    const ordinal = store.accounts.next()
    const account = newAccount(call, store.people.idOf(ordinal), body)
    checkAddresses(call, account.addresses, [])
    store.accounts.put(ordinal, account)
    if (typeof body.password === "string") {
      // The service creates the user even if it refuses the password.
      checkPassword("password", body.password)
      store.passwords.put(ordinal, { value: body.password, changed: now })
    }
    return UserView.user(call, ordinal)
  },

  patchUser: ({ body, userId }, call) => {
    const { now, store: { accounts } } = call
    const state = body.state ?? undefined
    // The only possible change of a deleted user is a restore.
    const ordinal = Views.findUser(call, userId, { includeDeleted: state !== undefined })
    const account = accounts.get(ordinal)
    checkVersion(call, account, body.version)
    // A request that sets the state does not change other fields.
    const changed = state === undefined ? applyUpdate(call, ordinal, body) : withState(account, state, now)
    accounts.put(ordinal, touch(changed, now))
    return UserView.user(call, ordinal)
  },

  patchUsersBulk: ({ body }, call) => {
    const { now, store: { accounts } } = call
    if (body.length > maxBulk) {
      refuseField("body", "max.directory.users", "Only {max} users can be changed at a time.", { max: String(maxBulk) })
    }
    // Whether the service changes the other users if one does not exist is not known. The simulator changes none.
    const changes = body.map(({ acdAutoAnswer, id }, index) => ({
      ordinal: Views.findUser(call, id ?? refuseAbsentField(`[${index}].id`)),
      acdAutoAnswer
    }))
    for (const { acdAutoAnswer, ordinal } of changes) {
      const account = accounts.get(ordinal)
      accounts.put(ordinal, touch({ ...account, acdAutoAnswer: acdAutoAnswer ?? account.acdAutoAnswer }, now))
    }
    const changed = [...new Set(changes.map(({ ordinal }) => ordinal))]
    return Listing.singlePage(call, changed.map((ordinal) => UserView.user(call, ordinal)))
  },

  deleteUser: ({ userId }, call) => {
    const { now, store: { accounts } } = call
    const ordinal = Views.findUser(call, userId)
    accounts.put(ordinal, touch(withState(accounts.get(ordinal), "deleted", now), now))
    return {}
  }
}
