import { type Origin, TransportError } from "../../PureCloudError.js"
import { codeOf, failureOf, type Reason } from "./failureReason.js"
import { redactor } from "./redaction.js"

/** Failure of a request without a complete response. */
export class RequestFailure {
  readonly _tag = "RequestFailure"
  constructor(
    readonly reason: Reason,
    readonly code?: string | undefined,
    readonly text?: string | undefined,
    readonly host?: string | undefined
  ) {}
}

/** Makes the failure of a request that has no response, from its cause. */
export const requestFailure = (cause: unknown, host?: string): RequestFailure => {
  const { code, reason, text } = failureOf(cause)
  return new RequestFailure(reason, code, text, host)
}

/** Makes the failure of a body that could not be read, from an error with its cause. */
export const bodyFailure = ({ cause }: { readonly cause?: unknown }, text?: string): RequestFailure =>
  new RequestFailure("Body", codeOf(cause), text)

/** Makes the error of a failure. Secrets are redacted, because the text may contain a header of the response. */
export const transportError = (
  { code, host, reason, text }: RequestFailure,
  origin: Origin,
  secrets: () => ReadonlyArray<string>
): TransportError =>
  new TransportError({ origin, reason, host, code, text: text === undefined ? undefined : redactor(secrets())(text) })
