/**
 * Calls that read one response.
 */
import { assert } from "@effect/vitest"
import { Cause, Effect, Exit, Option } from "effect"
import * as Auth from "effect-purecloud/Auth"
import type * as PureCloud from "effect-purecloud/PureCloud"
import type * as PureCloudConfig from "effect-purecloud/PureCloudConfig"
import type * as PureCloudError from "effect-purecloud/PureCloudError"
import * as Users from "effect-purecloud/Users"
import * as Redacted from "effect/Redacted"
import { recordingLogger } from "./logs.js"
import { type Reply, type Script, withService } from "./service.js"

export type Program = Effect.Effect<unknown, PureCloudError.PureCloudError, PureCloud.PureCloud>

export type Mode = PureCloudConfig.DecodeMode

export const modes: ReadonlyArray<Mode> = ["lenient", "strict", "off"]

export const read = Users.getUser({ userId: "u" })

export const list = Users.getUsers()

/** Returns the outcome of a call, its drift and its log. Fails if the outcome is a defect. */
export const outcome = (script: Script, program: Program, decode: Mode = "lenient") =>
  Effect.gen(function*() {
    const drifts: Array<PureCloudConfig.Drift> = []
    const { layer, lines } = recordingLogger()
    const exit = yield* withService(script, () => Effect.exit(program), {
      auth: Auth.layerStatic(Redacted.make("a-token")),
      retry: { attempts: 1 },
      decode,
      onDrift: (drift) => Effect.sync(() => drifts.push(drift))
    }).pipe(Effect.provide(layer))
    if (Exit.isFailure(exit)) {
      assert.isTrue(Option.isNone(Cause.dieOption(exit.cause)), `no defect: ${Cause.pretty(exit.cause)}`)
    }
    return {
      value: Exit.isSuccess(exit) ? exit.value : undefined,
      error: Exit.isFailure(exit) ? Option.getOrUndefined(Cause.failureOption(exit.cause)) : undefined,
      drifts,
      lines
    }
  })

/** Returns the error of a call with this response, which is the same in each mode. */
export const failure = (script: Script, program: Program = read) =>
  Effect.gen(function*() {
    const [first, ...others] = yield* Effect.forEach(modes, (mode) => outcome(script, program, mode))
    for (const each of [first!, ...others]) {
      assert.isDefined(each.error, "it fails")
      assert.strictEqual(withoutPort(each.error!.message), withoutPort(first!.error!.message))
      assert.isEmpty(each.drifts)
    }
    return first!.error!
  })

/** Removes the port from a message, because each mode has its own server and port. */
const withoutPort = (message: string): string => message.replace(/127\.0\.0\.1:\d+/, "127.0.0.1")

export const respondWith = (reply: Reply): Script => () => reply

export const typed = (type: string, body: unknown): Script => respondWith({ headers: { "content-type": type }, body })

/** Expectations for a body that does not fit: ignored with `off`, reported with `lenient`, an error with `strict`. */
export const drifts = (...issues: ReadonlyArray<PureCloudError.Issue>) => ({
  lenient: { issues },
  strict: { issues, fails: true },
  off: {}
})
