/**
 * Declarations of listings of entities that users refer to. They are not part of the Users API, so `OpenApi.users` does
 * not include them.
 *
 * @since 0.2.0
 */

export * from "./Authorization.js"
export * from "./Directory.js"
export * from "./Routing.js"
