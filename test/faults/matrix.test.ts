/**
 * The fault matrix: what a call of each method does when the service, the network or the clock misbehaves. On real
 * loopback sockets, so that connections are counted; time jumps, so that nothing waits.
 */
import { NodeHttpClient, Undici } from "@effect/platform-node"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Layer, Redacted } from "effect"
import * as Auth from "effect-purecloud/Auth"
import type { ServerResponse } from "node:http"
import { brotliCompressSync } from "node:zlib"
import {
  calls,
  errorOf,
  fine,
  gzipped,
  html,
  inTurn,
  isRepeatable,
  limited,
  type Method,
  methods,
  type Options,
  outcomeOf,
  reset,
  secondsOf,
  type Setting,
  silence,
  status,
  throttledToken,
  trial,
  unauthorized
} from "../utils/faults.js"
import { type Reply, type Script, secretMark, token } from "../utils/service.js"
import * as Time from "../utils/time.js"

type Range = number | readonly [from: number, to: number]

/** What is to be seen of a call. */
interface Expected {
  /** As `ok`, or tag and reason of the error. */
  readonly ends: string
  /** Requests that the service saw. */
  readonly requests: number
  /** Requests that the error tells of, where the service did not see them. */
  readonly attempts?: number
  /** Tokens that were asked for. Default 1. */
  readonly tokens?: Range
  /** Seconds of each wait. Default none. */
  readonly waits?: ReadonlyArray<Range> | "any"
  /** Seconds from beginning to end, besides the waits. Default 0. */
  readonly hangs?: number
  /** Connections that stay open for the next call. A request right after another may open a second one. */
  readonly sockets: Range
}

interface Row {
  readonly fault: string
  readonly setting: Setting | ((time: Time.Time) => Setting & { readonly check?: () => void })
  /** GET, PUT, DELETE; and all others where nothing else is said. */
  readonly repeatable: Expected
  /** POST and PATCH. */
  readonly other?: Expected
  /** What a method does otherwise. */
  readonly except?: { readonly [M in Method]?: Expected }
  /** Threads have a hand in it. */
  readonly threads?: boolean
  /** It keeps the machine busy, and nothing waits. */
  readonly real?: boolean
}

/** The default policy: from 500 ms, doubled, and of that between half and all. */
const backoffs = (n: number): ReadonlyArray<Range> => Array.from({ length: n }, (_, i) => [2 ** i / 4, 2 ** i / 2])

const row = (
  fault: string,
  script: Script,
  repeatable: Expected,
  other?: Expected,
  options: Options = {}
): Row => ({ fault, setting: { script, options }, repeatable, ...(other && { other }) })

/** Fails at the token endpoint, so that nothing was sent: all methods are alike. */
const tokenRow = (fault: string, script: Script, expected: Expected, options: Options = {}): Row => ({
  fault: `token endpoint ${fault}`,
  setting: { script: () => fine, token: script, options },
  repeatable: expected
})

const ok = (requests: number, waits: ReadonlyArray<Range> = []): Expected => ({
  ends: "ok",
  requests,
  waits,
  sockets: 1
})

/** Five tries and no more. */
const exhausted = (ends: string, sockets: Range): Expected => ({ ends, requests: 5, waits: backoffs(4), sockets })

const once = (ends: string, sockets: Range): Expected => ({ ends, requests: 1, sockets })

const staticToken = { auth: Auth.layerStatic(Redacted.make("t")) }

/** Writes an answer of so many MiB as fast as it is read, and counts what it wrote. */
const flood = (time: Time.Time, megabytes: number, headers: Reply["headers"] = {}) => {
  const piece = Buffer.alloc(64 * 1024, " ")
  let written = 0
  const script = (): (response: ServerResponse) => void => (response) => {
    response.writeHead(200, { "content-type": "application/json", ...headers })
    const write = () => {
      while (written < megabytes) {
        written += 1 / 16
        time.touch()
        if (!response.write(piece)) return void response.once("drain", write)
      }
      response.end()
    }
    write()
  }
  return { script, written: () => written }
}

const drip = (response: ServerResponse) => {
  response.writeHead(200, { "content-type": "application/json" })
  const timer = setInterval(() => response.write(" "), 1)
  response.on("close", () => clearInterval(timer))
}

/** An answer that breaks off in its body. */
const broken = (headers: Reply["headers"], end: (response: ServerResponse) => void) => (response: ServerResponse) => {
  response.writeHead(200, { "content-type": "application/json", ...headers })
  response.write("{\"id\":", () => setImmediate(() => end(response)))
}

const large = "x".repeat(100 * 1024)

/** Newer versions of Node do. */
const platformDecodesBrotli = (() => {
  try {
    return new DecompressionStream("brotli" as "gzip") instanceof DecompressionStream
  } catch {
    return false
  }
})()

let packed: Reply | undefined
const bomb = (): Reply => (packed ??= gzipped(Buffer.alloc(100 * 1024 * 1024, " ")))

const threaded = (row: Row): Row => ({ ...row, threads: true })

const rows: ReadonlyArray<Row> = [
  // ------------------------------------------------------------------------------------------------------- network
  {
    fault: "connection refused",
    setting: { script: () => fine, url: () => "http://127.0.0.1:1", options: staticToken },
    repeatable: { ...exhausted("TransportError/Connect", 0), requests: 0, attempts: 5, tokens: 0 }
  },
  {
    fault: "DNS failure",
    setting: {
      script: () => fine,
      url: () => "https://api.nowhere.invalid",
      options: staticToken,
      // The resolver of this machine may take its time: it is asked, and says what it says of names that do not exist.
      client: NodeHttpClient.layerUndiciWithoutDispatcher.pipe(
        Layer.provide(Layer.scoped(
          NodeHttpClient.Dispatcher,
          Effect.acquireRelease(
            Effect.sync(() =>
              new Undici.Agent({
                connect: {
                  lookup: (hostname, _, done) => {
                    const error = Object.assign(new Error(`getaddrinfo ENOTFOUND ${hostname}`), {
                      errno: -3008,
                      code: "ENOTFOUND",
                      syscall: "getaddrinfo",
                      hostname
                    })
                    setImmediate(() => done(error, "", 4))
                  }
                }
              })
            ),
            (agent) => Effect.promise(() => agent.destroy())
          )
        ))
      )
    },
    repeatable: { ...exhausted("TransportError/Connect", 0), requests: 0, attempts: 5, tokens: 0 }
  },
  row(
    "accepts, then silence",
    () => silence,
    { ...exhausted("TransportError/Timeout", 0), hangs: 150 },
    { ...once("TransportError/Timeout", 0), hangs: 30 }
  ),
  row(
    "silence past the deadline",
    () => silence,
    { ends: "TransportError/Deadline", requests: 1, hangs: 10, sockets: 0 },
    { ends: "TransportError/Timeout", requests: 1, hangs: 10, sockets: 0 },
    { retry: { deadline: "10 seconds" } }
  ),
  row("silence once", inTurn(silence), { ...ok(2, backoffs(1)), hangs: 30 }, {
    ...once("TransportError/Timeout", 0),
    hangs: 30
  }),
  row("reset before the answer", () => reset, exhausted("TransportError/Reset", 0), once("TransportError/Reset", 0)),
  row("reset before the answer, once", inTurn(reset), ok(2, backoffs(1)), once("TransportError/Reset", 0)),
  row(
    "reset inside the body",
    () => broken({ "content-length": "100" }, ({ socket }) => void socket?.resetAndDestroy()),
    exhausted("TransportError/Body", 0),
    once("TransportError/Body", 0)
  ),
  row(
    "reset inside a chunked body",
    () => broken({}, ({ socket }) => void socket?.resetAndDestroy()),
    exhausted("TransportError/Body", 0),
    once("TransportError/Body", 0)
  ),
  row(
    "closed inside the body",
    () => broken({ "content-length": "100" }, ({ socket }) => void socket?.end()),
    exhausted("TransportError/Body", 0),
    once("TransportError/Body", 0)
  ),
  row(
    "closed inside a chunked body",
    () => broken({}, ({ socket }) => void socket?.end()),
    exhausted("TransportError/Body", 0),
    once("TransportError/Body", 0)
  ),
  row(
    "slow drip past the timeout",
    () => drip,
    { ...exhausted("TransportError/Timeout", 0), hangs: 150 },
    { ...once("TransportError/Timeout", 0), hangs: 30 }
  ),
  row(
    "no HTTP",
    () => (_, socket) => void socket.end("SSH-2.0-OpenSSH_9.6\r\n"),
    exhausted("TransportError/Reset", 0),
    once("TransportError/Reset", 0)
  ),
  row(
    "headers without end",
    () => (response, _) => void response.writeHead(200, { "x-large": "x".repeat(20_000) }).end(),
    exhausted("TransportError/Reset", 0),
    once("TransportError/Reset", 0)
  ),
  // -------------------------------------------------------------------------------------------------------- status
  row("408", () => status(408), exhausted("RequestTimeout", 1), once("RequestTimeout", 1)),
  row("408 once", inTurn(status(408)), ok(2, backoffs(1)), once("RequestTimeout", 1)),
  ...[500, 502, 503, 504].flatMap((code) => [
    row(`${code} once`, inTurn(status(code)), ok(2, backoffs(1)), once("ServerError", 1)),
    row(`${code} twice`, inTurn(status(code), status(code)), ok(3, backoffs(2)), once("ServerError", 1)),
    row(`${code} always`, () => status(code), exhausted("ServerError", 1), once("ServerError", 1))
  ]),
  row("501", () => status(501), once("ServerError", 1)),
  row(
    "100 KB error bodies",
    () => status(503, {}, { code: "x", message: large }),
    exhausted("ServerError", 1),
    once("ServerError", 1)
  ),
  row("a 100 KB error body that no repetition mends", () => status(404, {}, large), once("NotFound", 1)),
  row("redirect", () => status(302, { location: "http://127.0.0.1:1/" }), once("UnexpectedResponse", 1)),
  // ----------------------------------------------------------------------------------------------------------- 429
  row("429 for 0 s", inTurn(limited("0")), ok(2, backoffs(1))),
  row("429 for 1 s", inTurn(limited("1")), ok(2, [1])),
  row("429 for 60 s", inTurn(limited("60")), ok(2, [60])),
  row("429 for 180 s", inTurn(limited("180")), ok(2, [180])),
  row("429 for 181 s", () => limited("181"), once("RateLimited", 1)),
  {
    fault: "429 until a date",
    setting: (time) => ({ script: (_, n) => n === 0 ? limited(new Date(time.now() + 90_000).toUTCString()) : fine }),
    repeatable: ok(2, [90])
  },
  {
    fault: "429 until a date gone by",
    setting: (time) => ({ script: (_, n) => n === 0 ? limited(new Date(time.now() - 90_000).toUTCString()) : fine }),
    repeatable: ok(2, backoffs(1))
  },
  row("429 for nobody knows how long", inTurn(limited("soon"), limited("-5"), limited("1.5")), ok(4, backoffs(3))),
  row("429 without Retry-After", inTurn(limited(), limited()), ok(3, backoffs(2))),
  row("429 for 60 s, always", () => limited("60"), {
    ends: "TransportError/Deadline",
    requests: 5,
    waits: [60, 60, 60, 60],
    sockets: 1
  }),
  row(
    "429 for 1 s, 20 times",
    inTurn(...Array.from({ length: 20 }, () => limited("1"))),
    ok(21, Array(20).fill(1))
  ),
  row(
    "429 and 503 in turn",
    (_, n) => n === 6 ? fine : n % 2 === 0 ? limited("10") : status(503),
    ok(7, [10, [0.25, 0.5], 10, [0.5, 1], 10, [1, 2]]),
    { ends: "ServerError", requests: 2, waits: [10], sockets: 1 }
  ),
  ...[408, 503].flatMap((code) => {
    const asking = (retryAfter: string) => status(code, { "retry-after": retryAfter })
    const ends = code === 408 ? "RequestTimeout" : "ServerError"
    return [
      row(`${code} for 0 s`, inTurn(asking("0")), ok(2, backoffs(1)), once(ends, 1)),
      row(`${code} for 1 s`, inTurn(asking("1")), ok(2, [1]), once(ends, 1)),
      row(`${code} for 60 s`, inTurn(asking("60")), ok(2, [60]), once(ends, 1)),
      row(`${code} for 181 s`, () => asking("181"), once(ends, 1)),
      row(
        `${code} for less than the wait before the next try`,
        inTurn(asking("1")),
        {
          ...ok(2, [[5, 10]])
        },
        once(ends, 1),
        { retry: { baseDelay: "10 seconds" } }
      ),
      row(
        `${code} for 1 s, always`,
        () => asking("1"),
        { ...exhausted(ends, 1), waits: [1, 1, [1, 2], [2, 4]] },
        once(ends, 1)
      )
    ]
  }),
  // --------------------------------------------------------------------------------------------------------- bodies
  row("HTML on 200", () => ({ body: html, headers: { "content-type": "text/html" } }), once("UnexpectedResponse", 1)),
  row(
    "HTML on 502",
    () => status(502, { "content-type": "text/html" }, html),
    exhausted("ServerError", 1),
    once("ServerError", 1)
  ),
  {
    ...row("empty body on 200", () => ({}), once("UnexpectedResponse", 1)),
    except: { DELETE: ok(1) }
  },
  {
    ...row("204", () => ({ status: 204 }), once("UnexpectedResponse", 1)),
    except: { DELETE: ok(1) }
  },
  row("empty body on 503", () => ({ status: 503 }), exhausted("ServerError", 1), once("ServerError", 1)),
  row(
    "wrong content type",
    () => ({ ...fine, headers: { "content-type": "text/plain" } }),
    once("UnexpectedResponse", 1)
  ),
  row("broken JSON", () => ({ body: "{\"id\":" }), once("UnexpectedResponse", 1)),
  threaded(row("gzip that nobody asked for", () => gzipped("{\"id\":\"u1\"}"), ok(1))),
  threaded(row(
    "gzip on 503, once",
    inTurn({ ...gzipped("{}"), status: 503 }),
    ok(2, backoffs(1)),
    once("ServerError", 1)
  )),
  row(
    "gzip that is none",
    () => ({ ...fine, headers: { "content-encoding": "gzip" } }),
    ok(1)
  ),
  threaded(row(
    "gzip that is broken",
    () => ({ body: Buffer.from([0x1f, 0x8b, 8, 0, 1, 2, 3]), headers: { "content-encoding": "gzip" } }),
    exhausted("TransportError/Body", 1),
    once("TransportError/Body", 1)
  )),
  threaded(row(
    "gzip that is cut",
    () => {
      const { body, headers = {} } = gzipped(JSON.stringify({ id: "u1", name: large }))
      return { body: (body as Buffer).subarray(0, 100), headers }
    },
    exhausted("TransportError/Body", 1),
    once("TransportError/Body", 1)
  )),
  { ...row("gzip of 100 MB in 100 KB", () => bomb(), once("TransportError/TooLarge", 1)), real: true },
  row(
    "brotli that nobody asked for",
    () => ({ body: brotliCompressSync("{\"id\":\"u1\"}"), headers: { "content-encoding": "br" } }),
    platformDecodesBrotli ? ok(1) : once("TransportError/Encoding", 1)
  ),
  row(
    "invalid UTF-8",
    () => ({ body: Buffer.from([0x22, 0xc3, 0x28, 0x22]) }),
    exhausted("TransportError/Body", 1),
    once("TransportError/Body", 1)
  ),
  ...[{}, { "content-length": String(100 * 1024 * 1024) }].map((headers): Row => ({
    fault: `100 MB, content length ${headers["content-length"] ?? "unsaid"}`,
    setting: (time) => {
      const { script, written } = flood(time, 100, headers)
      return {
        script,
        options: { maxResponseBytes: 1024 * 1024 },
        check: () => assert.isAtMost(written(), 16)
      }
    },
    repeatable: once("TransportError/TooLarge", 0)
  })),
  {
    fault: "100 MB against the default bound",
    setting: (time) => ({ script: flood(time, 100).script }),
    repeatable: once("TransportError/TooLarge", 0),
    real: true
  },
  // ---------------------------------------------------------------------------------------------------------- tokens
  row("401 once", inTurn(unauthorized), { ...ok(2), tokens: 2, sockets: [1, 2] }),
  row("401 always", () => unauthorized, { ends: "Unauthorized", requests: 2, tokens: 2, sockets: [1, 2] }),
  row(
    "503, 401, 503",
    inTurn(status(503), unauthorized, status(503)),
    { ...ok(4, backoffs(2)), tokens: 2, sockets: [1, 2] },
    once("ServerError", 1)
  ),
  row("401 for a static token", () => unauthorized, { ...once("Unauthorized", 1), tokens: 0 }, undefined, staticToken),
  tokenRow("down", () => reset, {
    ...exhausted("AuthError/Transport", 0),
    requests: 0,
    tokens: 5
  }),
  tokenRow("down once", (_, n) => n === 0 ? reset : token(n), { ...ok(1, backoffs(1)), tokens: 2, sockets: [1, 2] }),
  tokenRow("500 once", (_, n) => n === 0 ? status(500) : token(n), {
    ...ok(1, backoffs(1)),
    tokens: 2,
    sockets: [1, 2]
  }),
  tokenRow("408 once", (_, n) => n === 0 ? status(408) : token(n), {
    ...ok(1, backoffs(1)),
    tokens: 2,
    sockets: [1, 2]
  }),
  tokenRow("500 always", () => status(500), { ...exhausted("AuthError/Unexpected", 1), requests: 0, tokens: 5 }),
  tokenRow("silent", () => silence, { ...exhausted("AuthError/Transport", 0), requests: 0, tokens: 5, hangs: 150 }),
  tokenRow("silent, with less time for the whole call", () => silence, {
    ends: "TransportError/Deadline",
    requests: 0,
    hangs: 10,
    sockets: 0
  }, { retry: { deadline: "10 seconds" } }),
  tokenRow("throttling for a while", (_, n) => n < 6 ? throttledToken : token(n), {
    ...ok(1, backoffs(6)),
    tokens: 7,
    sockets: [1, 2]
  }),
  tokenRow("throttling always", () => throttledToken, {
    ends: "TransportError/Deadline",
    requests: 0,
    // Waits of half a second, doubled up to 20, each at least half of that, within a minute: 7 at the longest, 10 at the
    // shortest.
    tokens: [8, 11],
    waits: "any",
    sockets: 1
  }, { retry: { deadline: "60 seconds" } }),
  tokenRow("throttling for 60 s", (_, n) => n === 0 ? status(429, { "retry-after": "60" }) : token(n), {
    ...ok(1, [60]),
    tokens: 2,
    sockets: [1, 2]
  }),
  tokenRow("throttling for 181 s", () => status(429, { "retry-after": "181" }), {
    ends: "AuthError/RateLimited",
    requests: 0,
    sockets: 1
  }),
  tokenRow(
    "throttling by 400 for 60 s",
    (_, n) => n === 0 ? { ...throttledToken, headers: { "retry-after": "60" } } : token(n),
    {
      ...ok(1, [60]),
      tokens: 2,
      sockets: [1, 2]
    }
  ),
  tokenRow("503 for 60 s", (_, n) => n === 0 ? status(503, { "retry-after": "60" }) : token(n), {
    ...ok(1, [60]),
    tokens: 2,
    sockets: [1, 2]
  }),
  tokenRow("503 for 181 s", () => status(503, { "retry-after": "181" }), {
    ends: "AuthError/Unexpected",
    requests: 0,
    sockets: 1
  }),
  tokenRow("refusing", () => status(400, {}, { error: "invalid_client" }), {
    ends: "AuthError/Credentials",
    requests: 0,
    sockets: 1
  }),
  tokenRow("answering nonsense", () => ({ body: html, headers: { "content-type": "text/html" } }), {
    ends: "AuthError/Unexpected",
    requests: 0,
    sockets: 1
  }),
  tokenRow("redirecting", () => status(307, { location: "http://127.0.0.1:1/" }), {
    ends: "AuthError/Unexpected",
    requests: 0,
    sockets: 1
  }),
  {
    fault: "token endpoint answering 100 MB",
    setting: (time) => {
      const { script, written } = flood(time, 100)
      return { script: () => fine, token: script, check: () => assert.isAtMost(written(), 100) }
    },
    repeatable: { ...once("AuthError/Transport", 0), requests: 0, tokens: 1 }
  },
  // ----------------------------------------------------------------------------------------------------------- clock
  ...[-3600, 3600].flatMap((jump): ReadonlyArray<Row> => [
    {
      fault: `429 for 60 s, and the clock jumps by ${jump} s meanwhile`,
      setting: (time) => ({
        script: (_, n) => {
          if (n > 0) return fine
          setTimeout(() => time.shift(jump * 1000), 1)
          return limited("60")
        }
      }),
      repeatable: ok(2, [60])
    },
    {
      fault: `503 always, and the clock jumps by ${jump} s each time`,
      setting: (time) => ({
        script: () => {
          time.shift(jump * 1000)
          return status(503)
        }
      }),
      repeatable: exhausted("ServerError", 1),
      other: once("ServerError", 1)
    },
    {
      fault: `the window is spent, and the clock jumps by ${jump} s`,
      setting: (time) => ({
        script: (_, n) => {
          if (n > 0) return fine
          setTimeout(() => time.shift(jump * 1000), 1)
          return status(429, {
            "retry-after": "30",
            "inin-ratelimit-count": "300",
            "inin-ratelimit-allowed": "300",
            "inin-ratelimit-reset": "40"
          })
        }
      }),
      repeatable: ok(2, [30, 10])
    }
  ])
]

/** The value, where it is within its range; else the range. */
const within = (value: number | undefined, range: Range): Range =>
  value !== undefined && (typeof range === "number" ? value === range : value >= range[0] && value <= range[1])
    ? value
    : range

const line = (seen: { readonly [what: string]: unknown }): string =>
  Object.entries(seen).map(([what, value]) => `${what}: ${JSON.stringify(value)}`).join(", ")

/** Runs a row's call, and holds what was to be seen against what is expected. */
const check = ({ except, other, real = false, repeatable, setting, threads = false }: Row, method: Method) =>
  Effect.gen(function*() {
    const expected = except?.[method] ?? (isRepeatable(method) ? repeatable : other ?? repeatable)
    const time = real ? Time.real() : Time.make(threads ? "threads" : "sockets")
    const given: Setting & { readonly check?: () => void } = typeof setting === "function" ? setting(time) : setting
    const { close, events, left, run, service, tokens } = yield* trial({ ...given, time })
    const exit = yield* run<unknown, any>(calls[method])
    const took = time.elapsed() / 1000
    const { sockets } = yield* left
    // The watchdog stays for a moment, and not longer than its client.
    if (real) yield* close
    const { asleep, fibers } = yield* left

    assert.deepStrictEqual(service.seen.map((seen) => seen.method), service.seen.map(() => method))
    const seen = {
      ends: outcomeOf(exit),
      requests: service.seen.length,
      tokens: tokens(),
      waits: secondsOf(events),
      sockets,
      asleep,
      fibers
    }
    assert.strictEqual(
      line(seen),
      line({
        ends: expected.ends,
        requests: expected.requests,
        tokens: within(seen.tokens, expected.tokens ?? (given.options?.auth === undefined ? 1 : 0)),
        waits: expected.waits === "any"
          ? seen.waits
          : (expected.waits ?? []).map((range, i) => within(seen.waits[i], range)),
        sockets: within(seen.sockets, expected.sockets),
        asleep: 0,
        fibers: 0
      })
    )
    const waited = seen.waits.reduce((sum, wait) => sum + wait, 0)
    if (!real) assert.approximately(took, waited + (expected.hangs ?? 0), 0.1)
    const error = errorOf(exit)
    if (error !== undefined && error.origin.endpoint !== "token") {
      assert.strictEqual(error.origin.attempts, expected.attempts ?? expected.requests)
    }
    if (error !== undefined) assert.notInclude(JSON.stringify(error) + String(error) + error.message, secretMark)
    given.check?.()
  }).pipe(Effect.scoped)

describe.concurrent("the fault matrix", () => {
  for (const row of rows.filter(({ real = false }) => !real)) {
    for (const method of methods) it.live(`${row.fault} × ${method}`, () => check(row, method))
  }
})

describe("the fault matrix, what keeps the machine busy", () => {
  for (const row of rows.filter(({ real = false }) => real)) {
    for (const method of methods) it.live(`${row.fault} × ${method}`, () => check(row, method))
  }
})
