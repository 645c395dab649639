/**
 * Signs a user in with the authorization code grant and PKCE: the browser goes to the login page, and returns with a
 * code.
 */
import { Data, Effect, Option, Redacted, Schema } from "effect"
import * as Auth from "effect-purecloud/Auth"

/** Id of the OAuth client, whose grant type is "Code Authorization (PKCE)". */
export const clientId: string = import.meta.env.VITE_CLIENT_ID ?? "simulator"

const redirectUri = location.origin + location.pathname

/** Values that are kept in the tab while the user is at the login page. */
const Started = Schema.parseJson(Schema.Struct({ state: Schema.String, codeVerifier: Schema.String }))

const key = "sign-in"

/** Result of a login. */
export interface SignedIn {
  readonly code: Redacted.Redacted
  readonly codeVerifier: Redacted.Redacted
  readonly redirectUri: string
}

export class SignInError extends Data.TaggedError("SignInError")<{ readonly message: string }> {}

/** Opens the login page. */
export const leave = Effect.gen(function*() {
  const { codeChallenge, codeVerifier } = yield* Auth.makeCodeVerifier
  const state = crypto.randomUUID()
  const started = yield* Schema.encode(Started)({ state, codeVerifier: Redacted.value(codeVerifier) })
  sessionStorage.setItem(key, started)
  location.assign(yield* Auth.authorizeUrl({ clientId, redirectUri, codeChallenge, state }))
})

/** Returns the code, if the login page has returned to this page with one. Removes the code from the address. */
export const returned = Effect.gen(function*() {
  const { searchParams } = new URL(location.href)
  const started = sessionStorage.getItem(key)
  const code = searchParams.get("code")
  const refusal = searchParams.get("error_description") ?? searchParams.get("error")
  if (started === null || (code === null && refusal === null)) return Option.none<SignedIn>()
  sessionStorage.removeItem(key)
  history.replaceState(null, "", redirectUri)
  const { codeVerifier, state } = yield* Schema.decode(Started)(started)
  if (searchParams.get("state") !== state) {
    return yield* new SignInError({ message: "This sign-in was not started here." })
  }
  if (code === null) return yield* new SignInError({ message: `The login service refused: ${refusal}` })
  return Option.some<SignedIn>({ code: Redacted.make(code), codeVerifier: Redacted.make(codeVerifier), redirectUri })
})
