/**
 * Keeps a table of PostgreSQL in step with the users of an organisation. Each run writes what is new or has another
 * version than the table, and nothing else.
 *
 * `npx tsx examples/sync-postgres.ts` runs twice against a simulated organisation in which something happens in between.
 * With `--live` it runs once, for the organisation that PURECLOUD_ENVIRONMENT, PURECLOUD_CLIENT_ID and PURECLOUD_SECRET
 * name. The database is that of DATABASE_URL, or of PGHOST, PGPORT, PGUSER, PGPASSWORD and PGDATABASE.
 */
import type { SqlError } from "@effect/sql"
import { PgClient } from "@effect/sql-pg"
import { Array, Config, Console, Data, Effect, Layer, Stream } from "effect"
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
    return `PostgreSQL cannot be reached (${this.cause.cause}). Start one, as

  docker run --rm -p 127.0.0.1:5432:5432 -e POSTGRES_HOST_AUTH_METHOD=trust postgres

or say where one is, by DATABASE_URL or by PGHOST, PGPORT, PGUSER, PGPASSWORD and PGDATABASE.`
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

// -------------------------------------------------------------------------------------------------------------- sync

/** Brings a table up to date, and counts what that took. */
const sync = (name: string) =>
  Effect.gen(function*() {
    const sql = yield* PgClient.PgClient
    const table = sql(name)
    yield* sql`
      CREATE TABLE IF NOT EXISTS ${table} (
        id text PRIMARY KEY,
        version integer NOT NULL,
        state text NOT NULL,
        name text,
        email text,
        data jsonb NOT NULL,
        synced_at timestamptz NOT NULL DEFAULT now()
      )`

    /** Writes, in one transaction, those whom the table does not have in this version. */
    const write = (users: Iterable<User.User>) => {
      const rows = Array.map(Array.fromIterable(users), (user) => ({
        id: user.id,
        version: user.version ?? 0,
        state: user.state ?? "active",
        name: user.name ?? null,
        email: user.email ?? null,
        data: sql.json(user)
      }))
      return sql.withTransaction(sql<{ readonly outcome: "created" | "changed" | "deleted" }>`
        INSERT INTO ${table} AS held ${sql.insert(rows)}
        ON CONFLICT (id) DO UPDATE SET
          version = excluded.version,
          state = excluded.state,
          name = excluded.name,
          email = excluded.email,
          data = excluded.data,
          synced_at = now()
        WHERE (held.version, held.state) IS DISTINCT FROM (excluded.version, excluded.state)
        RETURNING CASE
          WHEN held.xmax = 0 THEN 'created' -- no transaction has marked a row that was inserted
          WHEN held.state = 'deleted' THEN 'deleted'
          ELSE 'changed'
        END AS outcome`)
    }

    const seen = new Set<string>()
    const listed = Stream.concat(
      Users.getUsers.items({ state: "active" }, { pageSize: 500 }),
      Users.getUsers.items({ state: "inactive" }, { pageSize: 500 })
    ).pipe(
      // Who changes sides meanwhile is in both.
      Stream.filter(({ id }) => seen.size < seen.add(id).size)
    )

    // Who is in neither was deleted, or changed sides at a bad moment: asked for together, up to 100 a request.
    const missing = sql<{ readonly id: string }>`SELECT id FROM ${table} WHERE state <> 'deleted'`.pipe(
      Effect.map(Array.filter(({ id }) => !seen.has(id))),
      Effect.flatMap(Effect.forEach(({ id }) =>
        UserLookup.lookup(id, { state: "any" }).pipe(
          // Who is forgotten altogether leaves no data here either.
          Effect.catchTag("PureCloudNotFound", () => Effect.succeed<User.User>({ id, state: "deleted" }))
        ), { batching: true }))
    )

    const counts = yield* Stream.concat(listed, Stream.fromIterableEffect(missing)).pipe(
      Stream.grouped(500),
      Stream.mapConcatEffect(write),
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

/** What happens in a day. */
const day = Effect.gen(function*() {
  const { entities: [promoted, moved, left] } = yield* Users.getUsers()
  yield* Users.postUsers({ body: { name: "Ada Byron", email: "ada.byron@simulated.example" } })
  if (promoted) yield* UserUpdate.update(promoted.id, { title: "Chief Analyst" })
  if (moved) yield* UserUpdate.update(moved.id, { state: "inactive" })
  if (left) yield* Users.deleteUser({ userId: left.id })
})

const simulated = Effect.gen(function*() {
  const sql = yield* PgClient.PgClient
  const table = "purecloud_users_simulated"
  yield* sql`DROP TABLE IF EXISTS ${sql(table)}`
  yield* sync(table)
  yield* day
  const { now } = yield* sql<{ readonly now: Date }>`SELECT now()`.pipe(Effect.flatMap(Array.head))
  yield* sync(table)
  const rows = yield* sql<{ readonly line: string }>`
    SELECT name || ', ' || state || ', version ' || version AS line FROM ${sql(table)}
    WHERE synced_at > ${now} ORDER BY name`
  yield* Effect.forEach(rows, ({ line }) => Console.log(`  ${line}`))
}).pipe(
  Effect.provide(Simulator.layer({ users: 2000, inactiveUsers: 100 }))
)

const program = process.argv.includes("--live") ? live : simulated

runMain(Effect.provide(program, database))
