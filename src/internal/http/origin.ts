import type * as Endpoint from "../../Endpoint.js"
import type { Origin } from "../../PureCloudError.js"

/** Makes the `origin` of an error of a call. */
export const originOf = ({ id, method, path }: Endpoint.Any, attempts: number): Origin => ({
  endpoint: id,
  method,
  route: path,
  attempts
})

/** Makes the `origin` of an error of a response. */
export const responseOriginOf = ({ id, method, path }: Endpoint.Any, attempts: number, host: string): Origin => ({
  endpoint: id,
  method,
  route: path,
  host,
  attempts
})
