import type * as HttpApp from "@effect/platform/HttpApp"
import * as HttpServerRequest from "@effect/platform/HttpServerRequest"
import * as HttpServerResponse from "@effect/platform/HttpServerResponse"
import * as Effect from "effect/Effect"
import type { Store } from "../data/store.js"
import type { Client, Code, Tokens } from "./tokens.js"

/*
 * The page on which a user signs in, for the authorization code grant with PKCE. It asks for no password.
 */

/** A request to sign in, as the query or the form has it. */
type Fields = { readonly [name: string]: string }

/** Which fields the form sends again. */
const names = ["response_type", "client_id", "redirect_uri", "code_challenge", "code_challenge_method", "state"]

/** Who asks, and where the browser goes afterwards. */
type Asked = Omit<Code, "user">

const escape = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)

const page = (body: string, status = 200): HttpServerResponse.HttpServerResponse =>
  HttpServerResponse.text(
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><link rel="icon" href="data:,"><title>Sign in to the simulator</title></head>` +
      `<body><h1>Sign in to the simulator</h1>${body}</body></html>`,
    { status, contentType: "text/html; charset=utf-8", headers: { "cache-control": "no-store" } }
  )

/** A mistake that the client is not told of: the browser must not be sent to an address that nobody registered. */
const refused = (message: string): HttpServerResponse.HttpServerResponse => page(`<p>${escape(message)}</p>`, 400)

const redirect = (to: string, params: { readonly [name: string]: string | undefined }) => {
  const url = new URL(to)
  for (const [name, value] of Object.entries(params)) if (value !== undefined) url.searchParams.append(name, value)
  return HttpServerResponse.empty({ status: 302, headers: { location: url.href, "cache-control": "no-store" } })
}

const isRedirectUri = (text: string, { redirectUris }: Client): boolean =>
  redirectUris === undefined
    ? URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) && !text.includes("#")
    : redirectUris.includes(text)

/** Reads who asks. What is wrong is answered: to the user, or to the client where its address is known. */
const read = (clients: ReadonlyArray<Client>, fields: Fields): Asked | HttpServerResponse.HttpServerResponse => {
  const { client_id: id, code_challenge: codeChallenge, redirect_uri: redirectUri = "", state } = fields
  const client = clients.find((client) => client.id === id)
  if (client === undefined) return refused(`The client_id [${id ?? ""}] is unknown.`)
  if (!client.grants.has("authorization_code")) return refused("The client may not use the authorization code grant.")
  if (!isRedirectUri(redirectUri, client)) return refused(`The redirect_uri [${redirectUri}] is not registered.`)
  if (fields["response_type"] !== "code") {
    return redirect(redirectUri, { error: "unsupported_response_type", state })
  }
  const isChallenge = /^[\w-]{43}$/.test(codeChallenge ?? "") && fields["code_challenge_method"] === "S256"
  if (codeChallenge !== undefined && !isChallenge) {
    return redirect(redirectUri, {
      error: "invalid_request",
      error_description: "code_challenge is a SHA-256 in base64url, and its method S256",
      state
    })
  }
  return { client, redirectUri, codeChallenge }
}

/** The form, with the first users to choose from. The address of any other user can be typed in. */
const form = (store: Store, fields: Fields, message = ""): HttpServerResponse.HttpServerResponse => {
  const active = store.listed("active")
  const users = Array.from({ length: Math.min(50, active.size()) }, (_, place) => store.accounts.get(active.at(place)))
  const hidden = names.flatMap((name) => {
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

const last = (values: Iterable<readonly [string, string]>): Fields => Object.fromEntries(values)

/** Adds the page to an app. */
export const mount = <E, R>(
  app: HttpApp.Default<E, R>,
  { clients, store, tokens, userOf }: {
    readonly clients: ReadonlyArray<Client>
    readonly store: Store
    readonly tokens: Tokens
    /** The number of the active user of an email address, or -1. */
    readonly userOf: (email: string) => number
  }
): HttpApp.Default<E, R> => {
  const show = (fields: Fields): HttpServerResponse.HttpServerResponse => {
    const asked = read(clients, fields)
    return "client" in asked ? form(store, fields) : asked
  }
  const signIn = (fields: Fields): HttpServerResponse.HttpServerResponse => {
    const asked = read(clients, fields)
    if (!("client" in asked)) return asked
    const { email = "" } = fields
    const user = userOf(email)
    return user < 0
      ? form(store, fields, `No active user has the email address [${email}].`)
      : redirect(asked.redirectUri, { code: tokens.issueCode({ ...asked, user }), state: fields["state"] })
  }
  return Effect.flatMap(HttpServerRequest.HttpServerRequest, (request): HttpApp.Default<E, R> => {
    const [path, query = ""] = request.url.split("?", 2)
    if (path !== "/oauth/authorize") return app
    switch (request.method) {
      case "GET":
        return Effect.sync(() => show(last(new URLSearchParams(query))))
      case "POST":
        return Effect.map(
          Effect.orElseSucceed(request.text, () => ""),
          (text) => signIn(last(new URLSearchParams(text)))
        )
      default:
        return Effect.succeed(HttpServerResponse.empty({ status: 405, headers: { allow: "GET, POST" } }))
    }
  })
}
