import { AuthError, type PureCloudError, TransportError } from "../../PureCloudError.js"
import { type RequestFailure, transportError } from "../http/failure.js"
import { originOf } from "../http/origin.js"
import type { CallState } from "./callState.js"

/*
 * Errors of calls without a response.
 */

/** The error of a request without a whole response. */
export const requestError = (state: CallState, failure: RequestFailure, isCutByDeadline: boolean): TransportError =>
  // A write that timed out may have been done. The reason Deadline does not say so.
  failure.reason === "Timeout" && isCutByDeadline && state.endpoint.idempotent
    ? deadlineExceeded(state)
    : transportError(failure, originOf(state.endpoint, state.sent), state.secrets)

/** The error of a call that has no time left. */
export const deadlineExceeded = ({ endpoint, error, sent }: CallState): TransportError =>
  new TransportError({
    origin: originOf(endpoint, sent),
    reason: "Deadline",
    text: error === undefined ? undefined : `the last error was ${labelOf(error)}`
  })

const labelOf = (error: PureCloudError): string => {
  const detail = "reason" in error ? error.reason : statusOf(error)
  return detail === undefined ? error._tag : `${error._tag} (${detail})`
}

/** The error of a token that cannot be sent. */
export const unusableToken = ({ endpoint, sent }: CallState): AuthError =>
  new AuthError({
    origin: originOf(endpoint, sent),
    reason: "Unexpected",
    text: "it holds characters that no header can hold, for example a line break at its end"
  })

/** Returns the status of the response that an error is about, if there was one. */
export const statusOf = (error: PureCloudError): number | undefined => "status" in error ? error.status : undefined
