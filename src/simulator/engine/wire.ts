import type * as Effect from "effect/Effect"
import type * as ErrorBody from "../../models/ErrorBody.js"

/*
 * What goes in and out, whatever carries it.
 */

/** A request as it arrives. */
export interface Request {
  readonly method: string
  /** Path and query, as sent. */
  readonly url: string
  /** Names in lower case. */
  readonly headers: { readonly [name: string]: string | undefined }
  readonly body: string
}

/** An answer. */
export interface Response {
  readonly status: number
  /** Names in lower case. */
  readonly headers: { readonly [name: string]: string }
  readonly body: Uint8Array
  /** Whether it breaks off half-way. */
  readonly cut: boolean
}

/** The connection ends before an answer. */
export class Broken {
  readonly _tag = "Broken"
}

/** Answers requests. */
export type Handle = (request: Request) => Effect.Effect<Response, Broken>

/** What an error says besides its status. */
export interface Words extends Omit<ErrorBody.ErrorBody, "status" | "contextId" | "message" | "messageParams"> {
  readonly code: string
  /** With `{placeholders}`. */
  readonly messageWithParams: string
  readonly messageParams?: { readonly [key: string]: string }
}

/** Thrown by whatever finds a request wanting. */
export class Refusal {
  readonly _tag = "Refusal"
  constructor(
    readonly status: number,
    readonly words: Words,
    readonly headers: { readonly [name: string]: string } = {}
  ) {}
}

/** Refuses a request. */
export const refuse = (
  status: number,
  code: string,
  messageWithParams: string,
  more: Omit<Words, "code" | "messageWithParams"> & { readonly headers?: { readonly [name: string]: string } } = {}
): never => {
  const { headers, ...words } = more
  throw new Refusal(status, { code, messageWithParams, ...words }, headers)
}

/** 400 that names a field. */
export const refuseField = (fieldName: string, code: string, message: string, params?: { [key: string]: string }) =>
  refuse(400, code, message, {
    details: [{ errorCode: code, fieldName }],
    ...(params === undefined ? {} : { messageParams: params })
  })

/** 400 for a value that a field does not take. */
export const refuseValue = (fieldName: string, value: unknown, allowable: string) =>
  refuseField(
    fieldName,
    "invalid.value",
    "Value [{value}] is not valid for field type [{field}]. Allowable values are: {allowable}",
    { value: String(value), field: fieldName, allowable }
  )

/** 404 for an entity that is not there. */
export const refuseMissing = (entityName: string, entityId: string) =>
  refuse(404, "not.found", "The requested resource was not found.", { entityName, entityId })

/** The body of an error. */
export const errorBody = (status: number, words: Words, contextId: string): ErrorBody.ErrorBody => {
  const { messageParams = {}, messageWithParams, ...rest } = words
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
