/**
 * Brings new colleagues aboard: each is to be able to do what a colleague named as an example can do.
 *
 * First it is read what is to be done: a plan, which is a plain value. A dry run shows it; carrying it out goes through
 * its steps one after the other, and who failed half-way can be taken up again, because a plan has only what is missing.
 */
import { Data, Effect, Stream } from "effect"
import type * as User from "effect-purecloud/models/User"
import type * as PureCloud from "effect-purecloud/PureCloud"
import type * as PureCloudError from "effect-purecloud/PureCloudError"
import * as UserOps from "effect-purecloud/UserOps"
import * as Users from "effect-purecloud/Users"

/** Who is to come. */
export interface Newcomer {
  readonly name: string
  readonly email: string
  readonly title: string
  /** Email address of the colleague whose work it is. */
  readonly like: string
}

/** One thing to do. */
export type Step =
  | { readonly _tag: "Create" }
  /** The address is held by a user who was deleted: that one is brought back. */
  | { readonly _tag: "Restore"; readonly userId: string }
  | { readonly _tag: "Describe" }
  | { readonly _tag: "Skill"; readonly id: string; readonly name: string; readonly proficiency: number }
  | { readonly _tag: "Language"; readonly id: string; readonly name: string; readonly proficiency: number }
  | { readonly _tag: "Queues"; readonly ids: ReadonlyArray<string>; readonly names: ReadonlyArray<string> }
  | { readonly _tag: "Roles"; readonly ids: ReadonlyArray<string>; readonly names: ReadonlyArray<string> }
  | { readonly _tag: "Invite" }

/** What is to be done for a newcomer. */
export interface Plan {
  readonly newcomer: Newcomer
  /** Where the user is there already. */
  readonly userId: string | undefined
  readonly department: string | undefined
  readonly manager: string | undefined
  readonly steps: ReadonlyArray<Step>
}

/** Nobody active has the address of the colleague to learn from. */
export class NoSuchColleague extends Data.TaggedError("NoSuchColleague")<{ readonly email: string }> {}

/** Somebody else has the newcomer's address. */
export class AddressTaken extends Data.TaggedError("AddressTaken")<{
  readonly email: string
  readonly holder: string
}> {}

/** A step failed. Those before it are done; a new plan goes on from there. */
export class StepFailed extends Data.TaggedError("StepFailed")<{
  readonly newcomer: Newcomer
  readonly step: Step
  readonly cause: PureCloudError.PureCloudError
}> {}

/** Whoever has an address, in whatever state. Deleted users keep theirs. */
const findByEmail = (email: string) =>
  Effect.map(
    Users.postUsersSearch({
      body: {
        query: [
          { type: "EXACT", fields: ["email"], value: email },
          { type: "TERMS", fields: ["state"], values: ["active", "inactive", "deleted"] }
        ]
      }
    }),
    ({ results }): User.User | undefined => results[0]
  )

/** What somebody can do. */
const abilities = (userId: string) =>
  Effect.all({
    skills: Stream.runCollect(Users.getUserRoutingskills.items({ userId })),
    languages: Stream.runCollect(Users.getUserRoutinglanguages.items({ userId })),
    queues: Stream.runCollect(Users.getUserQueues.items({ userId, joined: true })),
    roles: Effect.map(Users.getUserRoles({ userId }), ({ roles = [] }) => roles)
  }, { concurrency: "unbounded" })

/** Says what is to be done, and does none of it. */
export const plan = (
  newcomer: Newcomer
): Effect.Effect<Plan, NoSuchColleague | AddressTaken | PureCloudError.PureCloudError, PureCloud.PureCloud> =>
  Effect.gen(function*() {
    const colleague = yield* findByEmail(newcomer.like)
    if (colleague?.state !== "active") return yield* new NoSuchColleague({ email: newcomer.like })
    const holder = yield* findByEmail(newcomer.email)
    if (holder !== undefined && holder.state !== "deleted" && holder.name !== newcomer.name) {
      return yield* new AddressTaken({ email: newcomer.email, holder: holder.name ?? holder.id })
    }

    const wanted = yield* abilities(colleague.id)
    const isThere = holder !== undefined && holder.state !== "deleted"
    const held = isThere ? yield* abilities(holder.id) : { skills: [], languages: [], queues: [], roles: [] }
    const missing = <A extends { readonly id?: string | undefined }>(wanted: Iterable<A>, held: Iterable<A>) => {
      const ids = new Set([...held].map(({ id }) => id))
      return [...wanted].flatMap((each) => each.id === undefined || ids.has(each.id) ? [] : [{ ...each, id: each.id }])
    }

    const queues = missing(wanted.queues, held.queues)
    const roles = missing(wanted.roles, held.roles)
    const names = (all: ReadonlyArray<{ readonly name?: string | undefined }>) => all.map(({ name = "?" }) => name)
    const manager = colleague.manager?.id
    return {
      newcomer,
      userId: holder?.id,
      department: colleague.department,
      manager,
      steps: [
        ...(holder === undefined ? [{ _tag: "Create" } as const] : []),
        ...(holder?.state === "deleted" ? [{ _tag: "Restore", userId: holder.id } as const] : []),
        ...(isThere && holder.title === newcomer.title && holder.manager?.id === manager
          ? []
          : [{ _tag: "Describe" } as const]),
        ...missing(wanted.skills, held.skills).map(({ id, name = "?", proficiency = 0 }) =>
          ({ _tag: "Skill", id, name, proficiency }) as const
        ),
        ...missing(wanted.languages, held.languages).map(({ id, name = "?", proficiency = 0 }) =>
          ({ _tag: "Language", id, name, proficiency }) as const
        ),
        ...(queues.length === 0
          ? []
          : [{ _tag: "Queues", ids: queues.map(({ id }) => id), names: names(queues) } as const]),
        ...(roles.length === 0
          ? []
          : [{ _tag: "Roles", ids: [...wanted.roles].map(({ id }) => id), names: names(roles) } as const]),
        ...(isThere ? [] : [{ _tag: "Invite" } as const])
      ]
    }
  })

/** Does one step. Gives the user's id, which the first step may have found out. */
const take = ({ department, manager, newcomer }: Plan, step: Step, userId: string) => {
  switch (step._tag) {
    case "Create":
      return Effect.map(Users.postUsers({ body: { name: newcomer.name, email: newcomer.email } }), ({ id }) => id)
    case "Restore":
      return Effect.gen(function*() {
        const { version = 1 } = yield* Users.getUser({ userId: step.userId, state: "deleted" })
        // Where a state is set nothing else is applied: the rest comes with the next step.
        yield* Users.patchUser({ userId: step.userId, body: { version, state: "active" } })
        return step.userId
      })
    case "Describe":
      return Effect.as(
        UserOps.update(userId, {
          name: newcomer.name,
          title: newcomer.title,
          ...(department === undefined ? {} : { department }),
          ...(manager === undefined ? {} : { manager })
        }),
        userId
      )
    case "Skill": {
      const { id, proficiency } = step
      return Effect.as(Users.postUserRoutingskills({ userId, body: { id, proficiency } }), userId)
    }
    case "Language": {
      const { id, proficiency } = step
      return Effect.as(Users.postUserRoutinglanguages({ userId, body: { id, proficiency } }), userId)
    }
    case "Queues":
      return Effect.as(Users.patchUserQueues({ userId, body: step.ids.map((id) => ({ id, joined: true })) }), userId)
    case "Roles":
      return Effect.as(Users.putUserRoles({ userId, body: step.ids }), userId)
    case "Invite":
      return Effect.as(Users.postUserInvite({ userId }), userId)
  }
}

/** Carries a plan out, and gives the user's id. */
export const carryOut = (plan: Plan): Effect.Effect<string, StepFailed, PureCloud.PureCloud> =>
  Effect.reduce(
    plan.steps,
    plan.userId ?? "",
    (userId, step) =>
      Effect.mapError(take(plan, step, userId), (cause) => new StepFailed({ newcomer: plan.newcomer, step, cause }))
  )

/** A step in words. */
export const describe = (step: Step): string => {
  switch (step._tag) {
    case "Create":
      return "create the user"
    case "Restore":
      return "restore the user who was deleted"
    case "Describe":
      return "set title, department and manager"
    case "Skill":
      return `add the skill ${step.name}, ${step.proficiency} of 5`
    case "Language":
      return `add the language ${step.name}, ${step.proficiency} of 5`
    case "Queues":
      return `join ${step.names.join(", ")}`
    case "Roles":
      return `give the roles ${step.names.join(", ")}`
    case "Invite":
      return "send the invitation"
  }
}
