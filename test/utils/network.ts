/**
 * Networks that do not let a request through: TLS servers with certificates of all kinds, proxies, ends of connections.
 * All of them listen on free ports of the loopback interface.
 */
import { NodeHttpClient, Undici } from "@effect/platform-node"
import * as FetchHttpClient from "@effect/platform/FetchHttpClient"
import * as HttpClient from "@effect/platform/HttpClient"
import { Context, Effect, identity, Layer, type Scope } from "effect"
import * as NodeHttp from "effect-purecloud/NodeHttp"
import * as Fs from "node:fs"
import * as Https from "node:https"
import * as Net from "node:net"

/** The server's end of a connection. */
export type Connection = Net.Socket

const fixture = (name: string) => Fs.readFileSync(new URL(`../fixtures/tls/${name}.pem`, import.meta.url))

/** The authority that signs all certificates of the fixtures but `selfsigned`. */
export const authority = fixture("authority.cert")

export const certificate = (name: "valid" | "expired" | "future" | "other" | "selfsigned") => ({
  key: fixture(`${name}.key`),
  cert: fixture(`${name}.cert`)
})

const listen = (server: Net.Server): Effect.Effect<number, never, Scope.Scope> => {
  const connections = new Set<Connection>()
  server.on("connection", (connection: Connection) => {
    connections.add(connection)
    connection.on("error", () => {})
    connection.on("close", () => connections.delete(connection))
  })
  return Effect.acquireRelease(
    Effect.async<number>((resume) => {
      server.listen(0, "127.0.0.1", () => resume(Effect.succeed((server.address() as Net.AddressInfo).port)))
    }),
    () =>
      Effect.async<void>((resume) => {
        for (const connection of connections) connection.destroy()
        server.close(() => resume(Effect.void))
      })
  )
}

/** A server that passes each connection to a function. */
export const tcp = (onConnection: (connection: Connection) => void): Effect.Effect<number, never, Scope.Scope> =>
  listen(Net.createServer(onConnection))

/** A server that calls a function when the first bytes of a connection have arrived. */
export const tcpAfterHello = (onHello: (connection: Connection, bytes: Buffer) => void) =>
  tcp((connection) => void connection.once("data", (bytes: Buffer) => onHello(connection, bytes)))

/** A proxy that connects every client with one port. Calls a function with the head of each request for a tunnel. */
export const proxyTo = (port: number, onHead: (head: string) => void = () => {}) =>
  tcpAfterHello((connection, bytes) => {
    onHead(bytes.toString())
    connection.write("HTTP/1.1 200 Connection established\r\n\r\n")
    const upstream = Net.connect(port, "127.0.0.1")
    upstream.on("error", () => {})
    connection.pipe(upstream).pipe(connection)
  })

/** A TLS server, with the requests that it received. */
export const tls = (
  options: Https.ServerOptions,
  onRequest: (connection: Connection) => void = () => {}
): Effect.Effect<{ readonly port: number; readonly received: () => number }, never, Scope.Scope> =>
  Effect.suspend(() => {
    let received = 0
    const server = Https.createServer(options, (request, response) => {
      received++
      onRequest(request.socket)
      request.resume().on("end", () => response.setHeader("content-type", "application/json").end("{\"id\":\"u1\"}"))
    })
    return Effect.map(listen(server), (port) => ({ port, received: () => received }))
  })

/** An unencrypted TLS alert, with which a server refuses a handshake. */
export const alert = (description: number): Buffer => Buffer.from([21, 3, 3, 0, 2, 2, description])

/** A port on which nothing listens. */
export const closedPort: Effect.Effect<number> = Effect.scoped(tcp(() => {}))

const undiciWith = (dispatcher: () => Undici.Dispatcher): Layer.Layer<HttpClient.HttpClient> =>
  NodeHttpClient.layerUndiciWithoutDispatcher.pipe(
    Layer.provide(Layer.scoped(
      NodeHttpClient.Dispatcher,
      Effect.acquireRelease(Effect.sync(dispatcher), (dispatcher) => Effect.promise(() => dispatcher.destroy()))
    ))
  )

/** Returns `NodeHttp` as a program changes it. Calls use it only through the functions of `HttpClient`. */
const changed = (live: Layer.Layer<HttpClient.HttpClient>) =>
  Layer.map(live, (context) =>
    Context.make(
      HttpClient.HttpClient,
      HttpClient.mapRequest(Context.get(context, HttpClient.HttpClient), identity)
    ))

const nodeHttp = NodeHttp.layer({ certificateAuthorities: authority.toString() }).pipe(Layer.orDie)

/** The clients of Node, each of which trusts {@link authority}. */
export const clients = {
  NodeHttp: nodeHttp,
  "NodeHttp, changed": changed(nodeHttp),
  undici: undiciWith(() => new Undici.Agent({ connect: { ca: authority } })),
  "node:http": NodeHttpClient.layerWithoutAgent.pipe(Layer.provide(NodeHttpClient.makeAgentLayer({ ca: authority }))),
  fetch: Layer.unwrapScoped(Effect.map(
    Effect.acquireRelease(
      Effect.sync(() => new Undici.Agent({ connect: { ca: authority } })),
      (dispatcher) => Effect.promise(() => dispatcher.destroy())
    ),
    (dispatcher) =>
      FetchHttpClient.layer.pipe(Layer.provide(Layer.succeed(
        FetchHttpClient.Fetch,
        // The fetch of undici is that of Node, but it has other types.
        ((url: string, init: object) => Undici.fetch(url, { ...init, dispatcher })) as unknown as typeof fetch
      )))
  ))
} satisfies { readonly [name: string]: Layer.Layer<HttpClient.HttpClient> }

export type ClientName = keyof typeof clients

export const clientNames = Object.keys(clients) as ReadonlyArray<ClientName>

/** Some of {@link clients}, with options. */
export type Clients = { readonly [name in ClientName]?: Layer.Layer<HttpClient.HttpClient> }

/** The clients over undici, with options. They trust Node's authorities, and those of the options. */
export const clientsWith = (
  { ca, connectTimeout }: { readonly ca?: Buffer; readonly connectTimeout?: number }
): Clients => ({
  undici: undiciWith(() =>
    new Undici.Agent({ connect: { ...(ca && { ca }), ...(connectTimeout && { timeout: connectTimeout }) } })
  ),
  NodeHttp: NodeHttp.layer({
    ...(ca && { certificateAuthorities: ca.toString() }),
    ...(connectTimeout && { connectTimeout })
  }).pipe(Layer.orDie)
})

/** The clients over undici, behind a proxy. They trust {@link authority}. */
export const clientsBehind = (proxy: string): Clients => ({
  undici: undiciWith(() =>
    new Undici.ProxyAgent({ uri: proxy, requestTls: { ca: authority }, proxyTls: { ca: authority } })
  ),
  NodeHttp: NodeHttp.layer({ httpsProxy: proxy, certificateAuthorities: authority.toString() }).pipe(Layer.orDie)
})
