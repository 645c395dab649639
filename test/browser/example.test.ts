/**
 * The example of a web page: built by Vite, and used in a browser. Run by `npm run test:browser`.
 */
import { HttpServer } from "@effect/platform"
import { NodeHttpServer } from "@effect/platform-node"
import { assert, it } from "@effect/vitest"
import { Context, Effect, Layer } from "effect"
import * as Simulator from "effect-purecloud/Simulator"
import * as Fs from "node:fs/promises"
import { createServer } from "node:http"
import * as Path from "node:path"
import { gzipSync } from "node:zlib"
import { build, preview } from "vite"
import { address } from "../utils/socket.js"
import * as Chromium from "./chromium.js"

const root = Path.resolve(import.meta.dirname, "../..")
const configFile = Path.join(root, "examples/browser/vite.config.ts")

/** Serves the built page on a free port, with the environment that the page calls. */
const servePage = (environment: string) =>
  Effect.gen(function*() {
    yield* Effect.promise(() =>
      build({
        configFile,
        logLevel: "error",
        define: { "import.meta.env.VITE_ENVIRONMENT": JSON.stringify(environment) }
      })
    )
    const server = yield* Effect.acquireRelease(
      Effect.promise(() => preview({ configFile, logLevel: "error", preview: { host: "127.0.0.1", port: 0 } })),
      (server) => Effect.promise(() => server.close())
    )
    return server.resolvedUrls!.local[0]!.replace(/\/$/, "")
  })

/** Starts the server of a simulator before its allowed origin is known. */
const application = Effect.gen(function*() {
  const server = Context.get(
    yield* Layer.build(NodeHttpServer.layer(createServer, { port: 0, host: "127.0.0.1" })),
    HttpServer.HttpServer
  )
  const url = yield* Effect.provideService(address, HttpServer.HttpServer, server)
  const origin = yield* servePage(url)
  const simulator = yield* Simulator.make({ users: 60, allowedOrigins: [origin] })
  yield* Layer.build(
    Simulator.serve.pipe(
      Layer.provide(Layer.succeed(Simulator.Simulator, simulator)),
      Layer.provide(Layer.succeed(HttpServer.HttpServer, server))
    )
  )
  return { origin, simulator, url }
})

const click = (selector: string): string =>
  `((element) => element && !element.hidden ? (element.click(), true) : undefined)(document.querySelector("${selector}"))`

/** Waits until the page shows its number of rows. Returns the number. */
const rowsWhen = (total: string): string =>
  `document.querySelector("#total")?.textContent === "${total}" ? document.querySelectorAll("tbody tr").length : undefined`

it.scopedLive(
  "a user signs in, lists and searches users, reloads the page, and signs out",
  () =>
    Effect.gen(function*() {
      const { origin, simulator, url } = yield* application
      const [director, other] = [...yield* simulator.users("active")]
      const tab = yield* Chromium.tab

      yield* tab.open(origin)
      yield* tab.until(click("#sign-in"))
      yield* tab.until(`document.forms[0] && (document.forms[0].email.value = ${JSON.stringify(director!.email)})`)
      assert.strictEqual((yield* tab.address).origin, url)
      yield* tab.until(click("form button"))

      assert.strictEqual(yield* tab.until(rowsWhen("25 of 60 users")), 25)
      assert.strictEqual(yield* tab.until(`document.querySelector("#user").textContent || undefined`), director!.name)
      assert.strictEqual((yield* tab.address).search, "")
      yield* tab.until(click("#more"))
      assert.strictEqual(yield* tab.until(rowsWhen("50 of 60 users")), 50)

      yield* tab.until(`(() => {
      const search = document.querySelector("#search")
      search.value = ${JSON.stringify(other!.name)}
      search.dispatchEvent(new Event("input"))
      return true
    })()`)
      assert.strictEqual(yield* tab.until(rowsWhen("1 of 1 users")), 1)
      assert.strictEqual(yield* tab.until(`document.querySelector("tbody td").textContent`), other!.name)

      // The token is kept when the page is reloaded, so there is no second login.
      yield* tab.open(origin)
      assert.strictEqual(yield* tab.until(rowsWhen("25 of 60 users")), 25)
      const tokens = (yield* simulator.requests).filter(({ endpoint }) => endpoint === "token")
      assert.lengthOf(tokens, 1)

      yield* tab.until(click("#sign-out"))
      yield* tab.until(`document.querySelector("#sign-in")?.hidden === false || undefined`)
      yield* tab.open(origin)
      yield* tab.until(`document.querySelector("#sign-in")?.hidden === false || undefined`)
    }),
  120_000
)

it("has the size that the README states", async () => {
  const directory = Path.join(root, "tmp/browser/assets")
  const scripts = (await Fs.readdir(directory)).filter((name) => name.endsWith(".js"))
  assert.lengthOf(scripts, 1)
  const size = gzipSync(await Fs.readFile(Path.join(directory, scripts[0]!))).length / 1000
  const readme = await Fs.readFile(Path.join(root, "README.md"), "utf8")
  const stated = Number(/(\d+) KB compressed/.exec(readme)?.[1])
  assert.approximately(size, stated, stated * 0.05)
})
