/**
 * Brings newcomers aboard: each gets an account, skills, languages, queues, roles and an invitation.
 *
 * What is to be done is found out first: a plan, which is a value. A dry run ends there. A plan has only what is
 * missing, so who failed half-way is simply onboarded once more.
 */
import { Chunk, Data, Effect, Either, Option, Schedule, Schema, Stream } from "effect"
import type * as User from "effect-purecloud/models/User"
import * as Permissions from "effect-purecloud/Permissions"
import type { PureCloud } from "effect-purecloud/PureCloud"
import type { PureCloudError } from "effect-purecloud/PureCloudError"
import * as Users from "effect-purecloud/Users"
import * as UserUpdate from "effect-purecloud/UserUpdate"
import * as Catalog from "./Catalog.js"

// ------------------------------------------------------------------------------------------------------------ models

const Name = Schema.NonEmptyTrimmedString
const Names = Schema.optionalWith(Schema.Array(Name), { exact: true, default: () => [] })
/** How well somebody does something, by its name: 0 to 5. */
const Proficiencies = Schema.optionalWith(
  Schema.Record({ key: Name, value: Schema.Number.pipe(Schema.between(0, 5)) }),
  { exact: true, default: () => ({}) }
)

/** Who is to come, and what for. */
export const Newcomer = Schema.Struct({
  name: Name,
  email: Schema.Lowercase.pipe(Schema.pattern(/^[^\s@]+@[^\s@]+$/, { description: "an email address" })),
  title: Name,
  skills: Proficiencies,
  languages: Proficiencies,
  queues: Names,
  roles: Names
}).annotations({ identifier: "Newcomer" })
export type Newcomer = typeof Newcomer.Type

/** A list of newcomers, each with an address of their own. */
export const Newcomers = Schema.Array(Newcomer).pipe(
  Schema.filter((newcomers) =>
    new Set(newcomers.map(({ email }) => email)).size === newcomers.length || "two newcomers with one email address"
  )
)

/** How a newcomer gets an account: a new one, the one that was deleted, or the one that is there already. */
export type Arrival =
  | { readonly _tag: "Create"; readonly userId?: string }
  | { readonly _tag: "Restore"; readonly userId: string }
  | { readonly _tag: "Keep"; readonly userId: string }

/** A newcomer who has an account. */
export type Arrived = Arrival & { readonly userId: string }

/** Something to be done for a user, and how. As an Effect it is only said here: nothing happens until it is run. */
export interface Step {
  readonly what: string
  readonly run: (userId: string) => Effect.Effect<unknown, PureCloudError, PureCloud>
}

/** What is to be done for a newcomer. */
export interface Plan {
  readonly newcomer: Newcomer
  readonly arrival: Arrival
  readonly steps: ReadonlyArray<Step>
}

/** What became of a newcomer: what was done, or in a dry run would be. */
export interface Outcome {
  readonly newcomer: Newcomer
  readonly result: Either.Either<Pick<Plan, "arrival" | "steps">, Problem>
}

// ------------------------------------------------------------------------------------------------------------ errors

/** The organisation has no such skills, languages, queues or roles. Nothing was done. */
export class UnknownNames extends Data.TaggedError("UnknownNames")<{ readonly names: ReadonlyArray<string> }> {
  override get message() {
    return `the organisation does not have ${this.names.join(", ")}`
  }
}

/** Somebody else has the address. */
export class EmailTaken extends Data.TaggedError("EmailTaken")<{ readonly email: string; readonly holder: string }> {
  override get message() {
    return `${this.email} belongs to ${this.holder}`
  }
}

/** The OAuth client may not do this: its roles need one of the permissions. */
export class NotAllowed extends Data.TaggedError("NotAllowed")<{
  readonly step: string
  readonly permissions: ReadonlyArray<string>
}> {
  override get message() {
    return `may not ${this.step}: the OAuth client needs ${this.permissions.join(" or ")}`
  }
}

/** The answer to the creation was lost, and nobody with the address is found. */
export class InDoubt extends Data.TaggedError("InDoubt")<{ readonly email: string; readonly cause: PureCloudError }> {
  override get message() {
    return `nobody knows whether ${this.email} was created; look again later (${this.cause.message})`
  }
}

/** Anything else that stopped a step. Those before it are done. */
export class StepFailed extends Data.TaggedError("StepFailed")<{
  readonly step: string
  readonly cause: PureCloudError
}> {
  override get message() {
    return `could not ${this.step}: ${this.cause.message}`
  }
}

/** Whatever can keep a newcomer out. */
export type Problem = UnknownNames | EmailTaken | NotAllowed | InDoubt | StepFailed

/** An error of the service, as one of this application. */
const failed = (step: string) => (cause: PureCloudError): NotAllowed | StepFailed =>
  cause._tag === "PureCloudForbidden"
    ? new NotAllowed({ step, permissions: cause.missing.length > 0 ? cause.missing : cause.required.permissions })
    : new StepFailed({ step, cause })

// ---------------------------------------------------------------------------------------------------------- planning

/** Whoever has an address. Deleted users keep theirs, and are found by their state only. */
const holderOf = (email: string) =>
  Users.postUsersSearch({
    body: {
      query: [
        { type: "EXACT", fields: ["email"], value: email },
        { type: "TERMS", fields: ["state"], values: ["active", "inactive", "deleted"] }
      ]
    }
  }).pipe(
    Effect.map(({ results }) => Option.fromNullable(results[0]))
  )

const arrivalOf = (newcomer: Newcomer, holder: Option.Option<User.User>): Either.Either<Arrival, EmailTaken> =>
  Option.match(holder, {
    onNone: () => Either.right({ _tag: "Create" }),
    onSome: ({ id, name = id, state }) =>
      name !== newcomer.name
        ? Either.left(new EmailTaken({ email: newcomer.email, holder: name }))
        : Either.right({ _tag: state === "deleted" ? "Restore" : "Keep", userId: id })
  })

/** The ids of a newcomer's names. */
const idsOf = (newcomer: Newcomer) =>
  Effect.flatMap(Catalog.Catalog, (catalog) => {
    const unknown: Array<string> = []
    const find = (kind: Catalog.Kind, names: ReadonlyArray<string>) =>
      names.flatMap((name) => {
        const id = catalog[kind].get(name)
        if (id !== undefined) return [{ id, name }]
        unknown.push(`${name} (${kind})`)
        return []
      })
    const found = {
      skills: find("skills", Object.keys(newcomer.skills)),
      languages: find("languages", Object.keys(newcomer.languages)),
      queues: find("queues", newcomer.queues),
      roles: find("roles", newcomer.roles)
    }
    return unknown.length > 0 ? new UnknownNames({ names: unknown }) : Effect.succeed(found)
  })

type Listed = Stream.Stream<{ readonly id?: string | undefined }, PureCloudError, PureCloud>

const idSet = (listed: Listed) =>
  Effect.map(Stream.runCollect(listed), (all) => new Set(Chunk.toReadonlyArray(all).map(({ id }) => id)))

const rolesOf = (userId: string) =>
  Effect.map(Users.getUserRoles({ userId }), ({ roles = [] }) => new Set(roles.map(({ id }) => id)))

/** What somebody who is there has already. */
const heldBy = (arrival: Arrival) => {
  if (arrival._tag !== "Keep") {
    const none: ReadonlySet<string | undefined> = new Set()
    return Effect.succeed({ skills: none, languages: none, queues: none, roles: none, invited: false })
  }
  const { userId } = arrival
  return Effect.all({
    skills: idSet(Users.getUserRoutingskills.items({ userId })),
    languages: idSet(Users.getUserRoutinglanguages.items({ userId })),
    queues: idSet(Users.getUserQueues.items({ userId, joined: true })),
    roles: rolesOf(userId),
    invited: Effect.map(
      Users.getUser({ userId, expand: ["dateWelcomeSent"] }),
      ({ dateWelcomeSent }) => dateWelcomeSent !== undefined
    )
  }, { concurrency: "unbounded" })
}

/** Says what is to be done. It reads, and writes nothing. */
export const plan = (newcomer: Newcomer): Effect.Effect<Plan, Problem, Catalog.Catalog | PureCloud> =>
  Effect.gen(function*() {
    const wanted = yield* idsOf(newcomer)
    const holder = yield* Effect.mapError(holderOf(newcomer.email), failed("look the address up"))
    const arrival = yield* arrivalOf(newcomer, holder)
    const held = yield* Effect.mapError(heldBy(arrival), failed("see what is there already"))
    const missing = (kind: Catalog.Kind) => wanted[kind].filter(({ id }) => !held[kind].has(id))
    const steps: Array<Step> = []
    const add = (what: string, run: Step["run"]) => steps.push({ what, run })

    if (Option.exists(holder, ({ title }) => title !== newcomer.title)) {
      add(`set the title ${newcomer.title}`, (userId) => UserUpdate.update(userId, { title: newcomer.title }))
    }
    for (const { id, name } of missing("skills")) {
      const proficiency = newcomer.skills[name] ?? 0
      add(
        `give the skill ${name} (${proficiency})`,
        (userId) => Users.postUserRoutingskills({ userId, body: { id, proficiency } })
      )
    }
    for (const { id, name } of missing("languages")) {
      const proficiency = newcomer.languages[name] ?? 0
      add(
        `give the language ${name} (${proficiency})`,
        (userId) => Users.postUserRoutinglanguages({ userId, body: { id, proficiency } })
      )
    }
    const queues = missing("queues")
    if (queues.length > 0) {
      add(
        `join ${queues.map(({ name }) => name).join(", ")}`,
        (userId) => Users.patchUserQueues({ userId, body: queues.map(({ id }) => ({ id, joined: true })) })
      )
    }
    const roles = missing("roles")
    if (roles.length > 0) {
      // A PUT takes away what it leaves out, so it has the roles that are held too.
      add(
        `give the roles ${roles.map(({ name }) => name).join(", ")}`,
        (userId) =>
          Effect.flatMap(
            rolesOf(userId),
            (held) => Users.putUserRoles({ userId, body: [...held, ...roles.map(({ id }) => id)] })
          )
      )
    }
    if (!held.invited) add("send the invitation", (userId) => Users.postUserInvite({ userId }))
    return { newcomer, arrival, steps }
  })

// ------------------------------------------------------------------------------------------------------ carrying out

/** Gives a newcomer an account. */
const arrive = (newcomer: Newcomer, arrival: Arrival): Effect.Effect<Arrived, Problem, PureCloud> => {
  const { email, name, title } = newcomer
  switch (arrival._tag) {
    case "Create":
      return Users.postUsers({ body: { email, name, title } }).pipe(
        Effect.map(({ id }): Arrived => ({ _tag: "Create", userId: id })),
        Effect.catchAll((error) =>
          error._tag === "PureCloudConflict" || mayBeDone(error)
            ? settle(newcomer, error)
            : failed("create the user")(error)
        )
      )
    case "Restore":
      return UserUpdate.update(arrival.userId, { state: "active" }, { state: "deleted" }).pipe(
        Effect.mapBoth({ onFailure: failed("restore the user"), onSuccess: () => arrival })
      )
    case "Keep":
      return Effect.succeed(arrival)
  }
}

/** Whether the user may have been created all the same: the answer was lost, or made no sense. */
const mayBeDone = (error: PureCloudError): boolean => {
  switch (error._tag) {
    case "PureCloudTransportError":
      return error.reason !== "Connect"
    case "PureCloudRequestTimeout":
    case "PureCloudServerError":
    case "PureCloudUnexpectedResponse":
    case "PureCloudDecodeError":
      return true
    default:
      return false
  }
}

/** Finds out by the address what became of a creation. To create once more would be no way to find out. */
const settle = (newcomer: Newcomer, cause: PureCloudError) =>
  Effect.gen(function*() {
    const { email } = newcomer
    const holder = yield* Effect.mapError(lookOut(email), failed("look the address up"))
    if (Option.isSome(holder)) return yield* arrive(newcomer, yield* arrivalOf(newcomer, holder))
    return yield* cause._tag === "PureCloudConflict" ? failed("create the user")(cause) : new InDoubt({ email, cause })
  })

/** Whoever has an address, or will be found in a while: searches can lag minutes behind. */
const lookOut = (email: string) =>
  holderOf(email).pipe(
    Effect.flatten,
    Effect.retry({
      while: ({ _tag }) => _tag === "NoSuchElementException",
      schedule: Schedule.spaced("5 seconds"),
      times: 24
    }),
    Effect.optionFromOptional
  )

/** Carries a plan out. */
export const carryOut = ({ arrival, newcomer, steps }: Plan): Effect.Effect<Arrived, Problem, PureCloud> =>
  Effect.gen(function*() {
    const arrived = yield* arrive(newcomer, arrival)
    for (const { run, what } of steps) {
      yield* run(arrived.userId).pipe(
        // Who was created a moment ago is not known everywhere at once. Where nobody was found nothing was done.
        Effect.retry({
          while: ({ _tag }) => _tag === "PureCloudNotFound",
          schedule: Schedule.spaced("2 seconds"),
          times: 10
        }),
        Effect.mapError(failed(what))
      )
    }
    return arrived
  })

/** Onboards newcomers, a few at a time. What goes wrong with one is told in the outcome, and stops no other. */
export const onboard = (
  newcomers: ReadonlyArray<Newcomer>,
  { dryRun = false }: { readonly dryRun?: boolean } = {}
): Effect.Effect<ReadonlyArray<Outcome>, never, Catalog.Catalog | PureCloud> =>
  Effect.forEach(newcomers, (newcomer) =>
    plan(newcomer).pipe(
      Effect.flatMap((plan) =>
        dryRun ? Effect.succeed(plan) : Effect.map(carryOut(plan), (arrival) => ({ ...plan, arrival }))
      ),
      Effect.either,
      Effect.map((result): Outcome => ({ newcomer, result }))
    ), { concurrency: 4 })

/** What a role for this application has to grant: of each set one permission. */
export const permissions = Permissions.required(
  Users.postUsersSearch,
  Users.postUsers,
  Users.getUser,
  Users.patchUser,
  Users.getUserRoutingskills,
  Users.postUserRoutingskills,
  Users.getUserRoutinglanguages,
  Users.postUserRoutinglanguages,
  Users.getUserQueues,
  Users.patchUserQueues,
  Users.getUserRoles,
  Users.putUserRoles,
  Users.postUserInvite,
  ...Object.values(Catalog.endpoints)
)

const words = {
  Create: "a new account",
  Restore: "the old account, restored with what it had",
  Keep: "the account that is there"
}

/** The outcomes in words. */
export const summary = (outcomes: ReadonlyArray<Outcome>): string => {
  const blocks = outcomes.map(({ newcomer: { email, name }, result }) =>
    Either.match(result, {
      onLeft: (problem) => `${name} <${email}>: FAILED\n  ${problem.message}\n`,
      onRight: ({ arrival, steps }) =>
        [`${name} <${email}>: ${words[arrival._tag]}`, ...steps.map(({ what }) => `  ${what}`), ""].join("\n")
    })
  )
  const failures = outcomes.filter(({ result }) => Either.isLeft(result)).length
  return `${blocks.join("")}${outcomes.length - failures} of ${outcomes.length} newcomers`
}
