/**
 * Declarations of the 52 operations, under the vendor's method names.
 *
 * @since 0.1.0
 */

export type {
  FieldConfigType,
  IntegrationPresenceSource,
  ProfilesUsersExpand,
  SortOrder,
  UserExpand,
  UserMeExpand,
  UserProfileExpand,
  UserState
} from "./common.js"

export * from "./Analytics.js"
export * from "./Authorization.js"
export * from "./CallForwarding.js"
export * from "./Colleagues.js"
export * from "./Geolocation.js"
export * from "./OutOfOffice.js"
export * from "./Password.js"
export * from "./Profile.js"
export * from "./Queues.js"
export * from "./Routing.js"
export * from "./Search.js"
export * from "./Station.js"
export * from "./Users.js"
