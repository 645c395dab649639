import { describeType, type Issue } from "./issue.js"

/*
 * Checks the headers that a program adds to its requests.
 */

/** Headers by name. */
export interface RequestHeaders {
  readonly [name: string]: string
}

/** Headers that only the client may set. With other values, the request or its response could be invalid. */
const reserved: ReadonlySet<string> = new Set([
  "accept",
  "accept-encoding",
  "authorization",
  "connection",
  "content-encoding",
  "content-length",
  "content-type",
  "expect",
  "host",
  "keep-alive",
  "proxy-authorization",
  "traceparent",
  "transfer-encoding",
  "upgrade"
])

/** Joins headers. The names of the result are in lower case, and values of `second` replace those of `first`. */
export const joinHeaders = (first: RequestHeaders, second: RequestHeaders): RequestHeaders =>
  Object.fromEntries(
    [...Object.entries(first), ...Object.entries(second)].map(([name, value]) => [name.toLowerCase(), value])
  )

/** Returns the reasons why headers cannot be added to a request. The reasons contain no values of headers. */
export const headerIssues = (headers: RequestHeaders): ReadonlyArray<Issue> =>
  Object.entries(headers).flatMap(([name, value]: [string, unknown]) => {
    const path = `headers.${name}`
    if (reserved.has(name.toLowerCase())) {
      return [{ path, expected: "a header other than those that the client sets", found: "a header of the client" }]
    }
    if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name)) return [{ path, expected: "the name of a header", found: "another text" }]
    if (typeof value !== "string") return [{ path, expected: "text", found: describeType(value) }]
    return /^[\x20-\x7e]*$/.test(value)
      ? []
      : [{ path, expected: "printable ASCII characters", found: "other characters" }]
  })
