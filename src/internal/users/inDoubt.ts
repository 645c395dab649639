import type * as Endpoint from "../../Endpoint.js"
import { InDoubt, type PureCloudError } from "../../PureCloudError.js"
import { originOf } from "../http/origin.js"

/** Whether the service may have carried out a request that failed. */
export const isInDoubt = (error: PureCloudError): boolean => {
  switch (error._tag) {
    case "PureCloudTransportError":
      // If the deadline passed before the request was sent, the request was certainly not carried out.
      return !error.isNotSent && error.reason !== "Deadline"
    case "PureCloudServerError":
      return error.isRetryable
    case "PureCloudRequestTimeout":
      return true
    case "PureCloudUnexpectedResponse":
    case "PureCloudDecodeError":
      return error.status >= 200 && error.status <= 299
    default:
      return false
  }
}

/** Makes the error of a request that the service may have carried out. */
export const inDoubt = (endpoint: Endpoint.Any, text: string): InDoubt =>
  new InDoubt({ origin: originOf(endpoint, 1), text })

/** Text of the error of a request whose run ended before it recorded the outcome. */
export const runEnded = "the previous run ended before it recorded the outcome"

/** Text of the error of a request whose outcome has a value that JSON cannot represent. */
export const unrecordable = "the outcome has a value that JSON cannot represent, so it was not recorded"
