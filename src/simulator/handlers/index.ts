import { analytics } from "./analytics.js"
import { availability } from "./availability.js"
import { colleagues } from "./colleagues.js"
import type { Handlers } from "./handler.js"
import { myself } from "./me.js"
import { passwords } from "./passwords.js"
import { proficiencies } from "./proficiencies.js"
import { profiles } from "./profiles.js"
import { userQueues } from "./queues.js"
import { roles } from "./roles.js"
import { searches } from "./search.js"
import { stations } from "./stations.js"
import { users } from "./users.js"

/** What every operation means. */
export const handlers: Handlers = {
  ...analytics,
  ...availability,
  ...colleagues,
  ...myself,
  ...passwords,
  ...proficiencies,
  ...profiles,
  ...roles,
  ...searches,
  ...stations,
  ...userQueues,
  ...users
}
