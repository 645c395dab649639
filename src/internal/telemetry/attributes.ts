/*
 * Names of the attributes of spans, metrics and log lines. Those without the prefix `purecloud` are defined by the
 * semantic conventions of OpenTelemetry for HTTP clients.
 */

export const method = "http.request.method"

export const urlTemplate = "url.template"

export const serverAddress = "server.address"

export const serverPort = "server.port"

export const statusCode = "http.response.status_code"

export const errorType = "error.type"

export const resendCount = "http.request.resend_count"

export const operation = "purecloud.operation"

export const correlationId = "purecloud.correlation_id"

export const waitReason = "purecloud.wait.reason"

/** Duration of a wait in seconds. */
export const waitDuration = "purecloud.wait.duration"

export const grant = "purecloud.grant"

/** Host and port of a URL. */
export interface Server {
  readonly address: string
  readonly port: number
}

/** Returns the host and port of a URL. */
export const serverOf = (url: string): Server => {
  const { hostname, port, protocol } = new URL(url)
  return { address: hostname, port: port === "" ? (protocol === "http:" ? 80 : 443) : Number(port) }
}
