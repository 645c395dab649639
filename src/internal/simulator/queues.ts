import type * as Queue from "../../models/Queue.js"
import type { Call, Handlers } from "./handler.js"
import * as Listing from "./listing.js"
import type { Membership } from "./store.js"
import * as Views from "./views.js"
import { refuseField, refuseMissing } from "./wire.js"

/*
 * The queues that users take conversations from.
 */

const shown = ({ store }: Call) => ({ id, joined }: Membership): Queue.UserQueue => ({
  ...store.organization.queues.get(id),
  id,
  joined
})

const inDivisions =
  ({ store }: Call, divisions: ReadonlyArray<string> | undefined) => ({ id }: Membership): boolean => {
    const division = store.organization.queues.get(id)?.division?.id
    return divisions === undefined || (division !== undefined && divisions.includes(division))
  }

/** Joins or leaves a queue that the user is a member of. */
const join = (call: Call, ordinal: number, queueId: string, joined: boolean): Membership => {
  const { queues } = call.store
  const held = queues.get(ordinal)
  if (!held.some(({ id }) => id === queueId)) return refuseMissing("queue", queueId)
  const membership = { id: queueId, joined }
  queues.put(ordinal, held.map((each) => each.id === queueId ? membership : each))
  return membership
}

const wish = ({ joined }: Queue.UserQueue, field: string): boolean =>
  joined ?? refuseField(field, "bad.request", "[{field}] is missing.", { field })

/** Operations on the queues of a user. */
export const userQueues: Pick<Handlers, "getUserQueues" | "patchUserQueues" | "patchUserQueue"> = {
  getUserQueues: (input, call) => {
    const { joined = true } = input
    const held = call.store.queues.get(Views.find(call, input.userId))
      .filter((membership) => membership.joined === joined)
      .filter(inDivisions(call, input.divisionId))
    return Listing.page(call, input, Listing.fromArray(held.map(shown(call))))
  },

  patchUserQueues: ({ body, divisionId, userId }, call) => {
    const ordinal = Views.find(call, userId)
    const held = call.store.queues.get(ordinal)
    const wishes = body.map((queue, index) => {
      const { id } = queue
      if (id === undefined || !held.some((each) => each.id === id)) return refuseMissing("queue", id ?? "")
      return { id, joined: wish(queue, `[${index}].joined`) }
    })
    wishes.forEach(({ id, joined }) => join(call, ordinal, id, joined))
    const after = call.store.queues.get(ordinal).filter(inDivisions(call, divisionId))
    return Listing.whole(call, after.map(shown(call)))
  },

  patchUserQueue: ({ body, queueId, userId }, call) =>
    shown(call)(join(call, Views.find(call, userId), queueId, wish(body, "joined")))
}
