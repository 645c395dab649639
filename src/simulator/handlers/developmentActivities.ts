import type * as DevelopmentActivity from "../../models/DevelopmentActivity.js"
import * as Activities from "../data/developmentActivities.js"
import type * as Store from "../data/store.js"
import { iso } from "../data/time.js"
import * as Views from "../data/views.js"
import { refuse, refuseField, refuseMissing } from "../engine/refusal.js"
import { aggregateActivities } from "./developmentAggregates.js"
import { decodeActivityInterval, isWithin, mayView } from "./developmentVisibility.js"
import { type Call, currentUser, type Handlers } from "./handler.js"
import * as Listing from "./listing.js"

/** Maximum number of activities per page. The vendor documents none. */
const maxPageSize = 100

const maxUsers = 100

const toResponse = (
  { now, store }: Store.StoreAt,
  activity: Activities.Activity
): DevelopmentActivity.DevelopmentActivity => {
  const { attendees, completed, created, creator, due, name, score, status, type } = activity
  const id = Activities.idOf(store, activity)
  const reference = (user: number) => {
    const { id, selfUri } = Views.reference(store.people.idOf(user))
    return { id, selfUri }
  }
  const isCoaching = Activities.isCoaching(activity)
  const isPassed = Activities.isPassed(activity)
  return {
    id,
    name,
    type,
    status,
    attendees: attendees.map(reference),
    ...(isCoaching ? { facilitator: reference(creator) } : { isLatest: true, isModuleArchived: false }),
    createdBy: reference(creator),
    dateCreated: iso(created),
    dateDue: iso(due),
    ...(completed === undefined ? {} : { dateCompleted: iso(completed) }),
    ...(score === undefined ? {} : { percentageScore: score }),
    ...(isPassed === undefined ? {} : { isPassed }),
    isOverdue: Activities.isOverdue(activity, now),
    selfUri: `/api/v2/${isCoaching ? "coaching/appointments" : "learning/assignments"}/${id}`
  }
}

/** The fields of a request that select activities. */
interface Filter extends Listing.PageInput {
  readonly moduleId?: string | undefined
  readonly interval?: string | undefined
  readonly completionInterval?: string | undefined
  readonly overdue?: string | undefined
  readonly pass?: string | undefined
  readonly sortOrder?: string | undefined
  readonly types?: ReadonlyArray<string> | undefined
  readonly statuses?: ReadonlyArray<string> | undefined
  readonly relationship?: ReadonlyArray<string> | undefined
}

/** Whether a value is selected: `True` and `False` select one value, `Any` selects all. */
const isSelected = (selected: string | undefined, value: boolean | undefined): boolean =>
  selected === undefined || selected === "Any" || (value !== undefined && (selected === "True") === value)

/** Makes a predicate that says whether an activity is selected. */
const compileFilter = (
  { now }: Call,
  { completionInterval, interval, moduleId, overdue, pass, statuses, types }: Filter
): (activity: Activities.Activity) => boolean => {
  const due = interval === undefined ? undefined : decodeActivityInterval("interval", interval)
  const completed = completionInterval === undefined
    ? undefined
    : decodeActivityInterval("completionInterval", completionInterval)
  return (activity) =>
    (due === undefined || isWithin(activity.due, due)) &&
    (completed === undefined || (activity.completed !== undefined && isWithin(activity.completed, completed))) &&
    (moduleId === undefined || activity.moduleId === moduleId) &&
    (types === undefined || types.includes(activity.type)) &&
    (statuses === undefined || statuses.includes(activity.status)) &&
    isSelected(overdue, Activities.isOverdue(activity, now)) &&
    isSelected(pass, Activities.isPassed(activity))
}

/**
 * Returns the activities of a user. The vendor documents no default relationship: the simulator takes `Attendee`. With
 * other relationships, only appointments are returned.
 */
const activitiesOf = (
  { store }: Call,
  user: number,
  { relationship = ["Attendee"] }: Filter
): ReadonlyArray<Activities.Activity> => {
  const leads = relationship.some((each) => each !== "Attendee")
  const attended = relationship.includes("Attendee") ? Activities.attendedBy(store, user) : []
  return leads ? [...attended.filter(Activities.isCoaching), ...Activities.ledBy(store, user)] : attended
}

const page = (call: Call, input: Filter, activities: ReadonlyArray<Activities.Activity>) => {
  const unique = new Map(activities.map((activity) => [activity.ordinal, activity]))
  const sorted = [...unique.values()].filter(compileFilter(call, input))
    .sort((a, b) => a.due - b.due || a.ordinal - b.ordinal)
  const sequence = Listing.fromArray(sorted)
  return Listing.page(
    call,
    input,
    Listing.map(
      input.sortOrder === "Asc" ? sequence : Listing.reverse(sequence),
      (activity) => toResponse(call, activity)
    ),
    maxPageSize
  )
}

/** Handlers of development activities. */
export const developmentActivities: Pick<
  Handlers,
  | "getUsersDevelopmentActivities"
  | "getUsersDevelopmentActivitiesMe"
  | "getUsersDevelopmentActivity"
  | "postUsersDevelopmentActivitiesAggregatesQuery"
> = {
  getUsersDevelopmentActivities: (input, call) => {
    const { moduleId, userId } = input
    if (userId !== undefined && userId.length > maxUsers) {
      refuseField("userId", "wem.learning.input.validation.error", "At most {max} users.", { max: String(maxUsers) })
    }
    const activities = userId !== undefined
      ? userId.flatMap((id) => activitiesOf(call, call.store.ordinalOf(id), input))
      : moduleId === undefined
      ? refuseField("userId", "wem.learning.input.validation.error", "[userId] or [moduleId] is required.")
      : Activities.assignmentsOfModule(call.store, moduleId)
    return page(call, input, activities.filter((activity) => mayView(call, activity)))
  },

  getUsersDevelopmentActivitiesMe: (input, call) => page(call, input, activitiesOf(call, currentUser(call), input)),

  // The service requires no permission for activities of the user of the token. The permissions of the declaration are
  // checked before a handler is called, so the simulator requires one of them.
  getUsersDevelopmentActivity: ({ activityId, type }, call) => {
    const activity = Activities.find(call.store, activityId)
    if (activity === undefined || activity.type !== type) return refuseMissing("development activity", activityId)
    const isOwn = activity.attendees.some((user) => user === call.principal.user)
    if (!isOwn && !mayView(call, activity)) {
      refuse(403, "wem.learning.forbidden", "The permissions do not cover the activity.")
    }
    return toResponse(call, activity)
  },

  postUsersDevelopmentActivitiesAggregatesQuery: ({ body }, call) => aggregateActivities(call, body)
}
