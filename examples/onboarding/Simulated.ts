/**
 * A simulated organization that also has the operations of `Catalog`, for the tests and to try the application.
 */
import { Effect, Layer, Record } from "effect"
import * as Permissions from "effect-purecloud/Permissions"
import * as Simulator from "effect-purecloud/Simulator"
import { Catalog, endpoints } from "./Catalog.js"

/** An OAuth client that has the default role Admin, and the permissions of these operations. */
const client: Simulator.Client = {
  ...Simulator.defaultClient,
  permissions: Permissions.required(...Object.values(endpoints)).flatMap(({ permissions }) => permissions)
}

const organization = (options: Simulator.LayerOptions) =>
  Layer.unwrapEffect(Effect.map(Simulator.make(options), ({ organization }) =>
    Simulator.layer({
      clients: [client],
      ...options,
      operations: Record.collect(endpoints, (kind, endpoint) =>
        Simulator.operation(endpoint, () =>
          Effect.succeed({ entities: organization[kind], pageCount: 1 })))
    })))

export const layer = (options: Simulator.LayerOptions = {}) =>
  Catalog.layer.pipe(Layer.provideMerge(organization(options)))
