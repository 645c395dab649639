import * as Either from "effect/Either"
import * as Predicate from "effect/Predicate"
import * as Schema from "effect/Schema"
import type * as Endpoint from "../../Endpoint.js"
import * as PureCloudError from "../../PureCloudError.js"
import { mayHaveKey } from "../schema/hasKey.js"
import { type Quote, quoting, type Secrets } from "./quote.js"
import { correlationIdOf, isJsonType, parseJson, type RawResponse } from "./rawResponse.js"
import { retryAfterOf } from "./retryAfter.js"

/*
 * Makes the error of a response.
 */

/** Maximum number of characters of the service's texts in an error. */
const maxLength = { message: 500, snippet: 200, permissions: 2000 }

/** Maximum number of details or permissions in an error. */
const maxEntries = 20

/** Returns the error of a response that is not a success. */
export const errorOf = (
  endpoint: Endpoint.Any,
  origin: PureCloudError.Origin,
  response: RawResponse,
  now: number,
  secrets: Secrets
): PureCloudError.PureCloudError => {
  const body = Either.getOrUndefined(parseJson(response))
  const quote = quoting(secrets)
  const fields = fieldsOf(origin, response, body, quote)
  const { status } = response
  switch (status) {
    case 400:
      return isVersionConflict(fields.text) ? conflictOf(endpoint, fields) : new PureCloudError.BadRequest(fields)
    case 401:
      return new PureCloudError.Unauthorized(fields)
    case 403:
      return new PureCloudError.Forbidden({
        ...fields,
        required: endpoint.permissions,
        missing: missingPermissions(body, quote)
      })
    case 404:
    case 410:
      return new PureCloudError.NotFound(fields)
    case 408:
      return new PureCloudError.RequestTimeout({ ...fields, retryAfter: retryAfterOf(response, now) })
    case 409:
      return conflictOf(endpoint, fields)
    case 413:
      return new PureCloudError.PayloadTooLarge(fields)
    case 415:
      return new PureCloudError.UnsupportedMediaType(fields)
    case 429:
      return new PureCloudError.RateLimited({ ...fields, retryAfter: retryAfterOf(response, now) })
  }
  return status >= 500 && status <= 599
    ? new PureCloudError.ServerError({ ...fields, retryAfter: retryAfterOf(response, now) })
    : unexpected(fields, response, describeStatus(status), quote)
}

// ----------------------------------------------------------------------------------------------------------- fields

/** Fields that all errors of a response have. */
interface Fields {
  readonly origin: PureCloudError.Origin
  readonly status: number
  readonly code: string | undefined
  readonly correlationId: string | undefined
  readonly text: string | undefined
  readonly details: ReadonlyArray<PureCloudError.Detail>
}

/** Returns the fields of an error from a response, and from its body if that is JSON. */
export const fieldsOf = (
  origin: PureCloudError.Origin,
  response: RawResponse,
  body: unknown,
  quote: Quote
): Fields => {
  const error: { readonly [key: string]: unknown } = Predicate.isRecord(body) ? body : {}
  const details = Array.isArray(error["details"]) ? error["details"] : []
  return {
    origin,
    status: response.status,
    code: quote(error["code"]),
    correlationId: quote(correlationIdOf(response)) ?? quote(error["contextId"]),
    text: quote(error["message"], maxLength.message),
    details: details.filter(Predicate.isRecord).slice(0, maxEntries).map((detail) => ({
      errorCode: quote(detail["errorCode"]),
      fieldName: quote(detail["fieldName"]),
      entityId: quote(detail["entityId"]),
      entityName: quote(detail["entityName"])
    }))
  }
}

// ------------------------------------------------------------------------------------------- version conflict (409)

const conflictOf = (endpoint: Endpoint.Any, fields: Fields): PureCloudError.Conflict => {
  // For a DELETE, the version is the only possible cause of a general conflict.
  const isVersion = isVersionConflict(fields.text) ||
    (endpoint.method === "DELETE" && fields.code === "general.conflict")
  return new PureCloudError.Conflict({
    ...fields,
    reason: isVersion ? "Version" : "General",
    sendsVersion: sendsVersion(endpoint)
  })
}

const isVersionConflict = (message: string | undefined): boolean =>
  message !== undefined && /does not match the current version|version (conflict|mismatch)/i.test(message)

/** Whether the input of an endpoint has a version, in its query, its body, or the items of its body. */
const sendsVersion = ({ body, query }: Endpoint.Any): boolean => {
  const schema = body !== undefined && "_tag" in body && body._tag === "Optional" ? body.schema : body
  return "version" in query || (Schema.isSchema(schema) && mayHaveKey(schema.ast, "version"))
}

// --------------------------------------------------------------------------------------- missing permissions (403)

/** Returns the permissions that a body names, in its parameters or in its message. */
const missingPermissions = (body: unknown, quote: Quote): ReadonlyArray<string> => {
  if (!Predicate.isRecord(body)) return []
  const { message, messageParams: params } = body
  const named = Predicate.isRecord(params)
    ? nonEmpty(params["permissions"]) ?? nonEmpty(params["permission"])
    : undefined
  const text = quote(named ?? message, maxLength.permissions) ?? ""
  const names = named === undefined
    ? text.match(/(?<![\w-])[a-zA-Z][\w-]*:[\w*-]+:[\w*-]+/g) ?? []
    : text.replace(/[[\]"']/g, "").split(/[\s,]+/).filter((name) => name !== "")
  return [...new Set(names)].slice(0, maxEntries)
}

const nonEmpty = (u: unknown): string | undefined => typeof u === "string" && u !== "" ? u : undefined

// ---------------------------------------------------------------------------------------------- unexpected responses

/** Makes the error of a response that differs from the declared one. */
export const unexpected = (
  fields: Fields,
  response: RawResponse,
  reason: string,
  quote: Quote
): PureCloudError.UnexpectedResponse =>
  new PureCloudError.UnexpectedResponse({
    ...fields,
    reason,
    contentType: quote(response.headers["content-type"]),
    snippet: mayBeJson(response) ? undefined : quote(response.text, maxLength.snippet)
  })

/**
 * Whether a body may be JSON, even if it is incomplete or has another content type. Such a body may have personal data.
 */
const mayBeJson = (response: RawResponse): boolean =>
  isJsonType(response.headers["content-type"] ?? "") || /^\s*[[{"]/.test(response.text) ||
  Either.isRight(parseJson(response))

const describeStatus = (status: number): string => {
  // Browsers show a redirect that is not followed with the status 0.
  if (status === 0 || (status >= 300 && status <= 399)) return "a redirect, which is not followed"
  if (status === 407) return "a proxy that requires credentials. Set them in the URL of the proxy"
  if (status === 421) {
    return "a server that does not serve this host. If the HTTP client is fetch, the request was sent twice"
  }
  return status >= 400 && status <= 499 ? "an error status that is not documented here" : "an unknown status"
}
