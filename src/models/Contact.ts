/**
 * How people and groups are reached.
 *
 * @since 0.1.0
 */

import type * as Schema from "effect/Schema"
import * as Model from "../internal/schema/model.js"

/**
 * The address of a user in the chat.
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
 * What a contact is for.
 *
 * @since 0.1.0
 * @category models
 */
export type ContactType =
  | "PRIMARY"
  | "WORK"
  | "WORK2"
  | "WORK3"
  | "WORK4"
  | "HOME"
  | "MOBILE"
  | "MAIN"
  | "OTHER"
  | (string & {})

/**
 * Schema of {@link ContactType}.
 *
 * @since 0.1.0
 * @category models
 */
export const ContactType: Schema.Schema<ContactType> = Model.open(
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
 * An email address or a phone number of a user. The service rewrites what it is sent: a number may come back as an
 * extension, or with `display` where `address` was sent.
 *
 * @since 0.1.0
 * @category models
 */
export interface Contact {
  /** Email address or phone number, E.164. Either this or `extension`. */
  readonly address?: string | undefined
  /** The number as it is shown. Read-only. */
  readonly display?: string | undefined
  readonly mediaType?: "PHONE" | "EMAIL" | "SMS" | (string & {}) | undefined
  readonly type?: ContactType | undefined
  /** Either this or `address`. */
  readonly extension?: string | undefined
  /** Country of the number, to read it by. */
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
 * A phone number of a group.
 *
 * @since 0.1.0
 * @category models
 */
export interface GroupContact {
  /** Phone number, E.164. Either this or `extension`. */
  readonly address?: string | undefined
  /** The number as it is shown. Read-only. */
  readonly display?: string | undefined
  /** `GROUPRING` rings every member, `GROUPPHONE` is a phone of its own. */
  readonly type?: "GROUPRING" | "GROUPPHONE" | (string & {}) | undefined
  readonly mediaType?: "PHONE" | (string & {}) | undefined
  /** Either this or `address`. */
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
