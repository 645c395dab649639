import * as FetchHttpClient from "@effect/platform/FetchHttpClient"
import * as HttpClient from "@effect/platform/HttpClient"
import * as Effect from "effect/Effect"
import { untilFirstPage } from "./untilFirstPage.js"

untilFirstPage(({ url }) =>
  Effect.flatMap(HttpClient.HttpClient, (client) => client.get(`${url}/api/v2/users?pageSize=25&pageNumber=1`)).pipe(
    Effect.flatMap((response) => response.json),
    Effect.provide(FetchHttpClient.layer),
    Effect.runPromise
  )
)
