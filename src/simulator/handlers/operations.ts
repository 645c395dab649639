import * as Effect from "effect/Effect"
import type * as Endpoint from "../../Endpoint.js"
import * as CatalogEndpoints from "../../endpoints/catalog/index.js"
import * as Endpoints from "../../endpoints/index.js"
import type { Store } from "../data/store.js"
import type * as Engine from "../engine/engine.js"
import { type Refusal, refuseUnknownPath } from "../engine/refusal.js"
import { analytics } from "./analytics.js"
import { analyticsJobs } from "./analyticsJobs.js"
import { authorization } from "./authorization.js"
import { authorizationSubjects } from "./authorizationSubjects.js"
import { callForwarding } from "./callForwarding.js"
import { catalog } from "./catalog.js"
import { chats } from "./chats.js"
import { colleagues } from "./colleagues.js"
import { customAttributes } from "./customAttributes.js"
import { customAttributeSchemas } from "./customAttributeSchemas.js"
import { developmentActivities } from "./developmentActivities.js"
import { directRoutingBackup } from "./directRoutingBackup.js"
import { externalIds } from "./externalIds.js"
import { geolocation } from "./geolocation.js"
import type { Behavior, Call, Handlers, HandlersOf, Operation } from "./handler.js"
import { outOfOffice } from "./outOfOffice.js"
import { password } from "./password.js"
import { profile } from "./profile.js"
import { queues } from "./queues.js"
import { routing } from "./routing.js"
import { search } from "./search.js"
import { skillGroups } from "./skillGroups.js"
import { station } from "./station.js"
import { users } from "./users.js"
import { usersMe } from "./usersMe.js"
import { userState } from "./userState.js"
import { utilization } from "./utilization.js"
import { verifiers } from "./verifiers.js"

/** The handlers of the operations. */
export const handlers: Handlers & HandlersOf<typeof CatalogEndpoints> = {
  ...analytics,
  ...analyticsJobs,
  ...authorization,
  ...authorizationSubjects,
  ...callForwarding,
  ...catalog,
  ...chats,
  ...colleagues,
  ...customAttributes,
  ...customAttributeSchemas,
  ...developmentActivities,
  ...directRoutingBackup,
  ...externalIds,
  ...geolocation,
  ...outOfOffice,
  ...password,
  ...profile,
  ...queues,
  ...routing,
  ...search,
  ...skillGroups,
  ...station,
  ...users,
  ...usersMe,
  ...userState,
  ...utilization,
  ...verifiers
}

/** Endpoints of all operations. */
export const endpoints: ReadonlyArray<Endpoint.Any> = [...Object.values(Endpoints), ...Object.values(CatalogEndpoints)]

/** Returns the result of a handler as an effect. */
const toEffect = (result: unknown): Effect.Effect<unknown, Refusal> =>
  // The type `Handlers` gives effects of handlers the errors of this type, and no requirements.
  // @effect-diagnostics-next-line anyUnknownInErrorContext:off unsafeEffectTypeAssertion:off
  Effect.isEffect(result) ? result as Effect.Effect<unknown, Refusal> : Effect.succeed(result)

const isId = (id: string): id is keyof typeof handlers => Object.hasOwn(handlers, id)

/** Returns the operations of an API. With 2026, operations that were removed after 2018 respond with 404. */
const operationsOf = (api: 2018 | 2026): ReadonlyArray<Operation> =>
  endpoints.flatMap((endpoint) => {
    const { id } = endpoint
    if (!isId(id)) return []
    if (api === 2026 && endpoint.deprecated?.removed !== undefined) return [{ endpoint, run: refuseUnknownPath }]
    // The type `Handlers` gives each handler the input of its endpoint, and the engine decodes the input with that
    // endpoint.
    const handler: (input: never, call: Call) => unknown = handlers[id]
    return [{ endpoint, run: (input, call) => toEffect(handler(input, call)) }]
  })

/** Dependencies of the operations of a simulator. */
export interface Options {
  readonly api: 2018 | 2026
  readonly store: Store
  readonly behavior: Behavior
  /** Custom operations. They replace those that have the same path and method. */
  readonly operations: ReadonlyArray<Operation>
}

/** Makes the operations of a simulator, for the engine. */
export const make = ({ api, behavior, operations, store }: Options): ReadonlyArray<Engine.Operation> =>
  [...operationsOf(api), ...operations].map(({ endpoint, run }) => ({
    endpoint,
    run: (input, context) => run(input, { ...context, store, behavior })
  }))
