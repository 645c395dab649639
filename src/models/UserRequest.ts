/**
 * Bodies of requests that create and update users.
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
 * User to create. An email address of a deleted user causes a conflict: restore that user. Today's API (2026) requires
 * `divisionId`, and no longer requires `password`.
 *
 * @since 0.1.0
 * @category models
 */
export interface CreateUser {
  readonly name: string
  readonly department?: string | undefined
  /** Email address, which is also the user name. */
  readonly email: string
  /** Additional email addresses and phone numbers. */
  readonly addresses?: ReadonlyArray<Contact.Contact> | undefined
  readonly title?: string | undefined
  /**
   * Password. If the service rejects only the password, it creates the user without one: set the password with
   * `Users.postUserPassword`.
   */
  readonly password?: string | undefined
  /** Required by today's API (2026). In the API of 2018 users had no divisions. */
  readonly divisionId?: string | undefined
  /** Default: `active` if the organization sends invitations, else `inactive`. */
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
 * Changes of a user. Properties that are absent keep their values, `null` clears a property, and arrays replace the
 * previous ones. The vendor does not document which properties can be cleared. A `version` that is not the current one
 * fails with status 409, or with status 400 and a message that says so.
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
  /** An email address of another user causes a conflict, even if that user is deleted. */
  readonly email?: string | undefined
  /** Read-only. */
  readonly primaryContactInfo?: ReadonlyArray<Contact.Contact> | undefined
  /** One item per media type. Setting an extension requires the permission `telephony:extension:assign`. */
  readonly addresses?: ReadonlyArray<Contact.Contact> | null | undefined
  readonly title?: string | null | undefined
  readonly username?: string | undefined
  /** Id of the manager. */
  readonly manager?: string | null | undefined
  readonly images?: ReadonlyArray<User.UserImage> | null | undefined
  /** Current version of the user, as `Users.getUser` returns it. */
  readonly version: number
  readonly profileSkills?: ReadonlyArray<string> | null | undefined
  /** Each item requires only `id`. */
  readonly locations?: ReadonlyArray<Location.Location> | null | undefined
  /** Each item requires only `id`. */
  readonly groups?: ReadonlyArray<User.Group> | null | undefined
  /**
   * State. If it is present, the service ignores all other properties. To restore a deleted user, send only `state` and
   * `version`. Then send the other properties in a second request.
   */
  readonly state?: Common.EntityState | undefined
  /** Name by which the user prefers to be called. */
  readonly preferredName?: string | null | undefined
  /** Whether conversations from queues are answered automatically. */
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
 * New password of a user.
 *
 * @since 0.1.0
 * @category models
 */
export interface ChangePasswordRequest {
  /**
   * New password. Shortly after another change of the password, the service rejects it with the message "password
   * cannot be changed until", followed by a time.
   */
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
 * New password of the user of the token.
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

/**
 * Change of a user in a bulk request. It can change only `acdAutoAnswer`.
 *
 * @since 0.2.0
 * @category models
 */
export interface PatchUser {
  /** Id of the user. It is optional in the vendor's model, but a change without it has no user. */
  readonly id?: string | undefined
  /** Whether conversations from queues are answered automatically. */
  readonly acdAutoAnswer?: boolean | undefined
}

/**
 * Schema of {@link PatchUser}.
 *
 * @since 0.2.0
 * @category models
 */
export const PatchUser: Schema.Schema<PatchUser> = Model.model("PatchUser", {
  id: Model.optional(Model.string),
  acdAutoAnswer: Model.optional(Model.boolean)
})
