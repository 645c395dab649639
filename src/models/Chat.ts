/**
 * Chats of a user: rooms, and chats with one other user.
 *
 * @since 0.2.0
 */

import type * as Schema from "effect/Schema"
import * as Model from "../internal/schema/model.js"
import * as Common from "./Common.js"
import * as Contact from "./Contact.js"
import * as Organization from "./Organization.js"
import * as Presence from "./Presence.js"
import * as User from "./User.js"

/**
 * Type of a chat. The vendor does not document the values. They probably mean: `adhoc`: a room that users opened.
 * `acd`: a conversation from a queue. `group`: the chat of a group. `oneOnOne`: a chat with one other user.
 * `supervisorAssistance`: a chat in which an agent asks a supervisor for help.
 *
 * @since 0.2.0
 * @category models
 */
export type ChatType = typeof ChatType.Type

/**
 * Schema of {@link ChatType}.
 *
 * @since 0.2.0
 * @category models
 */
export const ChatType = Model.open("adhoc", "acd", "group", "oneOnOne", "supervisorAssistance")

/**
 * Mark of a chat as a favorite.
 *
 * @since 0.2.0
 * @category models
 */
export interface ChatFavorite {
  readonly id: string
  /** Id of the chat in the chat service. */
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
 * Chat room.
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
  readonly roomType?: ChatType | undefined
  readonly description?: string | undefined
  /** Subject that the members see. */
  readonly subject?: string | undefined
  /** Maximum number of members. */
  readonly participantLimit?: number | undefined
  /** Users who manage the room. Requires `includeRoomOwners`. */
  readonly owners?: ReadonlyArray<Common.UserReference> | undefined
  readonly pinnedMessages?: ReadonlyArray<Common.AddressableEntityRef> | undefined
  /** Jabber id of the room. */
  readonly jid?: string | undefined
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
  roomType: Model.optional(ChatType),
  description: Model.optional(Model.string),
  subject: Model.optional(Model.string),
  participantLimit: Model.optional(Model.integer),
  owners: Model.optional(Model.array(Common.UserReference)),
  pinnedMessages: Model.optional(Model.array(Common.AddressableEntityRef)),
  jid: Model.optional(Model.string),
  selfUri: Model.optional(Model.uri)
})

/**
 * Presence of the other user of a chat.
 *
 * @since 0.2.0
 * @category models
 */
export interface ChatPresence {
  /** Source of the presence, for example `PURECLOUD`. */
  readonly source?: string | undefined
  /** Presence of the organization that the user has selected. */
  readonly organizationPresence?: Organization.OrganizationPresence | undefined
  /** System presence that the presence of the organization belongs to. */
  readonly systemPresence?: Presence.SystemPresence | undefined
  /** Message of the user. */
  readonly message?: string | undefined
  /** Time at which it was set. ISO-8601 in UTC. */
  readonly dateModified?: string | undefined
  readonly outOfOffice?: User.OutOfOffice | undefined
}

/**
 * Schema of {@link ChatPresence}.
 *
 * @since 0.2.0
 * @category models
 */
export const ChatPresence: Schema.Schema<ChatPresence> = Model.model("ChatPresence", {
  source: Model.optional(Model.string),
  organizationPresence: Model.optional(Organization.OrganizationPresence),
  systemPresence: Model.optional(Presence.SystemPresence),
  message: Model.optional(Model.string),
  dateModified: Model.optional(Model.dateTime),
  outOfOffice: Model.optional(User.OutOfOffice)
})

/**
 * Other user of a chat.
 *
 * @since 0.2.0
 * @category models
 */
export interface ChatUserRef {
  readonly id?: string | undefined
  readonly name?: string | undefined
  /** Jabber id of the user. */
  readonly jid?: string | undefined
  /** Whether the user is no longer active. */
  readonly inactive?: boolean | undefined
  /** Addresses in other products. */
  readonly integrations?: ReadonlyArray<Contact.Contact> | undefined
  /** Requires `includePresence`. */
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
  jid: Model.optional(Model.string),
  inactive: Model.optional(Model.boolean),
  integrations: Model.optional(Model.array(Contact.Contact)),
  presence: Model.optional(ChatPresence),
  selfUri: Model.optional(Model.uri)
})

/**
 * Chat of the user of the token.
 *
 * @since 0.2.0
 * @category models
 */
export interface ChatItem {
  /** Read-only. */
  readonly id: string
  readonly name?: string | undefined
  readonly chatType: ChatType
  /** Not documented by the vendor: probably whether the chat is in the user's list of chats. */
  readonly open: boolean
  /** Present if the chat is a favorite. */
  readonly favorite?: ChatFavorite | undefined
  /** Images of the user or of the group in several sizes. */
  readonly images?: ReadonlyArray<Common.Image> | undefined
  /** ISO-8601 in UTC. */
  readonly dateLastMessage?: string | undefined
  /** Time at which the user closed the chat. ISO-8601 in UTC. */
  readonly dateClosed?: string | undefined
  /** Other user of a chat of the type `oneOnOne`. */
  readonly user?: ChatUserRef | undefined
  /** Room of a chat of another type. */
  readonly room?: Room | undefined
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
  chatType: ChatType,
  open: Model.boolean,
  favorite: Model.optional(ChatFavorite),
  images: Model.optional(Model.array(Common.Image)),
  dateLastMessage: Model.optional(Model.dateTime),
  dateClosed: Model.optional(Model.dateTime),
  user: Model.optional(ChatUserRef),
  room: Model.optional(Room),
  selfUri: Model.optional(Model.uri)
})

/**
 * Page of chats. It has links, but no field with a cursor: the parameter `after` of `nextUri` is the cursor.
 *
 * @since 0.2.0
 * @category models
 */
export interface ChatItemCursorListing {
  readonly entities: ReadonlyArray<ChatItem>
  readonly selfUri?: string | undefined
  /** Absent on the first page. */
  readonly previousUri?: string | undefined
  /** Absent on the last page. */
  readonly nextUri?: string | undefined
}

/**
 * Schema of {@link ChatItemCursorListing}.
 *
 * @since 0.2.0
 * @category models
 */
export const ChatItemCursorListing: Schema.Schema<ChatItemCursorListing> = Model.model("ChatItemCursorListing", {
  entities: Model.array(ChatItem),
  selfUri: Model.optional(Model.string),
  previousUri: Model.optional(Model.string),
  nextUri: Model.optional(Model.string)
})
