/**
 * Everything that can go wrong, as tagged errors.
 *
 * Tags carry the prefix `PureCloud`, because a program that talks to two vendors must not catch the wrong one's
 * NotFound; the class names do not. Each error says where it came from (`origin`), whether the same call may succeed
 * later (`isRetryable`), and in its `message` what to do. They encode and decode through their schema. None of them ever
 * holds a token, a secret, a password or a JSON body.
 *
 * @example
 * ```ts
 * import { Effect } from "effect"
 * import * as Users from "effect-purecloud/Users"
 *
 * const nameOf = (userId: string) =>
 *   Users.getUser({ userId }).pipe(
 *     Effect.map((user) => user.name),
 *     Effect.catchTag("PureCloudNotFound", () => Effect.succeed(undefined))
 *   )
 * ```
 *
 * @since 0.1.0
 */

import * as Duration from "effect/Duration"
import * as Schema from "effect/Schema"
import { adviceOf, isTransientProxyStatus } from "./internal/http/failureReason.js"
import { formatIssues } from "./internal/schema/explain.js"

// ----------------------------------------------------------------------------------------------------------- models

/**
 * Which call an error belongs to. Nothing in it depends on the values of the call, so it serves as a metric label.
 *
 * @since 0.1.0
 * @category models
 */
export interface Origin {
  /** The vendor's method name, as `getUser`. */
  readonly endpoint: string
  /** The HTTP method. */
  readonly method: string
  /** The path template, as `/api/v2/users/{userId}`. */
  readonly route: string
  /**
   * Requests sent for this call, the failed one included. `fetch` may send one of them twice: the Fetch standard has it
   * repeat a request that is answered 421 (Misdirected Request), once, whatever its method, without saying so. By its
   * meaning such a request was not carried out the first time. `NodeHttpClient` does not repeat it.
   */
  readonly attempts: number
}

/**
 * @since 0.1.0
 * @category models
 */
export const Origin: Schema.Schema<Origin> = Schema.Struct({
  endpoint: Schema.String,
  method: Schema.String,
  route: Schema.String,
  attempts: Schema.Number
})

/**
 * A part of the service's explanation: which field, which entity.
 *
 * @since 0.1.0
 * @category models
 */
export interface Detail {
  readonly errorCode?: string | undefined
  readonly fieldName?: string | undefined
  readonly entityId?: string | undefined
  readonly entityName?: string | undefined
}

/**
 * @since 0.1.0
 * @category models
 */
export const Detail: Schema.Schema<Detail> = Schema.Struct({
  errorCode: Schema.optional(Schema.String),
  fieldName: Schema.optional(Schema.String),
  entityId: Schema.optional(Schema.String),
  entityName: Schema.optional(Schema.String)
})

/**
 * One place where a value is not what was expected. The value itself is never shown.
 *
 * @since 0.1.0
 * @category models
 */
export interface Issue {
  /** Where, as `entities[3].version`; empty for the whole value. */
  readonly path: string
  readonly expected: string
  /** The kind of what stands there, as `string`, `null`, `nothing`. */
  readonly found: string
}

/**
 * @since 0.1.0
 * @category models
 */
export const Issue: Schema.Schema<Issue> = Schema.Struct({
  path: Schema.String,
  expected: Schema.String,
  found: Schema.String
})

const unanswered = { origin: Origin }

const answered = {
  origin: Origin,
  status: Schema.Number,
  /** The service's error code, as `not.found`. */
  code: Schema.optional(Schema.String),
  /** Genesys support asks for this one. */
  correlationId: Schema.optional(Schema.String),
  /** The service's own words. */
  text: Schema.optional(Schema.String),
  details: Schema.Array(Detail)
}

interface Answered {
  readonly origin: Origin
  readonly status: number
  readonly code?: string | undefined
  readonly correlationId?: string | undefined
  readonly text?: string | undefined
}

const times = (attempts: number, what = "requests"): string => attempts > 1 ? ` after ${attempts} ${what}` : ""

const list = (names: ReadonlyArray<string>): string => {
  const distinct = [...new Set(names)]
  return distinct.slice(0, 10).join(", ") + (distinct.length > 10 ? ` and ${distinct.length - 10} more` : "")
}

const waitFor = (retryAfter: Duration.Duration | undefined): string =>
  retryAfter === undefined ? "" : `Wait ${Duration.format(retryAfter)}.`

const say = (
  { origin: { attempts, endpoint, method, route } }: { readonly origin: Origin },
  what: string,
  advice: string,
  after = times(attempts)
): string => `${endpoint} (${method} ${route}) ${what}${after}.${advice === "" ? "" : ` ${advice}`}`

const sayAnswer = (error: Answered, what: string, advice = ""): string => {
  const code = error.code === undefined ? "" : ` ${error.code}`
  const text = error.text === undefined ? "" : `: ${error.text.replace(/\.$/, "")}`
  const correlation = error.correlationId === undefined ? "" : `Correlation id ${error.correlationId}.`
  return say(error, `${what} (${error.status}${code})${text}`, [advice, correlation].filter((s) => s !== "").join(" "))
}

// ----------------------------------------------------------------------------------------------------------- errors

/**
 * 400: the service does not accept the request as it is. `details` name the fields.
 *
 * @since 0.1.0
 * @category errors
 */
export class BadRequest
  extends Schema.TaggedError<BadRequest>("effect-purecloud/BadRequest")("PureCloudBadRequest", answered)
{
  get isRetryable(): boolean {
    return false
  }
  override get message(): string {
    const fields = this.details.flatMap(({ fieldName }) => fieldName === undefined ? [] : [fieldName])
    return sayAnswer(this, "was refused", fields.length === 0 ? "" : `Look at: ${list(fields)}.`)
  }
}

/**
 * 401: the token was refused, and so was a new one where the grant could get one.
 *
 * @since 0.1.0
 * @category errors
 */
export class Unauthorized
  extends Schema.TaggedError<Unauthorized>("effect-purecloud/Unauthorized")("PureCloudUnauthorized", answered)
{
  get isRetryable(): boolean {
    return false
  }
  override get message(): string {
    return sayAnswer(this, "was not authorized", "Check that the OAuth client is active and of this region.")
  }
}

/**
 * 403: the token's roles lack a permission.
 *
 * @since 0.1.0
 * @category errors
 */
export class Forbidden extends Schema.TaggedError<Forbidden>("effect-purecloud/Forbidden")("PureCloudForbidden", {
  ...answered,
  /** What the operation asks for, as its declaration says. */
  required: Schema.Struct({ type: Schema.Literal("ANY", "ALL"), permissions: Schema.Array(Schema.String) }),
  /** What is missing, as the answer says. */
  missing: Schema.Array(Schema.String)
}) {
  get isRetryable(): boolean {
    return false
  }
  override get message(): string {
    const { permissions, type } = this.required
    const advice = this.missing.length > 0
      ? `Missing: ${list(this.missing)}.`
      : permissions.length > 0
      ? `It needs ${type === "ANY" ? "one" : "each"} of: ${list(permissions)}.`
      : ""
    return sayAnswer(this, "is forbidden", advice)
  }
}

/**
 * 404 and 410: there is no such thing, or not yet everywhere (a user just created may take a moment to be found).
 *
 * @since 0.1.0
 * @category errors
 */
export class NotFound extends Schema.TaggedError<NotFound>("effect-purecloud/NotFound")("PureCloudNotFound", answered) {
  get isRetryable(): boolean {
    return false
  }
  override get message(): string {
    return sayAnswer(this, "found nothing")
  }
}

/**
 * 408: the service gave up waiting, and may or may not have done the work.
 *
 * @since 0.1.0
 * @category errors
 */
export class RequestTimeout
  extends Schema.TaggedError<RequestTimeout>("effect-purecloud/RequestTimeout")("PureCloudRequestTimeout", {
    ...answered,
    /** How long the service asks to wait, where it says so. */
    retryAfter: Schema.optional(Schema.DurationFromMillis)
  })
{
  get isRetryable(): boolean {
    return true
  }
  override get message(): string {
    return sayAnswer(this, "timed out at the service", waitFor(this.retryAfter))
  }
}

/**
 * 409, and the 400 that says the version does not match. `reason: "Version"` means that somebody else changed the same
 * thing in between. If the request carries a version, read again, apply the change again and send it with the version
 * read; if it carries none, the client has repeated it within the retry policy, and it may succeed in a moment.
 *
 * @since 0.1.0
 * @category errors
 */
export class Conflict extends Schema.TaggedError<Conflict>("effect-purecloud/Conflict")("PureCloudConflict", {
  ...answered,
  reason: Schema.Literal("Version", "General"),
  /** Whether the request carries a version. Absent means that it may. */
  sendsVersion: Schema.optional(Schema.Boolean)
}) {
  get isRetryable(): boolean {
    return this.reason === "Version" && this.sendsVersion === false
  }
  override get message(): string {
    const advice = this.isRetryable
      ? "Send the same request again in a moment."
      : this.reason === "Version"
      ? "Read it again and send the change with the version read."
      : ""
    return sayAnswer(this, "is in conflict", advice)
  }
}

/**
 * 413: the request is larger than the service takes.
 *
 * @since 0.1.0
 * @category errors
 */
export class PayloadTooLarge
  extends Schema.TaggedError<PayloadTooLarge>("effect-purecloud/PayloadTooLarge")("PureCloudPayloadTooLarge", answered)
{
  get isRetryable(): boolean {
    return false
  }
  override get message(): string {
    return sayAnswer(this, "is too large", "Send fewer items at a time.")
  }
}

/**
 * 415: the service does not take this content type.
 *
 * @since 0.1.0
 * @category errors
 */
export class UnsupportedMediaType
  extends Schema.TaggedError<UnsupportedMediaType>("effect-purecloud/UnsupportedMediaType")(
    "PureCloudUnsupportedMediaType",
    answered
  )
{
  get isRetryable(): boolean {
    return false
  }
  override get message(): string {
    return sayAnswer(this, "has a content type the service does not take")
  }
}

/**
 * 429: the rate limit is spent, and waiting for it would take longer than the policy allows.
 *
 * @since 0.1.0
 * @category errors
 */
export class RateLimited extends Schema.TaggedError<RateLimited>("effect-purecloud/RateLimited")(
  "PureCloudRateLimited",
  {
    ...answered,
    /** How long the service asks to wait, where it says so. */
    retryAfter: Schema.optional(Schema.DurationFromMillis)
  }
) {
  get isRetryable(): boolean {
    return true
  }
  override get message(): string {
    return sayAnswer(this, "is over the rate limit", waitFor(this.retryAfter))
  }
}

/**
 * 5xx: the service or a gateway before it failed.
 *
 * @since 0.1.0
 * @category errors
 */
export class ServerError
  extends Schema.TaggedError<ServerError>("effect-purecloud/ServerError")("PureCloudServerError", {
    ...answered,
    /** How long the service asks to wait, where it says so. */
    retryAfter: Schema.optional(Schema.DurationFromMillis)
  })
{
  /** 501 is the one that no repetition mends. */
  get isRetryable(): boolean {
    return this.status !== 501
  }
  override get message(): string {
    return sayAnswer(this, "failed at the service", waitFor(this.retryAfter))
  }
}

/**
 * Any other status, or a success whose body is not what its status promises: a gateway's page, no body where one is
 * declared, a body that is not JSON.
 *
 * @since 0.1.0
 * @category errors
 */
export class UnexpectedResponse
  extends Schema.TaggedError<UnexpectedResponse>("effect-purecloud/UnexpectedResponse")("PureCloudUnexpectedResponse", {
    ...answered,
    /** What is wrong with it. */
    reason: Schema.String,
    contentType: Schema.optional(Schema.String),
    /** The beginning, 200 characters at most, of text that is not JSON. */
    snippet: Schema.optional(Schema.String)
  })
{
  get isRetryable(): boolean {
    return false
  }
  override get message(): string {
    const type = this.contentType === undefined ? "" : `Content type ${this.contentType}.`
    return sayAnswer(this, `was answered by something else: ${this.reason}`, type)
  }
}

/**
 * An answer that does not fit its schema: any misfit where decoding is strict, and in every mode one in what the types
 * promise without a question mark.
 *
 * @since 0.1.0
 * @category errors
 */
export class DecodeError extends Schema.TaggedError<DecodeError>("effect-purecloud/DecodeError")(
  "PureCloudDecodeError",
  { ...answered, issues: Schema.Array(Issue) }
) {
  get isRetryable(): boolean {
    return false
  }
  override get message(): string {
    return sayAnswer(this, `has an answer that does not fit: ${formatIssues(this.issues)}`)
  }
}

/**
 * A listing that does not end: its pages repeat, or its number of pages grows faster than it can be read. The stream
 * fails after the items that it has read. The limits are beyond what a listing reaches that changes while it is read.
 *
 * - `CursorRepeats`: a response has a cursor, or a link, that an earlier one had.
 * - `PagesRepeat`: 100 pages have the same items as one page.
 * - `NothingNew`: at least 10 pages in a row, with more than 4000 items, have only items of the pages before them.
 * - `EmptyPages`: 100 pages in a row have no items, or 1000 among the pages that the first response promised.
 * - `KeepsGrowing`: the number of pages has more than doubled since the first page, by 1000 pages and 10,000 items
 *   besides.
 *
 * @since 0.2.0
 * @category errors
 */
export class PagingError
  extends Schema.TaggedError<PagingError>("effect-purecloud/PagingError")("PureCloudPagingError", {
    ...unanswered,
    reason: Schema.Literal("CursorRepeats", "PagesRepeat", "NothingNew", "EmptyPages", "KeepsGrowing"),
    /** Pages read. */
    pages: Schema.Number,
    /** Correlation id of the last page, which Genesys support asks for. */
    correlationId: Schema.optional(Schema.String),
    /** What repeats, without any value of the listing. */
    text: Schema.String
  })
{
  get isRetryable(): boolean {
    return false
  }
  override get message(): string {
    const correlation = this.correlationId === undefined ? "" : ` Correlation id ${this.correlationId}.`
    return say(this, `does not end: ${this.text}`, `Read a narrower listing, and report this to Genesys.${correlation}`)
  }
}

/**
 * Input that cannot be sent. Nothing was.
 *
 * @since 0.1.0
 * @category errors
 */
export class EncodeError extends Schema.TaggedError<EncodeError>("effect-purecloud/EncodeError")(
  "PureCloudEncodeError",
  { ...unanswered, issues: Schema.Array(Issue) }
) {
  get isRetryable(): boolean {
    return false
  }
  override get message(): string {
    return say(this, `was not sent: ${formatIssues(this.issues)}`, "")
  }
}

/**
 * The request failed on its way, or its response did.
 *
 * The request certainly did not reach the service (`isNotSent`):
 * - `Connect`: no connection was opened.
 * - `Tls`: the TLS handshake failed, for example because the certificate is not trusted. Not retried.
 * - `Proxy`: a proxy refused the connection. `code` is its status. Retried where another attempt may help (502, 503, …).
 *
 * The service may have carried it out:
 * - `Reset`: the connection ended before a response.
 * - `Timeout`: no whole response within the time of one attempt; for a request that may not be repeated also where the
 *   deadline left it less.
 * - `Body`: the response broke off.
 * - `TooLarge`: the response is larger than the configuration allows. Not retried.
 * - `Encoding`: the response has a content encoding that this platform cannot decode. Not retried.
 *
 * `Deadline`: the time for all attempts is over, or would be before the next one.
 *
 * @since 0.1.0
 * @category errors
 */
export class TransportError extends Schema.TaggedError<TransportError>("effect-purecloud/TransportError")(
  "PureCloudTransportError",
  {
    ...unanswered,
    reason: Schema.Literal(
      "Connect",
      "Tls",
      "Proxy",
      "Reset",
      "Timeout",
      "Deadline",
      "Body",
      "TooLarge",
      "Encoding"
    ),
    /** The host of the request, with its port where that is not the default. Never a path, a query or credentials. */
    host: Schema.optional(Schema.String),
    /** The code of the system, for example `ECONNREFUSED`, or the status of a proxy. */
    code: Schema.optional(Schema.String),
    /** For people: details of the failure. */
    text: Schema.optional(Schema.String)
  }
) {
  get isRetryable(): boolean {
    switch (this.reason) {
      case "Connect":
      case "Reset":
      case "Timeout":
      case "Body":
        return true
      case "Proxy":
        return isTransientProxyStatus(this.code)
      default:
        return false
    }
  }
  /**
   * Whether the last request certainly did not reach the service: nothing was done, and to send it again is safe.
   *
   * @since 0.2.0
   */
  get isNotSent(): boolean {
    return this.reason === "Connect" || this.reason === "Tls" || this.reason === "Proxy" ||
      (this.reason === "Deadline" && this.origin.attempts === 0)
  }
  override get message(): string {
    const attempts = times(this.origin.attempts, this.isNotSent ? "attempts" : "requests")
    return say(this, describeTransport(this), adviceOf(this.reason, this.code), attempts)
  }
}

/** What failed, without the call and without advice. */
const describeTransport = ({ code, host, reason, text }: TransportError): string => {
  const details = [code, text].filter((s) => s !== undefined).join(": ")
  return transportWords[reason](host ?? "the host") + (details === "" ? "" : ` (${details})`)
}

const transportWords: { readonly [Reason in TransportError["reason"]]: (host: string) => string } = {
  Connect: (host) => `could not connect to ${host}`,
  Tls: (host) => `could not establish a secure connection to ${host}`,
  Proxy: (host) => `got no connection to ${host} from the proxy`,
  Reset: (host) => `lost its connection to ${host} before a response`,
  Timeout: (host) => `had no whole response from ${host} in time`,
  Deadline: () => "ran out of time",
  Body: (host) => `had a response from ${host} that broke off`,
  TooLarge: (host) => `had a response from ${host} larger than allowed`,
  Encoding: (host) => `had a response from ${host} in an encoding that cannot be decoded`
}

/**
 * No token.
 *
 * - `Credentials`: the login service does not accept them.
 * - `GrantNotAllowed`: the operation cannot be called with a token of this grant, or the OAuth client may not use it.
 * - `RateLimited`: the login service is throttling, and waiting for it would take longer than the policy allows.
 * - `Transport`: the login service could not be reached.
 * - `Unexpected`: its answer made no sense, or no header can hold the token.
 *
 * @since 0.1.0
 * @category errors
 */
export class AuthError extends Schema.TaggedError<AuthError>("effect-purecloud/AuthError")("PureCloudAuthError", {
  ...unanswered,
  reason: Schema.Literal("Credentials", "GrantNotAllowed", "RateLimited", "Transport", "Unexpected"),
  status: Schema.optional(Schema.Number),
  /** The OAuth error, as `invalid_client`. */
  code: Schema.optional(Schema.String),
  correlationId: Schema.optional(Schema.String),
  text: Schema.optional(Schema.String),
  /** How long the login service asks to wait from now on, where it says so. */
  retryAfter: Schema.optional(Schema.DurationFromMillis),
  /** Why the login service could not be reached. */
  cause: Schema.optional(TransportError)
}) {
  get isRetryable(): boolean {
    return this.reason === "RateLimited" || (this.reason === "Transport" && this.cause?.isRetryable !== false) ||
      (this.reason === "Unexpected" && this.status !== undefined && (this.status === 408 || this.status >= 500))
  }
  override get message(): string {
    const what = [this.status, this.code].filter((s) => s !== undefined).join(" ")
    const details = this.text ?? (this.cause === undefined ? undefined : describeTransport(this.cause))
    const text = details === undefined ? "" : `: ${details.replace(/\.$/, "")}`
    const remedy = this.cause === undefined ? "" : adviceOf(this.cause.reason, this.cause.code)
    const advice = [waitFor(this.retryAfter), authAdvice[this.reason], remedy].filter((s) => s !== "").join(" ")
    return say(this, `${authWords[this.reason]}${what === "" ? "" : ` (${what})`}${text}`, advice)
  }
}

const authWords = {
  Credentials: "got no token: the login service refuses the credentials",
  GrantNotAllowed: "is not possible with this OAuth grant",
  RateLimited: "got no token: the login service is throttling",
  Transport: "got no token: the login service could not be reached",
  Unexpected: "got no token that can be used"
} as const

const authAdvice = {
  Credentials: "Check client id, secret and region.",
  GrantNotAllowed: "",
  RateLimited: "Share one token between programs instead of getting one each.",
  Transport: "",
  Unexpected: ""
} as const

/**
 * A file of an export, or the checkpoint beside it.
 *
 * @since 0.1.0
 * @category errors
 */
export class ExportError extends Schema.TaggedError<ExportError>("effect-purecloud/ExportError")(
  "PureCloudExportError",
  {
    /**
     * `File`: it could not be written or read. `Checkpoint`: it belongs to another export, or was changed. `Locked`:
     * another run holds it. `Encode`: an item cannot be written in the format, for example because it nests too deep.
     */
    reason: Schema.Literal("File", "Checkpoint", "Locked", "Encode"),
    /** The file, the key in a store, or the id of the format where a stream is written. */
    path: Schema.String,
    text: Schema.String,
    /** What to do, in terms of this library. A program with options of its own can advise those instead. */
    advice: Schema.optional(Schema.String),
    /** Who holds it, as the message says it. Only with `Locked`. */
    holder: Schema.optional(Schema.String),
    /** Since when, on the clock of the holder. Only with `Locked`, where it is known. */
    since: Schema.optional(Schema.DateTimeUtc)
  }
) {
  get isRetryable(): boolean {
    return false
  }
  override get message(): string {
    return `${this.path}: ${this.text}${this.advice === undefined ? "" : `. ${this.advice}`}`
  }
}

/**
 * Nobody knows whether a write was done, and to send it again could do it twice: look, and decide.
 *
 * @since 0.1.0
 * @category errors
 */
export class InDoubt extends Schema.TaggedError<InDoubt>("effect-purecloud/InDoubt")("PureCloudInDoubt", {
  ...unanswered,
  /** How it came to be. */
  text: Schema.String
}) {
  get isRetryable(): boolean {
    return false
  }
  override get message(): string {
    return say(this, `may have been done or not: ${this.text}`, "Look before you send it again.")
  }
}

/**
 * What a call can fail with.
 *
 * @since 0.1.0
 * @category errors
 */
export type PureCloudError =
  | BadRequest
  | Unauthorized
  | Forbidden
  | NotFound
  | RequestTimeout
  | Conflict
  | PayloadTooLarge
  | UnsupportedMediaType
  | RateLimited
  | ServerError
  | UnexpectedResponse
  | DecodeError
  | PagingError
  | EncodeError
  | TransportError
  | AuthError

/**
 * What a call can fail with, to send it elsewhere and read it back.
 *
 * @since 0.1.0
 * @category errors
 */
export const PureCloudError: Schema.Union<[
  typeof BadRequest,
  typeof Unauthorized,
  typeof Forbidden,
  typeof NotFound,
  typeof RequestTimeout,
  typeof Conflict,
  typeof PayloadTooLarge,
  typeof UnsupportedMediaType,
  typeof RateLimited,
  typeof ServerError,
  typeof UnexpectedResponse,
  typeof DecodeError,
  typeof PagingError,
  typeof EncodeError,
  typeof TransportError,
  typeof AuthError
]> = Schema.Union(
  BadRequest,
  Unauthorized,
  Forbidden,
  NotFound,
  RequestTimeout,
  Conflict,
  PayloadTooLarge,
  UnsupportedMediaType,
  RateLimited,
  ServerError,
  UnexpectedResponse,
  DecodeError,
  PagingError,
  EncodeError,
  TransportError,
  AuthError
)

/**
 * Whether it is one of this package's errors.
 *
 * @since 0.1.0
 * @category guards
 */
export const isPureCloudError: (u: unknown) => u is PureCloudError = Schema.is(PureCloudError)
