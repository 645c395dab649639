import type * as User from "../../models/User.js"
import * as Views from "../data/views.js"
import type { Handlers, Sight } from "./handler.js"
import * as Listing from "./listing.js"

/*
 * The users around a user, by the chain of managers.
 */

const shown = (sight: Sight, expand: Views.Expand) => (ordinals: ReadonlyArray<number>): ReadonlyArray<User.User> =>
  ordinals.map((ordinal) => Views.user(sight, ordinal, expand))

/** The manager of a user, the manager's manager, and so on. */
export const superiors = ({ store }: Sight, ordinal: number): ReadonlyArray<number> => {
  const above: Array<number> = []
  let { manager } = store.accounts.get(ordinal)
  while (manager !== undefined) {
    const next = store.ordinalOf(manager)
    if (next < 0 || next === ordinal || above.includes(next) || store.accounts.get(next).state === "deleted") break
    above.push(next)
    manager = store.accounts.get(next).manager
  }
  return above
}

/** The users around a user: at most so many of each. */
export const adjacents = (sight: Sight, ordinal: number, expand: Views.Expand, most = Infinity): User.Adjacents => {
  const { store } = sight
  const above = superiors(sight, ordinal)
  const [manager] = above
  const siblings = manager === undefined ? [] : store.reportsOf(manager).filter((sibling) => sibling !== ordinal)
  const show = shown(sight, expand)
  return {
    superiors: show(above.slice(0, most)),
    siblings: show(siblings.slice(0, most)),
    directReports: show(store.reportsOf(ordinal).slice(0, most))
  }
}

/** Operations on the users around a user. */
export const colleagues: Pick<
  Handlers,
  "getUserAdjacents" | "getUserDirectreports" | "getUserSuperiors" | "getUserFavorites"
> = {
  getUserAdjacents: (input, call) => adjacents(call, Views.find(call, input.userId), input),
  getUserDirectreports: (input, call) => shown(call, input)(call.store.reportsOf(Views.find(call, input.userId))),
  getUserSuperiors: (input, call) => shown(call, input)(superiors(call, Views.find(call, input.userId))),
  getUserFavorites: (input, call) => {
    const favorites = Listing.fromArray(call.store.favoritesOf(Views.find(call, input.userId)))
    const order = input.sortOrder === "descending" || input.sortOrder === "DESC"
      ? Listing.reverse(favorites)
      : favorites
    return Listing.page(call, input, Listing.map(order, (ordinal) => Views.user(call, ordinal, input)))
  }
}
