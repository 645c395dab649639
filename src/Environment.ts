/**
 * Where the service lives: 18 regions, each with hosts of its own. A token of one region means nothing in another.
 *
 * @since 0.1.0
 */

import * as Either from "effect/Either"

/**
 * The domain of each region, from the vendor's own SDKs. The API is at `api.`, the login at `login.` before it.
 *
 * @since 0.1.0
 * @category models
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
 * A region by its AWS name, for example `eu-west-1`.
 *
 * @since 0.1.0
 * @category models
 */
export type Region = keyof typeof domains

/**
 * A region by the vendor's domain, for example `mypurecloud.ie`.
 *
 * @since 0.1.0
 * @category models
 */
export type Domain = (typeof domains)[Region]

/**
 * Hosts of your own: a gateway before the service, or a simulator.
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
   * Allows `http:` URLs of other machines, where credentials and tokens can be read on the way. Default false: without
   * TLS only this machine is called.
   */
  readonly allowHttp?: boolean
}

type WithUnderscores<Name extends string> = Name extends `${infer Head}-${infer Tail}`
  ? `${Head}_${WithUnderscores<Tail>}`
  : Name

/**
 * An environment: see {@link hosts} for what each of them means.
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

/** Domains that the vendor owns and gives to its regions. */
const newRegion = /^[a-z0-9-]+\.(us-gov-|eusc-)?pure\.cloud$/

const choices =
  `Give a region (${Object.keys(domains).join(", ")}), its domain (for example mypurecloud.com), the domain ` +
  "of a new region (for example afs1.pure.cloud), or a URL that begins with https://"

const isLoopback = (hostname: string): boolean =>
  hostname === "localhost" || hostname === "[::1]" || /^127(\.\d{1,3}){3}$/.test(hostname)

/** Most characters of a value that an error repeats. */
const longestValue = 100

/** A value as an error repeats it, without what may be a password or a query. */
const shown = (text: string): string => {
  const named = text.replace(/^([a-z][a-z0-9+.-]*:)?(\/*).*@/is, "$1$2…@")
  // Without an @ the password of a URL looks like a port.
  const bare = named.replace(/^((?:[a-z][a-z0-9+.-]*:)?\/+[^/?#:@]*:)(?!\d*(?:[/?#]|$)).*$/is, "$1…")
  return JSON.stringify(bare.replace(/[?#].*$/s, "…").slice(0, longestValue))
}

const checkUrl = (text: string, allowHttp: boolean): Either.Either<string, string> => {
  if (!URL.canParse(text)) return Either.left(`not a URL that begins with https://: ${shown(text)}`)
  const { hash, hostname, origin, password, pathname, protocol, search, username } = new URL(text)
  if (protocol !== "https:" && protocol !== "http:") {
    return Either.left(`not a URL that begins with https://: ${shown(text)}`)
  }
  if (protocol === "http:" && !allowHttp && !isLoopback(hostname)) {
    return Either.left(
      `${origin} would send the token in the clear: use https, or allow it by allowHttp (PURECLOUD_ALLOW_HTTP=true)`
    )
  }
  if (username !== "" || password !== "") return Either.left(`a user name or a password in the URL of ${origin}`)
  if (search !== "" || hash !== "") return Either.left(`a query or a fragment in ${origin}`)
  return Either.right(origin + pathname.replace(/\/+$/, ""))
}

const hasScheme = (text: string): boolean => /^[a-z][a-z0-9+.-]*:\/\//i.test(text)

/** The vendor's domain that a name or a URL stands for. */
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

/** The host before which there is `api.` has the login at `login.`, as in the vendor's SDKs. Others do both. */
const hostsOf = (url: string): Hosts => ({
  apiUrl: url.replace(/^(https?:\/\/)login\./, "$1api."),
  loginUrl: url.replace(/^(https?:\/\/)api\./, "$1login.")
})

/**
 * The hosts of an environment, or what is wrong with it.
 *
 * - A region by its AWS name (`eu-west-1`, or `eu_west_1` as the vendor's SDKs write it), or by its domain
 *   (`mypurecloud.ie`), or by any of its URLs (`https://api.mypurecloud.ie/`).
 * - The domain of a region that is newer than this package: what ends in `.pure.cloud`.
 * - Any other URL, for example of a gateway or a simulator. Where it begins with `api.` or `login.`, the other host is the
 *   one that begins with the other word; else it is both.
 * - Both hosts.
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
  if (text === "") return Either.left(`the environment is empty. ${choices}`)
  const domain = vendorDomain(text)
  if (domain !== undefined) {
    return Either.right({ apiUrl: `https://api.${domain}`, loginUrl: `https://login.${domain}` })
  }
  if (!hasScheme(text)) return Either.left(`no such environment: ${shown(text)}. ${choices}`)
  return Either.mapBoth(checkUrl(text, options.allowHttp ?? false), {
    onLeft: (message) => `${message}. ${choices}`,
    onRight: hostsOf
  })
}
