import { type Exchange, tokenOperation } from "./exchange.js"

/** A request and the status of its response. */
export interface RecordedRequest {
  /** Counted from 1. */
  readonly number: number
  /** The vendor's method name, `token` for the token endpoint, or `undefined` if the path is unknown. */
  readonly endpoint: string | undefined
  readonly method: string
  /** Path and query. */
  readonly url: string
  /** The body. Empty for the token endpoint, whose body may hold secrets. */
  readonly body: string
  /** 0 if the connection was closed without a response. */
  readonly status: number
  readonly correlationId: string
  /** Time at which the service began to process the request, in milliseconds since 1970. */
  readonly at: number
}

/** Records requests. */
export interface Recorder {
  /** The latest requests, oldest first. */
  readonly requests: ReadonlyArray<RecordedRequest>
  /** Records a request with the status of its response. */
  readonly record: (exchange: Exchange, status: number) => void
  readonly clear: () => void
}

/** Makes a recorder that keeps a number of requests. */
export const make = (maxRequests: number): Recorder => {
  const requests: Array<RecordedRequest> = []
  return {
    requests,
    record: ({ correlationId, now, number, operationId, request }, status) => {
      requests.push({
        number,
        endpoint: operationId,
        method: request.method,
        url: request.url,
        body: operationId === tokenOperation ? "" : request.body,
        status,
        correlationId,
        at: now
      })
      if (requests.length > maxRequests) requests.shift()
    },
    clear: () => {
      requests.length = 0
    }
  }
}
