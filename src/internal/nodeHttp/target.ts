import type * as HttpClientRequest from "@effect/platform/HttpClientRequest"
import * as UrlParams from "@effect/platform/UrlParams"
import * as Either from "effect/Either"

/*
 * The origin and the path of a request. Parsing a URL takes more time than the rest of a small request. Therefore a URL
 * that parsing would not change is split as text.
 */

/** Origin and path to which a request is sent. */
export interface Target {
  readonly origin: string
  /** Path and query. A fragment is not sent. */
  readonly path: string
}

/** Returns the target of a URL. */
export const ofUrl = (url: URL): Target => ({ origin: url.origin, path: url.pathname + url.search })

/** Matches URLs with only those characters that a URL parser does not change. */
const plain = /^(https?:\/\/[a-z\d.-]+(?::\d+)?)(\/[\w\-.~!$&()*+,;=:@%/]*(?:\?[\w\-.~!$&()*+,;=:@%/?]+)?)$/

const dotSegment = /\/(?:\.|%2e)/i

/** Finds the target of a request. */
export type TargetOf = (request: HttpClientRequest.HttpClientRequest) => Either.Either<Target, Error>

/** Makes the function that finds the target of each request. It remembers the last origin that needs no parsing. */
export const makeTargetOf = (): TargetOf => {
  let plainOrigin: string | undefined
  const isPlainOrigin = (origin: string): boolean => {
    if (origin === plainOrigin) return true
    if (!URL.canParse(origin) || new URL(origin).origin !== origin) return false
    plainOrigin = origin
    return true
  }
  return ({ hash, url, urlParams }) => {
    if (urlParams.length === 0 && hash._tag === "None") {
      const [, origin, path] = plain.exec(url) ?? []
      if (origin !== undefined && path !== undefined && !dotSegment.test(path) && isPlainOrigin(origin)) {
        return Either.right({ origin, path })
      }
    }
    return Either.map(UrlParams.makeUrl(url, urlParams, hash), ofUrl)
  }
}
