import type * as Queue from "../../models/Queue.js"
import type { Membership } from "../data/aspects.js"
import * as Views from "../data/views.js"
import { refuseAbsentField, refuseMissing } from "../engine/refusal.js"
import type { Call, Handlers } from "./handler.js"
import * as Listing from "./listing.js"

const toResponse = ({ store }: Call, { id, joined }: Membership): Queue.UserQueue => ({
  ...store.organization.queues.get(id),
  id,
  joined
})

const isInDivisions =
  ({ store }: Call, divisionIds: ReadonlyArray<string> | undefined) => ({ id }: Membership): boolean => {
    const divisionId = store.organization.queues.get(id)?.division?.id
    return divisionIds === undefined || (divisionId !== undefined && divisionIds.includes(divisionId))
  }

/** Refuses a queue of which the user is not a member, unless the token has the permission to add members. */
const checkQueue = ({ permissions, store }: Call, ordinal: number, queueId: string): void => {
  const isMember = store.queues.get(ordinal).some(({ id }) => id === queueId)
  const canAdd = permissions.has("routing:queueMember:manage") && store.organization.queues.get(queueId) !== undefined
  if (!isMember && !canAdd) refuseMissing("queue", queueId)
}

const put = ({ store }: Call, ordinal: number, membership: Membership): void => {
  const memberships = store.queues.get(ordinal)
  const isMember = memberships.some(({ id }) => id === membership.id)
  store.queues.put(
    ordinal,
    isMember ? memberships.map((each) => each.id === membership.id ? membership : each) : [...memberships, membership]
  )
}

/** Handlers of the queues of a user. */
export const queues: Pick<Handlers, "getUserQueues" | "patchUserQueues" | "patchUserQueue"> = {
  getUserQueues: (input, call) => {
    const { joined = true } = input
    const memberships = call.store.queues.get(Views.findUser(call, input.userId))
      .filter((membership) => membership.joined === joined)
      .filter(isInDivisions(call, input.divisionId))
    return Listing.page(
      call,
      input,
      Listing.map(Listing.fromArray(memberships), (membership) => toResponse(call, membership))
    )
  },

  patchUserQueues: ({ body, divisionId, userId }, call) => {
    const ordinal = Views.findUser(call, userId)
    const changes = body.map(({ id, joined }, index): Membership => {
      if (id === undefined) return refuseAbsentField(`[${index}].id`)
      checkQueue(call, ordinal, id)
      return { id, joined: joined ?? refuseAbsentField(`[${index}].joined`) }
    })
    changes.forEach((membership) => put(call, ordinal, membership))
    const memberships = call.store.queues.get(ordinal).filter(isInDivisions(call, divisionId))
    return Listing.singlePage(call, memberships.map((membership) => toResponse(call, membership)))
  },

  patchUserQueue: ({ body, queueId, userId }, call) => {
    const ordinal = Views.findUser(call, userId)
    checkQueue(call, ordinal, queueId)
    const membership = { id: queueId, joined: body.joined ?? refuseAbsentField("joined") }
    put(call, ordinal, membership)
    return toResponse(call, membership)
  }
}
