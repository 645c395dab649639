/**
 * Onboards newcomers: each gets an account, skills, languages, queues, roles and an invitation.
 *
 * First, a plan is made for each newcomer. A plan is a value. Then the plan is carried out, except in a dry run. A plan
 * has only the steps that are still missing, so if a newcomer failed half-way, the program can be run again with the
 * same input.
 */
import { Chunk, Context, Data, Effect, Either, Layer, Option, Schedule, Schema, Stream } from "effect"
import * as Catalog from "effect-purecloud/Catalog"
import type * as User from "effect-purecloud/models/User"
import * as Permissions from "effect-purecloud/Permissions"
import type { PureCloud } from "effect-purecloud/PureCloud"
import type { PureCloudError, UnresolvedNames } from "effect-purecloud/PureCloudError"
import * as Users from "effect-purecloud/Users"
import * as UserUpdate from "effect-purecloud/UserUpdate"

// ------------------------------------------------------------------------------------------------------------ models

const Name = Schema.NonEmptyTrimmedString
const NameList = Schema.optionalWith(Schema.Array(Name), { exact: true, default: () => [] })
/** Proficiencies from 0 to 5, by the name of the skill or language. */
const Proficiencies = Schema.optionalWith(
  Schema.Record({ key: Name, value: Schema.Number.pipe(Schema.between(0, 5)) }),
  { exact: true, default: () => ({}) }
)

/** A newcomer in the input. */
export const Newcomer = Schema.Struct({
  name: Name,
  email: Schema.Lowercase.pipe(Schema.pattern(/^[^\s@]+@[^\s@]+$/, { description: "an email address" })),
  title: Name,
  skills: Proficiencies,
  languages: Proficiencies,
  queues: NameList,
  roles: NameList,
  /** Division of a new account, in which the roles apply too. */
  division: Schema.optionalWith(Name, { exact: true, default: () => "Home" })
}).annotations({ identifier: "Newcomer" })
export type Newcomer = typeof Newcomer.Type

/** A list of newcomers with different email addresses. */
export const Newcomers = Schema.Array(Newcomer).pipe(
  Schema.filter((newcomers) =>
    new Set(newcomers.map(({ email }) => email)).size === newcomers.length ||
    "two newcomers have the same email address"
  )
)

/** How a newcomer gets an account: it is created, restored after a deletion, or exists already. */
export type Arrival =
  | { readonly _tag: "Create"; readonly divisionId: string; readonly userId?: string }
  | { readonly _tag: "Restore"; readonly userId: string }
  | { readonly _tag: "Keep"; readonly userId: string }

/** A newcomer who has an account. */
export type Arrived = Arrival & { readonly userId: string }

/** A step of a plan. Its Effect does nothing until it is run. */
export interface Step {
  readonly what: string
  readonly run: (userId: string) => Effect.Effect<unknown, PureCloudError, PureCloud>
}

/** The steps that are missing for a newcomer. */
export interface Plan {
  readonly newcomer: Newcomer
  readonly arrival: Arrival
  readonly steps: ReadonlyArray<Step>
}

/** The outcome for a newcomer: the plan that was carried out (or only made, in a dry run), or the problem. */
export interface Outcome {
  readonly newcomer: Newcomer
  readonly result: Either.Either<Pick<Plan, "arrival" | "steps">, Problem>
}

// ------------------------------------------------------------------------------------------------------------ errors

/** Another user has the email address. */
export class EmailTaken extends Data.TaggedError("EmailTaken")<{ readonly email: string; readonly holder: string }> {
  override get message() {
    return `${this.email} belongs to ${this.holder}`
  }
}

/** The OAuth client has none of the permissions that a step needs. */
export class NotAllowed extends Data.TaggedError("NotAllowed")<{
  readonly step: string
  readonly permissions: ReadonlyArray<string>
}> {
  override get message() {
    return `not allowed to ${this.step}: the OAuth client needs ${this.permissions.join(" or ")}`
  }
}

/** The response to the creation was lost, and a search finds no user with the email address. */
export class InDoubt extends Data.TaggedError("InDoubt")<{ readonly email: string; readonly cause: PureCloudError }> {
  override get message() {
    return `it is unknown whether ${this.email} was created; search for it again later (${this.cause.message})`
  }
}

/** A step failed for another reason. The steps before it are done. */
export class StepFailed extends Data.TaggedError("StepFailed")<{
  readonly step: string
  readonly cause: PureCloudError
}> {
  override get message() {
    return `could not ${this.step}: ${this.cause.message}`
  }
}

/** The reasons why a newcomer was not onboarded. If a name is unknown, nothing was changed. */
export type Problem = UnresolvedNames | EmailTaken | NotAllowed | InDoubt | StepFailed

/** Converts an error of the client to the error of a step. */
const failed = (step: string) => (cause: PureCloudError): NotAllowed | StepFailed =>
  cause._tag === "PureCloudForbidden"
    ? new NotAllowed({ step, permissions: cause.missing.length > 0 ? cause.missing : cause.required.permissions })
    : new StepFailed({ step, cause })

// ---------------------------------------------------------------------------------------------------------- planning

/** Finds the user with an email address. Deleted users keep their addresses, and a search finds them only by state. */
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

const arrivalOf = (
  newcomer: Newcomer,
  holder: Option.Option<User.User>,
  divisionId: string
): Either.Either<Arrival, EmailTaken> =>
  Option.match(holder, {
    onNone: () => Either.right({ _tag: "Create", divisionId }),
    onSome: ({ id, name = id, state }) =>
      name !== newcomer.name
        ? Either.left(new EmailTaken({ email: newcomer.email, holder: name }))
        : Either.right({ _tag: state === "deleted" ? "Restore" : "Keep", userId: id })
  })

type Kind = "skills" | "languages" | "queues" | "roles" | "divisions"

/**
 * The ids of skills, languages, queues, roles and divisions by name. The input of the application has names, but the
 * Users API needs ids. They are read once, when the layer is built.
 */
export class Names extends Context.Tag("onboarding/Names")<Names, Catalog.Index<Kind>>() {
  static readonly layer = Layer.effect(this, Catalog.readIndex("skills", "languages", "queues", "roles", "divisions"))
}

/** Returns the ids of the names in the input. */
const idsOf = ({ division, languages, queues, roles, skills }: Newcomer) =>
  Effect.flatMap(Names, (names) =>
    names.resolve({
      skills: Object.keys(skills),
      languages: Object.keys(languages),
      queues,
      roles,
      divisions: [division]
    }))

type Listed = Stream.Stream<{ readonly id?: string | undefined }, PureCloudError, PureCloud>

const idSet = (listed: Listed) =>
  Effect.map(Stream.runCollect(listed), (all) => new Set(Chunk.toReadonlyArray(all).map(({ id }) => id)))

const rolesOf = (userId: string) =>
  Effect.map(Users.getUserRoles({ userId }), ({ roles = [] }) => new Set(roles.map(({ id }) => id)))

/** Reads the skills, languages, queues and roles that an existing user already has. */
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

interface Proficiency extends Catalog.Entity {
  readonly proficiency: number
}

const withProficiency = (
  entities: ReadonlyArray<Catalog.Entity>,
  proficiencies: { readonly [name: string]: number }
): ReadonlyArray<Proficiency> => entities.map((each) => ({ ...each, proficiency: proficiencies[each.name] ?? 0 }))

const listOf = (all: ReadonlyArray<Proficiency>) =>
  all.map(({ name, proficiency }) => `${name} (${proficiency})`).join(", ")

const toPost = ({ id, proficiency }: Proficiency) => ({ id, proficiency })

/** Makes the plan for a newcomer. Changes nothing. */
export const plan = (newcomer: Newcomer): Effect.Effect<Plan, Problem, Names | PureCloud> =>
  Effect.gen(function*() {
    const wanted = yield* idsOf(newcomer)
    const holder = yield* Effect.mapError(holderOf(newcomer.email), failed("search for the email address"))
    const [{ id: divisionId }] = wanted.divisions
    const arrival = yield* arrivalOf(newcomer, holder, divisionId)
    const held = yield* Effect.mapError(heldBy(arrival), failed("read the existing user"))
    const missing = (kind: Exclude<Kind, "divisions">) => wanted[kind].filter(({ id }) => !held[kind].has(id))
    const steps: Array<Step> = []
    const add = (what: string, run: Step["run"]) => steps.push({ what, run })

    if (Option.exists(holder, ({ title }) => title !== newcomer.title)) {
      add(`set the title ${newcomer.title}`, (userId) => UserUpdate.update(userId, { title: newcomer.title }))
    }
    const skills = withProficiency(missing("skills"), newcomer.skills)
    if (skills.length > 0) {
      add(`give the skills ${listOf(skills)}`, (userId) => UserUpdate.addSkills(userId, skills.map(toPost)))
    }
    const languages = withProficiency(missing("languages"), newcomer.languages)
    if (languages.length > 0) {
      add(`give the languages ${listOf(languages)}`, (userId) => UserUpdate.addLanguages(userId, languages.map(toPost)))
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
      add(
        `give the roles ${roles.map(({ name }) => name).join(", ")}`,
        (userId) => UserUpdate.addRoles(userId, roles.map(({ id }) => ({ roleId: id, divisionId })))
      )
    }
    if (!held.invited) add("send the invitation", (userId) => Users.postUserInvite({ userId }))
    return { newcomer, arrival, steps }
  })

// ------------------------------------------------------------------------------------------------------ carrying out

/** Creates, restores or keeps the account of a newcomer. */
const arrive = (newcomer: Newcomer, arrival: Arrival): Effect.Effect<Arrived, Problem, PureCloud> => {
  const { email, name, title } = newcomer
  switch (arrival._tag) {
    case "Create":
      return Users.postUsers({ body: { email, name, title, divisionId: arrival.divisionId } }).pipe(
        Effect.map(({ id }): Arrived => ({ ...arrival, userId: id })),
        Effect.catchAll((error) =>
          error._tag === "PureCloudConflict" || mayBeDone(error)
            ? settle(newcomer, arrival.divisionId, error)
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

/** Whether the user may have been created although the request failed. */
const mayBeDone = (error: PureCloudError): boolean => {
  switch (error._tag) {
    case "PureCloudTransportError":
      return !error.isNotSent
    case "PureCloudRequestTimeout":
    case "PureCloudServerError":
    case "PureCloudUnexpectedResponse":
    case "PureCloudDecodeError":
      return true
    default:
      return false
  }
}

/** Searches for the email address, to find out whether the user was created. The creation is never sent again. */
const settle = (newcomer: Newcomer, divisionId: string, cause: PureCloudError) =>
  Effect.gen(function*() {
    const { email } = newcomer
    const holder = yield* Effect.mapError(searchAgain(email), failed("search for the email address"))
    if (Option.isSome(holder)) return yield* arrive(newcomer, yield* arrivalOf(newcomer, holder, divisionId))
    return yield* cause._tag === "PureCloudConflict" ? failed("create the user")(cause) : new InDoubt({ email, cause })
  })

/** Searches for an email address for two minutes, because the search index is updated with a delay. */
const searchAgain = (email: string) =>
  holderOf(email).pipe(
    Effect.flatten,
    Effect.retry({
      while: ({ _tag }) => _tag === "NoSuchElementException",
      schedule: Schedule.spaced("5 seconds"),
      times: 24
    }),
    Effect.optionFromOptional
  )

/** Carries out a plan. */
export const carryOut = ({ arrival, newcomer, steps }: Plan): Effect.Effect<Arrived, Problem, PureCloud> =>
  Effect.gen(function*() {
    const arrived = yield* arrive(newcomer, arrival)
    for (const { run, what } of steps) {
      yield* run(arrived.userId).pipe(
        // Some parts of the service find a new user only after some seconds. A request that failed with NotFound
        // changed nothing.
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

/** Onboards newcomers, four at a time. If one newcomer has a problem, the others are onboarded nevertheless. */
export const onboard = (
  newcomers: ReadonlyArray<Newcomer>,
  { dryRun = false }: { readonly dryRun?: boolean } = {}
): Effect.Effect<ReadonlyArray<Outcome>, never, Names | PureCloud> =>
  Effect.forEach(newcomers, (newcomer) =>
    plan(newcomer).pipe(
      Effect.flatMap((plan) =>
        dryRun ? Effect.succeed(plan) : Effect.map(carryOut(plan), (arrival) => ({ ...plan, arrival }))
      ),
      Effect.either,
      Effect.map((result): Outcome => ({ newcomer, result }))
    ), { concurrency: 4 })

/** The permissions that the application needs: one permission of each set. */
export const permissions = Permissions.required(
  Users.postUsersSearch,
  Users.postUsers,
  Users.getUser,
  Users.patchUser,
  Users.getUserRoutingskills,
  Users.patchUserRoutingskillsBulk,
  Users.getUserRoutinglanguages,
  Users.patchUserRoutinglanguagesBulk,
  Users.getUserQueues,
  Users.patchUserQueues,
  Users.getUserRoles,
  Users.postAuthorizationSubjectBulkadd,
  Users.postUserInvite,
  Catalog.getRoutingSkills,
  Catalog.getRoutingLanguages,
  Catalog.getRoutingQueues,
  Catalog.getAuthorizationRoles,
  Catalog.getAuthorizationDivisions
)

const descriptions = {
  Create: "new account",
  Restore: "restored account",
  Keep: "existing account"
}

/** Describes the outcomes. */
export const summary = (outcomes: ReadonlyArray<Outcome>): string => {
  const blocks = outcomes.map(({ newcomer: { email, name }, result }) =>
    Either.match(result, {
      onLeft: (problem) => `${name} <${email}>: FAILED\n  ${problem.message}\n`,
      onRight: ({ arrival, steps }) =>
        [`${name} <${email}>: ${descriptions[arrival._tag]}`, ...steps.map(({ what }) => `  ${what}`), ""].join("\n")
    })
  )
  const failures = outcomes.filter(({ result }) => Either.isLeft(result)).length
  return `${blocks.join("")}${outcomes.length - failures} of ${outcomes.length} newcomers`
}
