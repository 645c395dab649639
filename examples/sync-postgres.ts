/**
 * Copies the users of an organization to a PostgreSQL table. Each run writes only the new users and the users whose
 * version differs from the table.
 *
 * `npx tsx examples/sync-postgres.ts` copies a simulated organization, changes some users, and copies it again. With
 * `--live` it copies once the organization that PURECLOUD_ENVIRONMENT, PURECLOUD_CLIENT_ID and PURECLOUD_SECRET
 * specify. DATABASE_URL specifies the database, or PGHOST, PGPORT, PGUSER, PGPASSWORD and PGDATABASE.
 */
import { Command, Options } from "@effect/cli"
import type { SqlError } from "@effect/sql"
import { PgClient } from "@effect/sql-pg"
import { Array, Config, Console, Data, Effect, Layer, Schema, Stream } from "effect"
import type * as User from "effect-purecloud/models/User"
import * as NodeHttp from "effect-purecloud/NodeHttp"
import * as PureCloud from "effect-purecloud/PureCloud"
import * as Simulator from "effect-purecloud/Simulator"
import * as UserLookup from "effect-purecloud/UserLookup"
import * as Users from "effect-purecloud/Users"
import * as UserUpdate from "effect-purecloud/UserUpdate"
import { runMain } from "./support/command.js"

// ---------------------------------------------------------------------------------------------------------- database

class NoDatabase extends Data.TaggedError("NoDatabase")<{ readonly cause: SqlError.SqlError }> {
  override get message() {
    return `Cannot connect to PostgreSQL (${this.cause.cause}). Start a server, for example with

  docker run --rm -p 127.0.0.1:5432:5432 -e POSTGRES_HOST_AUTH_METHOD=trust postgres

or set DATABASE_URL, or PGHOST, PGPORT, PGUSER, PGPASSWORD and PGDATABASE.`
  }
}

const settings: Config.Config<PgClient.PgClientConfig> = Config.redacted("DATABASE_URL").pipe(
  Config.map((url) => ({ url })),
  Config.orElse(() =>
    Config.all({
      host: Config.string("PGHOST").pipe(Config.withDefault("127.0.0.1")),
      port: Config.integer("PGPORT").pipe(Config.withDefault(5432)),
      username: Config.string("PGUSER").pipe(Config.withDefault("postgres")),
      password: Config.redacted("PGPASSWORD").pipe(Config.withDefault(undefined)),
      database: Config.string("PGDATABASE").pipe(Config.withDefault("postgres"))
    })
  )
)

const database = PgClient.layerConfig(settings).pipe(
  Layer.mapError((error) => error._tag === "SqlError" ? new NoDatabase({ cause: error }) : error)
)

/** Decodes the rows of a query. */
const rowsOf = <A, I>(schema: Schema.Schema<A, I>) => <E, R>(query: Effect.Effect<ReadonlyArray<unknown>, E, R>) =>
  Effect.flatMap(query, Schema.decodeUnknown(Schema.Array(schema)))

// -------------------------------------------------------------------------------------------------------------- sync

const createTable = (name: string) =>
  Effect.flatMap(PgClient.PgClient, (sql) =>
    sql`
      CREATE TABLE IF NOT EXISTS ${sql(name)} (
        id text PRIMARY KEY,
        version integer NOT NULL,
        state text NOT NULL,
        name text,
        email text,
        data jsonb NOT NULL,
        synced_at timestamptz NOT NULL DEFAULT now()
      )`)

const Written = Schema.Struct({ outcome: Schema.Literal("created", "changed", "deleted") })

/** Writes the users whose version or state differs from the table, in one transaction. */
const write = (sql: PgClient.PgClient, table: string, users: Iterable<User.User>) => {
  const rows = Array.map(Array.fromIterable(users), (user) => ({
    id: user.id,
    version: user.version ?? 0,
    state: user.state ?? "active",
    name: user.name ?? null,
    email: user.email ?? null,
    data: sql.json(user)
  }))
  return rowsOf(Written)(sql.withTransaction(sql`
    INSERT INTO ${sql(table)} AS stored ${sql.insert(rows)}
    ON CONFLICT (id) DO UPDATE SET
      version = excluded.version,
      state = excluded.state,
      name = excluded.name,
      email = excluded.email,
      data = excluded.data,
      synced_at = now()
    WHERE (stored.version, stored.state) IS DISTINCT FROM (excluded.version, excluded.state)
    RETURNING CASE
      WHEN stored.xmax = 0 THEN 'created' -- a row that was inserted has no xmax
      WHEN stored.state = 'deleted' THEN 'deleted'
      ELSE 'changed'
    END AS outcome`))
}

/** Lists the users of an organization, and adds their ids to a set. */
const listUsers = (seen: Set<string>) =>
  Stream.concat(
    Users.getUsers.items({ state: "active" }, { pageSize: 500 }),
    // `getUsers` returns only the first 10,000 inactive users.
    Users.getUsersQuery.items({ state: "inactive" }, { pageSize: 500 })
  ).pipe(
    // A user whose state changes in the meantime may be in both listings.
    Stream.filter(({ id }) => seen.size < seen.add(id).size)
  )

/**
 * Reads the users of the table who are in neither listing: they were deleted, or changed their state between the two. The
 * lookups share requests.
 */
const readMissing = (sql: PgClient.PgClient, table: string, seen: ReadonlySet<string>) =>
  sql`SELECT id FROM ${sql(table)} WHERE state <> 'deleted'`.pipe(
    rowsOf(Schema.Struct({ id: Schema.String })),
    Effect.map(Array.filter(({ id }) => !seen.has(id))),
    Effect.flatMap(Effect.forEach(({ id }) =>
      UserLookup.lookup(id, { state: "any" }).pipe(
        // The service does not return this user any more, so the data are removed from the table too.
        Effect.catchTag("PureCloudNotFound", () => Effect.succeed<User.User>({ id, state: "deleted" }))
      ), { batching: true }))
  )

/** Updates a table, and prints the numbers of changes. */
const sync = (table: string) =>
  Effect.gen(function*() {
    const sql = yield* PgClient.PgClient
    yield* createTable(table)
    const seen = new Set<string>()
    const missing = Effect.suspend(() => readMissing(sql, table, seen))
    const counts = yield* Stream.concat(listUsers(seen), Stream.fromIterableEffect(missing)).pipe(
      Stream.grouped(500),
      Stream.mapConcatEffect((users) => write(sql, table, users)),
      Stream.runFold({ created: 0, changed: 0, deleted: 0 }, (counts, { outcome }) => ({
        ...counts,
        [outcome]: counts[outcome] + 1
      }))
    )
    yield* Console.log(
      `${seen.size} users: ${counts.created} new, ${counts.changed} changed, ${counts.deleted} deleted`
    )
  })

// -------------------------------------------------------------------------------------------------------------- runs

const live = sync("purecloud_users").pipe(
  Effect.provide(PureCloud.layerConfig().pipe(Layer.provide(NodeHttp.layerConfig())))
)

/** Makes some changes to users, like those of a day. */
const day = Effect.gen(function*() {
  const { entities: [promoted, deactivated, left] } = yield* Users.getUsers()
  yield* Users.postUsers({
    body: { name: "Ada Byron", email: "ada.byron@simulated.example", divisionId: promoted?.division?.id }
  })
  if (promoted) yield* UserUpdate.update(promoted.id, { title: "Chief Analyst" })
  if (deactivated) yield* UserUpdate.update(deactivated.id, { state: "inactive" })
  if (left) yield* Users.deleteUser({ userId: left.id })
})

const simulated = Effect.gen(function*() {
  const sql = yield* PgClient.PgClient
  const table = "purecloud_users_simulated"
  yield* sql`DROP TABLE IF EXISTS ${sql(table)}`
  yield* sync(table)
  yield* day
  const { now } = yield* sql`SELECT now()`.pipe(
    rowsOf(Schema.Struct({ now: Schema.DateFromSelf })),
    Effect.flatMap(Array.head)
  )
  yield* sync(table)
  const rows = yield* sql`
    SELECT name || ', ' || state || ', version ' || version AS line FROM ${sql(table)}
    WHERE synced_at > ${now} ORDER BY name`.pipe(rowsOf(Schema.Struct({ line: Schema.String })))
  yield* Effect.forEach(rows, ({ line }) => Console.log(`  ${line}`))
}).pipe(
  Effect.provide(Simulator.layer({ users: 2000, inactiveUsers: 100 }))
)

const command = Command.make("sync-postgres", {
  live: Options.boolean("live").pipe(Options.withDescription("read the real organization"))
}, ({ live: isLive }) => Effect.provide(isLive ? live : simulated, database))

runMain(Command.run(command, { name: "sync-postgres", version: "0.1.0" })(process.argv))
