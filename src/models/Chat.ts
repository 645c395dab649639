/**
 * Chats of a user.
 *
 * @since 0.2.0
 */

import type * as Schema from "effect/Schema"
import * as Model from "../internal/schema/model.js"
import * as Common from "./Common.js"
import * as Contact from "./Contact.js"
import * as Organization from "./Organization.js"
import * as User from "./User.js"

/**
 * Chat favorite.
 *
 * @since 0.2.0
 * @category models
 */
export interface ChatFavorite {
  readonly id: string
  readonly externalId: string
}

/**
 * Schema of {@link ChatFavorite}.
 *
 * @since 0.2.0
 * @category models
 */
export const ChatFavorite: Schema.Schema<ChatFavorite> = Model.model("ChatFavorite", {
  id: Model.string,
  externalId: Model.string
})

/**
 * Room.
 *
 * @since 0.2.0
 * @category models
 */
export interface Room {
  /** Read-only. */
  readonly id?: string | undefined
  readonly name?: string | undefined
  /** ISO-8601 in UTC. */
  readonly dateCreated?: string | undefined
  readonly description?: string | undefined
  readonly jid?: string | undefined
  readonly owners?: ReadonlyArray<Common.UserReference> | undefined
  readonly participantLimit?: number | undefined
  readonly pinnedMessages?: ReadonlyArray<Common.AddressableEntityRef> | undefined
  readonly roomType?: "adhoc" | "acd" | "group" | "oneOnOne" | "supervisorAssistance" | (string & {}) | undefined
  readonly subject?: string | undefined
  /** Read-only. */
  readonly selfUri?: string | undefined
}

/**
 * Schema of {@link Room}.
 *
 * @since 0.2.0
 * @category models
 */
export const Room: Schema.Schema<Room> = Model.model("Room", {
  id: Model.optional(Model.string),
  name: Model.optional(Model.string),
  dateCreated: Model.optional(Model.dateTime),
  description: Model.optional(Model.string),
  jid: Model.optional(Model.string),
  owners: Model.optional(Model.array(Common.UserReference)),
  participantLimit: Model.optional(Model.integer),
  pinnedMessages: Model.optional(Model.array(Common.AddressableEntityRef)),
  roomType: Model.optional(Model.open("adhoc", "acd", "group", "oneOnOne", "supervisorAssistance")),
  subject: Model.optional(Model.string),
  selfUri: Model.optional(Model.uri)
})

/**
 * Chat presence.
 *
 * @since 0.2.0
 * @category models
 */
export interface ChatPresence {
  /** ISO-8601 in UTC. */
  readonly dateModified?: string | undefined
  readonly message?: string | undefined
  readonly organizationPresence?: Organization.OrganizationPresence | undefined
  readonly outOfOffice?: User.OutOfOffice | undefined
  readonly source?: string | undefined
  readonly systemPresence?:
    | "Available"
    | "Away"
    | "Busy"
    | "Offline"
    | "Idle"
    | "OnQueue"
    | "Meal"
    | "Training"
    | "Meeting"
    | "Break"
    | (string & {})
    | undefined
}

/**
 * Schema of {@link ChatPresence}.
 *
 * @since 0.2.0
 * @category models
 */
export const ChatPresence: Schema.Schema<ChatPresence> = Model.model("ChatPresence", {
  dateModified: Model.optional(Model.dateTime),
  message: Model.optional(Model.string),
  organizationPresence: Model.optional(Organization.OrganizationPresence),
  outOfOffice: Model.optional(User.OutOfOffice),
  source: Model.optional(Model.string),
  systemPresence: Model.optional(
    Model.open("Available", "Away", "Busy", "Offline", "Idle", "OnQueue", "Meal", "Training", "Meeting", "Break")
  )
})

/**
 * Chat user ref.
 *
 * @since 0.2.0
 * @category models
 */
export interface ChatUserRef {
  readonly id?: string | undefined
  readonly name?: string | undefined
  readonly inactive?: boolean | undefined
  readonly integrations?: ReadonlyArray<Contact.Contact> | undefined
  readonly jid?: string | undefined
  readonly presence?: ChatPresence | undefined
  readonly selfUri?: string | undefined
}

/**
 * Schema of {@link ChatUserRef}.
 *
 * @since 0.2.0
 * @category models
 */
export const ChatUserRef: Schema.Schema<ChatUserRef> = Model.model("ChatUserRef", {
  id: Model.optional(Model.string),
  name: Model.optional(Model.string),
  inactive: Model.optional(Model.boolean),
  integrations: Model.optional(Model.array(Contact.Contact)),
  jid: Model.optional(Model.string),
  presence: Model.optional(ChatPresence),
  selfUri: Model.optional(Model.uri)
})

/**
 * Chat item.
 *
 * @since 0.2.0
 * @category models
 */
export interface ChatItem {
  /** Read-only. */
  readonly id: string
  readonly name?: string | undefined
  readonly chatType: "adhoc" | "acd" | "group" | "oneOnOne" | "supervisorAssistance" | (string & {})
  /** ISO-8601 in UTC. */
  readonly dateClosed?: string | undefined
  /** ISO-8601 in UTC. */
  readonly dateLastMessage?: string | undefined
  readonly favorite?: ChatFavorite | undefined
  readonly images?: ReadonlyArray<Common.Image> | undefined
  readonly open: boolean
  readonly room?: Room | undefined
  readonly user?: ChatUserRef | undefined
  /** Read-only. */
  readonly selfUri?: string | undefined
}

/**
 * Schema of {@link ChatItem}.
 *
 * @since 0.2.0
 * @category models
 */
export const ChatItem: Schema.Schema<ChatItem> = Model.model("ChatItem", {
  id: Model.string,
  name: Model.optional(Model.string),
  chatType: Model.open("adhoc", "acd", "group", "oneOnOne", "supervisorAssistance"),
  dateClosed: Model.optional(Model.dateTime),
  dateLastMessage: Model.optional(Model.dateTime),
  favorite: Model.optional(ChatFavorite),
  images: Model.optional(Model.array(Common.Image)),
  open: Model.boolean,
  room: Model.optional(Room),
  user: Model.optional(ChatUserRef),
  selfUri: Model.optional(Model.uri)
})

/**
 * Chat item cursor listing.
 *
 * @since 0.2.0
 * @category models
 */
export interface ChatItemCursorListing {
  readonly entities: ReadonlyArray<ChatItem>
  readonly nextUri?: string | undefined
  readonly previousUri?: string | undefined
  readonly selfUri?: string | undefined
}

/**
 * Schema of {@link ChatItemCursorListing}.
 *
 * @since 0.2.0
 * @category models
 */
export const ChatItemCursorListing: Schema.Schema<ChatItemCursorListing> = Model.model("ChatItemCursorListing", {
  entities: Model.array(ChatItem),
  nextUri: Model.optional(Model.string),
  previousUri: Model.optional(Model.string),
  selfUri: Model.optional(Model.string)
})
