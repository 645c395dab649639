import type { Directory } from "../engine/directory.js"
import { shortName } from "./organization.js"
import type { Store } from "./store.js"
import { permissionsOf } from "./views.js"

/** Makes the directory of a store. */
export const make = (store: Store): Directory => {
  const { accounts } = store
  const isActive = (user: number) => user < accounts.next() && accounts.get(user).state === "active"
  return {
    orgName: shortName,
    tick: store.searchIndex.tick,
    isActive,
    permissionsOf: (user) => new Set(permissionsOf(store, user)),
    activeUserByEmail: (email) => {
      const user = accounts.byEmail(email)
      return user >= 0 && isActive(user) ? user : -1
    },
    firstActiveUsers: (count) => {
      const active = accounts.list("active")
      return Array.from({ length: Math.min(count, active.size()) }, (_, index) => accounts.get(active.at(index)))
    }
  }
}
