/**
 * The SDK in a browser: a user signs in to the simulator with PKCE, and the page calls it from another origin. Run by
 * `npm run test:browser`.
 */
import { HttpRouter, HttpServer, HttpServerResponse } from "@effect/platform"
import { NodeHttpServer } from "@effect/platform-node"
import { assert, it } from "@effect/vitest"
import { Context, Effect, Layer } from "effect"
import * as Simulator from "effect-purecloud/Simulator"
import { build } from "esbuild"
import { createServer } from "node:http"
import { fileURLToPath } from "node:url"
import { address } from "../utils/socket.js"
import * as Chromium from "./chromium.js"

/** The page with the SDK, bundled for browsers. */
const bundle = Effect.promise(() =>
  build({
    entryPoints: [fileURLToPath(new URL("pages/signIn.ts", import.meta.url))],
    alias: { "effect-purecloud": fileURLToPath(new URL("../../src", import.meta.url)) },
    bundle: true,
    platform: "browser",
    format: "esm",
    write: false
  }).then(({ outputFiles: [file] }) => file!.text)
)

const listening = Effect.map(
  Layer.build(NodeHttpServer.layer(createServer, { port: 0, host: "127.0.0.1" })),
  (context) => Context.get(context, HttpServer.HttpServer)
)

/** An application and the simulator that it calls, on different origins. */
const application = (options: (origin: string) => Simulator.Options) =>
  Effect.gen(function*() {
    const [own, simulated] = yield* Effect.all([listening, listening])
    const origin = yield* Effect.provideService(address, HttpServer.HttpServer, own)
    const url = yield* Effect.provideService(address, HttpServer.HttpServer, simulated)
    const script = yield* bundle
    const page =
      `<!doctype html><title>App</title><p id="simulator">${url}</p><button id="sign-in" disabled>Sign in</button><output></output>` +
      `<script type="module" src="/app.js"></script>`
    const app = HttpRouter.empty.pipe(
      HttpRouter.get("/app.js", HttpServerResponse.text(script, { contentType: "text/javascript" })),
      HttpRouter.get("/", HttpServerResponse.text(page, { contentType: "text/html" }))
    )
    yield* Effect.provideService(HttpServer.serveEffect(app), HttpServer.HttpServer, own)
    const simulator = yield* Simulator.make({ clients: [{ id: "web", secret: "s" }], ...options(origin) })
    yield* Layer.build(
      Simulator.serve.pipe(
        Layer.provide(Layer.succeed(Simulator.Simulator, simulator)),
        Layer.provide(Layer.succeed(HttpServer.HttpServer, simulated))
      )
    )
    return { origin, simulator, url }
  })

/** Waits until an element exists, and clicks it. */
const click = (selector: string): string =>
  `((element) => element ? (element.click(), true) : undefined)(document.querySelector(${JSON.stringify(selector)}))`

/** Signs a user in, and reads the output of the page. */
const signIn = (origin: string, loginUrl: string, email: string) =>
  Effect.gen(function*() {
    const tab = yield* Chromium.tab
    yield* tab.open(origin)
    yield* tab.until(click("#sign-in:enabled"))
    const form = `document.forms[0] && (document.forms[0].email.value = ${JSON.stringify(email)})`
    assert.strictEqual(yield* tab.until(form), email)
    assert.strictEqual((yield* tab.address).origin, loginUrl)
    yield* tab.until(click("form button"))
    const text = yield* tab.until(`document.querySelector("output")?.textContent || undefined`)
    const reached = yield* tab.address
    assert.strictEqual(reached.origin, origin)
    assert.isTrue(reached.searchParams.has("code"))
    return JSON.parse(String(text)) as { readonly [field: string]: unknown }
  })

it.scopedLive(
  "a user signs in with PKCE, and the page calls the API from another origin",
  () =>
    Effect.gen(function*() {
      const { origin, simulator, url } = yield* application((origin) => ({ allowedOrigins: [origin], allowance: 77 }))
      const users = [...yield* simulator.users("active")]
      const director = users[0]!
      const output = yield* signIn(origin, url, director.email!)
      assert.deepInclude(output, {
        me: director.id,
        names: users.slice(0, 3).map(({ name }) => name),
        title: "In a browser",
        allowance: "77",
        missing: "PureCloudNotFound"
      })
      const requests = yield* simulator.requests
      assert.deepStrictEqual(
        requests.map(({ endpoint, status }) => [endpoint, status]),
        [["token", 200], ["getUsersMe", 200], ["getUsers", 200], ["patchUser", 200], ["getUser", 404]]
      )
      assert.include(requests.map(({ correlationId }) => correlationId), output["correlationId"])
    }),
  120_000
)

for (const [name, allowedOrigins] of [["no origin is", []], ["other origins are", ["http://127.0.0.1:1"]]] as const) {
  it.scopedLive(`the page cannot call the API if ${name} allowed`, () =>
    Effect.gen(function*() {
      const { origin, simulator, url } = yield* application(() => ({ allowedOrigins }))
      const [director] = [...yield* simulator.users("active")]
      const output = yield* signIn(origin, url, director!.email!)
      assert.match(String(output["error"]), /^PureCloudAuthError/)
    }), 120_000)
}
