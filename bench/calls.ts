/**
 * Small calls with the defaults of each client: one after another, and 64 at the same time.
 */
import { Effect } from "effect"
import type * as EffectHttp from "./clients/effectHttp.js"
import type * as Ours from "./clients/ours.js"
import { type Job, main, ours, type Row, type Service } from "./sample.js"

/** Number of calls. V8 optimizes the code during the first thousands of calls. */
const calls = 3000

/** Runs concurrent loops of calls. */
const looped = (concurrency: number, part: number, call: () => Promise<unknown>): Promise<unknown> => {
  let left = calls * part
  const loop = async () => {
    while (left-- > 0) await call()
  }
  return Promise.all(Array.from({ length: concurrency }, loop))
}

const loopedEffect = <E, R>(concurrency: number, part: number, call: Effect.Effect<unknown, E, R>) => {
  let left = calls * part
  const loop = Effect.whileLoop({ while: () => left-- > 0, body: () => call, step: () => {} })
  return Effect.all(Array.from({ length: concurrency }, () => loop), { concurrency: "unbounded", discard: true })
}

const promised =
  (concurrency: number, client: () => Promise<{ readonly getUser: (_: Service) => Promise<unknown> }>): Job =>
  async (service, part) => {
    const { getUser } = await client()
    await looped(concurrency, part, () => getUser(service))
  }

const effectHttp =
  (concurrency: number, api: (_: typeof EffectHttp) => EffectHttp.Api): Job => async (service, part) => {
    const client = await import("./clients/effectHttp.js")
    await client.runtime.runPromise(loopedEffect(concurrency, part, api(client).getUser(service)))
  }

const own =
  (concurrency: number, runtime: "runtimeOf" | "runtimeOverPlatform" | "runtimeWithTracer"): Job =>
  async (service, part) => {
    const client: typeof Ours = await import("./clients/ours.js")
    await client[runtime](service).runPromise(loopedEffect(concurrency, part, client.getUser))
  }

const row = (id: string, title: string, concurrency: number): Row => ({
  id,
  title,
  metric: "cpu",
  base: "vendor",
  target: 0.5,
  warmUp: 1,
  variants: {
    floor: promised(concurrency, () => import("./clients/floor.js")),
    vendor: promised(concurrency, () => import("./clients/vendor.js")),
    HttpClient: effectHttp(concurrency, (_) => _.withoutSchema),
    "+ Schema": effectHttp(concurrency, (_) => _.withSchema),
    ...(concurrency === 1 && {
      "+ retry, timeout, span": effectHttp(concurrency, (_) => _.withPolicies),
      HttpApiClient: effectHttp(concurrency, (_) => _.httpApi)
    }),
    [ours]: own(concurrency, "runtimeOf"),
    "without NodeHttp": own(concurrency, "runtimeOverPlatform")
  }
})

export const rows: ReadonlyArray<Row> = [
  row("call", "one small call", 1),
  row("calls-64", "small calls, 64 at a time", 64),
  {
    id: "observed",
    title: "one small call without a tracer ÷ one with a tracer",
    metric: "cpu",
    base: "with a tracer",
    target: 1,
    warmUp: 1,
    variants: { "with a tracer": own(1, "runtimeWithTracer"), [ours]: own(1, "runtimeOf") }
  }
]

await main("calls", rows)
