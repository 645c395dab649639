import * as Cause from "effect/Cause"
import * as Option from "effect/Option"
import type { PureCloudError } from "../../PureCloudError.js"

/*
 * Describes errors for spans and metrics. There are few different descriptions, and none contains a value of a call.
 */

/** Returns the status of the response to a call, if the error of the call was made from a response. */
const responseStatusOf = (error: PureCloudError): number | undefined =>
  // The status of an AuthError is that of the login service.
  "status" in error && error._tag !== "PureCloudAuthError" ? error.status : undefined

/**
 * Returns the `error.type` of an error: the status if it is at least 400, as OpenTelemetry requires. Otherwise the tag,
 * with the reason of a TransportError or AuthError.
 */
export const errorTypeOf = (error: PureCloudError): string => {
  const status = responseStatusOf(error)
  if (status !== undefined && status >= 400) return String(status)
  switch (error._tag) {
    case "PureCloudTransportError":
    case "PureCloudAuthError":
      return `${error._tag}/${error.reason}`
    default:
      return error._tag
  }
}

/** The `error.type` of a defect. OpenTelemetry defines this value for errors that have no other. */
const defectType = "_OTHER"

/** Returns the `error.type` of a failed call. */
export const errorTypeOfCause = (cause: Cause.Cause<PureCloudError>): string =>
  Option.match(Cause.failureOption(cause), { onNone: () => defectType, onSome: errorTypeOf })
