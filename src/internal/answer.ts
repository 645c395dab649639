import * as Duration from "effect/Duration"
import * as Either from "effect/Either"
import * as Predicate from "effect/Predicate"
import type * as Endpoint from "../Endpoint.js"
import type { DecodeMode } from "../PureCloudConfig.js"
import * as E from "../PureCloudError.js"
import type { Observation } from "../RateLimit.js"
import { explain, type Issue } from "./explain.js"
import { compile, compileWithoutNulls, maxDepth, TooDeep } from "./guard.js"
import type { Answer } from "./http.js"
import { retryAfterMillis } from "./retryAfter.js"

/*
 * From a whole answer to a value or a tagged error.
 */

/** What an answer says about itself, for whoever fails on it. */
interface Context {
  readonly origin: E.Origin
  readonly status: number
  readonly code: string | undefined
  readonly correlationId: string | undefined
  readonly text: string | undefined
  readonly details: ReadonlyArray<E.Detail>
}

const isObject = (u: unknown): u is { readonly [key: string]: unknown } => Predicate.isRecord(u)

const text = (u: unknown): string | undefined => typeof u === "string" && u !== "" ? u : undefined

/** The correlation id of an answer: the service's header, in whatever case. */
export const correlationIdOf = (answer: Answer): string | undefined => text(answer.headers["inin-correlation-id"])

const wholeNumber = (u: string | undefined): number | undefined =>
  u !== undefined && /^\d{1,15}$/.test(u) ? Number(u) : undefined

/** What an answer says about the rate limit. */
export const rateLimitOf = ({ headers }: Answer): Observation | undefined => {
  const count = wholeNumber(headers["inin-ratelimit-count"])
  const allowed = wholeNumber(headers["inin-ratelimit-allowed"])
  const reset = wholeNumber(headers["inin-ratelimit-reset"])
  return count === undefined || reset === undefined || allowed === undefined || allowed === 0
    ? undefined
    : { count, allowed, reset: Duration.seconds(reset) }
}

const isJson = (contentType: string): boolean => /^[^;]*[/+]json\s*(;|$)/i.test(contentType)

const longestText = 500
const longestSnippet = 200

/** What nobody should read, looked up only when there is something to say. */
export type Secrets = () => ReadonlyArray<string>

/** Takes secrets out of words that the service wrote: it may have repeated what it was sent. */
const scrub = (words: string | undefined, secrets: Secrets, longest: number): string | undefined =>
  words === undefined
    ? undefined
    : secrets().reduce((words, secret) => secret === "" ? words : words.replaceAll(secret, "[redacted]"), words)
      .slice(0, longest)

const parse = (answer: Answer): Either.Either<unknown, void> => {
  try {
    return Either.right(JSON.parse(answer.text))
  } catch {
    return Either.left(undefined)
  }
}

const contextOf = (
  origin: E.Origin,
  answer: Answer,
  body: unknown,
  secrets: Secrets
): Context => {
  const fields = isObject(body) ? body : {}
  const details = Array.isArray(fields["details"]) ? fields["details"] : []
  const word = (u: unknown) => scrub(text(u), secrets, longestText)
  return {
    origin,
    status: answer.status,
    code: word(fields["code"]),
    correlationId: correlationIdOf(answer) ?? word(fields["contextId"]),
    text: word(fields["message"]),
    details: details.filter(isObject).map((detail) => ({
      errorCode: word(detail["errorCode"]),
      fieldName: word(detail["fieldName"]),
      entityId: word(detail["entityId"]),
      entityName: word(detail["entityName"])
    }))
  }
}

/** Answers 2xx are read by {@link reader}; this turns every other one into its error. */
export const errorOf = (
  endpoint: Endpoint.Any,
  origin: E.Origin,
  answer: Answer,
  now: number,
  secrets: Secrets
): E.PureCloudError => {
  const parsed = parse(answer)
  const body = Either.isRight(parsed) ? parsed.right : undefined
  const context = contextOf(origin, answer, body, secrets)
  const { status } = answer
  switch (status) {
    case 400:
      return saysVersion(context.text)
        ? new E.Conflict({ ...context, reason: "Version" })
        : new E.BadRequest(context)
    case 401:
      return new E.Unauthorized(context)
    case 403:
      return new E.Forbidden({ ...context, required: endpoint.permissions, missing: missingPermissions(body) })
    case 404:
    case 410:
      return new E.NotFound(context)
    case 408:
      return new E.RequestTimeout(context)
    case 409:
      return new E.Conflict({ ...context, reason: saysVersion(context.text) ? "Version" : "General" })
    case 413:
      return new E.PayloadTooLarge(context)
    case 415:
      return new E.UnsupportedMediaType(context)
    case 429: {
      const millis = retryAfterMillis(answer.headers, now)
      return new E.RateLimited({
        ...context,
        retryAfter: millis === undefined ? undefined : Duration.millis(millis)
      })
    }
  }
  if (status >= 500 && status <= 599) return new E.ServerError(context)
  const what = status >= 300 && status <= 399 ? "a redirect, which is never followed" : "a status of no known meaning"
  return unexpected(context, answer, body === undefined, what, secrets)
}

const unexpected = (
  context: Context,
  answer: Answer,
  showSnippet: boolean,
  reason: string,
  secrets: Secrets
): E.UnexpectedResponse =>
  new E.UnexpectedResponse({
    ...context,
    reason,
    contentType: text(answer.headers["content-type"])?.slice(0, longestSnippet),
    snippet: showSnippet && answer.text !== "" ? scrub(answer.text, secrets, longestSnippet) : undefined
  })

const saysVersion = (words: string | undefined): boolean =>
  words !== undefined && /does not match the current version|version (conflict|mismatch)/i.test(words)

/** The permissions that a 403 names, in its parameters or in its text. */
const missingPermissions = (body: unknown): ReadonlyArray<string> => {
  if (!isObject(body)) return []
  const params = body["messageParams"]
  const named = isObject(params) ? text(params["permissions"]) ?? text(params["permission"]) : undefined
  if (named !== undefined) return named.replace(/[[\]"']/g, "").split(/[\s,]+/).filter((name) => name !== "")
  return [...new Set((text(body["message"]) ?? "").match(/\b[a-zA-Z][\w-]*:[\w*-]+:[\w*-]+/g) ?? [])]
}

/** A success that was read: its value, and what in it did not fit where that is let pass. */
export interface Read {
  readonly value: unknown
  readonly drift: ReadonlyArray<Issue>
}

/** Reads the 2xx answers of an endpoint. */
export type Reader = (
  origin: E.Origin,
  answer: Answer,
  mode: DecodeMode,
  secrets: Secrets
) => Either.Either<Read, E.UnexpectedResponse | E.DecodeError>

const nothing: Read = { value: undefined, drift: [] }

/** Prepares the reader of an endpoint, once. */
export const reader = (endpoint: Endpoint.Any): Reader => {
  if (endpoint.success === undefined) return () => Either.right(nothing)
  const { ast } = endpoint.success
  const guard = compile(ast)
  const essential = compile(ast, true)
  const withoutNulls = compileWithoutNulls(ast)

  return (origin, answer, mode, secrets) => {
    const context = (body: unknown) => contextOf(origin, answer, body, secrets)
    if (answer.text === "") {
      return Either.left(unexpected(context(undefined), answer, false, "a success without its body", secrets))
    }
    const contentType = answer.headers["content-type"]
    if (contentType !== undefined && !isJson(contentType)) {
      return Either.left(unexpected(context(undefined), answer, true, "a success that is not JSON", secrets))
    }
    const parsed = parse(answer)
    if (Either.isLeft(parsed)) {
      return Either.left(unexpected(context(undefined), answer, false, "a success whose JSON is broken", secrets))
    }
    const body = parsed.right
    const fail = (issues: ReadonlyArray<Issue>) =>
      Either.left(new E.DecodeError({ ...context(undefined), issues: [...issues] }))
    try {
      if (mode !== "off" && guard(body)) return Either.right({ value: body, drift: [] })
      const value = mode === "off" ? body : withoutNulls(body)
      if (mode !== "off" && guard(value)) return Either.right({ value, drift: [] })
      const fits = essential(value)
      if (mode === "off" && fits) return Either.right({ value, drift: [] })
      const issues = explain(ast, value)
      return fits && mode === "lenient" ? Either.right({ value, drift: issues }) : fail(issues)
    } catch (error) {
      if (!(error instanceof TooDeep)) throw error
      return fail([{ path: "", expected: `at most ${maxDepth} references deep`, found: "endless nesting" }])
    }
  }
}
