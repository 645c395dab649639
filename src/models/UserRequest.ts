/**
 * What is sent to create or to change a user.
 *
 * @since 0.1.0
 */

import type * as Schema from "effect/Schema"
import * as Model from "../internal/schema/model.js"
import * as Common from "./Common.js"
import * as Contact from "./Contact.js"
import * as Location from "./Location.js"
import * as User from "./User.js"

/**
 * A user to be created. An email address that a deleted user still holds is refused as a conflict: restore that user.
 * Today's service needs a `divisionId`, and no longer needs a `password`.
 *
 * @since 0.1.0
 * @category models
 */
export interface CreateUser {
  readonly name: string
  readonly department?: string | undefined
  /** It becomes the user name too. */
  readonly email: string
  /** Other ways to reach the user. */
  readonly addresses?: ReadonlyArray<Contact.Contact> | undefined
  readonly title?: string | undefined
  /** Can be refused while the user is created all the same: then set it again with `postUserPassword`. */
  readonly password?: string | undefined
  /** Needed by today's service; the one of 2018 knew no divisions of users. */
  readonly divisionId?: string | undefined
  /** Without it: active where invitations are sent, else inactive. */
  readonly state?: Common.EntityState | undefined
}

/**
 * Schema of {@link CreateUser}.
 *
 * @since 0.1.0
 * @category models
 */
export const CreateUser: Schema.Schema<CreateUser> = Model.model("CreateUser", {
  name: Model.string,
  department: Model.optional(Model.string),
  email: Model.string,
  addresses: Model.optional(Model.array(Contact.Contact)),
  title: Model.optional(Model.string),
  password: Model.optional(Model.string),
  divisionId: Model.optional(Model.string),
  state: Model.optional(Common.EntityState)
})

/**
 * A change of a user. What is absent stays, `null` clears: which fields the service lets clear is not written down
 * anywhere. Arrays replace what was there. A `version` that is no longer the current one is refused, by a 409 or by a
 * 400 that says so.
 *
 * @since 0.1.0
 * @category models
 */
export interface UpdateUser {
  /** Read-only. */
  readonly id?: string | undefined
  readonly name?: string | undefined
  readonly chat?: Contact.Chat | null | undefined
  readonly department?: string | null | undefined
  /** Another user, even a deleted one, may hold it: then it is a conflict. */
  readonly email?: string | undefined
  /** Read-only. */
  readonly primaryContactInfo?: ReadonlyArray<Contact.Contact> | undefined
  /** One entry for each kind of medium. To set an extension needs the permission `telephony:extension:assign`. */
  readonly addresses?: ReadonlyArray<Contact.Contact> | null | undefined
  readonly title?: string | null | undefined
  readonly username?: string | undefined
  /** Id of the manager. */
  readonly manager?: string | null | undefined
  readonly images?: ReadonlyArray<User.UserImage> | null | undefined
  /** The current version of the user, from a GET. */
  readonly version: number
  readonly profileSkills?: ReadonlyArray<string> | null | undefined
  /** Of each the `id` is enough. */
  readonly locations?: ReadonlyArray<Location.Location> | null | undefined
  /** Of each the `id` is enough. */
  readonly groups?: ReadonlyArray<User.Group> | null | undefined
  /**
   * If it is set nothing else of this request is applied. To restore a deleted user, send it first and the rest after.
   */
  readonly state?: Common.EntityState | undefined
  /** What the user wants to be called. */
  readonly preferredName?: string | null | undefined
  /** Whether conversations from a queue are taken without asking. */
  readonly acdAutoAnswer?: boolean | undefined
  readonly certifications?: ReadonlyArray<string> | null | undefined
  readonly biography?: User.Biography | null | undefined
  readonly employerInfo?: User.EmployerInfo | null | undefined
  /** Read-only. */
  readonly selfUri?: string | undefined
}

/**
 * Schema of {@link UpdateUser}.
 *
 * @since 0.1.0
 * @category models
 */
export const UpdateUser: Schema.Schema<UpdateUser> = Model.model("UpdateUser", {
  id: Model.optional(Model.string),
  name: Model.optional(Model.string),
  chat: Model.clearable(Contact.Chat),
  department: Model.clearable(Model.string),
  email: Model.optional(Model.string),
  primaryContactInfo: Model.optional(Model.array(Contact.Contact)),
  addresses: Model.clearable(Model.array(Contact.Contact)),
  title: Model.clearable(Model.string),
  username: Model.optional(Model.string),
  manager: Model.clearable(Model.string),
  images: Model.clearable(Model.array(User.UserImage)),
  version: Model.integer,
  profileSkills: Model.clearable(Model.array(Model.string)),
  locations: Model.clearable(Model.array(Location.Location)),
  groups: Model.clearable(Model.array(User.Group)),
  state: Model.optional(Common.EntityState),
  preferredName: Model.clearable(Model.string),
  acdAutoAnswer: Model.optional(Model.boolean),
  certifications: Model.clearable(Model.array(Model.string)),
  biography: Model.clearable(User.Biography),
  employerInfo: Model.clearable(User.EmployerInfo),
  selfUri: Model.optional(Model.uri)
})

/**
 * Another user's new password.
 *
 * @since 0.1.0
 * @category models
 */
export interface ChangePasswordRequest {
  /** Can be refused for being too new a change: "password cannot be changed until" and a time. */
  readonly newPassword: string
}

/**
 * Schema of {@link ChangePasswordRequest}.
 *
 * @since 0.1.0
 * @category models
 */
export const ChangePasswordRequest: Schema.Schema<ChangePasswordRequest> = Model.model("ChangePasswordRequest", {
  newPassword: Model.string
})

/**
 * A new password of one's own.
 *
 * @since 0.1.0
 * @category models
 */
export interface ChangeMyPasswordRequest {
  readonly newPassword: string
  readonly oldPassword: string
}

/**
 * Schema of {@link ChangeMyPasswordRequest}.
 *
 * @since 0.1.0
 * @category models
 */
export const ChangeMyPasswordRequest: Schema.Schema<ChangeMyPasswordRequest> = Model.model("ChangeMyPasswordRequest", {
  newPassword: Model.string,
  oldPassword: Model.string
})
