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
 * A region by its AWS name, as `eu-west-1`.
 *
 * @since 0.1.0
 * @category models
 */
export type Region = keyof typeof domains

/**
 * A region by the vendor's domain, as `mypurecloud.ie`.
 *
 * @since 0.1.0
 * @category models
 */
export type Domain = (typeof domains)[Region]

/**
 * Hosts of your own: a gateway before the service, or a simulator. Plain `http:` is taken for this machine only.
 *
 * @since 0.1.0
 * @category models
 */
export interface Hosts {
  /** As `https://api.mypurecloud.com`. */
  readonly apiUrl: string
  /** As `https://login.mypurecloud.com`. */
  readonly loginUrl: string
}

/**
 * @since 0.1.0
 * @category models
 */
export type Environment = Region | Domain | Hosts

const known: ReadonlySet<string> = new Set(Object.values(domains))

const isRegion = (name: string): name is Region => Object.hasOwn(domains, name)

const isLoopback = (hostname: string): boolean =>
  hostname === "localhost" || hostname === "[::1]" || /^127(\.\d{1,3}){3}$/.test(hostname)

const checkUrl = (text: string): Either.Either<string, string> => {
  // It may hold a password, so it is not repeated.
  if (!URL.canParse(text)) return Either.left("not a URL")
  const { hash, host, hostname, origin, password, pathname, protocol, search, username } = new URL(text)
  if (protocol !== "https:" && !(protocol === "http:" && isLoopback(hostname))) {
    return Either.left(`${protocol}//${host} would send the token in the clear: use https`)
  }
  if (username !== "" || password !== "") return Either.left("a URL with a user name or a password in it")
  if (search !== "" || hash !== "") return Either.left(`a query or a fragment in ${origin}`)
  return Either.right(origin + pathname.replace(/\/+$/, ""))
}

/**
 * The hosts of an environment, or what is wrong with it. Names may come as people paste them: `https://api.` before
 * and a slash behind are taken off.
 *
 * @since 0.1.0
 * @category constructors
 */
export const hosts = (environment: Environment | (string & {})): Either.Either<Hosts, string> => {
  if (typeof environment !== "string") {
    return Either.flatMap(
      checkUrl(environment.apiUrl),
      (apiUrl) => Either.map(checkUrl(environment.loginUrl), (loginUrl) => ({ apiUrl, loginUrl }))
    )
  }
  const name = environment.trim().toLowerCase().replace(/^https?:\/\//, "").replace(/^(api|login|apps)\./, "").replace(
    /\/+$/,
    ""
  )
  const domain = isRegion(name) ? domains[name] : name
  if (known.has(domain)) return Either.right({ apiUrl: `https://api.${domain}`, loginUrl: `https://login.${domain}` })
  // What is no name may be a URL with a password in it.
  const said = /^[\w.-]+$/.test(name) ? `: ${name}` : ""
  return Either.left(`no such environment${said}. Known are ${Object.keys(domains).join(", ")} and their domains`)
}
