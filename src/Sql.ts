/**
 * Stores checkpoints, journals and tokens in PostgreSQL. It needs the package `@effect/sql` and its client for PostgreSQL,
 * `@effect/sql-pg`.
 *
 * @since 0.2.0
 */

import type * as SqlClient from "@effect/sql/SqlClient"
import type { SqlError } from "@effect/sql/SqlError"
import type * as Effect from "effect/Effect"
import type * as AtomicStore from "./AtomicStore.js"
import * as Store from "./internal/sql/keyValueStore.js"

/**
 * Makes a store in a table of PostgreSQL, with atomic operations, so that several processes can use it. See `AtomicStore`.
 *
 * The table is created if it does not exist. Its columns are `key` and `value`, both `text`. Statements run outside the
 * transaction of the caller, so that other processes see a lease at once. In a transaction they need a second connection of
 * the pool.
 *
 * @example
 * ```ts
 * import { PgClient } from "@effect/sql-pg"
 * import { Effect, Redacted, Stream } from "effect"
 * import * as Sql from "effect-purecloud/Sql"
 * import * as UserBulk from "effect-purecloud/UserBulk"
 *
 * // Processes that run it at the same time: one makes the changes, the others fail with `Locked`.
 * export const deactivate = (userIds: ReadonlyArray<string>) =>
 *   Effect.gen(function*() {
 *     const store = yield* Sql.keyValueStore()
 *     yield* Stream.fromIterable(userIds).pipe(
 *       Stream.map((userId) => ({ userId, change: { state: "inactive" as const } })),
 *       UserBulk.patchAll({ journal: { name: "deactivate-2026", store } }),
 *       Stream.runDrain
 *     )
 *   }).pipe(Effect.provide(PgClient.layer({ url: Redacted.make("postgres://localhost/jobs") })))
 * ```
 *
 * @since 0.2.0
 * @category constructors
 */
export const keyValueStore = (
  options: {
    /** Name of the table, which may have a schema before it, for example `jobs.journal`. Default: `effect_purecloud`. */
    readonly table?: string
  } = {}
): Effect.Effect<AtomicStore.AtomicStore, SqlError, SqlClient.SqlClient> =>
  Store.make(options.table ?? "effect_purecloud")
