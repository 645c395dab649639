import * as Effect from "effect/Effect"
import type { Grant } from "../../Endpoint.js"
import type { AuthError } from "../../PureCloudError.js"
import * as Attributes from "../telemetry/attributes.js"
import { errorTypeOf } from "../telemetry/errorType.js"
import { makeLabels, update } from "../telemetry/labels.js"
import { tokenRefreshes } from "../telemetry/metrics.js"
import type { Token } from "./token.js"

/** Counts and logs token requests. */
export const countRefreshes = <A extends Token>(
  grant: Grant,
  fetch: Effect.Effect<A, AuthError>
): Effect.Effect<A, AuthError> =>
  Effect.tapBoth(fetch, {
    onFailure: (error) => note(grant, errorTypeOf(error), error.correlationId),
    onSuccess: () => note(grant, undefined, undefined)
  })

const note = (grant: Grant, errorType: string | undefined, correlationId: string | undefined): Effect.Effect<void> =>
  Effect.suspend(() => {
    update(
      tokenRefreshes,
      1,
      makeLabels({ unit: "{token}", [Attributes.grant]: grant, [Attributes.errorType]: errorType })
    )
    return Effect.annotateLogs(
      Effect.logDebug(errorType === undefined ? "A token was received" : `The token request failed with ${errorType}`),
      {
        [Attributes.grant]: grant,
        ...(correlationId === undefined ? {} : { [Attributes.correlationId]: correlationId })
      }
    )
  })
