/**
 * Exports the modules of the core. Modules that few programs use, or that do not run in browsers, are not exported
 * here: `ExportFile`, `ExportJob`, `NodeHttp`, `OpenApi`, `Redis`, `Simulator`, `Sql` and `Workflow`. Import them by
 * their own names, for example `effect-purecloud/Simulator`. The models are in modules by domain, for example
 * `effect-purecloud/models/User`; `effect-purecloud/models/index` has all of them.
 *
 * @since 0.1.0
 */

/**
 * Stores of checkpoints and journals that several processes may use.
 *
 * @since 0.2.0
 */
export * as AtomicStore from "./AtomicStore.js"

/**
 * Service of access tokens, and a layer for each OAuth grant.
 *
 * @since 0.1.0
 */
export * as Auth from "./Auth.js"

/**
 * Entities that users refer to, and their ids by name.
 *
 * @since 0.2.0
 */
export * as Catalog from "./Catalog.js"

/**
 * Declarations of operations as values.
 *
 * @since 0.1.0
 */
export * as Endpoint from "./Endpoint.js"

/**
 * Declarations of all operations.
 *
 * @since 0.1.0
 */
export * as endpoints from "./endpoints/index.js"

/**
 * Regions of the service and their hosts.
 *
 * @since 0.1.0
 */
export * as Environment from "./Environment.js"

/**
 * Converts streams to bytes of NDJSON and CSV.
 *
 * @since 0.1.0
 */
export * as Export from "./Export.js"

/**
 * Pagination of operations, as data.
 *
 * @since 0.1.0
 */
export * as Pagination from "./Pagination.js"

/**
 * Permissions of operations, as data.
 *
 * @since 0.1.0
 */
export * as Permissions from "./Permissions.js"

/**
 * The client: its service, its layers, and functions made from declarations.
 *
 * @since 0.1.0
 */
export * as PureCloud from "./PureCloud.js"

/**
 * Configuration of the client: environment, timeouts, retries and hooks.
 *
 * @since 0.1.0
 */
export * as PureCloudConfig from "./PureCloudConfig.js"

/**
 * Errors, with a tag for each status or cause.
 *
 * @since 0.1.0
 */
export * as PureCloudError from "./PureCloudError.js"

/**
 * Metrics of the calls of all clients.
 *
 * @since 0.2.0
 */
export * as PureCloudMetrics from "./PureCloudMetrics.js"

/**
 * Delays requests, so that they stay within the rate limit of the service.
 *
 * @since 0.1.0
 */
export * as RateLimiter from "./RateLimiter.js"

/**
 * Queries analytics over intervals of any length.
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
 * Looks up users by id, with one request for up to 100 ids.
 *
 * @since 0.2.0
 */
export * as UserLookup from "./UserLookup.js"

/**
 * Updates users without overwriting changes of other writers.
 *
 * @since 0.2.0
 */
export * as UserUpdate from "./UserUpdate.js"

/**
 * Functions of all operations.
 *
 * @since 0.1.0
 */
export * as Users from "./Users.js"
