/**
 * A client for programs that run in a process of their own.
 */
import * as FetchHttpClient from "@effect/platform/FetchHttpClient"
import { Layer, Redacted } from "effect"
import * as Auth from "effect-purecloud/Auth"
import * as PureCloud from "effect-purecloud/PureCloud"

/** A client of the service at a URL, with a token. */
export const clientWithToken = (url: string, token: string) =>
  PureCloud.layer({
    environment: { apiUrl: url, loginUrl: url },
    auth: Auth.layerStatic(Redacted.make(token))
  }).pipe(Layer.provide(FetchHttpClient.layer))
