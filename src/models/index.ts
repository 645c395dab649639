/**
 * All models of requests and responses: each is an interface and a schema of the same name.
 *
 * @since 0.1.0
 */

export * from "./Analytics.js"
export * from "./AnalyticsQuery.js"
export * from "./Authorization.js"
export * from "./CallForwarding.js"
export * from "./Common.js"
export * from "./Contact.js"
export * from "./ErrorBody.js"
export * from "./FieldConfig.js"
export * from "./Location.js"
export * from "./Organization.js"
export * from "./Presence.js"
export * from "./Profile.js"
export * from "./Queue.js"
export * from "./QueueAddress.js"
export * from "./QueueMedia.js"
export * from "./QueueRouting.js"
export * from "./Routing.js"
export * from "./Search.js"
export * from "./Token.js"
export * from "./User.js"
export * from "./UserMe.js"
export * from "./UserRequest.js"
