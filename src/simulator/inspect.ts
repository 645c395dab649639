import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import type * as Common from "../models/Common.js"
import type * as User from "../models/User.js"
import type { Catalog } from "./data/organization.js"
import type { Store, StoreAt } from "./data/store.js"
import * as UserView from "./data/userView.js"
import * as Saml from "./engine/saml.js"
import type { Client } from "./engine/tokens.js"
import type { Simulation } from "./simulation.js"

/*
 * Reads the state of a simulation, and issues credentials, without requests.
 */

const clientOf = ({ clients }: Simulation, id: string | undefined): Client => {
  const client = id === undefined ? clients[0] : clients.find((client) => client.id === id)
  if (client === undefined) throw new Error(`the simulator has no client${id === undefined ? "" : ` ${id}`}`)
  return client
}

const ordinalOf = ({ store }: Simulation, userId: string): number => {
  const ordinal = store.ordinalOf(userId)
  if (ordinal < 0) throw new Error(`the simulator has no user ${userId}`)
  return ordinal
}

/** Returns the id and the name of each entity. */
export const namesOf = (
  { all }: Catalog<{ readonly id: string; readonly name?: string | undefined }>
): ReadonlyArray<{ readonly id: string; readonly name: string }> => all.map(({ id, name = "" }) => ({ id, name }))

/** Returns the station at the desk of a user. */
export const station = (simulation: Simulation, userId: string): Effect.Effect<string> =>
  Effect.sync(() => simulation.store.organization.stations.of(ordinalOf(simulation, userId)))

/** Returns a user, even a deleted one, as it is at a time. */
export const userAt = (
  data: StoreAt,
  userId: string,
  expand: ReadonlyArray<string> = []
): Option.Option<User.User> => {
  const ordinal = data.store.ordinalOf(userId)
  return ordinal < 0 ? Option.none() : Option.some(UserView.user(data, ordinal, { expand }))
}

/** Returns a user, even a deleted one. */
export const user = (
  store: Store,
  userId: string,
  expand?: ReadonlyArray<string>
): Effect.Effect<Option.Option<User.User>> =>
  Effect.map(Clock.currentTimeMillis, (now) => userAt({ store, now }, userId, expand))

/** Returns the users of a state, or all users. Each user is made when the iteration reaches it. */
export const users = (store: Store, state: Common.EntityState | undefined): Iterable<User.User> => ({
  *[Symbol.iterator]() {
    const ordinals = store.accounts.list(state)
    // Without `expand`, no field of a user depends on the time.
    for (let index = 0; index < ordinals.size(); index++) yield UserView.user({ store, now: 0 }, ordinals.at(index))
  }
})

/** Issues a token. */
export const token = (
  simulation: Simulation,
  { clientId, life, userId }: {
    readonly clientId?: string
    readonly userId?: string
    readonly life?: Duration.DurationInput
  }
): Effect.Effect<Redacted.Redacted> =>
  Effect.map(Clock.currentTimeMillis, (now) => {
    const subject = {
      client: clientOf(simulation, clientId),
      grant: userId === undefined ? "client_credentials" : "authorization_code",
      user: userId === undefined ? undefined : ordinalOf(simulation, userId)
    } as const
    const millis = life === undefined ? undefined : Duration.toMillis(life)
    return Redacted.make(simulation.tokens.issue(subject, now, millis).token)
  })

/** Issues an authorization code. */
export const code = (
  simulation: Simulation,
  { clientId, codeChallenge, redirectUri, userId }: {
    readonly userId: string
    readonly redirectUri: string
    readonly codeChallenge?: string
    readonly clientId?: string
  }
): Effect.Effect<Redacted.Redacted> =>
  Effect.sync(() => {
    const client = clientOf(simulation, clientId)
    const user = ordinalOf(simulation, userId)
    return Redacted.make(simulation.tokens.issueCode({ client, user, redirectUri, codeChallenge }))
  })

/** Issues a SAML assertion. */
export const assertion = (simulation: Simulation, userId: string): Effect.Effect<Redacted.Redacted> =>
  Effect.sync(() =>
    Redacted.make(Saml.makeAssertion(simulation.store.accounts.get(ordinalOf(simulation, userId)).email))
  )
