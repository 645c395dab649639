/**
 * effect-purecloud, with everything that it does by default.
 */
import { NodeContext, NodeHttpClient } from "@effect/platform-node"
import { Effect, Layer, ManagedRuntime, Redacted, Stream, Tracer } from "effect"
import * as Auth from "effect-purecloud/Auth"
import * as Export from "effect-purecloud/Export"
import * as ExportFile from "effect-purecloud/ExportFile"
import * as NodeHttp from "effect-purecloud/NodeHttp"
import * as PureCloud from "effect-purecloud/PureCloud"
import * as Users from "effect-purecloud/Users"
import type { Service } from "../sample.js"

const layerOf = ({ url }: Service) =>
  PureCloud.layer({
    environment: { apiUrl: url, loginUrl: url },
    auth: Auth.layerClientCredentials({ clientId: "c", clientSecret: Redacted.make("s") })
  }).pipe(Layer.provideMerge(NodeContext.layer), Layer.orDie)

type Runtime = ManagedRuntime.ManagedRuntime<PureCloud.PureCloud | NodeContext.NodeContext, never>

/** The warm-up and the measurement use the same client. */
const runtimes = new Map<Service, Runtime>()

export const runtimeOf = (service: Service): Runtime => {
  const runtime = runtimes.get(service) ??
    ManagedRuntime.make(layerOf(service).pipe(Layer.provide(NodeHttp.layer()), Layer.orDie))
  runtimes.set(service, runtime)
  return runtime
}

/** The same client with the HTTP client of the platform instead of NodeHttp. */
export const runtimeOverPlatform = (service: Service) =>
  ManagedRuntime.make(layerOf(service).pipe(Layer.provide(NodeHttpClient.layerUndici)))

/** The same client with a tracer that records nothing, which shows the cost of spans. */
export const runtimeWithTracer = (service: Service) =>
  ManagedRuntime.make(
    layerOf(service).pipe(
      Layer.provide(NodeHttp.layer()),
      Layer.provideMerge(Layer.setTracer(tracer)),
      Layer.orDie
    )
  )

const tracer = Tracer.make({
  context: (f) => f(),
  span: (name, parent, context, links, startTime, kind) => ({
    _tag: "Span",
    spanId: "0123456789abcdef",
    traceId: "0123456789abcdef0123456789abcdef",
    sampled: true,
    status: { _tag: "Started", startTime },
    attributes: new Map(),
    name,
    parent,
    context,
    links,
    kind,
    attribute: () => {},
    event: () => {},
    addLinks: () => {},
    end: () => {}
  })
})

export const getUser = Users.getUser({ userId: "u" })

interface Listing {
  readonly pageSize: number
  readonly pageCount: number
  readonly concurrency?: number
}

export const pages = (service: Service, { concurrency, pageCount, pageSize }: Listing): Promise<void> =>
  runtimeOf(service).runPromise(
    Users.getUsers.pages({ pageSize }, { ...(concurrency && { concurrency }) }).pipe(
      Stream.take(pageCount),
      Stream.runDrain
    )
  )

export const items = (
  service: Service,
  { pageCount, pageSize }: Listing,
  onItem: (user: object) => Effect.Effect<void> = () => Effect.void
): Promise<void> =>
  runtimeOf(service).runPromise(
    Users.getUsers.items({ pageSize }).pipe(Stream.take(pageCount * pageSize), Stream.runForEach(onItem))
  )

export const file = async (
  service: Service,
  path: string,
  options: { readonly pageSize: number; readonly concurrency?: number; readonly onPage?: () => void }
): Promise<void> => {
  const { onPage = () => {}, ...rest } = options
  await runtimeOf(service).runPromise(ExportFile.write(Users.getUsers, {
    path,
    format: Export.ndjson,
    onPage: () => Effect.sync(onPage),
    ...rest
  }))
}
