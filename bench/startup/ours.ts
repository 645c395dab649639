import * as FetchHttpClient from "@effect/platform/FetchHttpClient"
import * as Auth from "effect-purecloud/Auth"
import * as PureCloud from "effect-purecloud/PureCloud"
import * as Users from "effect-purecloud/Users"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { untilFirstPage } from "./untilFirstPage.js"

untilFirstPage(({ url }) =>
  Users.getUsers({ pageSize: 25 }).pipe(
    Effect.provide(PureCloud.layer({
      environment: { apiUrl: url, loginUrl: url },
      auth: Auth.layerStatic(Redacted.make("t"))
    })),
    Effect.provide(FetchHttpClient.layer),
    Effect.runPromise
  )
)
