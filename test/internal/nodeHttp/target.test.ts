/**
 * Splitting a URL as text has the same result as parsing it.
 */
import * as HttpClientRequest from "@effect/platform/HttpClientRequest"
import * as UrlParams from "@effect/platform/UrlParams"
import { assert, it } from "@effect/vitest"
import { Either, FastCheck } from "effect"
import { makeTargetOf, ofUrl } from "../../../src/internal/nodeHttp/target.js"

const targetOf = makeTargetOf()

const agrees = (request: HttpClientRequest.HttpClientRequest) => {
  const parsed = Either.map(UrlParams.makeUrl(request.url, request.urlParams, request.hash), ofUrl)
  const found = targetOf(request)
  assert.deepStrictEqual(Either.getOrNull(found), Either.getOrNull(parsed), request.url)
}

it.prop(
  "of any origin, path, query and fragment",
  {
    origin: FastCheck.constantFrom(
      "http://localhost:8080",
      "https://api.mypurecloud.com",
      "https://api.mypurecloud.com:443",
      "http://h:80",
      "HTTPS://Api.Example.com",
      "https://user:pass@h",
      "http://0x7f.1",
      "http://127.1:0800",
      "http://[::1]:80",
      "https://ünï.example",
      "https://xn--",
      "http://h:99999",
      "ftp://h",
      "//h",
      ""
    ),
    path: FastCheck.oneof(
      FastCheck.webPath(),
      FastCheck.stringMatching(/^(\/(\.|\.\.|%2e|%2E|a|b%20c|u-1|ü| |"|'|\\|\||\[|\^|~|;|@|:)){0,4}$/),
      FastCheck.fullUnicodeString().map((text) => `/${text}`)
    ),
    query: FastCheck.oneof(
      FastCheck.constant(""),
      FastCheck.webQueryParameters().map((query) => `?${query}`),
      FastCheck.fullUnicodeString().map((query) => `?${query}`),
      FastCheck.constantFrom("?", "?a=b&c=/../d", "?a='b'", "?a=%zz", "#f", "?#f", "?a=b#f?c")
    )
  },
  ({ origin, path, query }) => agrees(HttpClientRequest.get(origin + path + query)),
  { fastCheck: { numRuns: 3000 } }
)

it.prop(
  "with parameters that are separate from the URL",
  {
    params: FastCheck.array(FastCheck.tuple(FastCheck.fullUnicodeString(), FastCheck.fullUnicodeString())),
    fragment: FastCheck.string()
  },
  ({ fragment, params }) =>
    agrees(
      HttpClientRequest.get("https://h/a?b=c").pipe(
        HttpClientRequest.appendUrlParams(params),
        HttpClientRequest.setHash(fragment)
      )
    )
)
