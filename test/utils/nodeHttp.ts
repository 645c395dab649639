/**
 * Runs of the client for Node against a service on a real socket, traced and untraced.
 */
import * as HttpClient from "@effect/platform/HttpClient"
import { Context, Effect, Layer } from "effect"
import * as NodeHttp from "effect-purecloud/NodeHttp"
import type { ServerResponse } from "node:http"
import { type Reply, type Script, service } from "./service.js"

export const get = (url: string) => Effect.flatMap(HttpClient.HttpClient, (client) => client.get(url))

export const textOf = (url: string) => Effect.flatMap(get(url), (response) => response.text)

/** Disables tracing, like calls of this package do. The client has a shorter code path for untraced requests. */
export const untraced = HttpClient.withTracerDisabledWhen(() => true)

const layers = (options?: NodeHttp.Options) => {
  const traced = NodeHttp.layer(options)
  return [
    traced,
    Layer.map(traced, (context) => {
      const client = Context.get(context, HttpClient.HttpClient)
      return Context.make(HttpClient.HttpClient, untraced(client))
    })
  ]
}

/** Runs a program with the client traced, and then untraced. */
export const withEach = <A, E>(program: Effect.Effect<A, E, HttpClient.HttpClient>, options?: NodeHttp.Options) =>
  Effect.forEach(layers(options), (live) => Effect.provide(program, live))

/** Runs a program with each client against a service. The scope of the client closes before the service. */
export const against = <A, E>(
  script: Script,
  program: (started: Effect.Effect.Success<ReturnType<typeof service>>) => Effect.Effect<A, E, HttpClient.HttpClient>,
  options?: NodeHttp.Options
) =>
  Effect.forEach(
    layers(options),
    (live) => Effect.scoped(Effect.flatMap(service(script), (started) => Effect.provide(program(started), live)))
  )

export const ok = (): Reply => ({ body: { id: "u1" } })

/** Sends an endless body, until the connection is closed. */
export const endless = (response: ServerResponse) => {
  const more = () => {
    while (response.write("x".repeat(16_384)));
  }
  response.writeHead(200, { "content-type": "text/plain" })
  response.on("drain", more)
  more()
}
