import type { TransportError } from "../../PureCloudError.js"

/*
 * Classifies the failure of a request by its cause. The reasons `Connect`, `Tls` and `Proxy` require a proof that the
 * request did not reach the service. Without a proof the reason is `Reset`.
 */

/** Reason of a failed request. `Deadline` is not included, because it is a reason of the call. */
export type Reason = Exclude<TransportError["reason"], "Deadline">

/** Description of a failed request, without values of the call. */
export interface Failure {
  readonly reason: Reason
  readonly code: string | undefined
  readonly text: string | undefined
}

interface SystemError {
  readonly code?: unknown
  readonly syscall?: unknown
  readonly address?: unknown
  readonly port?: unknown
  readonly message?: unknown
  readonly cause?: unknown
  readonly errors?: unknown
}

const isSystemError = (u: unknown): u is SystemError => typeof u === "object" && u !== null

/**
 * Maximum depth of nested causes. For example, fetch wraps the error of the socket, and a host with several addresses
 * causes a list of errors.
 */
const maxDepth = 5

/** Returns the failure of a request, from the cause of the HTTP client's error. */
export const failureOf = (cause: unknown): Failure =>
  notSent(cause, 0) ?? { reason: "Reset", code: codeOf(cause), text: undefined }

/** Returns the failure if the cause proves that the request was not sent, else `undefined`. */
const notSent = (cause: unknown, depth: number): Failure | undefined => {
  if (!isSystemError(cause) || depth > maxDepth) return undefined
  if (Array.isArray(cause.errors) && cause.errors.length > 0) {
    const failures = cause.errors.map((error) => notSent(error, depth + 1))
    return failures.includes(undefined) ? undefined : failures[0]
  }
  return proxyFailure(cause) ?? tlsFailure(cause) ?? connectFailure(cause) ?? notSent(cause.cause, depth + 1)
}

const proxyFailure = (cause: SystemError): Failure | undefined => {
  const code = ownCode(cause)
  if (code === "UND_ERR_ABORTED") {
    // undici has the status in its message only.
    const status = /^Proxy response \((\d{3})\) !== 200 when HTTP Tunneling$/.exec(messageOf(cause))?.[1]
    return status === undefined ? undefined : { reason: "Proxy", code: status, text: undefined }
  }
  return code !== undefined && /^(UND_ERR_PRX_(TLS|CONN)|UND_ERR_SOCKS5\w*|ERR_PROXY_TUNNEL)$/.test(code)
    ? { reason: "Proxy", code, text: undefined }
    : undefined
}

/** Error codes of a rejected certificate. The client checks the certificate before it sends the request. */
const certificateCode =
  /^(CERT_|CRL_|UNABLE_TO_|ERROR_IN_C|(DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH_EXCEEDED|HOSTNAME_MISMATCH|ERR_TLS_CERT_ALTNAME_INVALID)$)/

/**
 * Whether an error code occurs in TLS handshakes only. Alerts after the handshake are authenticated, so the network
 * cannot forge them. Alerts that may also be sent after the handshake, for example "internal error", prove nothing.
 */
const isHandshakeCode = (code: string): boolean =>
  /^ERR_SSL_(SSLV3|TLSV1|TLSV13)_(ALERT_)?[A-Z_]+$/.test(code) && (
      /_(HANDSHAKE_FAILURE|PROTOCOL_VERSION|INSUFFICIENT_SECURITY|EXPORT_RESTRICTION|DECRYPT_ERROR)$/.test(code) ||
      /_(UNKNOWN_CA|ACCESS_DENIED|NO_CERTIFICATE|BAD_CERTIFICATE|UNSUPPORTED_CERTIFICATE)$/.test(code) ||
      /_(CERTIFICATE_(REVOKED|EXPIRED|UNKNOWN|REQUIRED|UNOBTAINABLE|STATUS_RESPONSE|HASH_VALUE))$/.test(code) ||
      /_((MISSING|UNSUPPORTED)_EXTENSION|UNRECOGNIZED_NAME|UNKNOWN_PSK_IDENTITY|NO_APPLICATION_PROTOCOL)$/.test(code)
    ) ||
  /^ERR_SSL_(WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|UNSUPPORTED_PROTOCOL|VERSION_TOO_LOW)$/.test(code) ||
  /^ERR_SSL_(WRONG_SSL_VERSION|UNKNOWN_PROTOCOL|NO_PROTOCOLS_AVAILABLE|NO_CIPHERS_AVAILABLE)$/.test(code) ||
  /^ERR_SSL_((UNKNOWN|WRONG)_CIPHER_RETURNED|CERTIFICATE_VERIFY_FAILED|(DH|EE|CA)_KEY_TOO_SMALL)$/.test(code) ||
  /^ERR_SSL_(CA_MD_TOO_WEAK|UNSAFE_LEGACY_RENEGOTIATION_DISABLED)$/.test(code)

const tlsFailure = (cause: SystemError): Failure | undefined => {
  const code = ownCode(cause)
  if (code === undefined) return undefined
  if (code === "EPROTO") {
    // Node's http client writes during the handshake, so a failed handshake is reported as a failed write. The message
    // of OpenSSL contains the reason: "…:SSL routines:function:reason:file:line:…".
    const reason = /:SSL routines:[^:]*:([\w ]{1,60}):/.exec(messageOf(cause))?.[1]
    return {
      reason: "Tls",
      code: reason === undefined ? code : `ERR_SSL_${reason.toUpperCase().replaceAll(" ", "_")}`,
      text: undefined
    }
  }
  return certificateCode.test(code) || isHandshakeCode(code) ? { reason: "Tls", code, text: undefined } : undefined
}

const connectCodes: ReadonlySet<unknown> = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "ERR_SOCKET_CONNECTION_TIMEOUT",
  "UND_ERR_CONNECT_TIMEOUT",
  "UND_ERR_CLOSED"
])

const connectFailure = (cause: SystemError): Failure | undefined => {
  const code = ownCode(cause)
  const isConnect = connectCodes.has(code) || cause.syscall === "connect" || cause.syscall === "getaddrinfo"
  if (isConnect) return { reason: "Connect", code, text: addressOf(cause) }
  const message = messageOf(cause)
  if (code === "ECONNRESET" && message.includes("before secure TLS connection was established")) {
    return { reason: "Connect", code, text: "in the TLS handshake" }
  }
  // fetch blocks some ports.
  return message === "bad port"
    ? { reason: "Connect", code, text: "fetch refuses this port" }
    : undefined
}

/** Returns the address of the connection, which is that of the service or of a proxy. */
const addressOf = ({ address, port }: SystemError): string | undefined => {
  if (typeof address !== "string" || !/^[\da-f.:]{2,45}$/i.test(address) || typeof port !== "number") return undefined
  return address.includes(":") ? `[${address}]:${port}` : `${address}:${port}`
}

const messageOf = ({ message }: SystemError): string => typeof message === "string" ? message : ""

const ownCode = ({ code }: SystemError): string | undefined =>
  typeof code === "string" && /^[A-Z][A-Z0-9_]{1,60}$/.test(code) ? code : undefined

/**
 * Returns the error code of the system, for example `ECONNRESET`. The message is not used: it may have values of the
 * call.
 */
export const codeOf = (cause: unknown, depth = 0): string | undefined => {
  if (!isSystemError(cause) || depth > maxDepth) return undefined
  return ownCode(cause) ?? codeOf(Array.isArray(cause.errors) ? cause.errors[0] : cause.cause, depth + 1)
}
