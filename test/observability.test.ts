/**
 * Spans, metrics and log lines of a run, compared with the tables of docs/observability.md.
 */
import { SystemError } from "@effect/platform/Error"
import * as HttpClient from "@effect/platform/HttpClient"
import * as HttpClientResponse from "@effect/platform/HttpClientResponse"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Layer, Logger, LogLevel, MetricState, Option, Redacted } from "effect"
import * as Auth from "effect-purecloud/Auth"
import * as PureCloud from "effect-purecloud/PureCloud"
import * as PureCloudMetrics from "effect-purecloud/PureCloudMetrics"
import * as Simulator from "effect-purecloud/Simulator"
import * as Users from "effect-purecloud/Users"
import * as Fs from "node:fs"
import { inspect } from "node:util"
import { fine, inTurn, limited, reset, type Setting, status, trial } from "./utils/faults.js"
import { type Script, secretMark, token } from "./utils/service.js"
import * as Time from "./utils/time.js"
import { recordingTracer, traceId } from "./utils/tracer.js"

interface Line {
  readonly level: string
  readonly message: string
  readonly annotations: { readonly [key: string]: unknown }
}

/** Records spans and log lines. */
const recorder = () => {
  const { spans, tracer } = recordingTracer()
  const lines: Array<Line> = []
  const logger = Logger.make(({ annotations, logLevel, message }) =>
    void lines.push({
      level: logLevel.label,
      message: Array.isArray(message) ? String(message[0]) : String(message),
      annotations: Object.fromEntries(annotations)
    })
  )
  const layer = Layer.mergeAll(
    Logger.replace(Logger.defaultLogger, logger),
    Logger.minimumLogLevel(LogLevel.All),
    Layer.setTracer(tracer)
  )
  return { spans, lines, layer }
}

const correlated = (n: number) => ({ "inin-correlation-id": `correlation-${n}` })

const planted = `p4th-${secretMark}`

/** A call with planted values in its path and its query. */
const call = Users.getUser({ userId: planted, userCustomAttributeSchemaIds: [`query-${secretMark}`] })

/** Replies that repeat the path, the token, and a value of the body. */
const echo: Script = ({ headers, url }, n) =>
  status([503, 401, 429, 404][n] ?? 200, { ...correlated(n), ...(n === 2 ? { "retry-after": "3" } : {}) }, {
    id: `body-${secretMark}`,
    code: "not.found",
    message: `Nobody at ${url} with ${headers.authorization}`
  })

describe("a call", () => {
  it.live("is a span with a child for each attempt, which have their outcomes", () =>
    Effect.gen(function*() {
      const { layer, spans } = recorder()
      const { run, service } = yield* trial({ script: echo, options: { retry: { baseDelay: 1000 } } })
      yield* run(Effect.provide(Effect.ignore(call), layer))
      const { hostname, port } = new URL(service.url)
      const shared = {
        "http.request.method": "GET",
        "url.template": "/api/v2/users/{userId}",
        "server.address": hostname,
        "server.port": Number(port)
      }
      const attempt = (n: number, code: number) => ({
        ...shared,
        ...(n === 0 ? {} : { "http.request.resend_count": n }),
        "http.response.status_code": code,
        "purecloud.correlation_id": `correlation-${n}`,
        "error.type": String(code)
      })
      assert.deepStrictEqual<unknown>(
        spans.map(({ attributes, kind, name, parent }) => ({
          name,
          kind,
          parent: Option.getOrUndefined(parent)?.spanId,
          ...Object.fromEntries(attributes)
        })),
        [
          { name: "getUser", kind: "internal", parent: undefined, ...attempt(3, 404) },
          ...[503, 401, 429, 404].map((code, n) => ({
            name: "GET /api/v2/users/{userId}",
            kind: "client",
            parent: spans[0]!.spanId,
            ...attempt(n, code)
          }))
        ]
      )
      assert.deepStrictEqual(spans.map(({ exits }) => exits.map(({ _tag }) => _tag)), Array(5).fill(["Failure"]))
      const waits = spans[0]!.events.flatMap(([name, attributes]) => name === "purecloud.wait" ? [attributes] : [])
      assert.deepStrictEqual(waits.map((wait) => wait["purecloud.wait.reason"]), ["backoff", "retry_after"])
      assert.strictEqual(waits[1]!["purecloud.wait.duration"], 3)
    }).pipe(Effect.scoped))

  it.live("has an attempt span without a status if there was no response", () =>
    Effect.gen(function*() {
      const { layer, spans } = recorder()
      const { run } = yield* trial({
        script: (_, n) => n === 0 ? status(503, correlated(0)) : reset,
        options: { retry: { attempts: 2 } }
      })
      yield* run(Effect.provide(Effect.ignore(call), layer))
      for (const { attributes } of [spans[0]!, spans[2]!]) {
        assert.strictEqual(attributes.get("error.type"), "PureCloudTransportError/Reset")
        assert.isFalse(attributes.has("http.response.status_code"))
        assert.isFalse(attributes.has("purecloud.correlation_id"))
      }
    }).pipe(Effect.scoped))

  it.live("has the status of its last attempt, also if it fails for another reason", () =>
    Effect.gen(function*() {
      const headers = { ...correlated(0), "retry-after": "100" }
      for (
        const setting of [
          { script: () => status(503, headers), options: { retry: { deadline: "10 seconds" } } },
          { script: () => status(401, headers), token: (_: unknown, n: number) => n === 0 ? token(n) : status(401) }
        ] satisfies ReadonlyArray<Setting>
      ) {
        const { layer, spans } = recorder()
        const { run } = yield* trial(setting)
        yield* run(Effect.provide(Effect.ignore(call), layer))
        assert.lengthOf(spans, 2)
        assert.match(String(spans[0]!.attributes.get("error.type")), /\/(Deadline|Credentials)$/)
        for (const name of ["http.response.status_code", "purecloud.correlation_id"]) {
          assert.strictEqual(spans[0]!.attributes.get(name), spans[1]!.attributes.get(name))
          assert.isTrue(spans[0]!.attributes.has(name))
        }
      }
    }).pipe(Effect.scoped))

  it.live("has no times in its spans if the program turns them off", () =>
    Effect.gen(function*() {
      const { layer, spans } = recorder()
      const { run } = yield* trial({ script: () => fine })
      yield* run(Effect.provide(Effect.withTracerTiming(call, false), layer))
      assert.deepStrictEqual(spans.map(({ ends, status: { startTime } }) => [startTime, ...ends]), [[0n, 0n], [0n, 0n]])
    }).pipe(Effect.scoped))

  it.live("ends its spans when it is interrupted", () =>
    Effect.gen(function*() {
      const { layer, spans } = recorder()
      const { run } = yield* trial({ script: () => () => {} })
      yield* run(Effect.provide(Effect.timeoutOption(call, "1 seconds"), layer))
      assert.lengthOf(spans, 2)
      for (const { attributes, exits } of spans) {
        assert.lengthOf(exits, 1)
        assert.isFalse(attributes.has("error.type"))
      }
    }).pipe(Effect.scoped))

  it.live("shows none of its values in spans, metrics and log lines, whatever the service repeats", () =>
    Effect.gen(function*() {
      const { layer, lines, spans } = recorder()
      const { run } = yield* trial({
        script: (seen, n) =>
          n < 4 ? echo(seen, n) : status(200, {
            "inin-correlation-id": seen.headers.authorization!.slice(7)
          }, { id: `body-${secretMark}`, name: n }),
        token: (_, n) => n === 0 ? status(400, {}, { error: secretMark }) : token(n)
      })
      yield* run(Effect.provide(
        Effect.all([Effect.exit(call), Effect.exit(call), call, Effect.exit(call)], { discard: true }),
        layer
      ))
      const exported = inspect([spans, lines, yield* PureCloudMetrics.snapshot], {
        depth: null,
        showHidden: true,
        maxStringLength: null,
        maxArrayLength: null
      })
      assert.isAbove(spans.length, 8)
      assert.notInclude(exported, secretMark)
    }).pipe(Effect.scoped))
})

describe("traceparent", () => {
  const headers = (propagateTrace: boolean | undefined, traced = true) =>
    Effect.gen(function*() {
      const { layer, spans } = recorder()
      const { run, service } = yield* trial({
        script: inTurn(status(503)),
        token: (_, n) => token(n),
        ...(propagateTrace === undefined ? {} : { options: { propagateTrace } })
      })
      yield* run(traced ? Effect.provide(call, layer) : call)
      return {
        spans,
        api: service.seen.map(({ headers }) => headers["traceparent"]),
        login: service.tokens.map(({ headers }) => headers["traceparent"]),
        others: service.seen.flatMap(({ headers }) =>
          Object.keys(headers).filter((name) => /^(b3|x-b3|trace)/.test(name))
        )
      }
    }).pipe(Effect.scoped)

  it.live("is not sent by default", () =>
    Effect.gen(function*() {
      assert.deepInclude(yield* headers(undefined), { api: [undefined, undefined], login: [undefined], others: [] })
      assert.deepInclude(yield* headers(false), { api: [undefined, undefined], login: [undefined], others: [] })
    }))

  it.live("is sent with the span of each attempt, to the API only, if the option is set", () =>
    Effect.gen(function*() {
      const { api, login, others, spans } = yield* headers(true)
      assert.deepStrictEqual(
        api,
        spans.slice(1).map(({ spanId }) => `00-${traceId}-${spanId}-01`)
      )
      assert.lengthOf(api, 2)
      assert.deepStrictEqual(login, [undefined])
      assert.deepStrictEqual(others, ["traceparent", "traceparent"])
    }))

  it.live("is not sent without a tracer", () =>
    Effect.gen(function*() {
      assert.deepInclude(yield* headers(true, false), { api: [undefined, undefined], others: [] })
    }))
})

// ------------------------------------------------------------------------------------------------------------- tables

const docs = Fs.readFileSync(new URL("../docs/observability.md", import.meta.url), "utf8")

/** The rows of the table that begins with a column, as cells. */
const rows = (firstColumn: string): ReadonlyArray<ReadonlyArray<string>> => {
  const lines = docs.split("\n")
  const start = lines.findIndex((line) => new RegExp(`^\\| ${firstColumn} +\\|`).test(line))
  const end = lines.findIndex((line, i) => i > start && !line.startsWith("|"))
  return lines.slice(start + 2, end).map((line) => line.split("|").slice(1, -1).map((cell) => cell.trim()))
}

const codes = (cell = ""): ReadonlyArray<string> => [...cell.matchAll(/`([^`]+)`/g)].map(([, code]) => code ?? "")

/** Calls that cause every span attribute, metric and log line. */
const everything = Effect.gen(function*() {
  const recorded = recorder()
  const broken = Effect.die("broken")
  const limits = { "inin-ratelimit-count": "1", "inin-ratelimit-allowed": "1", "inin-ratelimit-reset": "2" }
  const { run } = yield* trial({
    script: inTurn(
      status(503, correlated(0)),
      limited("1"),
      status(401, correlated(1)),
      status(200, { ...correlated(2), ...limits }, { id: "u", name: 1 }),
      status(404, correlated(3))
    ),
    token: (_, n) => n === 1 ? status(503) : token(n),
    options: { onEvent: () => broken, onDrift: () => broken, retry: { baseDelay: 1000 } }
  })
  yield* run(Effect.provide(Effect.zipRight(call, Effect.ignore(call)), recorded.layer))

  // Without an environment, and with a refresh token that cannot be saved.
  const other = yield* trial({
    script: () => fine,
    options: {
      auth: Auth.layerAuthorizationCode({
        clientId: "c",
        from: { refreshToken: Redacted.make("r") },
        tokenStore: { store: failingStore },
        onRefreshToken: () => broken
      })
    },
    client: tokens
  })
  yield* other.run(Effect.provide(call, recorded.layer))
  yield* Effect.provide(
    Effect.ignore(call),
    PureCloud.layer({ auth: Auth.layerStatic(Redacted.make("t")), retry: { attempts: 1 } }).pipe(Layer.provide(tokens))
  ).pipe(Effect.provide(recorded.layer))

  // With a pool whose second token cannot be fetched.
  const { id: clientId, secret } = Simulator.defaultClient
  const pool = PureCloud.layer({
    environment: { apiUrl: "https://api.simulated", loginUrl: "https://login.simulated" },
    auth: Auth.layerPool({
      size: 2,
      credentials: [
        { clientId, clientSecret: Redacted.make(secret) },
        { clientId, clientSecret: Redacted.make("wrong") }
      ]
    })
  }).pipe(Layer.provide(Simulator.layerHttpClient), Layer.provide(Simulator.layerSimulator({ users: 1, allowance: 1 })))
  const listing = Users.getUsers()
  yield* Time.timed(Effect.provide(Effect.zipRight(listing, listing), Layer.provideMerge(pool, recorded.layer)))
  return recorded
}).pipe(Effect.scoped)

const failure = Effect.fail(
  new SystemError({ reason: "PermissionDenied", module: "KeyValueStore", method: "get", description: secretMark })
)

const failingStore = { get: () => failure, set: () => failure, remove: () => failure }

/** A service in memory, whose tokens have a refresh token. */
const tokens: Layer.Layer<HttpClient.HttpClient> = Layer.succeed(
  HttpClient.HttpClient,
  HttpClient.make((request) =>
    Effect.succeed(HttpClientResponse.fromWeb(
      request,
      new Response(JSON.stringify({ id: "u", access_token: "a", refresh_token: "r2", expires_in: 60 }), {
        headers: { "content-type": "application/json" }
      })
    ))
  )
)

const typeOf = (state: MetricState.MetricState.Untyped): string =>
  MetricState.isCounterState(state) ? "counter" : MetricState.isGaugeState(state) ? "gauge" : "histogram"

describe("the metrics of calls", () => {
  it.live("count each call once, also if it fails or its input is refused", () =>
    Effect.gen(function*() {
      const { run } = yield* trial({ script: inTurn(fine, status(503), fine, status(404)) })
      const calls = Effect.forEach(["a", "b", "c", ""], (userId) => Effect.ignore(Users.getUser({ userId })))
      yield* Effect.tagMetrics(run(calls), "test", "counts")
      const counts = (yield* PureCloudMetrics.snapshot).flatMap(({ name, state, tags }) =>
        tags["test"] === "counts" && (MetricState.isCounterState(state) || MetricState.isHistogramState(state))
          ? [`${name} ${tags["error.type"] ?? tags["http.response.status_code"] ?? ""} ${state.count}`]
          : []
      )
      assert.includeMembers(counts, [
        "purecloud.client.calls  4",
        "purecloud.client.attempts  4",
        "purecloud.client.call.duration  2",
        "purecloud.client.call.duration 404 1",
        "purecloud.client.call.duration PureCloudEncodeError 1"
      ])
    }).pipe(Effect.scoped))
})

describe("the tables of docs/observability.md", () => {
  it.live("list every span attribute and event", () =>
    Effect.gen(function*() {
      const recorded = yield* everything
      const { spans } = recorded
      const kinds = (["call", "attempt"] as const).map((kind) => {
        const documented = rows("attribute").filter(([, kinds = ""]) => kinds.includes(kind)).map(([name]) =>
          codes(name)[0]
        )
        const seen = new Set(
          spans.filter((span) => span.kind === (kind === "call" ? "internal" : "client"))
            .flatMap(({ attributes }) => [...attributes.keys()])
        )
        return [documented.sort(), [...seen].sort()] as const
      })
      for (const [documented, seen] of kinds) assert.deepStrictEqual(seen, documented)
      // Effect adds each log line to the span as an event.
      const { lines } = recorded
      const events = spans.flatMap(({ events }) => events).filter(([name]) =>
        !lines.some(({ message }) => message === name)
      )
      assert.deepStrictEqual(
        [...new Set(events.flatMap(([name, attributes]) => Object.keys(attributes).map((key) => `${name} ${key}`)))]
          .sort(),
        rows("event").map(([name, key]) => `${codes(name)[0]} ${codes(key)[0]}`).sort()
      )
      assert.deepStrictEqual(
        new Set(events.map(([, attributes]) => attributes["purecloud.wait.reason"])),
        new Set(codes(rows("event")[0]![2]))
      )
    }))

  it.live("list every metric with its type, unit and tags", () =>
    Effect.gen(function*() {
      // Other tests of this process have metrics, too.
      yield* Effect.tagMetrics(everything, "test", "tables")
      const seen = new Map<string, { readonly type: string; readonly unit: string; readonly tags: Set<string> }>()
      for (const { name, state, tags: { test, ...tags }, unit } of yield* PureCloudMetrics.snapshot) {
        if (test !== "tables") continue
        const entry = seen.get(name) ?? { type: typeOf(state), unit, tags: new Set<string>() }
        for (const tag of Object.keys(tags)) entry.tags.add(tag)
        seen.set(name, entry)
        assert.deepInclude(entry, { type: typeOf(state), unit })
      }
      assert.deepStrictEqual(
        [...seen].map(([name, { tags, type, unit }]) => [name, type, unit, ...[...tags].sort()]).sort(),
        rows("metric").map((
          [name, type, unit, tags]
        ) => [codes(name)[0], type, codes(unit)[0], ...[...codes(tags)].sort()])
          .sort()
      )
    }))

  it.live("list every log line with its level", () =>
    Effect.gen(function*() {
      const { lines } = yield* everything
      const patterns = rows("level").map(([level, line]) => ({
        level: level!.toUpperCase().replace("WARNING", "WARN"),
        line,
        pattern: new RegExp(`^${codes(line)[0]!.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replaceAll("…", ".+")}`)
      }))
      const unlisted = lines.filter(({ level, message }) =>
        !patterns.some((each) => each.level === level && each.pattern.test(message))
      )
      assert.deepStrictEqual(unlisted, [])
      for (const { level, line, pattern } of patterns) {
        assert.isTrue(lines.some((each) => each.level === level && pattern.test(each.message)), line)
      }
      for (const { annotations, message } of lines) {
        if (/^(No environment|onRefreshToken)/.test(message)) continue
        assert.property(
          annotations,
          /token (was|request|could)|^The pool/.test(message) ? "purecloud.grant" : "purecloud.operation",
          message
        )
      }
      const drift = lines.find(({ message }) => message.includes("does not fit"))
      assert.strictEqual(drift?.annotations["purecloud.correlation_id"], "correlation-2")
    }))
})
