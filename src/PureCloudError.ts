/**
 * The errors of this package, each with a tag.
 *
 * Tags have the prefix `PureCloud`, so that a program with several SDKs does not catch the `NotFound` of another SDK.
 * Class names do not have the prefix. Each error of a call has the call that it belongs to (`origin`), whether the same
 * call may succeed later (`isRetryable`), and a `message` that says what happened, in which call, and what to do. The
 * schemas of the errors encode and decode them. They do not contain tokens, secrets, passwords, or JSON bodies.
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
import { formatIssues, Issue } from "./internal/schema/issue.js"
import { TaggedError, Union } from "./internal/schema/taggedError.js"
import { Detail } from "./models/ErrorBody.js"

// ----------------------------------------------------------------------------------------------------------- models

/**
 * The call that an error belongs to. It contains no values of the call, so it can be used as a metric label.
 *
 * @since 0.1.0
 * @category models
 */
export interface Origin {
  /** The vendor's method name, for example `getUser`. */
  readonly endpoint: string
  /** HTTP method. */
  readonly method: string
  /** Path template, for example `/api/v2/users/{userId}`. */
  readonly route: string
  /** Host that sent the response, with its port if it is not the default. Absent if there is no response. */
  readonly host?: string | undefined
  /**
   * Number of requests sent for this call, including the one that failed. If the HTTP client is `fetch`, a request with
   * the response 421 (Misdirected Request) may have been sent twice: the Fetch standard requires it, and does not
   * report it. The server did not process the first one. `NodeHttpClient` does not do this.
   */
  readonly attempts: number
}

/**
 * Schema of {@link Origin}.
 *
 * @since 0.1.0
 * @category models
 */
export const Origin: Schema.Schema<Origin> = Schema.Struct({
  endpoint: Schema.String,
  method: Schema.String,
  route: Schema.String,
  host: Schema.optional(Schema.String),
  attempts: Schema.Number
})

export { Detail, Issue }

/** Fields of an error without a response. */
const withoutResponse = { origin: Origin }

/** Fields of an error that was made from a response. */
const withResponse = {
  origin: Origin,
  /** HTTP status. */
  status: Schema.Number,
  /** Error code of the service, for example `not.found`. */
  code: Schema.optional(Schema.String),
  /** Correlation id. Genesys support asks for it. */
  correlationId: Schema.optional(Schema.String),
  /** Message of the service. */
  text: Schema.optional(Schema.String),
  /** Details of the service, 20 at most. */
  details: Schema.Array(Schema.suspend(() => Detail))
}

/** Field of an error whose response may have a `Retry-After`. */
const withRetryAfter = {
  /** Time to wait, if the service asks for it (`Retry-After`). */
  retryAfter: Schema.optional(Schema.DurationFromMillis)
}

// ----------------------------------------------------------------------------------------------------------- errors

/**
 * 400: the request is not valid. `details` name the fields.
 *
 * @since 0.1.0
 * @category errors
 */
export class BadRequest
  extends TaggedError<BadRequest>("effect-purecloud/BadRequest")("PureCloudBadRequest", withResponse)
{
  get isRetryable(): boolean {
    return false
  }
  override get message(): string {
    const fields = this.details.flatMap(({ fieldName }) => fieldName === undefined ? [] : [fieldName])
    return messageOfResponse(this, "was rejected", fields.length === 0 ? "" : `Check these fields: ${list(fields)}.`)
  }
}

/**
 * 401: the service rejected the token. If the grant can fetch a new token, the service rejected that one too.
 *
 * @since 0.1.0
 * @category errors
 */
export class Unauthorized
  extends TaggedError<Unauthorized>("effect-purecloud/Unauthorized")("PureCloudUnauthorized", withResponse)
{
  get isRetryable(): boolean {
    return false
  }
  override get message(): string {
    return messageOfResponse(
      this,
      "was not authorized",
      "Check that the OAuth client is active and belongs to this region."
    )
  }
}

/**
 * 403: the user or OAuth client of the token does not have a permission.
 *
 * @since 0.1.0
 * @category errors
 */
export class Forbidden extends TaggedError<Forbidden>("effect-purecloud/Forbidden")("PureCloudForbidden", {
  ...withResponse,
  /** Permissions that the operation requires, from its declaration. */
  required: Schema.Struct({ type: Schema.Literal("ANY", "ALL"), permissions: Schema.Array(Schema.String) }),
  /** Permissions that are missing, from the response, 20 at most. */
  missing: Schema.Array(Schema.String)
}) {
  get isRetryable(): boolean {
    return false
  }
  override get message(): string {
    const { permissions, type } = this.required
    const advice = this.missing.length > 0
      ? `Missing permissions: ${list(this.missing)}.`
      : permissions.length > 0
      ? `It requires ${type === "ANY" ? "one" : "all"} of these permissions: ${list(permissions)}.`
      : ""
    return messageOfResponse(this, "is forbidden", advice)
  }
}

/**
 * 404 and 410: the resource does not exist, or cannot be found yet. For example, the service may find a new user only
 * after a moment.
 *
 * @since 0.1.0
 * @category errors
 */
export class NotFound extends TaggedError<NotFound>("effect-purecloud/NotFound")("PureCloudNotFound", withResponse) {
  get isRetryable(): boolean {
    return false
  }
  override get message(): string {
    return messageOfResponse(this, "found no such resource")
  }
}

/**
 * 408: the service timed out. It may or may not have carried out the request.
 *
 * @since 0.1.0
 * @category errors
 */
export class RequestTimeout
  extends TaggedError<RequestTimeout>("effect-purecloud/RequestTimeout")("PureCloudRequestTimeout", {
    ...withResponse,
    ...withRetryAfter
  })
{
  get isRetryable(): boolean {
    return true
  }
  override get message(): string {
    return messageOfResponse(this, "timed out at the service", waitAdvice(this.retryAfter))
  }
}

/**
 * 409, and 400 with a message that the version does not match.
 *
 * `reason: "Version"` means that the resource was changed by another request at the same time. If the operation takes a
 * version, read the resource again, apply the change to it, and send it with the version read. If it takes none, the
 * client has retried it within the retry policy, and a later call may succeed. `reason: "General"` means another conflict,
 * for example that another user has the email address.
 *
 * @since 0.1.0
 * @category errors
 */
export class Conflict extends TaggedError<Conflict>("effect-purecloud/Conflict")("PureCloudConflict", {
  ...withResponse,
  reason: Schema.Literal("Version", "General"),
  /** Whether the operation takes a version. Absent if that is not known. */
  sendsVersion: Schema.optional(Schema.Boolean)
}) {
  get isRetryable(): boolean {
    return this.reason === "Version" && this.sendsVersion === false
  }
  override get message(): string {
    const advice = this.isRetryable
      ? "Send the same request again in a moment."
      : this.reason === "Version"
      ? "Read the resource again, and send the change with the version read."
      : ""
    return messageOfResponse(this, "conflicts with another change or with the state of the resource", advice)
  }
}

/**
 * 413: the request is larger than the service accepts.
 *
 * @since 0.1.0
 * @category errors
 */
export class PayloadTooLarge extends TaggedError<PayloadTooLarge>("effect-purecloud/PayloadTooLarge")(
  "PureCloudPayloadTooLarge",
  withResponse
) {
  get isRetryable(): boolean {
    return false
  }
  override get message(): string {
    return messageOfResponse(this, "has a request body that is too large", "Send fewer items per request.")
  }
}

/**
 * 415: the service does not accept the content type.
 *
 * @since 0.1.0
 * @category errors
 */
export class UnsupportedMediaType extends TaggedError<UnsupportedMediaType>("effect-purecloud/UnsupportedMediaType")(
  "PureCloudUnsupportedMediaType",
  withResponse
) {
  get isRetryable(): boolean {
    return false
  }
  override get message(): string {
    return messageOfResponse(this, "has a content type that the service does not accept")
  }
}

/**
 * 429: the rate limit is exceeded, and the wait is longer than the retry policy allows.
 *
 * @since 0.1.0
 * @category errors
 */
export class RateLimited extends TaggedError<RateLimited>("effect-purecloud/RateLimited")(
  "PureCloudRateLimited",
  {
    ...withResponse,
    ...withRetryAfter
  }
) {
  get isRetryable(): boolean {
    return true
  }
  override get message(): string {
    return messageOfResponse(this, "exceeded the rate limit", waitAdvice(this.retryAfter))
  }
}

/**
 * 5xx: the service, or a gateway in front of it, failed.
 *
 * @since 0.1.0
 * @category errors
 */
export class ServerError extends TaggedError<ServerError>("effect-purecloud/ServerError")("PureCloudServerError", {
  ...withResponse,
  ...withRetryAfter
}) {
  /** `false` for 501 (Not Implemented) only. */
  get isRetryable(): boolean {
    return this.status !== 501
  }
  override get message(): string {
    return messageOfResponse(this, "failed at the service", waitAdvice(this.retryAfter))
  }
}

/**
 * A response with any other status, or with a success status and an unexpected body: the web page of a gateway, text
 * that is not JSON, or no body although one is declared.
 *
 * @since 0.1.0
 * @category errors
 */
export class UnexpectedResponse
  extends TaggedError<UnexpectedResponse>("effect-purecloud/UnexpectedResponse")("PureCloudUnexpectedResponse", {
    ...withResponse,
    /** Description of what is unexpected. */
    reason: Schema.String,
    /** Content type of the response. */
    contentType: Schema.optional(Schema.String),
    /** First 200 characters of a body that is not JSON. */
    snippet: Schema.optional(Schema.String)
  })
{
  get isRetryable(): boolean {
    return false
  }
  override get message(): string {
    const type = this.contentType === undefined ? "" : `Content type ${this.contentType}.`
    return messageOfResponse(this, `got an unexpected response: ${this.reason}`, type)
  }
}

/**
 * A response that does not fit its schema. With `decode: "strict"` each such response is an error; in the other modes
 * only if a field that the type requires is missing or has another type.
 *
 * @since 0.1.0
 * @category errors
 */
export class DecodeError extends TaggedError<DecodeError>("effect-purecloud/DecodeError")(
  "PureCloudDecodeError",
  { ...withResponse, issues: Schema.Array(Issue) }
) {
  get isRetryable(): boolean {
    return false
  }
  override get message(): string {
    return messageOfResponse(this, `got a response that does not fit its schema: ${formatIssues(this.issues)}`)
  }
}

/**
 * The pages of a call do not end: they repeat, or their number grows faster than they can be read. The stream emits the
 * items that it has read, and then fails. Data that only changes while it is read does not reach these limits.
 *
 * - `CursorRepeats`: a response has the cursor or the link of an earlier response.
 * - `PagesRepeat`: 100 pages have the same items as one earlier page.
 * - `NothingNew`: at least 10 consecutive pages, with more than 4000 items together, have only items that earlier pages
 *   had.
 * - `EmptyPages`: 100 consecutive pages have no items, or 1000 within the number of pages of the first response.
 * - `KeepsGrowing`: the number of pages is more than twice that of the first response, and has grown by at least 1000
 *   pages and 10,000 items.
 *
 * @since 0.2.0
 * @category errors
 */
export class PagingError extends TaggedError<PagingError>("effect-purecloud/PagingError")("PureCloudPagingError", {
  ...withoutResponse,
  reason: Schema.Literal("CursorRepeats", "PagesRepeat", "NothingNew", "EmptyPages", "KeepsGrowing"),
  /** Number of pages read. */
  pages: Schema.Number,
  /** Correlation id of the last page, which Genesys support asks for. */
  correlationId: Schema.optional(Schema.String),
  /** Description of the repetition or growth, without values of the items. */
  text: Schema.String
}) {
  get isRetryable(): boolean {
    return false
  }
  override get message(): string {
    const correlation = this.correlationId === undefined ? "" : ` Correlation id ${this.correlationId}.`
    return messageOf(
      this,
      `does not end: ${this.text}`,
      `Read a narrower listing, and report this to Genesys.${correlation}`
    )
  }
}

/**
 * The input of a call is not valid. No request was sent.
 *
 * @since 0.1.0
 * @category errors
 */
export class EncodeError extends TaggedError<EncodeError>("effect-purecloud/EncodeError")(
  "PureCloudEncodeError",
  { ...withoutResponse, issues: Schema.Array(Issue) }
) {
  get isRetryable(): boolean {
    return false
  }
  override get message(): string {
    return messageOf(this, `has invalid input, and was not sent: ${formatIssues(this.issues)}`, "")
  }
}

/**
 * The request was not sent, or its response was not received completely.
 *
 * The request certainly did not reach the service (`isNotSent`):
 * - `Connect`: no connection was opened.
 * - `Tls`: the TLS handshake failed, for example because the certificate is not trusted. Not retried.
 * - `Proxy`: a proxy refused the connection. `code` is its status. Retried after 408, 429, 500, 502, 503 and 504, and if
 *   the proxy closed the connection or did not respond.
 *
 * The service may have carried out the request:
 * - `Reset`: the connection was closed before a response.
 * - `Timeout`: no complete response within the timeout of one attempt. Also within the rest of the deadline, if that is
 *   shorter and the request may not be retried.
 * - `Body`: the response is incomplete or cannot be read.
 * - `TooLarge`: the response is larger than `maxResponseBytes`. Not retried.
 * - `Encoding`: the response has a content encoding that this platform cannot decode. Not retried.
 *
 * `Deadline`: the deadline of the call has passed, or would pass before the next attempt.
 *
 * @since 0.1.0
 * @category errors
 */
export class TransportError extends TaggedError<TransportError>("effect-purecloud/TransportError")(
  "PureCloudTransportError",
  {
    ...withoutResponse,
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
    /** Host of the request, with its port if that is not the default. Never a path, a query or credentials. */
    host: Schema.optional(Schema.String),
    /** Error code of the system, for example `ECONNREFUSED`, or the status of a proxy. */
    code: Schema.optional(Schema.String),
    /** Details of the failure, for the message. */
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
        return isTransientProxyCode(this.code)
      default:
        return false
    }
  }
  /**
   * Whether the last request certainly did not reach the service. If so, it was not carried out, and it is safe to send
   * it again.
   *
   * @since 0.2.0
   */
  get isNotSent(): boolean {
    return this.reason === "Connect" || this.reason === "Tls" || this.reason === "Proxy" ||
      (this.reason === "Deadline" && this.origin.attempts === 0)
  }
  override get message(): string {
    const attempts = countOf(this.origin.attempts, this.isNotSent ? "attempts" : "requests")
    return messageOf(this, describeTransport(this), transportAdvice(this), attempts)
  }
}

/**
 * No token for the call could be obtained or used.
 *
 * - `Credentials`: the login service rejected the credentials, or there are none because the user must log in.
 * - `GrantNotAllowed`: the operation rejects tokens of this grant, or the OAuth client may not use the grant.
 * - `RateLimited`: the rate limit of the login service is exceeded, and the wait is longer than the retry policy
 *   allows.
 * - `Transport`: the login service could not be reached, or the client is closed.
 * - `Unexpected`: the response of the login service is not valid, or the token cannot be sent in a header.
 *
 * @since 0.1.0
 * @category errors
 */
export class AuthError extends TaggedError<AuthError>("effect-purecloud/AuthError")("PureCloudAuthError", {
  ...withoutResponse,
  reason: Schema.Literal("Credentials", "GrantNotAllowed", "RateLimited", "Transport", "Unexpected"),
  /** HTTP status of the login service. */
  status: Schema.optional(Schema.Number),
  /** OAuth error code, for example `invalid_client`. */
  code: Schema.optional(Schema.String),
  /** Correlation id. Genesys support asks for it. */
  correlationId: Schema.optional(Schema.String),
  /** Message of the login service, or of this package. */
  text: Schema.optional(Schema.String),
  /** Time to wait from now on, if the login service asks for it. */
  retryAfter: Schema.optional(Schema.DurationFromMillis),
  /** Error of the request to the login service. Only with the reason `Transport`. */
  cause: Schema.optional(TransportError)
}) {
  get isRetryable(): boolean {
    return this.reason === "RateLimited" || (this.reason === "Transport" && this.cause?.isRetryable !== false) ||
      (this.reason === "Unexpected" && this.status !== undefined && (this.status === 408 || this.status >= 500))
  }
  override get message(): string {
    // Without a token request, the login service has not caused the error, and the text says what has.
    if ((this.reason === "Credentials" || this.reason === "Transport") && this.origin.attempts === 0) {
      return messageOf(this, `got no token${this.text === undefined ? "" : `: ${this.text}`}`, "")
    }
    const what = [this.status, this.code].filter((s) => s !== undefined).join(" ")
    const details = this.text ?? (this.cause === undefined ? undefined : describeTransport(this.cause))
    const text = details === undefined ? "" : `: ${details.replace(/\.$/, "")}`
    const causeAdvice = this.cause === undefined ? "" : transportAdvice(this.cause)
    const grantAdvice = this.reason === "GrantNotAllowed" ? adviceForGrant(this.code) : ""
    const advice = joined(waitAdvice(this.retryAfter), authAdvice[this.reason], grantAdvice, causeAdvice)
    return messageOf(this, `${authFailures[this.reason]}${what === "" ? "" : ` (${what})`}${text}`, advice)
  }
}

/**
 * A file of an export, its checkpoint or a journal cannot be read, written or used.
 *
 * @since 0.1.0
 * @category errors
 */
export class ExportError extends TaggedError<ExportError>("effect-purecloud/ExportError")(
  "PureCloudExportError",
  {
    /**
     * - `File`: the file could not be read or written.
     * - `Checkpoint`: the checkpoint or the journal belongs to another run or is damaged, or the file was changed.
     * - `Locked`: another run uses the file or the journal.
     * - `Encode`: an item cannot be written in the format, for example because it is nested too deeply.
     */
    reason: Schema.Literal("File", "Checkpoint", "Locked", "Encode"),
    /** Path of the file, key in a store, or id of the format of a stream. */
    path: Schema.String,
    /** Description of what happened. */
    text: Schema.String,
    /** What to do, in terms of this package. A program can show its own options instead. */
    advice: Schema.optional(Schema.String),
    /** The run that uses the file or the journal, as in the message. Only with `Locked`. */
    holder: Schema.optional(Schema.String),
    /** When that run started, by its own clock. Only with `Locked`, if known. */
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
 * It is not known whether the service has carried out a write. If the write is sent again, it may be carried out twice.
 * Read the resource to decide.
 *
 * @since 0.1.0
 * @category errors
 */
export class InDoubt extends TaggedError<InDoubt>("effect-purecloud/InDoubt")("PureCloudInDoubt", {
  ...withoutResponse,
  /** Description of what happened. */
  text: Schema.String
}) {
  get isRetryable(): boolean {
    return false
  }
  override get message(): string {
    return messageOf(
      this,
      `may or may not have been carried out: ${this.text}`,
      "Read the resource before you send it again."
    )
  }
}

/**
 * An analytics job has no results. `UserAnalytics.detailsJob` and `aggregatesJob` fail with it.
 *
 * @since 0.2.0
 * @category errors
 */
export class AnalyticsJobError extends TaggedError<AnalyticsJobError>("effect-purecloud/AnalyticsJobError")(
  "PureCloudAnalyticsJobError",
  {
    /** Id of the job. */
    jobId: Schema.String,
    /**
     * - `Failed`: the service could not carry out the query.
     * - `Cancelled`: the job was cancelled.
     * - `Expired`: the results have been deleted, because they were not read in time.
     * - `Deadline`: the job has no results yet, and the deadline has passed.
     */
    reason: Schema.Literal("Failed", "Cancelled", "Expired", "Deadline"),
    /** Cause according to the service, or the deadline. */
    text: Schema.optional(Schema.String)
  }
) {
  get isRetryable(): boolean {
    return false
  }
  override get message(): string {
    const text = this.text === undefined ? "" : ` (${this.text})`
    return `analytics job ${this.jobId} ${jobFailures[this.reason]}${text}. ${jobAdvice[this.reason]}`
  }
}

const jobFailures: { readonly [Reason in AnalyticsJobError["reason"]]: string } = {
  Failed: "failed",
  Cancelled: "was cancelled",
  Expired: "has expired",
  Deadline: "has no results before the deadline"
}

const jobAdvice: { readonly [Reason in AnalyticsJobError["reason"]]: string } = {
  Failed: "Check the query, for example its interval.",
  Cancelled: "Start the query again.",
  Expired: "Start the query again, and read the results sooner.",
  Deadline: "Choose a longer deadline or a shorter interval."
}

/** Kind of entity, as `Catalog` names it. */
const kind = Schema.Literal(
  "skills",
  "languages",
  "queues",
  "roles",
  "divisions",
  "groups",
  "locations",
  "presences",
  "permissions"
)

/**
 * Names of entities that do not exist, or that several entities have. `Catalog.resolve` fails with it.
 *
 * @since 0.2.0
 * @category errors
 */
export class UnresolvedNames extends TaggedError<UnresolvedNames>("effect-purecloud/UnresolvedNames")(
  "PureCloudUnresolvedNames",
  {
    /** Names that no entity of this kind has. */
    unknown: Schema.Array(Schema.Struct({ kind, name: Schema.String })),
    /** Names that several entities of this kind have, with the ids of the entities. */
    ambiguous: Schema.Array(Schema.Struct({ kind, name: Schema.String, ids: Schema.Array(Schema.String) }))
  }
) {
  get isRetryable(): boolean {
    return false
  }
  override get message(): string {
    const unknown = this.unknown.map(({ kind, name }) => `${name} (${kind})`)
    const ambiguous = this.ambiguous.map(({ ids, kind, name }) => `${name} (${kind}: ${ids.join(", ")})`)
    return [
      ...(unknown.length === 0
        ? []
        : [`the organization does not have ${unknown.join(", ")}: names are compared exactly, including case`]),
      ...(ambiguous.length === 0 ? [] : [`several entities have the name ${ambiguous.join(", ")}`])
    ].join("; ")
  }
}

/**
 * The errors of a call.
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
 * Schema of {@link PureCloudError}. It encodes an error as JSON and decodes it.
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
]> = Union(
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
 * Whether a value is one of the errors of a call.
 *
 * @since 0.1.0
 * @category guards
 */
export const isPureCloudError = (u: unknown): u is PureCloudError => (isError ??= Schema.is(PureCloudError))(u)

/**
 * The check of {@link isPureCloudError}. It is built at the first use, because that takes longer than the import of all
 * the classes.
 */
let isError: ((u: unknown) => u is PureCloudError) | undefined

// --------------------------------------------------------------------------------------------------------- messages

/** Returns the message of an error: the call, what happened, and what to do. */
const messageOf = (
  { origin: { attempts, endpoint, host, method, route } }: { readonly origin: Origin },
  what: string,
  advice: string,
  after: string = countOf(attempts, "requests")
): string =>
  `${endpoint} (${method} ${route}${host === undefined ? "" : ` at ${host}`}) ${what}${after}.${
    advice === "" ? "" : ` ${advice}`
  }`

/** Returns the message of an error that was made from a response. */
const messageOfResponse = (
  error: Pick<NotFound, "origin" | "status" | "code" | "correlationId" | "text">,
  what: string,
  advice = ""
): string => {
  const code = error.code === undefined ? "" : ` ${error.code}`
  const text = error.text === undefined ? "" : `: ${error.text.replace(/\.$/, "")}`
  const correlation = error.correlationId === undefined ? "" : `Correlation id ${error.correlationId}.`
  return messageOf(error, `${what} (${error.status}${code})${text}`, joined(advice, correlation))
}

const joined = (...sentences: ReadonlyArray<string>): string => sentences.filter((s) => s !== "").join(" ")

const countOf = (attempts: number, noun: string): string => attempts > 1 ? ` after ${attempts} ${noun}` : ""

/** Returns the first ten names, and the number of the others. */
const list = (names: ReadonlyArray<string>): string => {
  const distinct = [...new Set(names)]
  return distinct.slice(0, 10).join(", ") + (distinct.length > 10 ? ` and ${distinct.length - 10} more` : "")
}

const waitAdvice = (retryAfter: Duration.Duration | undefined): string =>
  retryAfter === undefined ? "" : `Wait ${Duration.format(retryAfter)}.`

/** Returns what happened to a request, without the call and without advice. */
const describeTransport = ({ code, host, reason, text }: TransportError): string => {
  const details = [code, text].filter((s) => s !== undefined).join(": ")
  return transportFailures[reason](host ?? "the host") + (details === "" ? "" : ` (${details})`)
}

const transportFailures: { readonly [Reason in TransportError["reason"]]: (host: string) => string } = {
  Connect: (host) => `could not connect to ${host}`,
  Tls: (host) => `could not establish a secure connection to ${host}`,
  Proxy: (host) => `was refused a connection to ${host} by the proxy`,
  Reset: (host) => `lost its connection to ${host} before a response`,
  Timeout: (host) => `received no complete response from ${host} in time`,
  Deadline: () => "ran out of time",
  Body: (host) => `received an incomplete or unreadable response from ${host}`,
  TooLarge: (host) => `received a response from ${host} that is too large`,
  Encoding: (host) => `received a response from ${host} with an encoding that cannot be decoded`
}

const authFailures: { readonly [Reason in AuthError["reason"]]: string } = {
  Credentials: "got no token: the login service rejected the credentials",
  GrantNotAllowed: "is not possible with this OAuth grant",
  RateLimited: "got no token: the rate limit of the login service is exceeded",
  Transport: "got no token: the login service could not be reached",
  Unexpected: "got no usable token"
}

const authAdvice: { readonly [Reason in AuthError["reason"]]: string } = {
  Credentials: "Check client id, secret and region.",
  GrantNotAllowed: "",
  RateLimited: "Share one token between programs instead of requesting one for each.",
  Transport: "",
  Unexpected: ""
}

/** Returns what to do about a grant that the client refused without a code, or the login service with one. */
const adviceForGrant = (code: string | undefined): string =>
  code === undefined
    ? "Use a token of a user, for example `Auth.layerAuthorizationCode`."
    : "Allow the grant for the OAuth client."

/** Returns what to do about a request that failed in transport. */
const transportAdvice = ({ code = "", reason }: Pick<TransportError, "code" | "reason">): string => {
  switch (reason) {
    case "Connect":
      return code === "ENOTFOUND" || code.startsWith("EAI_")
        ? "Check the region and the name resolution (DNS) of this machine."
        : "Check the host, the network, the firewall and the proxy."
    case "Tls":
      return tlsAdvice.find(([codes]) => codes.test(code))?.[1] ?? handshakeAdvice
    case "Proxy":
      return proxyAdvice(code)
    case "TooLarge":
      return "Read fewer items per page, or raise `maxResponseBytes`."
    case "Encoding":
      return "Use an HTTP client that decodes it, or configure the gateway that adds it."
    case "Timeout":
      return "Raise `timeout`, or request less at once."
    case "Deadline":
      return "Raise `retry.deadline`."
    case "Reset":
    case "Body":
      return "Check the gateways and firewalls on the way."
  }
}

/** Advice by the error code of a TLS handshake. The first match is used. */
const tlsAdvice: ReadonlyArray<readonly [codes: RegExp, advice: string]> = [
  [
    /ISSUER|SELF_SIGNED|UNABLE_TO_VERIFY|UNTRUSTED|VERIFY_FAILED|INVALID_CA/,
    "This program does not trust the authority of the certificate, which may be that of a proxy that inspects TLS. Add" +
    " the authority: on Node, set NODE_EXTRA_CA_CERTS to a file with its certificate."
  ],
  [
    /^CERT_(HAS_EXPIRED|NOT_YET_VALID)$/,
    "The certificate is not valid at this time. Check the clock of this machine, then contact the owner of the host."
  ],
  [
    /ALTNAME|HOSTNAME/,
    "The certificate belongs to another host. Check the configured host, and whether a proxy is in between."
  ],
  [
    /WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG/,
    "The port does not use TLS. Check scheme and port of the configured URL, or of the proxy."
  ],
  [
    /^CERT_|^CRL_|^ERROR_IN_C|_PURPOSE$|PATH_LENGTH/,
    "The certificate is not acceptable. Contact the owner of the host."
  ]
]

const handshakeAdvice =
  "The host refuses the TLS handshake. Check the TLS versions that both sides allow, and whether the host requires a" +
  " client certificate."

/** Whether a proxy that refused a connection with this status may allow the next one. */
const isTransientProxyCode = (code: string | undefined): boolean =>
  code !== undefined && /^(408|429|500|502|503|504|UND_ERR_PRX_CONN)$/.test(code)

const proxyAdvice = (code: string): string => {
  if (code === "407") return "The proxy requires credentials. Set them in the URL of the proxy."
  if (code === "UND_ERR_PRX_TLS") {
    return "The certificate of the proxy belongs to another host. Check the URL of the proxy."
  }
  if (code === "UND_ERR_PRX_CONN") {
    return "The proxy closed the connection, or did not respond. Check the URL of the proxy, and that it supports CONNECT."
  }
  if (isTransientProxyCode(code)) return "The proxy cannot reach the host. Check the host and the proxy."
  return "The proxy does not allow the connection. Check the rules of the proxy, and its configuration in this program."
}
