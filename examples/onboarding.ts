/**
 * Brings new colleagues aboard: `npx tsx examples/onboarding.ts`, and with `--dry-run` only says what it would do.
 *
 * It works on a simulated organisation; with `--live` on the one that PURECLOUD_ENVIRONMENT, PURECLOUD_CLIENT_ID and
 * PURECLOUD_SECRET name. Its tests are in test/examples/onboarding.test.ts.
 */
import { NodeHttpClient, NodeRuntime } from "@effect/platform-node"
import { Console, Effect, Layer } from "effect"
import * as PureCloud from "effect-purecloud/PureCloud"
import * as Simulator from "effect-purecloud/Simulator"
import * as Users from "effect-purecloud/Users"
import * as Onboarding from "./support/onboarding.js"

const isDryRun = process.argv.includes("--dry-run")

/** One newcomer, and what became of it, in words. Whatever can go wrong is answered here: no error is left. */
const onboard = (newcomer: Onboarding.Newcomer) =>
  Effect.gen(function*() {
    const plan = yield* Onboarding.plan(newcomer)
    yield* Console.log(`${newcomer.name}, like ${newcomer.like}`)
    yield* Effect.forEach(plan.steps, (step) => Console.log(`  ${Onboarding.describe(step)}`))
    if (!isDryRun) yield* Console.log(`  done: ${yield* Onboarding.carryOut(plan)}`)
  }).pipe(
    Effect.catchTags({
      NoSuchColleague: ({ email }) => Console.log(`${newcomer.name}: nobody active has the address ${email}`),
      AddressTaken: ({ email, holder }) => Console.log(`${newcomer.name}: ${email} is ${holder}'s`),
      StepFailed: ({ cause, step }) => Console.log(`  could not ${Onboarding.describe(step)}: ${cause.message}`)
    }),
    Effect.catchAll((error) => Console.log(`${newcomer.name}: ${error.message}`))
  )

const program = Effect.gen(function*() {
  const { entities } = yield* Users.getUsers({ pageSize: 12 })
  const colleagues = entities.flatMap(({ email }) => email === undefined ? [] : [email])
  const [, , , fourth = "", fifth = ""] = colleagues
  yield* Effect.forEach(
    [
      { name: "Ada Byron", email: "ada.byron@acme.example", title: "Analyst", like: fourth },
      { name: "Grace Murray", email: "grace.murray@acme.example", title: "Service Agent", like: fifth },
      { name: "Katherine Coleman", email: fifth, title: "Planner", like: fourth },
      { name: "Annie Easley", email: "annie.easley@acme.example", title: "Planner", like: "nobody@acme.example" }
    ],
    onboard
  )
})

const live = PureCloud.layerConfig().pipe(Layer.provide(NodeHttpClient.layerUndici))

program.pipe(
  Effect.provide(process.argv.includes("--live") ? live : Simulator.layer({ users: 50 })),
  NodeRuntime.runMain
)
