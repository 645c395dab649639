/**
 * Calls over one of the HTTP clients, and their transport errors.
 */
import type * as HttpClient from "@effect/platform/HttpClient"
import { Layer, Redacted } from "effect"
import * as Auth from "effect-purecloud/Auth"
import * as PureCloud from "effect-purecloud/PureCloud"
import * as Users from "effect-purecloud/Users"
import type * as Network from "./network.js"
import { secretMark } from "./service.js"

export interface Setting {
  readonly url: string
  readonly clients?: Network.Clients
  /** Maximum number of attempts of a call. Default: 3. */
  readonly attempts?: number
  /** Number of requests that the service received. */
  readonly received?: () => number
}

export const manyAttempts = 3

export const optionsOf = ({ attempts = manyAttempts, url }: Setting) => ({
  environment: { apiUrl: url, loginUrl: url },
  retry: { attempts, baseDelay: "1 millis", maxDelay: "2 millis" },
  // Longer than any wait of these tests on a busy machine.
  timeout: "1 minute"
} as const)

export const withClient = (client: Layer.Layer<HttpClient.HttpClient>, setting: Setting) =>
  PureCloud.layer({
    ...optionsOf(setting),
    auth: Auth.layerStatic(Redacted.make(`token-${secretMark}`))
  }).pipe(Layer.provide(client), Layer.orDie)

export const body = { name: "Ann", email: `ann-${secretMark}@example.com`, divisionId: "d" }

export const create = Users.postUsers({ body })
