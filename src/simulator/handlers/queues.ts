import type * as Queue from "../../models/Queue.js"
import type { Membership } from "../data/store.js"
import * as Views from "../data/views.js"
import { refuseField, refuseMissing } from "../engine/wire.js"
import type { Call, Handlers } from "./handler.js"
import * as Listing from "./listing.js"

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

/** Refuses a queue that is not the user's. Who manages members makes the user one by the same call. */
const check = ({ permissions, store }: Call, ordinal: number, queueId: string): void => {
  const isMember = store.queues.get(ordinal).some(({ id }) => id === queueId)
  const canBe = permissions.has("routing:queueMember:manage") && store.organization.queues.get(queueId) !== undefined
  if (!isMember && !canBe) refuseMissing("queue", queueId)
}

const put = ({ store }: Call, ordinal: number, { id, joined }: Membership): Membership => {
  const held = store.queues.get(ordinal)
  const membership = { id, joined }
  const isMember = held.some((each) => each.id === id)
  store.queues.put(
    ordinal,
    isMember ? held.map((each) => each.id === id ? membership : each) : [...held, membership]
  )
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
    const wishes = body.map((queue, index) => {
      const { id } = queue
      if (id === undefined) {
        return refuseField(`[${index}].id`, "bad.request", "[{field}] is missing.", { field: `[${index}].id` })
      }
      check(call, ordinal, id)
      return { id, joined: wish(queue, `[${index}].joined`) }
    })
    wishes.forEach((membership) => put(call, ordinal, membership))
    const after = call.store.queues.get(ordinal).filter(inDivisions(call, divisionId))
    return Listing.whole(call, after.map(shown(call)))
  },

  patchUserQueue: ({ body, queueId, userId }, call) => {
    const ordinal = Views.find(call, userId)
    check(call, ordinal, queueId)
    return shown(call)(put(call, ordinal, { id: queueId, joined: wish(body, "joined") }))
  }
}
