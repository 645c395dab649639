/**
 * A client over an HttpClient in memory, which returns a given response and records the requests.
 */
import * as HttpClient from "@effect/platform/HttpClient"
import * as HttpClientResponse from "@effect/platform/HttpClientResponse"
import { Effect, Layer, ManagedRuntime, Redacted } from "effect"
import * as Auth from "effect-purecloud/Auth"
import * as PureCloud from "effect-purecloud/PureCloud"

export interface Sent {
  readonly method: string
  readonly url: string
  readonly headers: { readonly [name: string]: string | undefined }
  readonly body: string | undefined
}

export interface Reply {
  readonly status: number
  readonly headers?: { readonly [name: string]: string }
  /** JSON text. */
  readonly body?: string
}

/** A client that decodes strictly and makes one attempt. */
export const memory = () => {
  const sent: Array<Sent> = []
  let reply: Reply = { status: 204 }
  const client = HttpClient.make((request, url) =>
    Effect.sync(() => {
      const { body } = request
      sent.push({
        method: request.method,
        url: url.href,
        headers: request.headers,
        body: body._tag === "Uint8Array" ? new TextDecoder().decode(body.body) : undefined
      })
      return HttpClientResponse.fromWeb(
        request,
        new Response(reply.body ?? null, {
          status: reply.status,
          headers: { ...(reply.body === undefined ? {} : { "content-type": "application/json" }), ...reply.headers }
        })
      )
    })
  )
  const runtime = ManagedRuntime.make(
    PureCloud.layer({
      environment: { apiUrl: "https://api.memory.example", loginUrl: "https://login.memory.example" },
      auth: Auth.layerStatic(Redacted.make("a-token")),
      decode: "strict",
      retry: { attempts: 1 }
    }).pipe(Layer.provide(Layer.succeed(HttpClient.HttpClient, client)))
  )
  return {
    /** Runs a program with the same response for all its requests. Returns its result and the requests. */
    run: async <A, E>(response: Reply, program: Effect.Effect<A, E, PureCloud.PureCloud>) => {
      reply = response
      sent.length = 0
      const result = await runtime.runPromise(Effect.either(program))
      return { result, sent: [...sent] }
    }
  }
}
