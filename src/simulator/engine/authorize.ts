import type * as Endpoint from "../../Endpoint.js"
import type { Directory } from "./directory.js"
import type { Exchange } from "./exchange.js"
import type { RateWindows } from "./rateWindows.js"
import { refuse, refuseClientToken, refusePermissions } from "./refusal.js"
import type { Principal, Tokens } from "./tokens.js"
import type { Request } from "./wire.js"

/*
 * Checks the token of a request: whether it is valid, within its rate limit, and permitted to call the endpoint.
 */

/** Returns the access token of a request. */
export const bearerToken = ({ headers }: Request): string | undefined =>
  /^Bearer +(\S+)$/i.exec(headers["authorization"] ?? "")?.[1]

/** Returns the principal of the token of a request. Refuses a token that is missing, unknown or expired. */
export const authenticate = (tokens: Tokens, directory: Directory, { now, request }: Exchange): Principal => {
  const token = bearerToken(request)
  if (token === undefined) {
    return refuse(401, "authentication.required", "No authentication bearer token specified in authorization header.")
  }
  const principal = tokens.resolve(token, now)
  if (principal === "expired") {
    return refuse(401, "bad.credentials", "The supplied credentials are expired and cannot be used.")
  }
  if (principal === "unknown" || (principal.user !== undefined && !directory.isActive(principal.user))) {
    return refuse(401, "bad.credentials", "Invalid login credentials.")
  }
  return principal
}

/** Counts a request against the rate limit of its token, and sets the rate limit headers. */
export const countRequest = (windows: RateWindows, { now, rateLimitHeaders }: Exchange, { token }: Principal): void => {
  const { allowed, count, isExceeded, reset } = windows.count(token, now)
  rateLimitHeaders["inin-ratelimit-count"] = String(count)
  rateLimitHeaders["inin-ratelimit-allowed"] = String(allowed)
  rateLimitHeaders["inin-ratelimit-reset"] = String(reset)
  if (isExceeded) refuseRate(reset, allowed)
}

/** Throws a refusal with status 429. */
export const refuseRate = (retryAfterSeconds: number, allowed: number): never =>
  refuse(
    429,
    "too.many.requests.retry.after",
    "Rate limit exceeded the maximum. Retry the request in [{retryAfter}] seconds",
    {
      messageParams: { retryAfter: String(retryAfterSeconds) },
      limit: { namespace: "platform.api", key: "client.credentials.token.rate.per.minute", value: allowed },
      headers: { "retry-after": String(retryAfterSeconds) }
    }
  )

/** Returns the permissions of a token: those of its user, or those of its client if it has no user. */
export const permissionsOf = (directory: Directory, { client, user }: Principal): ReadonlySet<string> =>
  user === undefined ? directory.permissionsOfClient(client) : directory.permissionsOf(user)

/** Refuses a token that may not call the endpoint. */
export const authorize = (
  endpoint: Endpoint.Any,
  { grant }: Principal,
  granted: ReadonlySet<string>
): void => {
  if (endpoint.invalidFor.includes(grant)) refuseClientToken()
  const { permissions, type } = endpoint.permissions
  const missing = permissions.filter((permission) => !granted.has(permission))
  if (missing.length === 0 || (type === "ANY" && missing.length < permissions.length)) return
  if (type === "ALL") refusePermissions(missing)
  refuse(
    403,
    "missing.any.permissions",
    "Unable to perform the requested action. You must have at least one of the following permissions assigned: {permissions}",
    { messageParams: { permissions: `[${missing.join(", ")}]` } }
  )
}
