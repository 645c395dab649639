import { AuthError, type PureCloudError, TransportError } from "../../PureCloudError.js"
import { type RequestFailure, transportError } from "../http/failure.js"
import { originOf } from "../http/origin.js"
import type { CallState } from "./callState.js"

/*
 * Makes the errors of calls without a response.
 */

/** Makes the error of a request without a complete response. */
export const requestError = (state: CallState, failure: RequestFailure, isCutByDeadline: boolean): TransportError =>
  // The service may have carried out a write that timed out, so its reason must be Timeout and not Deadline.
  failure.reason === "Timeout" && isCutByDeadline && state.endpoint.idempotent
    ? deadlineExceeded(state)
    : transportError(failure, originOf(state.endpoint, state.sent), state.secrets)

/** Makes the error of a call whose deadline has passed. */
export const deadlineExceeded = ({ endpoint, error, sent }: CallState): TransportError =>
  new TransportError({
    origin: originOf(endpoint, sent),
    reason: "Deadline",
    text: error === undefined ? undefined : `the last error was ${labelOf(error)}`
  })

const labelOf = (error: PureCloudError): string => {
  const detail = "reason" in error ? error.reason : "status" in error ? error.status : undefined
  return detail === undefined ? error._tag : `${error._tag} (${detail})`
}

/** Makes the error of a token that cannot be sent. */
export const unusableToken = ({ endpoint, sent }: CallState): AuthError =>
  new AuthError({
    origin: originOf(endpoint, sent),
    reason: "Unexpected",
    text: "the token has characters that a header cannot contain, for example a line break at its end"
  })
