import type * as Utilization from "../../models/Utilization.js"
import * as Views from "../data/views.js"
import { refuseField } from "../engine/refusal.js"
import type { Call, Handlers } from "./handler.js"

/*
 * Utilization of users. The vendor documents neither the defaults nor the bounds, so the simulator has its own.
 */

const media = (maximumCapacity: number): Utilization.MediaUtilization => ({
  maximumCapacity,
  interruptableMediaTypes: [],
  includeNonAcd: false
})

/** The utilization of the organization. */
const ofOrganization = {
  call: media(1),
  callback: media(1),
  chat: media(4),
  email: media(1),
  message: media(4)
}

const maxCapacity = 25

/** Returns the ordinal of a user. Refuses text that is not an id, with the error code of routing operations. */
export const findAgent = (call: Call, userId: string): number =>
  /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(userId)
    ? Views.findUser(call, userId)
    : refuseField("userId", "invalid.id", "The id [{id}] is not valid.", { id: userId })

const checkMediaType = (field: string, type: string): void => {
  if (Object.hasOwn(ofOrganization, type)) return
  refuseField(field, "unsupported.media.type", "The media type [{type}] is not supported.", { type })
}

const checkCapacity = (field: string, capacity: number | undefined, min: number): void => {
  if (capacity === undefined || (capacity >= min && capacity <= maxCapacity)) return
  refuseField(field, "invalid.media.capacity", "The capacity [{capacity}] is not from {min} to {max}.", {
    capacity: String(capacity),
    min: String(min),
    max: String(maxCapacity)
  })
}

const checkInterruptions = (field: string, type: string, interrupting: ReadonlyArray<string>): void => {
  if (!interrupting.includes(type)) return
  refuseField(field, "interrupt.same.media.type", "Conversations of [{type}] cannot interrupt each other.", { type })
}

const check = ({ labelUtilizations = {}, maxInboundCalls, utilization = {} }: Utilization.UtilizationRequest): void => {
  for (const [type, { interruptableMediaTypes = [], maximumCapacity }] of Object.entries(utilization)) {
    const field = `utilization.${type}`
    checkMediaType(field, type)
    checkCapacity(`${field}.maximumCapacity`, maximumCapacity, 0)
    interruptableMediaTypes.forEach((other) => checkMediaType(`${field}.interruptableMediaTypes`, other))
    checkInterruptions(`${field}.interruptableMediaTypes`, type, interruptableMediaTypes)
  }
  for (const [id, { interruptingLabelIds = [], maximumCapacity }] of Object.entries(labelUtilizations)) {
    const field = `labelUtilizations.${id}`
    checkCapacity(`${field}.maximumCapacity`, maximumCapacity, 0)
    checkInterruptions(`${field}.interruptingLabelIds`, id, interruptingLabelIds)
  }
  checkCapacity("maxInboundCalls", maxInboundCalls, 1)
}

/** Returns the utilization that applies. The meaning of `level` is not documented, and is inferred from its values. */
const effective = (own: Utilization.UtilizationRequest): Utilization.AgentMaxUtilizationResponse => {
  const utilization = Object.entries(ofOrganization).map(([type, inherited]) =>
    [type, { ...inherited, ...own.utilization?.[type] }] as const
  )
  const isOwn = Object.keys(own.utilization ?? {}).length > 0 || Object.keys(own.labelUtilizations ?? {}).length > 0 ||
    own.maxInboundCalls !== undefined
  return { ...own, utilization: Object.fromEntries(utilization), level: isOwn ? "Agent" : "Organization" }
}

/**
 * Handlers of the utilization of a user. The organization has no catalog of labels, because no operation lists them:
 * the ids of labels are not checked, and the labels of responses have no names.
 */
export const utilization: Pick<
  Handlers,
  "getRoutingUserUtilization" | "putRoutingUserUtilization" | "deleteRoutingUserUtilization"
> = {
  getRoutingUserUtilization: ({ userId }, call) => effective(call.store.utilization.get(findAgent(call, userId))),

  putRoutingUserUtilization: ({ body, userId }, call) => {
    const { labelUtilizations, maxInboundCalls, utilization } = body
    const ordinal = findAgent(call, userId)
    check(body)
    call.store.utilization.put(ordinal, {
      ...(utilization === undefined ? {} : { utilization }),
      ...(labelUtilizations === undefined ? {} : { labelUtilizations }),
      ...(maxInboundCalls === undefined ? {} : { maxInboundCalls })
    })
    return effective(call.store.utilization.get(ordinal))
  },

  deleteRoutingUserUtilization: ({ userId }, call) => call.store.utilization.put(findAgent(call, userId), {})
}
