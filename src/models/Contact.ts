/**
 * Email addresses and phone numbers of users and groups.
 *
 * @since 0.1.0
 */

import type * as Schema from "effect/Schema"
import * as Model from "../internal/schema/model.js"

/**
 * Chat address of a user.
 *
 * @since 0.1.0
 * @category models
 */
export interface Chat {
  /** Jabber id. */
  readonly jabberId?: string | undefined
}

/**
 * Schema of {@link Chat}.
 *
 * @since 0.1.0
 * @category models
 */
export const Chat: Schema.Schema<Chat> = Model.model("Chat", {
  jabberId: Model.optional(Model.string)
})

/**
 * Purpose of a contact.
 *
 * @since 0.1.0
 * @category models
 */
export type ContactType = typeof ContactType.Type

/**
 * Schema of {@link ContactType}.
 *
 * @since 0.1.0
 * @category models
 */
export const ContactType = Model.open(
  "PRIMARY",
  "WORK",
  "WORK2",
  "WORK3",
  "WORK4",
  "HOME",
  "MOBILE",
  "MAIN",
  "OTHER"
)

/**
 * Email address or phone number of a user. A response can differ from the request: the service can return a number as
 * an extension, or as `display` instead of `address`.
 *
 * @since 0.1.0
 * @category models
 */
export interface Contact {
  /** Email address, or phone number in E.164 format. Not allowed together with `extension`. */
  readonly address?: string | undefined
  /** Number in display format. Read-only. */
  readonly display?: string | undefined
  readonly mediaType?: "PHONE" | "EMAIL" | "SMS" | (string & {}) | undefined
  readonly type?: ContactType | undefined
  /** Internal extension. Not allowed together with `address`. */
  readonly extension?: string | undefined
  /** Code of the country whose rules are used to parse the number. */
  readonly countryCode?: string | undefined
  /** Tag of the external integration that the number belongs to. */
  readonly integration?: string | undefined
}

/**
 * Schema of {@link Contact}.
 *
 * @since 0.1.0
 * @category models
 */
export const Contact: Schema.Schema<Contact> = Model.model("Contact", {
  address: Model.optional(Model.string),
  display: Model.optional(Model.string),
  mediaType: Model.optional(Model.open("PHONE", "EMAIL", "SMS")),
  type: Model.optional(ContactType),
  extension: Model.optional(Model.string),
  countryCode: Model.optional(Model.string),
  integration: Model.optional(Model.string)
})

/**
 * Phone number of a group.
 *
 * @since 0.1.0
 * @category models
 */
export interface GroupContact {
  /** Phone number in E.164 format. Not allowed together with `extension`. */
  readonly address?: string | undefined
  /** Number in display format. Read-only. */
  readonly display?: string | undefined
  /** `GROUPRING` rings every member, `GROUPPHONE` is a separate phone. */
  readonly type?: "GROUPRING" | "GROUPPHONE" | (string & {}) | undefined
  readonly mediaType?: "PHONE" | (string & {}) | undefined
  /** Internal extension. Not allowed together with `address`. */
  readonly extension?: string | undefined
}

/**
 * Schema of {@link GroupContact}.
 *
 * @since 0.1.0
 * @category models
 */
export const GroupContact: Schema.Schema<GroupContact> = Model.model("GroupContact", {
  address: Model.optional(Model.string),
  display: Model.optional(Model.string),
  type: Model.optional(Model.open("GROUPRING", "GROUPPHONE")),
  mediaType: Model.optional(Model.open("PHONE")),
  extension: Model.optional(Model.string)
})
