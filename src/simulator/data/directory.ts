import type { Directory } from "../engine/directory.js"
import * as Grants from "./grants.js"
import { shortName } from "./organization.js"
import type { Store } from "./store.js"
import * as Subjects from "./subjects.js"
import { permissionsOf } from "./views.js"

/** Makes the directory of a store. */
export const make = (store: Store): Directory => {
  const { accounts } = store
  const permissionsOfRoles = (id: string) =>
    Grants.permissionsOf(store.organization, Subjects.allGrantsOf(store, Subjects.ofClient(store, id)))
  const isActive = (user: number) => user < accounts.next() && accounts.get(user).state === "active"
  return {
    orgName: shortName,
    tick: store.searchIndex.tick,
    isActive,
    permissionsOf: (user) => new Set(permissionsOf(store, user)),
    permissionsOfClient: ({ id, permissions }) => new Set([...permissionsOfRoles(id), ...permissions]),
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
