import type * as User from "../../models/User.js"
import type { StoreAt } from "../data/store.js"
import * as UserView from "../data/userView.js"
import * as Views from "../data/views.js"
import type { Handlers } from "./handler.js"
import * as Listing from "./listing.js"

const toUsers = (
  data: StoreAt,
  ordinals: ReadonlyArray<number>,
  expand: UserView.Expand
): ReadonlyArray<User.User> => ordinals.map((ordinal) => UserView.user(data, ordinal, expand))

/** Returns the manager of a user, the manager of the manager, and so on. */
export const superiorsOf = ({ store }: StoreAt, ordinal: number): ReadonlyArray<number> => {
  const superiors: Array<number> = []
  let { manager } = store.accounts.get(ordinal)
  while (manager !== undefined) {
    const next = store.ordinalOf(manager)
    if (next < 0 || next === ordinal || superiors.includes(next)) break
    const account = store.accounts.get(next)
    if (account.state === "deleted") break
    superiors.push(next)
    manager = account.manager
  }
  return superiors
}

/** Returns the superiors, siblings and direct reports of a user, at most `max` of each. */
export const adjacentsOf = (
  data: StoreAt,
  ordinal: number,
  expand: UserView.Expand,
  max = Infinity
): User.Adjacents => {
  const { accounts } = data.store
  const superiors = superiorsOf(data, ordinal)
  const [manager] = superiors
  const siblings = manager === undefined ? [] : accounts.reportsOf(manager).filter((sibling) => sibling !== ordinal)
  const first = (ordinals: ReadonlyArray<number>) => toUsers(data, ordinals.slice(0, max), expand)
  return {
    superiors: first(superiors),
    siblings: first(siblings),
    directReports: first(accounts.reportsOf(ordinal))
  }
}

/** Handlers of the colleagues of a user. */
export const colleagues: Pick<
  Handlers,
  "getUserAdjacents" | "getUserDirectreports" | "getUserSuperiors" | "getUserFavorites"
> = {
  getUserAdjacents: (input, call) => adjacentsOf(call, Views.findUser(call, input.userId), input),

  getUserDirectreports: (input, call) =>
    toUsers(call, call.store.accounts.reportsOf(Views.findUser(call, input.userId)), input),

  getUserSuperiors: (input, call) => toUsers(call, superiorsOf(call, Views.findUser(call, input.userId)), input),

  getUserFavorites: (input, call) => {
    const favorites = Listing.fromArray(call.store.favoritesOf(Views.findUser(call, input.userId)))
    const isDescending = input.sortOrder === "descending" || input.sortOrder === "DESC"
    const sorted = isDescending ? Listing.reverse(favorites) : favorites
    return Listing.page(call, input, Listing.map(sorted, (ordinal) => UserView.user(call, ordinal, input)))
  }
}
