/**
 * A headless Chromium, controlled through its debugging pipe. Its pages can reach this machine only.
 */
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import { spawn } from "node:child_process"
import * as Fs from "node:fs/promises"
import * as Os from "node:os"
import * as Path from "node:path"
import type * as Stream from "node:stream"

export const chromium = process.env["CHROMIUM"] ?? "chromium"

/** Arguments that prevent Chromium from using the network. */
export const offline: ReadonlyArray<string> = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // Requests to other machines fail.
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
]

/** The message if Chromium is not installed. */
export const explain = (error: Error): Error =>
  "code" in error && error.code === "ENOENT"
    ? new Error(
      `${chromium} is missing. Install it, for example with apt-get install chromium, or set CHROMIUM to its path`
    )
    : error

/** A tab. */
export interface Tab {
  readonly open: (url: string) => Effect.Effect<void>
  /** Waits until an expression has a value in the page. Returns the value. */
  readonly until: (expression: string) => Effect.Effect<unknown>
  readonly address: Effect.Effect<URL>
}

interface Message {
  readonly id?: number
  readonly error?: { readonly message: string }
  readonly result?: { readonly [field: string]: unknown }
}

type Send = (method: string, params?: object, sessionId?: string) => Promise<{ readonly [field: string]: unknown }>

/** Sends and receives messages of the DevTools protocol: JSON, each followed by a zero byte. */
const protocol = (to: Stream.Writable, from: Stream.Readable): Send => {
  const waiting = new Map<number, (message: Message) => void>()
  let count = 0
  let text = ""
  from.setEncoding("utf8")
  from.on("data", (chunk: string) => {
    const messages = (text + chunk).split("\0")
    text = messages.pop() ?? ""
    for (const each of messages) {
      const message: Message = JSON.parse(each)
      if (message.id !== undefined) waiting.get(message.id)?.(message)
    }
  })
  return (method, params = {}, sessionId) =>
    new Promise((resolve, reject) => {
      const id = ++count
      waiting.set(id, ({ error, result = {} }) => {
        waiting.delete(id)
        if (error === undefined) resolve(result)
        else reject(new Error(`${method}: ${error.message}`))
      })
      to.write(`${JSON.stringify({ id, method, params, ...(sessionId === undefined ? {} : { sessionId }) })}\0`)
    })
}

const start = Effect.acquireRelease(
  Effect.promise(async () => {
    const profile = await Fs.mkdtemp(Path.join(Os.tmpdir(), "chromium-"))
    const child = spawn(
      chromium,
      [...offline, "--remote-debugging-pipe", `--user-data-dir=${profile}`, "about:blank"],
      {
        stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"]
      }
    )
    const ended = new Promise<void>((resolve) => child.on("close", () => resolve()))
    await new Promise<void>((resolve, reject) => {
      child.on("spawn", resolve)
      child.on("error", (error) => reject(explain(error)))
    })
    // These streams were opened as pipes above.
    const send = protocol(child.stdio[3] as Stream.Writable, child.stdio[4] as Stream.Readable)
    return { child, ended, profile, send }
  }),
  ({ child, ended, profile }) =>
    Effect.promise(async () => {
      child.kill()
      await ended
      await Fs.rm(profile, { recursive: true, force: true })
    })
)

/** A tab of a new browser, which is closed with the scope. */
export const tab: Effect.Effect<Tab, never, Scope.Scope> = Effect.gen(function*() {
  const { send } = yield* start
  const sessionId = yield* Effect.promise(async () => {
    const { targetId } = await send("Target.createTarget", { url: "about:blank" })
    const attached = await send("Target.attachToTarget", { targetId, flatten: true })
    return String(attached["sessionId"])
  })
  /** Returns the value of an expression, or undefined while the page navigates. */
  const evaluate = (expression: string): Effect.Effect<unknown> =>
    Effect.promise(() =>
      send("Runtime.evaluate", { expression, returnByValue: true }, sessionId).then(
        ({ result }) => (result as { readonly value?: unknown }).value,
        () => undefined
      )
    )
  const until = (expression: string): Effect.Effect<unknown> =>
    Effect.flatMap(evaluate(expression), (value) =>
      value === undefined || value === null
        ? Effect.zipRight(Effect.sleep("50 millis"), until(expression))
        : Effect.succeed(value))
  return {
    open: (url) => Effect.promise(() => send("Page.navigate", { url }, sessionId)),
    until,
    address: Effect.map(until("location.href"), (href) => new URL(String(href)))
  }
})
