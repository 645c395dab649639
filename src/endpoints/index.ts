/**
 * Declarations of all operations of today's Users API (2026), under the vendor's method names.
 *
 * @since 0.1.0
 */

export type {
  DevelopmentActivityRelationship,
  DevelopmentActivityStatus,
  DevelopmentActivityType,
  FieldConfigType,
  IntegrationPresenceSource,
  ProfilesUsersExpand,
  SortOrder,
  SubjectType,
  UserExpand,
  UserMeExpand,
  UserProfileExpand,
  UserState
} from "./common.js"

export * from "./Analytics.js"
export * from "./AnalyticsJobs.js"
export * from "./Authorization.js"
export * from "./AuthorizationSubjects.js"
export * from "./CallForwarding.js"
export * from "./Chats.js"
export * from "./Colleagues.js"
export * from "./CustomAttributes.js"
export * from "./CustomAttributeSchemas.js"
export * from "./DevelopmentActivities.js"
export * from "./DirectRoutingBackup.js"
export * from "./ExternalIds.js"
export * from "./Geolocation.js"
export * from "./OutOfOffice.js"
export * from "./Password.js"
export * from "./Profile.js"
export * from "./Queues.js"
export * from "./Routing.js"
export * from "./Search.js"
export * from "./SkillGroups.js"
export * from "./Station.js"
export * from "./Users.js"
export * from "./Utilization.js"
export * from "./Verifiers.js"
