/**
 * Profiles of users. They are deprecated. Use the model `User` instead.
 *
 * @since 0.1.0
 */

import type * as Schema from "effect/Schema"
import * as Model from "../internal/schema/model.js"
import * as Authorization from "./Authorization.js"
import * as Common from "./Common.js"
import * as Location from "./Location.js"
import * as Presence from "./Presence.js"
import * as Routing from "./Routing.js"
import * as User from "./User.js"

/**
 * Properties that `expand` adds to a profile. All are read-only.
 *
 * @since 0.1.0
 * @category models
 */
export interface UserExpands {
  readonly routingStatus?: Routing.RoutingStatus | undefined
  readonly presence?: Presence.UserPresence | undefined
  readonly conversationSummary?: Presence.UserConversationSummary | undefined
  readonly outOfOffice?: User.OutOfOffice | undefined
  readonly geolocation?: Location.Geolocation | undefined
  readonly station?: User.UserStations | undefined
  readonly authorization?: Authorization.UserAuthorization | undefined
  readonly integrationPresence?: Presence.UserPresence | undefined
}

/**
 * Schema of {@link UserExpands}.
 *
 * @since 0.1.0
 * @category models
 */
export const UserExpands: Schema.Schema<UserExpands> = Model.model("UserExpands", {
  routingStatus: Model.optional(Routing.RoutingStatus),
  presence: Model.optional(Presence.UserPresence),
  conversationSummary: Model.optional(Presence.UserConversationSummary),
  outOfOffice: Model.optional(User.OutOfOffice),
  geolocation: Model.optional(Location.Geolocation),
  station: Model.optional(User.UserStations),
  authorization: Model.optional(Authorization.UserAuthorization),
  integrationPresence: Model.optional(Presence.UserPresence)
})

/**
 * Profile of a user.
 *
 * @since 0.1.0
 * @category models
 */
export interface UserProfile {
  /** Id of the user. Read-only. */
  readonly id: string
  readonly name?: string | undefined
  readonly state?: Common.EntityState | undefined
  /** Read-only. ISO-8601 in UTC. */
  readonly dateModified?: string | undefined
  readonly version?: number | undefined
  /** Read-only. */
  readonly expands?: UserExpands | undefined
  readonly selfUri?: string | undefined
}

/**
 * Schema of {@link UserProfile}.
 *
 * @since 0.1.0
 * @category models
 */
export const UserProfile: Schema.Schema<UserProfile> = Model.model("UserProfile", {
  id: Model.string,
  name: Model.optional(Model.string),
  state: Model.optional(Common.EntityState),
  dateModified: Model.optional(Model.dateTime),
  version: Model.optional(Model.integer),
  expands: Model.optional(UserExpands),
  selfUri: Model.optional(Model.uri)
})

/**
 * Page of user profiles.
 *
 * @since 0.1.0
 * @category models
 */
export interface UserProfileEntityListing extends Common.EntityListing {
  readonly entities: ReadonlyArray<UserProfile>
}

/**
 * Schema of {@link UserProfileEntityListing}.
 *
 * @since 0.1.0
 * @category models
 */
export const UserProfileEntityListing: Schema.Schema<UserProfileEntityListing> = Model.extend(
  "UserProfileEntityListing",
  Common.listingFields,
  {
    entities: Model.array(UserProfile)
  }
)
