import type { SystemError } from "@effect/platform/Error"
import * as KeyValueStore from "@effect/platform/KeyValueStore"
import * as SqlClient from "@effect/sql/SqlClient"
import type { SqlError } from "@effect/sql/SqlError"
import type { Identifier } from "@effect/sql/Statement"
import * as Arr from "effect/Array"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import * as AtomicStore from "../../AtomicStore.js"
import { storeError } from "../storage/storageError.js"

/*
 * A store in a table of PostgreSQL. Each operation is one statement. If its condition is on another row, it locks that
 * row against changes until the statement has ended.
 */

const decodeValue = Schema.decodeUnknown(Schema.Struct({ value: Schema.String }))
const decodeCount = Schema.decodeUnknown(Schema.Tuple(Schema.Struct({ count: Schema.Int })))

/** Makes the store. Creates its table if it does not exist. */
export const make = (name: string): Effect.Effect<AtomicStore.AtomicStore, SqlError, SqlClient.SqlClient> =>
  Effect.gen(function*() {
    const sql = yield* SqlClient.SqlClient
    const table = sql(name)
    // Processes that create a table at the same time may fail, so they do it one after the other.
    const createTable = sql.withTransaction(Effect.zipRight(
      sql`SELECT pg_advisory_xact_lock(hashtext(${`effect-purecloud:${name}`}))`,
      sql`CREATE TABLE IF NOT EXISTS ${table} (key text PRIMARY KEY, value text NOT NULL)`
    ))
    // A role that may not create tables can use one that exists.
    yield* Effect.asVoid(outside(Effect.orElse(sql`SELECT 1 FROM ${table} LIMIT 0`, () => createTable)))
    return AtomicStore.make(makeStore(sql, table), makeOperations(sql, table))
  })

const makeStore = (sql: SqlClient.SqlClient, table: Identifier): KeyValueStore.KeyValueStore =>
  KeyValueStore.makeStringOnly({
    get: (key) =>
      run("get", key, sql`SELECT value FROM ${table} WHERE key = ${key}`).pipe(
        Effect.flatMap((rows) =>
          Option.match(Arr.head(rows), {
            onNone: () => Effect.succeedNone,
            onSome: (row) => Effect.asSome(Effect.map(Effect.orDie(decodeValue(row)), ({ value }) => value))
          })
        )
      ),
    set: (key, value) =>
      Effect.asVoid(run(
        "set",
        key,
        sql`INSERT INTO ${table} (key, value) VALUES (${key}, ${value})
          ON CONFLICT (key) DO UPDATE SET value = excluded.value`
      )),
    remove: (key) => Effect.asVoid(run("remove", key, sql`DELETE FROM ${table} WHERE key = ${key}`)),
    clear: Effect.asVoid(run("clear", undefined, sql`DELETE FROM ${table}`)),
    size: run("size", undefined, sql`SELECT count(*)::int AS count FROM ${table}`).pipe(
      Effect.flatMap((rows) => Effect.orDie(decodeCount(rows))),
      Effect.map(([{ count }]) => count)
    )
  })

const makeOperations = (sql: SqlClient.SqlClient, table: Identifier): AtomicStore.Operations => {
  /** The row of a condition, if the condition is met. The row stays as it is until the end of the statement. */
  const met = ({ key, value }: AtomicStore.Condition) =>
    sql`SELECT 1 AS met FROM ${table} WHERE key = ${key} AND value = ${value} FOR SHARE`
  const isAny = (method: string, key: string, statement: Effect.Effect<ReadonlyArray<unknown>, SqlError>) =>
    Effect.map(run(method, key, statement), Arr.isNonEmptyReadonlyArray)
  return {
    create: (key, value) =>
      isAny(
        "create",
        key,
        sql`INSERT INTO ${table} (key, value) VALUES (${key}, ${value}) ON CONFLICT (key) DO NOTHING RETURNING key`
      ),
    // A condition on the same row needs no second lock, for which two statements could wait for each other.
    setIf: (condition, key, value) =>
      isAny(
        "setIf",
        key,
        condition.key === key
          ? sql`UPDATE ${table} SET value = ${value} WHERE key = ${key} AND value = ${condition.value} RETURNING key`
          : sql`WITH met AS (${met(condition)})
            INSERT INTO ${table} (key, value) SELECT ${key}::text, ${value}::text FROM met
            ON CONFLICT (key) DO UPDATE SET value = excluded.value RETURNING key`
      ),
    removeIf: (condition, key) =>
      isAny(
        "removeIf",
        key,
        condition.key === key
          ? sql`DELETE FROM ${table} WHERE key = ${key} AND value = ${condition.value} RETURNING key`
          : sql`WITH met AS (${met(condition)}), removed AS (
              DELETE FROM ${table} WHERE key = ${key} AND EXISTS (SELECT 1 FROM met)
            ) SELECT met FROM met`
      )
  }
}

/** Runs statements outside the transaction of a caller: other processes must see leases before it ends. */
const outside = <A, E, R>(self: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
  Effect.mapInputContext(self, (context: Context.Context<R>) =>
    // The transaction is not a requirement of the effect.
    Context.omit(SqlClient.TransactionConnection)(context as Context.Context<never>) as Context.Context<R>)

const run = <A>(
  method: string,
  key: string | undefined,
  statement: Effect.Effect<A, SqlError>
): Effect.Effect<A, SystemError> =>
  Effect.mapError(
    outside(statement),
    ({ cause, message }) => storeError(method, key, cause instanceof Error ? `${message}: ${cause.message}` : message)
  )
