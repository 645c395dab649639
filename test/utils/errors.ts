/**
 * Errors of calls, and the conditions that every error must satisfy.
 */
import { assert } from "@effect/vitest"
import { Cause, Effect, Exit, Option } from "effect"
import * as Auth from "effect-purecloud/Auth"
import type * as PureCloud from "effect-purecloud/PureCloud"
import * as PureCloudError from "effect-purecloud/PureCloudError"
import * as Users from "effect-purecloud/Users"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import { type Reply, secretMark, withService } from "./service.js"

export const auth = Auth.layerStatic(Redacted.make(`token-${secretMark}`))

export const once = { auth, retry: { attempts: 1 } }

export const read = Users.getUser({ userId: "a-user" })

/** Returns the error of one call with this response. */
export const errorOfReply = <A>(
  reply: Reply,
  program: Effect.Effect<A, PureCloudError.PureCloudError, PureCloud.PureCloud>
) => withService(() => reply, () => Effect.map(Effect.exit(program), failureOf), once)

/** Returns the error of an exit. Throws for a success and for a defect. */
export const failureOf = <A, E>(exit: Exit.Exit<A, E>): E => {
  assert.isTrue(Exit.isFailure(exit), "it fails")
  const cause = (exit as Exit.Failure<A, E>).cause
  assert.isTrue(Option.isNone(Cause.dieOption(cause)), `no defect: ${Cause.pretty(cause)}`)
  return Option.getOrThrow(Cause.failureOption(cause))
}

/** The tag of the error of each status that the vendor documents, and whether it is retryable. */
export const errorClasses: {
  readonly [status: number]: readonly [tag: PureCloudError.PureCloudError["_tag"], isRetryable: boolean]
} = {
  400: ["PureCloudBadRequest", false],
  401: ["PureCloudUnauthorized", false],
  403: ["PureCloudForbidden", false],
  404: ["PureCloudNotFound", false],
  405: ["PureCloudUnexpectedResponse", false],
  408: ["PureCloudRequestTimeout", true],
  409: ["PureCloudConflict", false],
  410: ["PureCloudNotFound", false],
  413: ["PureCloudPayloadTooLarge", false],
  415: ["PureCloudUnsupportedMediaType", false],
  422: ["PureCloudUnexpectedResponse", false],
  424: ["PureCloudUnexpectedResponse", false],
  429: ["PureCloudRateLimited", true],
  500: ["PureCloudServerError", true],
  501: ["PureCloudServerError", false],
  502: ["PureCloudServerError", true],
  503: ["PureCloudServerError", true],
  504: ["PureCloudServerError", true]
}

export const encode = Schema.encodeSync(PureCloudError.PureCloudError)

export const decode = Schema.decodeUnknownSync(PureCloudError.PureCloudError)

/** Checks the conditions that every error must satisfy. Returns the error. */
export const assertSound = (error: PureCloudError.PureCloudError) => {
  assert.isTrue(PureCloudError.isPureCloudError(error))
  assert.instanceOf(error, Error)
  assert.strictEqual(error.name, error._tag)
  assert.isBoolean(error.isRetryable)
  assert.isNotEmpty(error.message)
  assert.isBelow(error.message.length, 3000)
  assert.notMatch(error.message, /undefined|\[object|NaN|\p{Cc}|\s\s/u)
  assert.include(String(error), error.message)
  assert.include(Cause.pretty(Cause.fail(error)), error.message)

  const json = JSON.stringify(error)
  assert.isBelow(json.length, 40_000)
  assert.strictEqual(JSON.parse(json)._tag, error._tag)

  const wire: unknown = JSON.parse(JSON.stringify(encode(error)))
  const again = decode(wire)
  assert.instanceOf(again, error.constructor as typeof Error)
  assert.strictEqual(again.message, error.message)
  assert.strictEqual(again.isRetryable, error.isRetryable)
  assert.deepStrictEqual(JSON.parse(JSON.stringify(encode(again))), wire)
  assert.deepStrictEqual({ ...decode(encode(error)) }, { ...error })
  return error
}

/** Checks fields of an error. `undefined` means that the field is absent. */
export const assertFields = (value: object, fields: { readonly [key: string]: unknown }) =>
  assert.deepInclude<{ readonly [key: string]: unknown }>({ ...value }, fields)

/** Checks that an error is of a class. Returns the error. */
export const assertInstance = <C extends new(...args: never) => PureCloudError.PureCloudError>(
  error: PureCloudError.PureCloudError,
  Class: C
): InstanceType<C> => {
  assert.isTrue(error instanceof Class, `${error._tag} is ${Class.name}`)
  return assertSound(error) as InstanceType<C>
}
