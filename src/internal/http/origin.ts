import type * as Endpoint from "../../Endpoint.js"
import type { Origin } from "../../PureCloudError.js"

/** Which call an error belongs to. */
export const originOf = ({ id, method, path }: Endpoint.Any, attempts: number): Origin => ({
  endpoint: id,
  method,
  route: path,
  attempts
})
