import type { Handlers } from "./handler.js"
import { userQueues } from "./queues.js"
import { searches } from "./search.js"
import { users } from "./users.js"

/** What every operation means. */
export const handlers: Partial<Handlers> = {
  ...users,
  ...searches,
  ...userQueues
}
