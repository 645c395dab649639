import { type Origin, TransportError } from "../../PureCloudError.js"
import type { Failure } from "./failureReason.js"
import { redactor } from "./redaction.js"

/** Why there is no whole response. */
export class RequestFailure {
  readonly _tag = "RequestFailure"
  constructor(
    readonly reason: Failure["reason"],
    readonly code?: string | undefined,
    readonly text?: string | undefined,
    readonly host?: string | undefined
  ) {}
}

/** The error of a failure. Its text may repeat a header of the response, and a header what was sent. */
export const transportError = (
  { code, host, reason, text }: RequestFailure,
  origin: Origin,
  secrets: () => ReadonlyArray<string>
): TransportError =>
  new TransportError({ origin, reason, host, code, text: text === undefined ? undefined : redactor(secrets())(text) })
