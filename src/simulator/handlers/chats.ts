import type * as Chat from "../../models/Chat.js"
import * as History from "../data/history.js"
import { founded, presenceByKey } from "../data/organization.js"
import { day, iso, minute } from "../data/time.js"
import * as Views from "../data/views.js"
import { hash, ids } from "../engine/random.js"
import * as Cursor from "./cursor.js"
import { type Call, currentUser, type Handlers } from "./handler.js"

/*
 * Chats of the user of the token: those of the groups of the user, and those with favorites.
 */

/** Number of chats per page. The vendor does not document it. It is small, so that programs read several pages. */
const pageSize = 5

/** Places of chats with users begin here. Places before it belong to groups. */
const firstUser = 1000

/** The fields of a request that add fields to chats. The vendor documents no defaults: without them, nothing is added. */
interface Additions {
  readonly includePresence?: boolean | undefined
  readonly includeRoomOwners?: boolean | undefined
}

/** Returns the fields that all types of chats have. */
const commonFields = ({ store: { seed } }: Call, ordinal: number, place: number) => {
  const lastMessage = founded + (hash(seed, ordinal, 700 + place) % 900) * day
  const open = hash(seed, ordinal, 701 + place) % 4 !== 0
  return {
    open,
    dateLastMessage: iso(lastMessage),
    ...(open ? {} : { dateClosed: iso(lastMessage + 30 * minute) })
  }
}

const presenceOf = (call: Call, ordinal: number): Chat.ChatPresence => {
  const { from, value } = History.presenceAt(call.store, ordinal, call.now)
  const presence = presenceByKey(call.store.organization, value)
  return {
    source: "PURECLOUD",
    ...(presence === undefined ? {} : {
      organizationPresence: { id: presence.id, name: presence.name, systemPresence: presence.name },
      systemPresence: presence.name.replace(" ", "")
    }),
    message: "",
    dateModified: iso(from),
    outOfOffice: Views.outOfOffice(call, ordinal)
  }
}

const chatWithUser = (
  call: Call,
  ordinal: number,
  other: number,
  { includePresence }: Additions
): Cursor.Placed<Chat.ChatItem> => {
  const { seed, accounts } = call.store
  const place = firstUser + other
  const { chat, id, name, state } = accounts.get(other)
  const chatIds = ids(seed, "chat")
  const chatId = chatIds.of(hash(seed, Math.min(ordinal, other), Math.max(ordinal, other)))
  return {
    place,
    item: {
      id: chatId,
      name,
      chatType: "oneOnOne",
      ...commonFields(call, ordinal, place),
      favorite: { id: chatId, externalId: chat?.jabberId ?? id },
      user: {
        id,
        name,
        ...(chat?.jabberId === undefined ? {} : { jid: chat.jabberId }),
        inactive: state !== "active",
        ...(includePresence === true ? { presence: presenceOf(call, other) } : {}),
        selfUri: Views.userUri(id)
      }
    }
  }
}

const chatsOfGroups = (
  call: Call,
  ordinal: number,
  { includeRoomOwners }: Additions
): ReadonlyArray<Cursor.Placed<Chat.ChatItem>> => {
  const { accounts, organization, people, seed } = call.store
  const { groups } = accounts.get(ordinal)
  return organization.groups.all.flatMap(({ id, name, selfUri }, place) => {
    if (!groups.includes(id)) return []
    const room: Chat.Room = {
      id: ids(seed, "room").of(place),
      ...(name === undefined ? {} : { name }),
      roomType: "group",
      jid: `${id}@conference.simulated.orgspan.example`,
      dateCreated: iso(founded),
      ...(includeRoomOwners === true ? { owners: [Views.reference(people.idOf(0))] } : {})
    }
    return [{
      place,
      item: {
        id,
        ...(name === undefined ? {} : { name }),
        chatType: "group",
        ...commonFields(call, ordinal, place),
        room,
        selfUri
      }
    }]
  })
}

/** Handlers of chats. */
export const chats: Pick<Handlers, "getUsersChatsMe"> = {
  getUsersChatsMe: (input, call) => {
    const { after, excludeClosed = false } = input
    const ordinal = currentUser(call)
    const all = [
      ...chatsOfGroups(call, ordinal, input),
      ...call.store.favoritesOf(ordinal).map((other) => chatWithUser(call, ordinal, other, input))
    ]
    const listed = excludeClosed ? all.filter(({ item }) => item.open) : all
    // The operation has no parameter for a link to the previous page.
    const { previousUri: _, ...page } = Cursor.linkedPage(call, { after, pageSize }, listed)
    return page
  }
}
