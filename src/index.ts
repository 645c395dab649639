/**
 * The core. What has parts that a browser lacks, or that few programs need, is imported by its own name:
 * `effect-purecloud/Simulator`, `effect-purecloud/OpenApi`, `effect-purecloud/ExportFile`.
 *
 * @since 0.1.0
 */

/**
 * Tokens: the service, and a layer for each OAuth grant.
 *
 * @since 0.1.0
 */
export * as Auth from "./Auth.js"

/**
 * What an endpoint is.
 *
 * @since 0.1.0
 */
export * as Endpoint from "./Endpoint.js"

/**
 * Every operation as a value.
 *
 * @since 0.1.0
 */
export * as endpoints from "./endpoints/index.js"

/**
 * The 18 regions and their hosts.
 *
 * @since 0.1.0
 */
export * as Environment from "./Environment.js"

/**
 * Streams to NDJSON and CSV bytes.
 *
 * @since 0.1.0
 */
export * as Export from "./Export.js"

/**
 * How listings are paged, as data.
 *
 * @since 0.1.0
 */
export * as Pagination from "./Pagination.js"

/**
 * Permissions as data.
 *
 * @since 0.1.0
 */
export * as Permissions from "./Permissions.js"

/**
 * The interpreter and its layers.
 *
 * @since 0.1.0
 */
export * as PureCloud from "./PureCloud.js"

/**
 * Environment, timeouts and policies.
 *
 * @since 0.1.0
 */
export * as PureCloudConfig from "./PureCloudConfig.js"

/**
 * The tagged errors.
 *
 * @since 0.1.0
 */
export * as PureCloudError from "./PureCloudError.js"

/**
 * The rate limit.
 *
 * @since 0.1.0
 */
export * as RateLimiter from "./RateLimiter.js"

/**
 * Queries of analytics over an interval of any length.
 *
 * @since 0.2.0
 */
export * as UserAnalytics from "./UserAnalytics.js"

/**
 * Changes, creates and deletes many users, with a journal.
 *
 * @since 0.2.0
 */
export * as UserBulk from "./UserBulk.js"

/**
 * Lookups by id that share requests.
 *
 * @since 0.2.0
 */
export * as UserLookup from "./UserLookup.js"

/**
 * Changes of a user that do not overwrite those of other writers.
 *
 * @since 0.2.0
 */
export * as UserUpdate from "./UserUpdate.js"

/**
 * The 52 operations as programs.
 *
 * @since 0.1.0
 */
export * as Users from "./Users.js"
