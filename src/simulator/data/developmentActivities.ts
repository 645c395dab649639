import type * as DevelopmentActivity from "../../models/DevelopmentActivity.js"
import { hash, ids } from "../engine/random.js"
import { founded, type LearningModule } from "./organization.js"
import type { Store } from "./store.js"
import { day } from "./time.js"

/*
 * Learning assignments and coaching appointments of the initial users. They depend only on the seed, and no operation
 * of the API changes them. Whether an activity is overdue depends on the time of a request.
 */

/** An activity. Users are ordinals, and times are milliseconds since 1970. */
export interface Activity {
  /** Ordinal of the id. */
  readonly ordinal: number
  readonly name: string
  readonly type: DevelopmentActivity.DevelopmentActivityType
  readonly status: DevelopmentActivity.DevelopmentActivityStatus
  readonly attendees: ReadonlyArray<number>
  /** User who created the activity, and who leads an appointment. */
  readonly creator: number
  /** The module of an assignment. */
  readonly moduleId?: string
  readonly created: number
  readonly due: number
  readonly completed?: number
  /** Score of the test in percent. */
  readonly score?: number
}

/** Whether an activity is a coaching appointment, not a learning assignment. */
export const isCoaching = ({ type }: Activity): boolean => type === "Coaching"

/** Whether the test of an activity was passed, or `undefined` if there was none. */
export const isPassed = ({ score }: Activity): boolean | undefined => score === undefined ? undefined : score >= 60

/** Whether an activity is overdue. */
export const isOverdue = ({ due, status }: Activity, now: number): boolean =>
  (status === "Planned" || status === "InProgress") && due < now

/*
 * The ordinal of an activity is `user * slots + slot`. The slots before `firstAppointment` are the assignments of the
 * user, one for each learning module. The slots from there are the appointments that the user leads.
 */
const slots = 16
const firstAppointment = 10
const appointments = 4

const idsOf = ({ seed }: Store) => ids(seed, "development activity")

/** Returns the id of an activity. */
export const idOf = (store: Store, { ordinal }: Activity): string => idsOf(store).of(ordinal)

const managerOf = ({ people }: Store, user: number): number => people.ordinalOf(people.account(user).manager ?? "")

const exists = ({ accounts, people }: Store, user: number): boolean =>
  user >= 0 && user < people.total && accounts.get(user).state !== "deleted"

const statuses = ["Planned", "InProgress", "NotCompleted", "Completed", "Completed", "Completed"] as const

const hasTest = ({ type }: LearningModule): boolean => type !== "External" && type !== "Informational"

const assignmentOf = (store: Store, user: number, slot: number): Activity | undefined => {
  const module = store.organization.modules.all[slot]
  const random = hash(store.seed, user, 800 + slot)
  if (module === undefined || random % 3 === 0) return undefined
  const status = statuses[(random >>> 4) % statuses.length] ?? "Planned"
  const created = founded + (slot * 90 + (random >>> 8) % 60) * day
  return {
    ordinal: user * slots + slot,
    name: module.name,
    type: module.type,
    status,
    attendees: [user],
    creator: Math.max(0, managerOf(store, user)),
    moduleId: module.id,
    created,
    due: created + 30 * day,
    ...(status === "Completed" ? { completed: created + (5 + (random >>> 12) % 40) * day } : {}),
    ...(status === "Completed" && hasTest(module) ? { score: (random >>> 16) % 101 } : {})
  }
}

const appointmentOf = (store: Store, manager: number, slot: number): Activity | undefined => {
  const reports = store.people.reports(manager)
  const random = hash(store.seed, manager, 800 + slot)
  const attendees = [random, random >>> 8].flatMap((number) => reports[number % reports.length] ?? [])
  if (attendees.length === 0) return undefined
  const status = random % 7 === 0 ? "InvalidSchedule" : statuses[(random >>> 4) % statuses.length] ?? "Planned"
  const due = founded + ((slot - firstAppointment) * 120 + 30 + (random >>> 12) % 60) * day
  return {
    ordinal: manager * slots + slot,
    name: `Coaching ${slot - firstAppointment + 1}`,
    type: "Coaching",
    status,
    attendees: [...new Set(attendees)],
    creator: manager,
    created: due - 14 * day,
    due,
    ...(status === "Completed" ? { completed: due } : {})
  }
}

const activityAt = (store: Store, user: number, slot: number): Activity | undefined =>
  slot < firstAppointment ? assignmentOf(store, user, slot) : appointmentOf(store, user, slot)

/** Returns the activities of a user in some slots. */
const activitiesAt = (store: Store, user: number, from: number, count: number): ReadonlyArray<Activity> =>
  exists(store, user)
    ? Array.from({ length: count }, (_, index) => activityAt(store, user, from + index) ?? []).flat()
    : []

/** Returns the activity that has an id. */
export const find = (store: Store, id: string): Activity | undefined => {
  const ordinal = idsOf(store).ordinal(id)
  const user = Math.floor(ordinal / slots)
  return exists(store, user) ? activityAt(store, user, ordinal % slots) : undefined
}

/** Returns the appointments that a user leads. */
export const ledBy = (store: Store, user: number): ReadonlyArray<Activity> =>
  activitiesAt(store, user, firstAppointment, appointments)

/** Returns the activities that a user attends. */
export const attendedBy = (store: Store, user: number): ReadonlyArray<Activity> =>
  exists(store, user)
    ? [
      ...activitiesAt(store, user, 0, firstAppointment),
      ...ledBy(store, managerOf(store, user)).filter(({ attendees }) => attendees.includes(user))
    ]
    : []

/** Returns the assignments of a module. */
export const assignmentsOfModule = (store: Store, moduleId: string): ReadonlyArray<Activity> => {
  const slot = store.organization.modules.all.findIndex(({ id }) => id === moduleId)
  return slot < 0
    ? []
    : Array.from({ length: store.people.total }, (_, user) => activitiesAt(store, user, slot, 1)).flat()
}
