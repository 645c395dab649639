import type { AnalyticsSystemPresence } from "../../models/Analytics.js"
import type { RoutingStatusValue } from "../../models/Routing.js"
import { hash } from "../engine/random.js"
import type { Store } from "./store.js"
import { day, type Interval, minute } from "./time.js"

/*
 * Presences and routing statuses of users over time. The seed determines each working day of each user: the user signs
 * in, takes calls, has breaks and signs out. A routing status that a request sets replaces the history after that time.
 */

/** A value and the time at which it began, in milliseconds since 1970. */
export interface Since<A> {
  readonly from: number
  readonly value: A
}

/** A value in an interval. */
export interface Segment<A> extends Interval {
  readonly value: A
}

type Presence = AnalyticsSystemPresence

interface Day {
  readonly presences: ReadonlyArray<Since<Presence>>
  readonly statuses: ReadonlyArray<Since<RoutingStatusValue>>
}

type Random = (field: number) => number

/** Returns the routing statuses of a user who is on queue: calls with idle times between them. */
const callsOf = (random: Random, from: number, to: number): ReadonlyArray<Since<RoutingStatusValue>> => {
  const statuses: Array<Since<RoutingStatusValue>> = []
  let at = from
  for (let call = 0; at < to; call++) {
    const number = random(1000 + Math.floor(at / minute) % 1440)
    const value = call % 2 === 0 ? "IDLE" : number % 37 === 0 ? "NOT_RESPONDING" : "INTERACTING"
    statuses.push({ from: at, value })
    at += (value === "IDLE" ? 1 + number % 9 : 3 + number % 20) * minute
  }
  return [...statuses, { from: to, value: "OFF_QUEUE" }]
}

/** Returns the presences of a working day with their lengths in minutes. */
const scheduleOf = (random: Random): ReadonlyArray<readonly [Presence, minutes: number]> => [
  ["AVAILABLE", 5 + random(2) % 10],
  ["ON_QUEUE", 100 + random(3) % 40],
  ["BREAK", 15],
  ["ON_QUEUE", 70 + random(4) % 40],
  ["MEAL", 30 + random(5) % 20],
  ["ON_QUEUE", 90 + random(6) % 40],
  ...(random(7) % 3 === 0
    ? [[random(8) % 2 === 0 ? "MEETING" : "TRAINING", 30 + random(9) % 30] as const]
    : []),
  ["ON_QUEUE", 60 + random(10) % 60]
]

/** Returns a day of a user. `number` counts days since 1970. A day begins at midnight UTC. */
const dayOf = (seed: number, ordinal: number, number: number): Day => {
  const midnight = number * day
  const presences: Array<Since<Presence>> = [{ from: midnight, value: "OFFLINE" }]
  const statuses: Array<Since<RoutingStatusValue>> = [{ from: midnight, value: "OFF_QUEUE" }]
  const random = (field: number) => hash(hash(seed, ordinal, 500), number, field)
  const weekday = (((number + 4) % 7) + 7) % 7
  if (weekday === 0 || weekday === 6 || random(0) % 12 === 0) return { presences, statuses }

  let at = midnight + (450 + random(1) % 120) * minute
  for (const [value, minutes] of scheduleOf(random)) {
    const end = at + minutes * minute
    presences.push({ from: at, value })
    if (value === "ON_QUEUE") statuses.push(...callsOf(random, at, end))
    at = end
  }
  presences.push({ from: at, value: "OFFLINE" })
  return { presences, statuses }
}

/** Returns the values that depend on the seed, from the beginning of the first day of the interval. */
const seeded = <A>(
  store: Store,
  ordinal: number,
  { from, to }: Interval,
  valuesOf: (day: Day) => ReadonlyArray<Since<A>>,
  idle: A
): ReadonlyArray<Since<A>> => {
  const { created, state } = store.accounts.get(ordinal)
  // Users who were created by a request, and users who are not active, have no history.
  if (ordinal >= store.people.total || state !== "active") return [{ from: created, value: idle }]
  const out: Array<Since<A>> = []
  for (let number = Math.floor(from / day); number * day < to; number++) {
    out.push(...valuesOf(dayOf(store.seed, ordinal, number)))
  }
  return out
}

/** Cuts values to an interval, and joins adjacent segments that have the same value. */
const toSegments = <A>(changes: ReadonlyArray<Since<A>>, { from, to }: Interval): ReadonlyArray<Segment<A>> => {
  const out: Array<Segment<A>> = []
  changes.forEach((change, index) => {
    const end = Math.min(to, changes[index + 1]?.from ?? to)
    const start = Math.max(from, change.from)
    if (end <= start) return
    const last = out[out.length - 1]
    if (last?.value === change.value && last.to === start) out[out.length - 1] = { ...last, to: end }
    else out.push({ from: start, to: end, value: change.value })
  })
  return out
}

/** Returns the segments of a user in an interval, oldest first. */
export type ReadHistory<A> = (store: Store, ordinal: number, interval: Interval) => ReadonlyArray<Segment<A>>

/** Returns the presences of a user in an interval, oldest first. */
export const presences: ReadHistory<Presence> = (store, ordinal, interval) =>
  toSegments(seeded(store, ordinal, interval, (day) => day.presences, "OFFLINE"), interval)

/** Returns the routing statuses of a user in an interval, oldest first. */
export const routingStatuses: ReadHistory<RoutingStatusValue> = (store, ordinal, interval) => {
  const set = store.routingStatus.get(ordinal).map(({ at, status }) => ({ from: at, value: status }))
  const firstSet = set[0]?.from ?? Infinity
  const before = seeded<RoutingStatusValue>(
    store,
    ordinal,
    { from: interval.from, to: Math.min(interval.to, firstSet) },
    (day) => day.statuses,
    "OFF_QUEUE"
  )
  return toSegments([...before.filter(({ from }) => from < firstSet), ...set], interval)
}

/** Maximum age of the beginning of a current value, in milliseconds. An older beginning is not searched. */
const lookBack = 7 * day

/** Returns the value at a time, and the time at which it began. */
const valueAt = <A>(read: ReadHistory<A>, idle: A) => (store: Store, ordinal: number, at: number): Since<A> => {
  // Most values began on the same day.
  const [today] = read(store, ordinal, { from: Math.floor(at / day) * day, to: at + 1 }).slice(-1)
  if (today !== undefined && today.from % day !== 0) return today
  return read(store, ordinal, { from: at - lookBack, to: at + 1 }).slice(-1)[0] ?? { from: at, value: idle }
}

/** Returns the presence of a user at a time, and the time at which it began. */
export const presenceAt = valueAt<Presence>(presences, "OFFLINE")

/** Returns the routing status of a user at a time, and the time at which it began. */
export const routingStatusAt = valueAt<RoutingStatusValue>(routingStatuses, "OFF_QUEUE")
