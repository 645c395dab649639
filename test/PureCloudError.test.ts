/**
 * The classes of errors, encoded and decoded.
 */
import { assert, describe, it } from "@effect/vitest"
import { Duration, Either } from "effect"
import * as PureCloudError from "effect-purecloud/PureCloudError"
import * as Schema from "effect/Schema"
import { inspect } from "node:util"
import { assertSound } from "./utils/errors.js"

describe("error classes", () => {
  const origin = { endpoint: "getUser", method: "GET", route: "/api/v2/users/{userId}", attempts: 2 }
  const response = { origin, status: 400, code: "c", correlationId: "i", text: "Text.", details: [] }
  const issues = [{ path: "a[0].b", expected: "string", found: "null" }]

  const all: ReadonlyArray<PureCloudError.PureCloudError> = [
    new PureCloudError.BadRequest(response),
    new PureCloudError.Unauthorized(response),
    new PureCloudError.Forbidden({ ...response, required: { type: "ALL", permissions: ["p", "q"] }, missing: [] }),
    new PureCloudError.NotFound(response),
    new PureCloudError.RequestTimeout(response),
    new PureCloudError.Conflict({ ...response, reason: "General" }),
    new PureCloudError.PayloadTooLarge(response),
    new PureCloudError.UnsupportedMediaType(response),
    new PureCloudError.RateLimited({ ...response, retryAfter: Duration.millis(1500) }),
    new PureCloudError.RateLimited({ origin, status: 429, details: [] }),
    new PureCloudError.ServerError({ ...response, status: 503 }),
    new PureCloudError.ServerError({ ...response, status: 503, retryAfter: Duration.seconds(30) }),
    new PureCloudError.RequestTimeout({ ...response, status: 408, retryAfter: Duration.seconds(30) }),
    new PureCloudError.UnexpectedResponse({ ...response, reason: "r", contentType: "text/html", snippet: "<p>" }),
    new PureCloudError.DecodeError({ ...response, issues }),
    new PureCloudError.EncodeError({ origin, issues }),
    ...PureCloudError.PagingError.fields.reason.literals.map((reason) =>
      new PureCloudError.PagingError({ origin, reason, pages: 2, correlationId: "i", text: "100 pages have no items" })
    ),
    new PureCloudError.PagingError({ origin, reason: "NothingNew", pages: 2, text: "t" }),
    ...PureCloudError.TransportError.fields.reason.literals.map((reason) =>
      new PureCloudError.TransportError({ origin, reason, host: "api.example", code: "ECODE", text: "what happened" })
    ),
    new PureCloudError.AuthError({
      origin,
      reason: "Transport",
      cause: new PureCloudError.TransportError({ origin, reason: "Tls", host: "login.example", code: "CERT_REVOKED" })
    }),
    new PureCloudError.AuthError({ origin, reason: "RateLimited", status: 429, retryAfter: Duration.minutes(2) }),
    ...(["Credentials", "GrantNotAllowed", "RateLimited", "Transport", "Unexpected"] as const).map((reason) =>
      new PureCloudError.AuthError({ origin, reason, status: 500, code: "e", correlationId: "i", text: "t" })
    )
  ]

  it("are all in the union, once each, with different tags", () => {
    assert.lengthOf(new Set(all.map(({ _tag }) => _tag)), PureCloudError.PureCloudError.members.length)
    assert.isTrue(all.every(({ _tag }) => _tag.startsWith("PureCloud")))
    assert.isFalse(PureCloudError.isPureCloudError(new Error("x")))
    assert.isFalse(PureCloudError.isPureCloudError({ ...all[0] }))
  })

  /** The tag of an error, its reason, and the names of its other fields. */
  const titleOf = ({ _tag, origin: _, ...rest }: PureCloudError.PureCloudError) =>
    `${_tag} ${"reason" in rest ? `${rest.reason} ` : ""}with ${Object.keys(rest).join(", ")}`

  it.each(all.map((error) => [titleOf(error), error] as const))(
    "%s can be written, read back, shown and sent",
    (_, error) => {
      assertSound(error)
      assert.include(error.message, "getUser (GET /api/v2/users/{userId})")
      assert.match(error.message, /after 2 (requests|attempts)\./)
      assert.include(inspect(error), error.message)
      assert.notInclude(error.message, "..")
    }
  )

  it.each(PureCloudError.TransportError.fields.reason.literals)("of transport say what to do: %s", (reason) => {
    const { message } = new PureCloudError.TransportError({ origin, reason })
    assert.match(message, /after 2 (requests|attempts)\. [A-Z].*\.$/)
  })

  it.each([[undefined, "layerAuthorizationCode"], ["unauthorized_client", "Allow the grant"]])(
    "of a grant that is not allowed say what to do: code %s",
    (code, advice) => {
      const { message } = new PureCloudError.AuthError({ origin, reason: "GrantNotAllowed", code })
      assert.include(message, advice)
    }
  )

  it("are not decoded from other values", () => {
    for (
      const json of [null, {}, { _tag: "PureCloudNotFound" }, { ...JSON.parse(JSON.stringify(all[3])), status: "404" }]
    ) {
      assert.isTrue(Either.isLeft(Schema.decodeUnknownEither(PureCloudError.PureCloudError)(json)))
    }
  })

  it("an ExportError is encoded and decoded too, and is not an error of a call", () => {
    const error = new PureCloudError.ExportError({ reason: "File", path: "users.ndjson", text: "No space" })
    const again = Schema.decodeUnknownSync(PureCloudError.ExportError)(
      JSON.parse(JSON.stringify(Schema.encodeSync(PureCloudError.ExportError)(error)))
    )
    assert.strictEqual(again.message, "users.ndjson: No space")
    assert.isFalse(PureCloudError.isPureCloudError(error))
  })
})
