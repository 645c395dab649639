import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Encoding from "effect/Encoding"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import { PureCloudConfig } from "../../PureCloudConfig.js"
import type { AuthError } from "../../PureCloudError.js"
import { isHeaderSafe } from "../http/headerValue.js"
import type { RawResponse } from "../http/rawResponse.js"
import { formRequest } from "../http/requests.js"
import { type HttpClient, makeExchange } from "../http/transport.js"
import { noToken, requestError, responseError } from "./errors.js"
import type { FetchedToken } from "./token.js"

/** Maximum size of a response in bytes. Typical responses have a few hundred bytes. */
const maxResponseBytes = 64 * 1024

/** Fields of a form. Secrets stay redacted until the request is made. */
export interface Form {
  readonly [key: string]: string | Redacted.Redacted
}

/** Credentials of an OAuth client. A public client has no secret. */
export interface Credentials {
  readonly clientId: string
  readonly clientSecret?: Redacted.Redacted
}

/** Returns a function that requests a token with the fields of a grant. */
export const make = (
  credentials: Credentials
): Effect.Effect<
  (form: Form) => Effect.Effect<FetchedToken, AuthError>,
  never,
  PureCloudConfig | HttpClient
> =>
  Effect.gen(function*() {
    const { loginUrl, timeout } = yield* PureCloudConfig
    const exchange = yield* makeExchange
    const { host } = new URL(loginUrl)
    const options = { timeoutMillis: Duration.toMillis(timeout), maxBytes: maxResponseBytes }
    return (form) =>
      Effect.suspend(() => {
        const { authorization, fields, secrets } = encode(credentials, form)
        return exchange(formRequest(`${loginUrl}/oauth/token`, fields, authorization), options).pipe(
          Effect.mapError((failure) => requestError(failure, secrets)),
          Effect.flatMap((response) =>
            Effect.clockWith((clock) => decode(host, response, clock.unsafeCurrentTimeMillis(), secrets))
          )
        )
      })
  })

/** Encodes the form. White space around credentials is removed, because files often end with a line break. */
const encode = ({ clientId: id, clientSecret }: Credentials, form: Form) => {
  const clientId = id.trim()
  const secret = clientSecret === undefined ? undefined : Redacted.value(clientSecret).trim()
  const fields = new URLSearchParams(secret === undefined ? { client_id: clientId } : {})
  const basic = secret === undefined ? undefined : Encoding.encodeBase64(`${clientId}:${secret}`)
  const secrets = secret === undefined || basic === undefined ? [] : [secret, basic]
  for (const [key, value] of Object.entries(form)) {
    const text = (typeof value === "string" ? value : Redacted.value(value)).trim()
    if (typeof value !== "string") secrets.push(text)
    fields.set(key, text)
  }
  return { fields, secrets, authorization: basic === undefined ? undefined : `Basic ${basic}` }
}

/** Decodes a token response. Only the token is required. Other fields are ignored if they are invalid. */
const decodeBody = Schema.decodeUnknownOption(Schema.parseJson(Schema.Struct({
  access_token: Schema.String,
  expires_in: Schema.optional(Schema.Unknown),
  refresh_token: Schema.optional(Schema.Unknown)
})))

const decode = (
  host: string,
  response: RawResponse,
  now: number,
  secrets: ReadonlyArray<string>
): Effect.Effect<FetchedToken, AuthError> => {
  if (response.status !== 200) return Effect.fail(responseError(host, response, now, secrets))
  const body = Option.getOrUndefined(decodeBody(response.text))
  if (body === undefined || !isHeaderSafe(body.access_token)) return Effect.fail(noToken(host))
  const { access_token, expires_in, refresh_token } = body
  return Effect.succeed({
    value: Redacted.make(access_token),
    expiresIn: typeof expires_in === "number" && expires_in > 0 ? Duration.seconds(expires_in) : undefined,
    refreshToken: typeof refresh_token === "string" && refresh_token !== "" ? Redacted.make(refresh_token) : undefined
  })
}
