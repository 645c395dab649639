/**
 * Deactivates the users in a CSV file. `npx tsx examples/offboard.ts leavers.csv` only prints the changes, and with
 * `--apply` it makes them. If a run was killed, start the command again: it continues with its journal in tmp/offboard.
 *
 * It changes a simulated organization. With `--live` it changes the organization that PURECLOUD_ENVIRONMENT,
 * PURECLOUD_CLIENT_ID and PURECLOUD_SECRET specify.
 */
import { Args, Command, Options } from "@effect/cli"
import { FileSystem, KeyValueStore } from "@effect/platform"
import { NodeKeyValueStore } from "@effect/platform-node"
import { parse } from "csv-parse/sync"
import { Console, Data, Effect, Either, Hash, Layer, Schema, Stream } from "effect"
import * as NodeHttp from "effect-purecloud/NodeHttp"
import * as PureCloud from "effect-purecloud/PureCloud"
import * as Simulator from "effect-purecloud/Simulator"
import * as UserBulk from "effect-purecloud/UserBulk"
import * as Users from "effect-purecloud/Users"
import { runMain } from "./support/command.js"

const Leaver = Schema.Struct({
  email: Schema.Lowercase.pipe(Schema.pattern(/^[^\s@]+@[^\s@]+$/, { description: "an email address" })),
  name: Schema.String
})

class UnreadableCsv extends Data.TaggedError("UnreadableCsv")<{ readonly file: string; readonly cause: unknown }> {
  override get message() {
    return `${this.file} is not a CSV file: ${this.cause}`
  }
}

class NoSuchUser extends Data.TaggedError("NoSuchUser")<{ readonly email: string; readonly name: string }> {
  override get message() {
    return `${this.name}: no user has the email address ${this.email}`
  }
}

class Unfinished extends Data.TaggedError("Unfinished")<{ readonly left: number; readonly of: number }> {
  override get message() {
    return `${this.left} of ${this.of} users were not deactivated`
  }
}

const readLeavers = (file: string) =>
  Effect.gen(function*() {
    const fs = yield* FileSystem.FileSystem
    const text = yield* fs.readFileString(file)
    const rows = yield* Effect.try({
      try: (): unknown => parse(text, { bom: true, columns: true, skip_empty_lines: true, trim: true }),
      catch: (cause) => new UnreadableCsv({ file, cause })
    })
    return yield* Schema.decodeUnknown(Schema.Array(Leaver))(rows)
  })

/** Finds the user with the email address of a leaver. */
const findUser = ({ email, name }: typeof Leaver.Type) =>
  Users.postUsersSearch({
    body: {
      query: [
        { type: "EXACT", fields: ["email"], value: email },
        { type: "TERMS", fields: ["state"], values: ["active", "inactive"] }
      ]
    }
  }).pipe(
    Effect.flatMap(({ results }) => {
      const user = results.find((user) => user.email?.toLowerCase() === email)
      return user === undefined ? new NoSuchUser({ email, name }) : Effect.succeed(user)
    })
  )

const offboard = (file: string, apply: boolean) =>
  Effect.gen(function*() {
    const leavers = yield* readLeavers(file)
    const [unfound, users] = yield* Effect.partition(leavers, findUser, { concurrency: 4 })
    yield* Effect.forEach(unfound, ({ _tag, message }) =>
      Console.log(`${_tag === "NoSuchUser" ? "not found        " : "failed           "} ${message}`))

    // The name depends on the users, so the same users have the same journal in the next run.
    const hash = Hash.array(users.map(({ id }) =>
      id
    ))
    const journal = { name: `offboard-${hash}`, store: yield* KeyValueStore.KeyValueStore }
    const failures = yield* Stream.fromIterable(users).pipe(
      Stream.map(({ id }) => ({ userId: id, change: { state: "inactive" } })),
      UserBulk.patchAll({ dryRun: !apply, journal }),
      Stream.tap(({ intent, result }) =>
        Console.log(Either.match(result, {
          onLeft: ({ message }) => `failed            ${intent.userId}: ${message}`,
          onRight: ({ sent, user }) =>
            `${
              sent.length === 0 ? "already inactive " : apply ? "deactivated      " : "would deactivate "
            } ${user.name}`
        }))
      ),
      Stream.filter(({ result }) => Either.isLeft(result)),
      Stream.runCount
    )

    if (!apply) return yield* Console.log("No user was changed. Add --apply to deactivate these users.")
    // All outcomes have been printed. If the journal did not end, the next run would only print them again.
    yield* UserBulk.endJournal(journal)
    const left = unfound.length + failures
    if (left > 0) return yield* new Unfinished({ left, of: leavers.length })
  })

const live = PureCloud.layerConfig().pipe(Layer.provide(NodeHttp.layerConfig()))

const command = Command.make("offboard", {
  file: Args.file({ name: "file" }).pipe(Args.withDefault("examples/data/leavers.csv")),
  apply: Options.boolean("apply").pipe(
    Options.withDescription("deactivate the users; without it, only print the changes")
  ),
  live: Options.boolean("live").pipe(Options.withDescription("change the real organization"))
}, ({ apply, file, live: isLive }) =>
  offboard(file, apply).pipe(
    Effect.provide([
      isLive ? live : Simulator.layer({ users: 200, inactiveUsers: 5 }),
      NodeKeyValueStore.layerFileSystem("tmp/offboard")
    ])
  ))

runMain(Command.run(command, { name: "offboard", version: "0.1.0" })(process.argv))
