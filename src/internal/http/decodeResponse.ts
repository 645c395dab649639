import * as Duration from "effect/Duration"
import * as Either from "effect/Either"
import * as Predicate from "effect/Predicate"
import * as Schema from "effect/Schema"
import type * as Endpoint from "../../Endpoint.js"
import type { DecodeMode } from "../../PureCloudConfig.js"
import * as E from "../../PureCloudError.js"
import { explain } from "../schema/explain.js"
import { compile, compileWithoutNulls, maxDepth, mayHaveKey, TooDeep } from "../schema/guard.js"
import type { Issue } from "../schema/issue.js"
import { redactor } from "./redaction.js"
import { retryAfterMillis } from "./retryAfter.js"
import type { RawResponse } from "./transport.js"

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
export const correlationIdOf = (answer: RawResponse): string | undefined => text(answer.headers["inin-correlation-id"])

const isJson = (contentType: string): boolean => /^[^;]*[/+]json\s*(;|$)/i.test(contentType)

/** Most characters that an error keeps of what the service says. */
const longest = { word: 200, text: 500, snippet: 200, permissions: 2000 }

/** Most entries that an error keeps of a list. */
const mostEntries = 20

/** What nobody should read, looked up only when there is something to say. */
export type Secrets = () => ReadonlyArray<string>

/** The service's words, fit for an error: one line of bounded length that repeats no secret. */
type Quote = (u: unknown, most?: number) => string | undefined

/** Prepares a {@link Quote}. */
export const quoting = (secrets: Secrets): Quote => {
  const redact = redactor(secrets())
  return (u, most = longest.word) =>
    typeof u === "string"
      ? text(redact(u).replace(/[\s\p{Cc}]+/gu, " ").trim().slice(0, most))
      : undefined
}

const parse = (answer: RawResponse): Either.Either<unknown, void> => {
  try {
    return Either.right(JSON.parse(answer.text))
  } catch {
    return Either.left(undefined)
  }
}

const contextOf = (
  origin: E.Origin,
  answer: RawResponse,
  body: unknown,
  quote: Quote
): Context => {
  const fields = isObject(body) ? body : {}
  const details = Array.isArray(fields["details"]) ? fields["details"] : []
  const word = (u: unknown) => quote(u, longest.word)
  return {
    origin,
    status: answer.status,
    code: word(fields["code"]),
    correlationId: word(correlationIdOf(answer)) ?? word(fields["contextId"]),
    text: quote(fields["message"], longest.text),
    details: details.filter(isObject).slice(0, mostEntries).map((detail) => ({
      errorCode: word(detail["errorCode"]),
      fieldName: word(detail["fieldName"]),
      entityId: word(detail["entityId"]),
      entityName: word(detail["entityName"])
    }))
  }
}

/** How long an answer asks to wait. */
export const retryAfterOf = (answer: RawResponse, now: number): Duration.Duration | undefined => {
  const millis = retryAfterMillis(answer.headers, now)
  return millis === undefined ? undefined : Duration.millis(millis)
}

/** Answers 2xx are read by {@link reader}; this turns every other one into its error. */
export const errorOf = (
  endpoint: Endpoint.Any,
  origin: E.Origin,
  answer: RawResponse,
  now: number,
  secrets: Secrets
): E.PureCloudError => {
  const parsed = parse(answer)
  const body = Either.isRight(parsed) ? parsed.right : undefined
  const quote = quoting(secrets)
  const context = contextOf(origin, answer, body, quote)
  const { status } = answer
  switch (status) {
    case 400:
      return saysVersion(context.text) ? conflictOf(endpoint, context) : new E.BadRequest(context)
    case 401:
      return new E.Unauthorized(context)
    case 403:
      return new E.Forbidden({ ...context, required: endpoint.permissions, missing: missingPermissions(body, quote) })
    case 404:
    case 410:
      return new E.NotFound(context)
    case 408:
      return new E.RequestTimeout({ ...context, retryAfter: retryAfterOf(answer, now) })
    case 409:
      return conflictOf(endpoint, context)
    case 413:
      return new E.PayloadTooLarge(context)
    case 415:
      return new E.UnsupportedMediaType(context)
    case 429:
      return new E.RateLimited({ ...context, retryAfter: retryAfterOf(answer, now) })
  }
  if (status >= 500 && status <= 599) return new E.ServerError({ ...context, retryAfter: retryAfterOf(answer, now) })
  const what = status >= 300 && status <= 399
    ? "a redirect, which is never followed"
    : status === 407
    ? "a proxy that asks for credentials: check those in its configuration"
    : status === 421
    ? "a server that does not serve this host. Where the HTTP client is fetch, it has sent the request twice"
    : status >= 400 && status <= 499
    ? "an error of another kind"
    : "a status of no known meaning"
  return unexpected(context, answer, what, quote)
}

const unexpected = (context: Context, answer: RawResponse, reason: string, quote: Quote): E.UnexpectedResponse =>
  new E.UnexpectedResponse({
    ...context,
    reason,
    contentType: quote(answer.headers["content-type"], longest.word),
    snippet: looksLikeJson(answer) ? undefined : quote(answer.text, longest.snippet)
  })

/** JSON holds what people told the service, and may be cut or called something else. */
const looksLikeJson = (answer: RawResponse): boolean =>
  isJson(answer.headers["content-type"] ?? "") || /^\s*[[{"]/.test(answer.text) || Either.isRight(parse(answer))

const conflictOf = (endpoint: Endpoint.Any, context: Context): E.Conflict => {
  // There is nothing else that a DELETE could be in general conflict with.
  const isOfVersion = saysVersion(context.text) ||
    (endpoint.method === "DELETE" && context.code === "general.conflict")
  return new E.Conflict({
    ...context,
    reason: isOfVersion ? "Version" : "General",
    sendsVersion: sendsVersion(endpoint)
  })
}

/** Whether the input of an endpoint has a version, of itself or of each of its items. */
const sendsVersion = ({ body, query }: Endpoint.Any): boolean => {
  const schema = body !== undefined && "_tag" in body && body._tag === "Optional" ? body.schema : body
  return "version" in query || (Schema.isSchema(schema) && mayHaveKey(schema.ast, "version"))
}

const saysVersion = (words: string | undefined): boolean =>
  words !== undefined && /does not match the current version|version (conflict|mismatch)/i.test(words)

/** The permissions that a 403 names, in its parameters or in its text. */
const missingPermissions = (body: unknown, quote: Quote): ReadonlyArray<string> => {
  if (!isObject(body)) return []
  const params = body["messageParams"]
  const named = isObject(params) ? text(params["permissions"]) ?? text(params["permission"]) : undefined
  const words = quote(named ?? body["message"], longest.permissions) ?? ""
  const names = named === undefined
    ? words.match(/(?<![\w-])[a-zA-Z][\w-]*:[\w*-]+:[\w*-]+/g) ?? []
    : words.replace(/[[\]"']/g, "").split(/[\s,]+/).filter((name) => name !== "")
  return [...new Set(names)].slice(0, mostEntries)
}

/** A success that was read: its value, and what in it did not fit where that is let pass. */
export interface Read {
  readonly value: unknown
  readonly drift: ReadonlyArray<Issue>
}

/** Reads the 2xx answers of an endpoint. */
export type Reader = (
  origin: E.Origin,
  answer: RawResponse,
  mode: DecodeMode,
  secrets: Secrets
) => Either.Either<Read, E.UnexpectedResponse | E.DecodeError>

const nothing: Read = { value: undefined, drift: [] }

/** The JSON of a success. */
const bodyOf = (
  origin: E.Origin,
  answer: RawResponse,
  secrets: Secrets
): Either.Either<unknown, E.UnexpectedResponse> => {
  const fail = (reason: string) => {
    const quote = quoting(secrets)
    return Either.left(unexpected(contextOf(origin, answer, undefined, quote), answer, reason, quote))
  }
  const contentType = text(answer.headers["content-type"])
  if (isBlank(answer)) return fail("a success without its body")
  if (contentType !== undefined && !isJson(contentType)) return fail("a success that is not JSON")
  return Either.orElse(parse(answer), () => fail("a success whose JSON is broken"))
}

const isBlank = (answer: RawResponse): boolean => answer.text === "" || answer.text.trim() === ""

/** Adds the field of items to a page of a listing without items, which may leave it out. */
const withItems = (page: unknown, field: string): unknown =>
  isObject(page) && (page[field] ?? undefined) === undefined && (page["total"] ?? page["totalHits"]) === 0
    ? { ...page, [field]: [] }
    : page

/** Prepares the reader of an endpoint, once. */
export const reader = (endpoint: Endpoint.Any): Reader => {
  if (endpoint.success === undefined) {
    // A gateway's page is no success, even where nothing is promised.
    return (origin, answer, _, secrets) =>
      isBlank(answer) ? Either.right(nothing) : Either.map(bodyOf(origin, answer, secrets), () => nothing)
  }
  const { ast } = endpoint.success
  const guard = compile(ast)
  const essential = compile(ast, true)
  const withoutNulls = compileWithoutNulls(ast)
  const items = endpoint.pagination?.items

  return (origin, answer, mode, secrets) => {
    const parsed = bodyOf(origin, answer, secrets)
    if (Either.isLeft(parsed)) return Either.left(parsed.left)
    const body = parsed.right
    const fail = (issues: ReadonlyArray<Issue>) =>
      Either.left(
        new E.DecodeError({ ...contextOf(origin, answer, undefined, quoting(secrets)), issues: [...issues] })
      )
    try {
      if (mode === "off" ? essential(body) : guard(body)) return Either.right({ value: body, drift: [] })
      const value = items === undefined ? withoutNulls(body) : withItems(withoutNulls(body), items)
      if (guard(value)) return Either.right({ value, drift: [] })
      const fits = essential(value)
      if (fits && mode === "off") return Either.right({ value, drift: [] })
      const issues = explain(ast, value, redactor(secrets()))
      return fits && mode === "lenient" ? Either.right({ value, drift: issues }) : fail(issues)
    } catch (error) {
      // A RangeError is the end of the stack, in what Schema has to judge itself.
      if (!(error instanceof TooDeep || error instanceof RangeError)) throw error
      return fail([{ path: "", expected: `at most ${maxDepth} references deep`, found: "endless nesting" }])
    }
  }
}
