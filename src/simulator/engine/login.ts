import type * as HttpApp from "@effect/platform/HttpApp"
import * as HttpServerRequest from "@effect/platform/HttpServerRequest"
import * as HttpServerResponse from "@effect/platform/HttpServerResponse"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import type { Directory } from "./directory.js"
import type { AuthorizationCode, Client, Tokens } from "./tokens.js"

/*
 * The sign-in page, `/oauth/authorize`, for the authorization code grant with PKCE. It asks for no password.
 */

/** The fields of an authorization request, from the query or from the form. */
type Fields = { readonly [name: string]: string }

/** Fields of the query that the form sends again. */
const repeatedFields = [
  "response_type",
  "client_id",
  "redirect_uri",
  "code_challenge",
  "code_challenge_method",
  "state"
]

/** A valid authorization request. */
type AuthorizationRequest = Omit<AuthorizationCode, "user">

// --------------------------------------------------------------------------------------------------------- responses

const escape = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)

const page = (body: string, status = 200): HttpServerResponse.HttpServerResponse =>
  HttpServerResponse.text(
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><link rel="icon" href="data:,"><title>Sign in to the simulator</title></head>` +
      `<body><h1>Sign in to the simulator</h1>${body}</body></html>`,
    { status, contentType: "text/html; charset=utf-8", headers: { "cache-control": "no-store" } }
  )

/** Makes an error page. The browser must not be redirected to a URI that is not registered. */
const errorPage = (message: string): HttpServerResponse.HttpServerResponse => page(`<p>${escape(message)}</p>`, 400)

const redirect = (
  uri: string,
  params: { readonly [name: string]: string | undefined }
): HttpServerResponse.HttpServerResponse => {
  const url = new URL(uri)
  for (const [name, value] of Object.entries(params)) if (value !== undefined) url.searchParams.append(name, value)
  return HttpServerResponse.empty({ status: 302, headers: { location: url.href, "cache-control": "no-store" } })
}

/** Makes the form. It lists the first users. The email address of any other active user can be typed. */
const form = (directory: Directory, fields: Fields, message = ""): HttpServerResponse.HttpServerResponse => {
  const users = directory.firstActiveUsers(50)
  const hidden = repeatedFields.flatMap((name) => {
    const value = fields[name]
    return value === undefined ? [] : [`<input type="hidden" name="${name}" value="${escape(value)}">`]
  })
  return page(
    `<p role="alert">${escape(message)}</p><form method="post" action="/oauth/authorize">${hidden.join("")}` +
      `<label>Email <input name="email" type="email" list="users" required value="${escape(users[0]?.email ?? "")}">` +
      `</label><datalist id="users">${
        users.map(({ email, name }) => `<option value="${escape(email)}">${escape(name)}</option>`).join("")
      }</datalist> <button>Sign in</button></form>`
  )
}

// ---------------------------------------------------------------------------------------------------------- requests

const isRedirectUri = (text: string, { redirectUris }: Client): boolean =>
  redirectUris === undefined
    ? URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) && !text.includes("#")
    : redirectUris.includes(text)

/** Checks an authorization request. Errors are sent to the redirect URI if it is valid, otherwise shown on a page. */
const decode = (
  clients: ReadonlyArray<Client>,
  fields: Fields
): Either.Either<AuthorizationRequest, HttpServerResponse.HttpServerResponse> => {
  const { client_id: id, code_challenge: codeChallenge, redirect_uri: redirectUri = "", state } = fields
  const client = clients.find((client) => client.id === id)
  if (client === undefined) return Either.left(errorPage(`The client_id [${id ?? ""}] is unknown.`))
  if (!client.grants.has("authorization_code")) {
    return Either.left(errorPage("The client may not use the authorization code grant."))
  }
  if (!isRedirectUri(redirectUri, client)) {
    return Either.left(errorPage(`The redirect_uri [${redirectUri}] is not registered.`))
  }
  if (fields["response_type"] !== "code") {
    return Either.left(redirect(redirectUri, { error: "unsupported_response_type", state }))
  }
  const isChallenge = /^[\w-]{43}$/.test(codeChallenge ?? "") && fields["code_challenge_method"] === "S256"
  return codeChallenge !== undefined && !isChallenge
    ? Either.left(redirect(redirectUri, {
      error: "invalid_request",
      error_description: "code_challenge must be a SHA-256 in base64url, and code_challenge_method must be S256",
      state
    }))
    : Either.right({ client, redirectUri, codeChallenge })
}

/** Dependencies of the sign-in page. */
export interface Options {
  readonly clients: ReadonlyArray<Client>
  readonly directory: Directory
  readonly tokens: Tokens
}

const show = ({ clients, directory }: Options, fields: Fields): HttpServerResponse.HttpServerResponse =>
  Either.match(decode(clients, fields), { onLeft: (response) => response, onRight: () => form(directory, fields) })

const signIn = ({ clients, directory, tokens }: Options, fields: Fields): HttpServerResponse.HttpServerResponse =>
  Either.match(decode(clients, fields), {
    onLeft: (response) => response,
    onRight: (request) => {
      const { email = "", state } = fields
      const user = directory.activeUserByEmail(email)
      return user < 0
        ? form(directory, fields, `No active user has the email address [${email}].`)
        : redirect(request.redirectUri, { code: tokens.issueCode({ ...request, user }), state })
    }
  })

/** Adds the sign-in page to an app. */
export const mount = <E, R>(app: HttpApp.Default<E, R>, options: Options): HttpApp.Default<E, R> =>
  Effect.flatMap(HttpServerRequest.HttpServerRequest, (request): HttpApp.Default<E, R> => {
    // A query can contain further question marks.
    const [path, ...query] = request.url.split("?")
    if (path !== "/oauth/authorize") return app
    switch (request.method) {
      case "GET":
        return Effect.sync(() => show(options, Object.fromEntries(new URLSearchParams(query.join("?")))))
      case "POST":
        return Effect.map(
          Effect.orElseSucceed(request.text, () => ""),
          (text) => signIn(options, Object.fromEntries(new URLSearchParams(text)))
        )
      default:
        return Effect.succeed(HttpServerResponse.empty({ status: 405, headers: { allow: "GET, POST" } }))
    }
  })
