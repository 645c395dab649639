/**
 * Clients that users of Effect could write themselves: the HTTP client of `@effect/platform` over undici, with schemas
 * or without, and as an `HttpApi`.
 */
import { NodeHttpClient } from "@effect/platform-node"
import * as HttpApi from "@effect/platform/HttpApi"
import * as HttpApiClient from "@effect/platform/HttpApiClient"
import * as HttpApiEndpoint from "@effect/platform/HttpApiEndpoint"
import * as HttpApiGroup from "@effect/platform/HttpApiGroup"
import * as HttpClient from "@effect/platform/HttpClient"
import * as HttpClientRequest from "@effect/platform/HttpClientRequest"
import * as HttpClientResponse from "@effect/platform/HttpClientResponse"
import { Effect, ManagedRuntime, Schedule, Schema } from "effect"
import * as User from "effect-purecloud/models/User"
import type { Service } from "../sample.js"

export const runtime = ManagedRuntime.make(NodeHttpClient.layerUndici)

const get = (url: string) =>
  Effect.flatMap(HttpClient.HttpClient, (client) => client.get(url, { headers: { authorization: "Bearer t" } }))

const json = (response: HttpClientResponse.HttpClientResponse) => response.json

/** Reads the users of a page, or one user. */
export interface Api {
  readonly getUser: (service: Service) => Effect.Effect<unknown, unknown, HttpClient.HttpClient>
  readonly getUsers: (
    service: Service,
    pageSize: number,
    pageNumber: number
  ) => Effect.Effect<{ readonly entities?: ReadonlyArray<unknown> | undefined }, unknown, HttpClient.HttpClient>
}

const pageUrl = ({ url }: Service, pageSize: number, pageNumber: number) =>
  `${url}/api/v2/users?pageSize=${pageSize}&pageNumber=${pageNumber}`

export const withoutSchema: Api = {
  getUser: ({ url }) => Effect.flatMap(get(`${url}/api/v2/users/u`), json),
  getUsers: (...page) =>
    Effect.flatMap(get(pageUrl(...page)), json) as Effect.Effect<
      { readonly entities: ReadonlyArray<unknown> },
      unknown,
      HttpClient.HttpClient
    >
}

export const withSchema: Api = {
  getUser: ({ url }) => Effect.flatMap(get(`${url}/api/v2/users/u`), HttpClientResponse.schemaBodyJson(User.User)),
  getUsers: (...page) =>
    Effect.flatMap(get(pageUrl(...page)), HttpClientResponse.schemaBodyJson(User.UserEntityListing))
}

/** A client with the policies that a careful program adds to each call. */
export const withPolicies: Api = {
  ...withSchema,
  getUser: (service) =>
    withSchema.getUser(service).pipe(
      Effect.timeout("30 seconds"),
      Effect.retry(Schedule.recurs(4)),
      Effect.withSpan("call")
    )
}

const users = HttpApiGroup.make("users")
  .add(
    HttpApiEndpoint.get("getUser", "/api/v2/users/:userId")
      .setPath(Schema.Struct({ userId: Schema.String }))
      .addSuccess(User.User)
  )
  .add(
    HttpApiEndpoint.get("getUsers", "/api/v2/users")
      .setUrlParams(Schema.Struct({ pageSize: Schema.NumberFromString, pageNumber: Schema.NumberFromString }))
      .addSuccess(User.UserEntityListing)
  )

const clientOf = (service: Service) =>
  HttpApiClient.make(HttpApi.make("api").add(users), {
    baseUrl: service.url,
    transformClient: HttpClient.mapRequest(HttpClientRequest.bearerToken("t"))
  })

type Client = Effect.Effect.Success<ReturnType<typeof clientOf>>

/** Builds a client once, like in a program. */
const clients = new Map<Service, Client>()

const withClient = <A, E>(service: Service, use: (client: Client) => Effect.Effect<A, E>) => {
  const client = clients.get(service)
  return client !== undefined ? use(client) : Effect.flatMap(clientOf(service), (client) => {
    clients.set(service, client)
    return use(client)
  })
}

export const httpApi: Api = {
  getUser: (service) => withClient(service, ({ users }) => users.getUser({ path: { userId: "u" } })),
  getUsers: (service, pageSize, pageNumber) =>
    withClient(service, ({ users }) => users.getUsers({ urlParams: { pageSize, pageNumber } }))
}

/** Reads pages one after another, or some of them concurrently. */
export const pages = (api: Api, service: Service, pageSize: number, pageCount: number, ahead = 1): Promise<void> =>
  runtime.runPromise(Effect.forEach(
    Array.from({ length: pageCount }, (_, i) => i + 1),
    (pageNumber) => api.getUsers(service, pageSize, pageNumber),
    { concurrency: ahead, discard: true }
  ))
