import type * as Duration from "effect/Duration"
import * as Either from "effect/Either"
import * as Predicate from "effect/Predicate"
import * as Schema from "effect/Schema"
import type * as Endpoints from "../../endpoints/index.js"
import { patchUser } from "../../endpoints/Users.js"
import type * as User from "../../models/User.js"
import type * as UserRequest from "../../models/UserRequest.js"
import * as Encoding from "../http/encodeRequest.js"
import { valueAt } from "../schema/json.js"
import { checkInput } from "./checkInput.js"
import { expandable } from "./storedFields.js"

/*
 * The change that an update makes, and the patches that it consists of.
 */

/** The fields of a user to set. */
export type Fields = Omit<UserRequest.UpdateUser, "version" | "id" | "selfUri">

/** Fields to set, or a function that returns them for the user that was read. */
export type Change = Fields | ((user: User.User) => Fields | undefined)

/** Settings of an update. */
export interface Settings {
  readonly expand: ReadonlyArray<Endpoints.UserExpand>
  readonly state: "active" | "deleted"
  /** Maximum number of patches sent. */
  readonly attempts: number
  /** Maximum pause between a version conflict and the next read. */
  readonly delay: Duration.DurationInput
}

/** Returns the settings of an update, with defaults. */
export const settings = ({
  attempts = 10,
  delay = "500 millis",
  expand = [],
  state = "active"
}: Partial<Settings> = {}): Settings => ({ attempts, delay, expand, state })

const encodePatchUser = Encoding.encoder(patchUser)

/** Checks whether fields can be sent as the body of a patch. */
export const checkFields = (userId: string, fields: object) =>
  checkInput(patchUser, encodePatchUser({ userId, body: { ...fields, version: 0 } }))

/**
 * Fields in a journal. They are checked in the same way as the body of a patch, when they are written and when read.
 */
export const RecordedFields: Schema.Schema<Fields> = Schema.declare(
  (u: unknown): u is Fields => Predicate.isRecord(u) && Either.isRight(checkFields("recorded", u))
)

/** A change of the state that an update makes itself, before it sends the other fields. */
export const StateChange = Schema.Struct({ from: Schema.optional(Schema.String), to: Schema.String })
export type StateChange = typeof StateChange.Type

/** A patch, as a journal records it before it is sent. */
export const Patch = Schema.Struct({
  sent: RecordedFields,
  /** The version that was read. */
  version: Schema.optional(Schema.Number),
  stateChange: Schema.optional(StateChange)
})
export type Patch = typeof Patch.Type

/** Returns the fields that a change sets on a user. */
export const fieldsOf = (change: Change, user: User.User): Fields =>
  (typeof change === "function" ? change(user) : change) ?? {}

/**
 * Returns a user with the state that it had before the update changed the state. The function of a change is called a
 * second time for the other fields, and its result may depend on the state.
 */
export const beforeStateChange = (user: User.User, stateChange: StateChange | undefined): User.User => {
  if (stateChange === undefined || user.state !== stateChange.to) return user
  const { state: _, ...others } = user
  return stateChange.from === undefined ? others : { ...others, state: stateChange.from }
}

/** Returns the values of `expand` that a change needs: those of the options, and the fields that are compared. */
export const expandOf = (
  change: Change,
  settings: Settings,
  sent: ReadonlyArray<Fields>
): ReadonlyArray<Endpoints.UserExpand> => {
  const compared = typeof change === "function" ? sent : [change, ...sent]
  return [
    ...new Set([
      ...settings.expand,
      ...compared.flatMap((fields) => expandable.filter((key) => fields[key] !== undefined))
    ])
  ]
}

/**
 * Returns the expanded fields of a user that a patch did not set. The response of a patch does not contain them. They
 * have not changed, because the patch was applied to the version that was read.
 */
export const keptByPatch = (
  expand: ReadonlyArray<Endpoints.UserExpand>,
  user: User.User,
  sent: Fields
): Partial<User.User> =>
  Object.fromEntries(
    expand.flatMap((key) => valueAt(sent, key) !== undefined || !(key in user) ? [] : [[key, valueAt(user, key)]])
  )
