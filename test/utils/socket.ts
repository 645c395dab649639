/**
 * The simulator on a real loopback socket, and a client of it.
 */
import { HttpServer } from "@effect/platform"
import { NodeHttpClient, NodeHttpServer } from "@effect/platform-node"
import { Effect, Layer, Redacted } from "effect"
import * as Auth from "effect-purecloud/Auth"
import * as PureCloud from "effect-purecloud/PureCloud"
import type * as PureCloudConfig from "effect-purecloud/PureCloudConfig"
import * as Simulator from "effect-purecloud/Simulator"
import { createServer, type Server } from "node:http"

/** The URL of the server. */
export const address = HttpServer.addressWith((address) =>
  Effect.succeed(address._tag === "TcpAddress" ? `http://${address.hostname}:${address.port}` : address.path)
)

/** A client of the server that decodes strictly. */
export const client = (auth: PureCloud.Options["auth"], config: PureCloudConfig.Options = {}) =>
  Layer.unwrapEffect(
    Effect.map(address, (url) =>
      PureCloud.layer({ decode: "strict", ...config, environment: { apiUrl: url, loginUrl: url }, auth }))
  ).pipe(Layer.provide(NodeHttpClient.layerUndici))

/** Authenticates with the credentials of an OAuth client. */
export const clientCredentials = ({ id, secret }: Simulator.Client = Simulator.defaultClient) =>
  Auth.layerClientCredentials({ clientId: id, clientSecret: Redacted.make(secret) })

/**
 * The simulator on a free port of the loopback address. A function returns the server, if the test needs the server
 * itself.
 */
export const simulatorOnSocket = (options: Simulator.Options = {}, server: () => Server = createServer) =>
  Layer.provideMerge(
    Simulator.serve,
    Layer.merge(
      Simulator.layerSimulator(options),
      NodeHttpServer.layer(server, { port: 0, host: "127.0.0.1" })
    )
  )

/** The simulator on a socket, with a client. */
export const served = (options: Simulator.Options = {}, config: PureCloudConfig.Options = {}) =>
  Layer.provideMerge(client(clientCredentials(), config), simulatorOnSocket(options))
