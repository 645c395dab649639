/**
 * A service on a real loopback socket that responds as a script says, and records its requests.
 */
import { NodeHttpClient } from "@effect/platform-node"
import * as Auth from "effect-purecloud/Auth"
import * as PureCloud from "effect-purecloud/PureCloud"

import { Effect, Layer, Redacted } from "effect"
import * as Http from "node:http"
import type { AddressInfo, Socket } from "node:net"

export interface RecordedRequest {
  readonly method: string
  readonly url: string
  readonly headers: Http.IncomingHttpHeaders
  readonly body: string
}

export interface Reply {
  readonly status?: number
  readonly headers?: { readonly [name: string]: string }
  /** Text and bytes are sent unchanged, other values as JSON. */
  readonly body?: unknown
}

/** Returns the response to the nth request to the API, counted from 0, or a function that uses the socket itself. */
export type Script = (
  seen: RecordedRequest,
  n: number
) => Reply | ((response: Http.ServerResponse, socket: Socket) => void) | Promise<Reply>

export interface Service {
  readonly url: string
  /** Requests to the API. */
  readonly seen: Array<RecordedRequest>
  /** Requests to the token endpoint. */
  readonly tokens: Array<RecordedRequest>
  readonly sockets: () => number
}

const write = (response: Http.ServerResponse, { body, headers, status = 200 }: Reply) => {
  const isRaw = typeof body === "string" || body instanceof Uint8Array
  const content = body === undefined ? "" : isRaw ? body : JSON.stringify(body)
  response.writeHead(status, {
    ...(content === "" ? {} : { "content-type": "application/json" }),
    "content-length": Buffer.byteLength(content),
    ...headers
  })
  response.end(content)
}

/** Starts a service that lives as long as its scope. */
export const service = (script: Script, tokenScript: Script = (_, n) => token(n)) =>
  Effect.acquireRelease(
    Effect.async<Service & { readonly close: () => Promise<void> }>((resume) => {
      const seen: Array<RecordedRequest> = []
      const tokens: Array<RecordedRequest> = []
      const sockets = new Set<Socket>()
      // A busy machine must not close connections between two requests.
      const server = Http.createServer({ keepAliveTimeout: 120_000 }, (request, response) => {
        const chunks: Array<Buffer> = []
        request.on("data", (chunk: Buffer) => chunks.push(chunk))
        request.on("end", async () => {
          const entry: RecordedRequest = {
            method: request.method!,
            url: request.url!,
            headers: request.headers,
            body: Buffer.concat(chunks).toString("utf8")
          }
          const isToken = entry.url === "/oauth/token"
          const list = isToken ? tokens : seen
          list.push(entry)
          const reply = await (isToken ? tokenScript : script)(entry, list.length - 1)
          if (typeof reply === "function") reply(response, request.socket)
          else write(response, reply)
        })
      })
      server.on("connection", (socket) => {
        sockets.add(socket)
        socket.on("close", () => sockets.delete(socket))
      })
      server.listen(0, "127.0.0.1", () => {
        const { port } = server.address() as AddressInfo
        resume(Effect.succeed({
          url: `http://127.0.0.1:${port}`,
          seen,
          tokens,
          sockets: () => sockets.size,
          close: () =>
            new Promise<void>((resolve) => {
              for (const socket of sockets) socket.destroy()
              server.close(() => resolve())
            })
        }))
      })
    }),
    ({ close }) => Effect.promise(close)
  )

export const token = (n = 0, expiresIn = 86_400): Reply => ({
  body: { access_token: `token-${n}-${secretMark}`, token_type: "bearer", expires_in: expiresIn }
})

/** A part of every secret, which must not appear anywhere. */
export const secretMark = "s3cr3tPl4nt"

/** The client of a service, over undici. */
export const clientOf = (
  { url }: { readonly url: string },
  options: Omit<Partial<PureCloud.Options>, "environment"> = {}
): Layer.Layer<PureCloud.PureCloud> =>
  PureCloud.layer({
    environment: { apiUrl: url, loginUrl: url },
    auth: Auth.layerClientCredentials({
      clientId: "a-client",
      clientSecret: Redacted.make(`client-${secretMark}`)
    }),
    ...options,
    retry: { baseDelay: "1 millis", maxDelay: "5 millis", ...options.retry }
  }).pipe(Layer.provide(NodeHttpClient.layerUndici), Layer.orDie)

/** Runs a program with a client of a scripted service. */
export const withService = <A, E>(
  script: Script,
  program: (service: Service) => Effect.Effect<A, E, PureCloud.PureCloud>,
  options?: Omit<Partial<PureCloud.Options>, "environment"> & { readonly token?: Script }
): Effect.Effect<A, E> =>
  Effect.scoped(
    Effect.flatMap(service(script, options?.token), (started) =>
      Effect.provide(program(started), clientOf(started, options)))
  )
