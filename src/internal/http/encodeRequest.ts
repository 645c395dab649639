import * as HttpClientRequest from "@effect/platform/HttpClientRequest"
import * as Either from "effect/Either"
import * as Predicate from "effect/Predicate"
import type * as Endpoint from "../../Endpoint.js"
import type { RequestHeaders } from "../schema/headers.js"
import { describeType, type Issue } from "../schema/issue.js"
import { bodyEncoder } from "./encodeBody.js"
import { type Input, pathEncoder, queryEncoder } from "./encodeUrl.js"
import { InvalidInput, reject } from "./invalidInput.js"
import { version } from "./version.js"

/*
 * Makes the request of a call from its input. Input that cannot be sent is rejected here, before any request is sent.
 */

/** Input that is encoded. */
export interface Encoded {
  /** Path and query. */
  readonly url: string
  /** Body as JSON. */
  readonly body: string | undefined
  /** Passwords in the body, which are redacted from messages of the service. */
  readonly passwords: ReadonlyArray<string>
}

/** Encodes the input of an endpoint. */
export type Encoder = (input: unknown) => Either.Either<Encoded, ReadonlyArray<Issue>>

/** Prepares the encoder of an endpoint. */
export const encoder = (endpoint: Endpoint.Any): Encoder => {
  const path = pathEncoder(endpoint)
  const query = queryEncoder(endpoint)
  const body = bodyEncoder(endpoint)
  const checkKeys = keyCheck(endpoint)
  return (input) => {
    try {
      const given = checkKeys(input ?? {})
      const passwords: Array<string> = []
      return Either.right({ url: path(given) + query(given), body: body(given, passwords), passwords })
    } catch (error) {
      if (error instanceof InvalidInput) return Either.left(error.issues)
      throw error
    }
  }
}

/** Prepares the check that an input is an object and has no unknown keys. */
const keyCheck = ({ body, pathParams, query }: Endpoint.Any): (input: unknown) => Input => {
  const keys = new Set([
    ...Object.keys(pathParams),
    ...Object.keys(query),
    ...(body === undefined ? [] : ["body"])
  ])
  return (input) => {
    if (!Predicate.isRecord(input)) return reject("", "an object", describeType(input))
    for (const key of Object.keys(input)) {
      if (!keys.has(key) && input[key] !== undefined) {
        reject(key, keys.size === 0 ? "no input" : `one of ${[...keys].join(", ")}`, "an unknown key")
      }
    }
    return input
  }
}

/** Makes the request of an encoded input, without a token. `added` are the headers of the program. */
export const toRequest = (
  method: Endpoint.Method,
  apiUrl: string,
  { body, url }: Encoded,
  added: RequestHeaders | undefined
): HttpClientRequest.HttpClientRequest => {
  const own = isBrowser() ? browserHeaders : headers
  const request = HttpClientRequest.make(method)(apiUrl + url, {
    headers: added === undefined ? own : { ...own, ...added }
  })
  return body === undefined ? request : HttpClientRequest.bodyText(request, body, "application/json")
}

const browserHeaders = { accept: "application/json" }

const headers = { ...browserHeaders, "user-agent": `effect-purecloud/${version}` }

/**
 * Whether this is a browser. In browsers no user agent is set, because Firefox and Safari would send a preflight that
 * the service does not allow. If a server platform has one of these globals, its requests only lack the user agent.
 */
const isBrowser = (): boolean => "document" in globalThis || "WorkerGlobalScope" in globalThis
