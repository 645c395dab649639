import type * as HttpClientRequest from "@effect/platform/HttpClientRequest"
import type { Dispatcher } from "undici"
import type { Target } from "./target.js"

/** A body that undici accepts. It accepts any AsyncIterable, but its types do not include it. */
export type DispatchBody = Exclude<Dispatcher.DispatchOptions["body"], undefined> | AsyncIterable<Uint8Array>

/** Sends a request. If undici throws an error, the handler fails with it. */
export type Dispatch = (
  request: HttpClientRequest.HttpClientRequest,
  target: Target,
  body: DispatchBody,
  handler: Dispatcher.DispatchHandler & { readonly fail: (cause: Error) => void }
) => void

/** Makes the function that sends requests with a dispatcher. */
export const makeDispatch =
  (dispatcher: Dispatcher, compression: boolean): Dispatch => (request, target, body, handler) => {
    try {
      dispatcher.dispatch({
        ...target,
        method: request.method,
        headers: headersOf(request, compression),
        // See `DispatchBody`.
        body: body as Dispatcher.DispatchOptions["body"] & {},
        // The caller sets the time limits.
        headersTimeout: 0,
        bodyTimeout: 0
      }, handler)
    } catch (cause) {
      // undici throws errors only.
      handler.fail(cause as Error)
    }
  }

/** Returns the headers as a list of names and values. undici may change a record, which other requests share. */
const headersOf = ({ headers }: HttpClientRequest.HttpClientRequest, compression: boolean): Array<string> => {
  const pairs: Array<string> = []
  for (const name in headers) pairs.push(name, headers[name] ?? "")
  if (compression && headers["accept-encoding"] === undefined) pairs.push("accept-encoding", "gzip, deflate, br")
  return pairs
}
