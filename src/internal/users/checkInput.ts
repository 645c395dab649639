import * as Either from "effect/Either"
import type * as Endpoint from "../../Endpoint.js"
import { EncodeError } from "../../PureCloudError.js"
import type * as Encoding from "../http/encodeRequest.js"
import { originOf } from "../http/origin.js"

/** Converts the issues that an endpoint's encoder found in an input to the error of a call. */
export const checkInput = (
  endpoint: Endpoint.Any,
  encoded: ReturnType<Encoding.Encoder>
): Either.Either<void, EncodeError> =>
  Either.mapBoth(encoded, {
    onLeft: (issues) => new EncodeError({ origin: originOf(endpoint, 0), issues: [...issues] }),
    onRight: () => undefined
  })
