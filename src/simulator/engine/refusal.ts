import type * as ErrorBody from "../../models/ErrorBody.js"

/*
 * Error responses of the API. A function that refuses a request throws a `Refusal`.
 */

/** The fields of an error body that depend on the error. The others are added by {@link errorBody}. */
export interface ErrorContent extends Omit<ErrorBody.ErrorBody, "status" | "contextId" | "message" | "messageParams"> {
  readonly code: string
  /** Message with placeholders, for example `{field}`. */
  readonly messageWithParams: string
  readonly messageParams?: { readonly [key: string]: string }
}

/** Thrown to respond with an error. */
export class Refusal {
  readonly _tag = "Refusal"
  constructor(
    readonly status: number,
    readonly content: ErrorContent,
    readonly headers: { readonly [name: string]: string } = {}
  ) {}
}

/** Optional parts of a refusal. */
export interface RefusalOptions extends Omit<ErrorContent, "code" | "messageWithParams"> {
  readonly headers?: { readonly [name: string]: string }
}

/** Throws a refusal. */
export const refuse = (
  status: number,
  code: string,
  messageWithParams: string,
  { headers, ...content }: RefusalOptions = {}
): never => {
  throw new Refusal(status, { code, messageWithParams, ...content }, headers)
}

/** Throws a refusal with status 400 that names a field. */
export const refuseField = (
  fieldName: string,
  code: string,
  message: string,
  params?: { readonly [key: string]: string }
): never =>
  refuse(400, code, message, {
    details: [{ errorCode: code, fieldName }],
    ...(params === undefined ? {} : { messageParams: params })
  })

/** Throws a refusal with status 400 for a value that a field does not accept. */
export const refuseValue = (fieldName: string, value: unknown, allowable: string): never =>
  refuseField(
    fieldName,
    "invalid.value",
    "Value [{value}] is not valid for field type [{field}]. Allowable values are: {allowable}",
    { value: String(value), field: fieldName, allowable }
  )

/** Throws a refusal with status 400 for a field that is missing in a body. */
export const refuseAbsentField = (field: string): never =>
  refuseField(field, "bad.request", "[{field}] is missing.", { field })

/** The codes that operations have for an entity that does not exist, with their messages. */
const missing = {
  "not.found": "The requested resource was not found.",
  "general.resource.not.found": "Unable to find the requested resource."
}

/** A code for an entity that does not exist. */
export type MissingCode = keyof typeof missing

/** Throws a refusal with status 404 for an entity that does not exist. */
export const refuseMissing = (entityName: string, entityId: string, code: MissingCode = "not.found"): never =>
  refuse(404, code, missing[code], { entityName, entityId })

/** Throws a refusal with status 404 for a path that no operation has. */
export const refuseUnknownPath = (): never => refuse(404, "not.found", missing["not.found"])

/** Throws a refusal with status 405. */
export const refuseMethod = (allowed: ReadonlyArray<string>): never =>
  refuse(405, "method.not.allowed", "The method is not allowed for the requested resource.", {
    headers: { allow: allowed.join(", ") }
  })

/** Throws a refusal with status 403 for missing permissions, of which all are required. */
export const refusePermissions = (missing: ReadonlyArray<string>): never =>
  refuse(
    403,
    "missing.permissions",
    "Unable to perform the requested action. You are missing the following permission(s): {permissions}",
    { messageParams: { permissions: `[${missing.join(", ")}]` } }
  )

/** Throws a refusal with status 400 for an operation that needs a token of a user. */
export const refuseClientToken = (): never =>
  refuse(
    400,
    "not.a.user",
    "This request requires a user context. Client credentials cannot be used for requests to this resource."
  )

/** Returns the body of an error response. */
export const errorBody = (status: number, content: ErrorContent, contextId: string): ErrorBody.ErrorBody => {
  const { messageParams = {}, messageWithParams, ...rest } = content
  return {
    ...rest,
    status,
    message: messageWithParams.replace(/\{(\w+)\}/g, (placeholder, name: string) => messageParams[name] ?? placeholder),
    messageWithParams,
    messageParams,
    contextId,
    details: rest.details ?? [],
    errors: rest.errors ?? []
  }
}
