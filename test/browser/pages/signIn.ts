/**
 * A page that signs a user in with PKCE and then calls the API, with the SDK. It shows the result in its `output`.
 */
import * as FetchHttpClient from "@effect/platform/FetchHttpClient"
import { Cause, Effect, Layer, Redacted } from "effect"
import * as Auth from "effect-purecloud/Auth"
import * as PureCloud from "effect-purecloud/PureCloud"
import * as PureCloudConfig from "effect-purecloud/PureCloudConfig"
import * as Users from "effect-purecloud/Users"

/** The parts of the DOM that are used here. The compiler has only the types of Node. */
interface Element {
  textContent: string
  disabled: boolean
  readonly addEventListener: (type: "click", listener: () => void) => void
}
declare const document: { readonly querySelector: (selector: string) => Element }
declare const location: { readonly href: string; readonly assign: (url: string) => void }
declare const sessionStorage: {
  readonly getItem: (key: string) => string | null
  readonly setItem: (key: string, value: string) => void
}

const simulator = document.querySelector("#simulator").textContent
const environment = { apiUrl: simulator, loginUrl: simulator }
const clientId = "web"
const { origin, pathname, searchParams } = new URL(location.href)
const redirectUri = origin + pathname

/** Opens the login page of the service. */
const signIn = Effect.gen(function*() {
  const { codeChallenge, codeVerifier } = yield* Auth.makeCodeVerifier
  const state = crypto.randomUUID()
  sessionStorage.setItem("verifier", Redacted.value(codeVerifier))
  sessionStorage.setItem("state", state)
  location.assign(yield* Auth.authorizeUrl({ clientId, redirectUri, codeChallenge, state }))
}).pipe(Effect.provide(PureCloudConfig.layer({ environment })))

/** Makes calls as the user. */
const callApi = Effect.gen(function*() {
  const me = yield* Users.getUsersMe()
  const { headers, value } = yield* Users.getUsers.withResponse({ pageSize: 3 })
  const changed = yield* Users.patchUser({ userId: me.id, body: { version: me.version ?? 0, title: "In a browser" } })
  const missing = yield* Effect.match(Users.getUser({ userId: `${me.id}0` }), {
    onSuccess: () => "found",
    onFailure: ({ _tag }) => _tag
  })
  return {
    me: me.id,
    names: value.entities.map(({ name }) => name),
    title: changed.title,
    allowance: headers["inin-ratelimit-allowed"],
    correlationId: headers["inin-correlation-id"],
    missing
  }
})

/** Continues after the login, with the code of the address. */
const signedIn = (code: string) =>
  Effect.suspend(() => {
    if (searchParams.get("state") !== sessionStorage.getItem("state")) return Effect.dieMessage("another state")
    const codeVerifier = Redacted.make(sessionStorage.getItem("verifier") ?? "")
    const live = PureCloud.layer({
      environment,
      auth: Auth.layerAuthorizationCode({ clientId, from: { code: Redacted.make(code), codeVerifier, redirectUri } }),
      retry: { attempts: 1 },
      decode: "strict"
    }).pipe(Layer.provide(FetchHttpClient.layer))
    return Effect.provide(callApi, live)
  })

const show = (text: string): void => {
  document.querySelector("output").textContent = text
}

const code = searchParams.get("code")
if (code === null) {
  const button = document.querySelector("#sign-in")
  button.addEventListener("click", () => void Effect.runPromise(signIn))
  button.disabled = false
} else {
  void Effect.runPromise(
    Effect.matchCause(signedIn(code), {
      onSuccess: (value) => show(JSON.stringify(value)),
      onFailure: (cause) => show(JSON.stringify({ error: Cause.pretty(cause) }))
    })
  )
}
