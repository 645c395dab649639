/**
 * Regions of Genesys Cloud and their hosts. Tokens of one region are not valid in another.
 *
 * @since 0.1.0
 */

import * as Either from "effect/Either"

/**
 * Domain of each region, from the vendor's SDKs. The API is at `api.` before the domain, the login service at `login.`.
 *
 * @since 0.1.0
 * @category constants
 */
export const domains = {
  "us-east-1": "mypurecloud.com",
  "us-east-2": "use2.us-gov-pure.cloud",
  "us-west-2": "usw2.pure.cloud",
  "ca-central-1": "cac1.pure.cloud",
  "mx-central-1": "mxc1.pure.cloud",
  "sa-east-1": "sae1.pure.cloud",
  "eu-west-1": "mypurecloud.ie",
  "eu-west-2": "euw2.pure.cloud",
  "eu-central-1": "mypurecloud.de",
  "eu-central-2": "euc2.pure.cloud",
  "eusc-de-east-1": "edee1.eusc-pure.cloud",
  "me-central-1": "mec1.pure.cloud",
  "ap-south-1": "aps1.pure.cloud",
  "ap-southeast-1": "apse1.pure.cloud",
  "ap-southeast-2": "mypurecloud.com.au",
  "ap-northeast-1": "mypurecloud.jp",
  "ap-northeast-2": "apne2.pure.cloud",
  "ap-northeast-3": "apne3.pure.cloud"
} as const

/**
 * AWS name of a region, for example `eu-west-1`.
 *
 * @since 0.1.0
 * @category models
 */
export type Region = keyof typeof domains

/**
 * Domain of a region, for example `mypurecloud.ie`.
 *
 * @since 0.1.0
 * @category models
 */
export type Domain = (typeof domains)[Region]

/**
 * URLs of the API and of the login service, for example of a gateway or a simulator.
 *
 * @since 0.1.0
 * @category models
 */
export interface Hosts {
  /** For example `https://api.mypurecloud.com`. */
  readonly apiUrl: string
  /** For example `https://login.mypurecloud.com`. */
  readonly loginUrl: string
  /**
   * Whether `http:` URLs of other machines are allowed. Credentials and tokens that are sent to them are not encrypted.
   * Default: `false`. Then `http:` is allowed for this machine (`localhost`) only.
   */
  readonly allowHttp?: boolean
}

type WithUnderscores<Name extends string> = Name extends `${infer Head}-${infer Tail}`
  ? `${Head}_${WithUnderscores<Tail>}`
  : Name

/**
 * Environment that a client calls: a region (its AWS name, its domain or one of its URLs), another URL, or both hosts.
 * See {@link hosts}.
 *
 * @since 0.1.0
 * @category models
 */
export type Environment =
  | Region
  | WithUnderscores<Region>
  | Domain
  | `${string}.pure.cloud`
  | `https://${string}`
  | `http://${string}`
  | Hosts

const known: ReadonlySet<string> = new Set(Object.values(domains))

const isRegion = (name: string): name is Region => Object.hasOwn(domains, name)

/** Matches the domain of a region that this package does not know. Only the vendor can register such domains. */
const newRegion = /^[a-z0-9-]+\.(us-gov-|eusc-)?pure\.cloud$/

const choices = (): string =>
  `Give a region (${Object.keys(domains).join(", ")}), its domain (for example mypurecloud.com), the domain ` +
  "of a new region (for example afs1.pure.cloud), or a URL that begins with https://"

const isLoopback = (hostname: string): boolean =>
  hostname === "localhost" || hostname === "[::1]" || /^127(\.\d{1,3}){3}$/.test(hostname)

/** Maximum length of a value in an error. */
const maxShownLength = 100

/** Returns a value for an error message: shortened, and without its query and any text that may be a password. */
const shown = (text: string): string => {
  const named = text.replace(/^([a-z][a-z0-9+.-]*:)?(\/*).*@/is, "$1$2…@")
  // In a URL without an @, a password is at the place of the port.
  const bare = named.replace(/^((?:[a-z][a-z0-9+.-]*:)?\/+[^/?#:@]*:)(?!\d*(?:[/?#]|$)).*$/is, "$1…")
  return JSON.stringify(bare.replace(/[?#].*$/s, "…").slice(0, maxShownLength))
}

const checkUrl = (text: string, allowHttp: boolean): Either.Either<string, string> => {
  if (!URL.canParse(text)) return Either.left(`not a URL that begins with https://: ${shown(text)}`)
  const { hash, hostname, origin, password, pathname, protocol, search, username } = new URL(text)
  if (protocol !== "https:" && protocol !== "http:") {
    return Either.left(`not a URL that begins with https://: ${shown(text)}`)
  }
  if (protocol === "http:" && !allowHttp && !isLoopback(hostname)) {
    return Either.left(
      `${origin} would send the token without encryption: use https, or set allowHttp (PURECLOUD_ALLOW_HTTP=true)`
    )
  }
  if (username !== "" || password !== "") return Either.left(`the URL of ${origin} contains a user name or a password`)
  if (search !== "" || hash !== "") return Either.left(`the URL of ${origin} contains a query or a fragment`)
  return Either.right(origin + pathname.replace(/\/+$/, ""))
}

const hasScheme = (text: string): boolean => /^[a-z][a-z0-9+.-]*:\/\//i.test(text)

/** Returns the domain of the region that a name or a URL belongs to, if any. */
const vendorDomain = (text: string): string | undefined => {
  const address = hasScheme(text) ? text : `https://${text}`
  if (!URL.canParse(address)) return undefined
  const { hostname, password, port, protocol, username } = new URL(address)
  if (!protocol.startsWith("http") || port !== "" || username !== "" || password !== "") return undefined
  const name = hostname.replace(/^(api|login|apps)\./, "")
  const region = name.replaceAll("_", "-")
  const domain = isRegion(region) ? domains[region] : name
  return known.has(domain) || newRegion.test(domain) ? domain : undefined
}

/**
 * Returns the hosts of a URL. As in the vendor's SDKs, the login host of `api.x` is `login.x`, and the other way round.
 * Any other host serves both the API and the login.
 */
const hostsOf = (url: string): Hosts => ({
  apiUrl: url.replace(/^(https?:\/\/)login\./, "$1api."),
  loginUrl: url.replace(/^(https?:\/\/)api\./, "$1login.")
})

/**
 * Returns the hosts of an environment, or a message that says why the environment is invalid.
 *
 * - A region: its AWS name (`eu-west-1`, or `eu_west_1` as in the vendor's SDKs), its domain (`mypurecloud.ie`), or one of
 *   its URLs (`https://api.mypurecloud.ie/`).
 * - The domain of a region that is newer than this package, which ends in `.pure.cloud`.
 * - Any other URL, for example of a gateway or a simulator. If its host begins with `api.`, the login service is at the
 *   same host with `login.` instead, and the other way round. Any other URL is that of both the API and the login
 *   service.
 * - Both hosts.
 *
 * White space around a string, upper case in a host, and a slash at the end are allowed.
 *
 * @since 0.1.0
 * @category constructors
 */
export const hosts = (
  environment: Environment | (string & {}),
  options: Pick<Hosts, "allowHttp"> = {}
): Either.Either<Hosts, string> => {
  if (typeof environment !== "string") {
    const { allowHttp = false } = environment
    return Either.flatMap(
      checkUrl(environment.apiUrl, allowHttp),
      (apiUrl) => Either.map(checkUrl(environment.loginUrl, allowHttp), (loginUrl) => ({ apiUrl, loginUrl }))
    )
  }
  const text = environment.trim()
  if (text === "") return Either.left(`the environment is empty. ${choices()}`)
  const domain = vendorDomain(text)
  if (domain !== undefined) {
    return Either.right({ apiUrl: `https://api.${domain}`, loginUrl: `https://login.${domain}` })
  }
  if (!hasScheme(text)) return Either.left(`no such environment: ${shown(text)}. ${choices()}`)
  return Either.mapBoth(checkUrl(text, options.allowHttp ?? false), {
    onLeft: (message) => `${message}. ${choices()}`,
    onRight: hostsOf
  })
}
