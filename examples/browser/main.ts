/**
 * A web page whose user signs in, and lists and searches the users of the organization.
 *
 * To run it against the simulator, start these two commands:
 *
 *     npm run simulator -- --allowed-origins http://localhost:5173
 *     npx vite examples/browser
 *
 * To run it against Genesys Cloud, set VITE_ENVIRONMENT to the region and VITE_CLIENT_ID to the id of an OAuth client,
 * whose redirect URI and allowed origin are those of the page.
 */
import * as FetchHttpClient from "@effect/platform/FetchHttpClient"
import * as KeyValueStore from "@effect/platform/KeyValueStore"
import { Cause, Config, Effect, type Fiber, Layer, Option, Stream } from "effect"
import * as Auth from "effect-purecloud/Auth"
import type { User } from "effect-purecloud/models/User"
import * as PureCloud from "effect-purecloud/PureCloud"
import * as PureCloudConfig from "effect-purecloud/PureCloudConfig"
import * as Users from "effect-purecloud/Users"
import { clientId, leave, returned, type SignedIn } from "./signIn.js"

/** The environment: a region, its domain, or a URL. */
const environment = Config.succeed<string>(import.meta.env.VITE_ENVIRONMENT ?? "http://127.0.0.1:4010")

// ---------------------------------------------------------------------------------------------------------------- page

const element = <E extends HTMLElement>(id: string, type: abstract new(...args: never) => E): E => {
  const found = document.getElementById(id)
  if (found instanceof type) return found
  throw new Error(`index.html has no ${id}`)
}

const signIn = element("sign-in", HTMLButtonElement)
const signOut = element("sign-out", HTMLButtonElement)
const more = element("more", HTMLButtonElement)
const search = element("search", HTMLInputElement)
const rows = element("rows", HTMLTableSectionElement)

const show = (id: string, text: string) => {
  element(id, HTMLElement).textContent = text
}

/** Runs an effect, and shows its error. */
const run = <A, E>(self: Effect.Effect<A, E>): Fiber.RuntimeFiber<void> =>
  Effect.runFork(
    Effect.catchAllCause(Effect.asVoid(self), (cause) =>
      Cause.isInterruptedOnly(cause)
        ? Effect.void
        : Effect.sync(() => show("error", Cause.prettyErrors(cause).map(({ message }) => message).join("\n"))))
  )

const addRow = ({ email, name, title }: User) => {
  const row = rows.insertRow()
  for (const text of [name, title, email]) row.insertCell().textContent = text ?? ""
}

/** Emits when a button is clicked. */
const clicks = (button: HTMLButtonElement) => Stream.fromEventListener<Event>(button, "click")

/** Emits the text of the search field, when the user pauses typing. */
const searches = Stream.fromEventListener<Event>(search, "input").pipe(
  Stream.map(() => search.value.trim()),
  Stream.debounce("200 millis"),
  Stream.changes
)

// --------------------------------------------------------------------------------------------------------------- users

/** Pages of the users whose name contains a text, or of all users. */
const pagesOf = (name: string) =>
  name === ""
    ? Stream.map(
      Users.getUsers.pages({ pageSize: 25 }, { concurrency: 1 }),
      ({ entities, total }) => ({ users: entities, total })
    )
    : Stream.map(
      Users.postUsersSearch.pages({
        body: { pageSize: 25, query: [{ type: "CONTAINS", fields: ["name"], value: name }] }
      }, { concurrency: 1 }),
      ({ results = [], total }) => ({ users: results, total })
    )

const showPage = (
  { total = 0, users }: { readonly users: ReadonlyArray<User>; readonly total?: number | undefined }
) => {
  users.forEach(addRow)
  show("total", `${rows.rows.length} of ${total} users`)
  more.hidden = rows.rows.length >= total
}

/** Shows the first page of a search, and the next page at each click. */
const list = (name: string) => {
  rows.replaceChildren()
  return Stream.concat(Stream.make("first"), clicks(more)).pipe(
    Stream.zipRight(pagesOf(name)),
    Stream.runForEach((page) => Effect.sync(() => showPage(page)))
  )
}

const application = Effect.gen(function*() {
  const me = yield* Users.getUsersMe()
  show("user", me.name ?? "")
  element("users", HTMLElement).hidden = false
  signOut.hidden = false
  yield* Stream.concat(Stream.make(""), searches).pipe(
    // A new search ends the search before it.
    Stream.flatMap((name) => Effect.suspend(() => list(name)), { switch: true }),
    Stream.runDrain
  )
})

// ------------------------------------------------------------------------------------------------------------- sign-in

/** The client of the user. Its token is kept in this tab, so that the user does not log in again after a reload. */
const live = (from: SignedIn | undefined) =>
  Layer.unwrapEffect(Effect.map(KeyValueStore.KeyValueStore, (store) =>
    PureCloud.layerConfig({
      environment,
      auth: Config.succeed(Auth.layerAuthorizationCode({ clientId, from, tokenStore: { store } }))
    }))).pipe(
      Layer.provide([FetchHttpClient.layer, KeyValueStore.layerStorage(() => sessionStorage)])
    )

const showSignIn = Effect.sync(() => {
  signIn.hidden = false
})

const main = Effect.gen(function*() {
  const from = yield* returned
  yield* application.pipe(
    Effect.provide(live(Option.getOrUndefined(from))),
    Effect.catchTag(
      "PureCloudAuthError",
      // No token of an earlier login is stored, or it has expired.
      (error) => Option.isNone(from) && error.reason === "Credentials" ? showSignIn : Effect.fail(error)
    )
  )
})

run(
  clicks(signIn).pipe(
    Stream.runForEach(() => leave),
    Effect.provide(PureCloudConfig.layerConfig({ environment }))
  )
)
run(Stream.runForEach(clicks(signOut), () =>
  Effect.sync(() => {
    sessionStorage.clear()
    location.reload()
  })))
run(main)
