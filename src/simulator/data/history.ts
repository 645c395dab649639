import type { AnalyticsSystemPresence } from "../../models/Analytics.js"
import type { RoutingStatusValue } from "../../models/Routing.js"
import { hash } from "../engine/random.js"
import type { Store } from "./store.js"

/*
 * What users did and do. Each day of each user follows from the seed: they come, take calls, have breaks and go. A
 * routing status that was set by a call holds from then on.
 */

/** From when on something was the case. */
export interface Since<A> {
  readonly from: number
  readonly value: A
}

/** From when to when something was the case; without end where it still is at the end of what was asked for. */
export interface Segment<A> extends Since<A> {
  readonly to: number
}

type Presence = AnalyticsSystemPresence

const minute = 60_000
const day = 86_400_000

interface Day {
  readonly presence: ReadonlyArray<Since<Presence>>
  readonly routing: ReadonlyArray<Since<RoutingStatusValue>>
}

/** A day of a user, by the number of the day since 1970. It begins at midnight, with what is the case then. */
const dayOf = (seed: number, ordinal: number, number: number): Day => {
  const midnight = number * day
  const presence: Array<Since<Presence>> = [{ from: midnight, value: "OFFLINE" }]
  const routing: Array<Since<RoutingStatusValue>> = [{ from: midnight, value: "OFF_QUEUE" }]
  const random = (field: number) => hash(hash(seed, ordinal, 500), number, field)
  const weekday = (((number + 4) % 7) + 7) % 7
  if (weekday === 0 || weekday === 6 || random(0) % 12 === 0) return { presence, routing }

  let at = midnight + (450 + random(1) % 120) * minute
  const begin = (value: Presence, minutes: number) => {
    presence.push({ from: at, value })
    if (value === "ON_QUEUE") takeCalls(at, at + minutes * minute)
    at += minutes * minute
  }
  const takeCalls = (from: number, to: number) => {
    let at = from
    for (let call = 0; at < to; call++) {
      const number = random(1000 + Math.floor(at / minute) % 1440)
      const value = call % 2 === 0 ? "IDLE" : number % 37 === 0 ? "NOT_RESPONDING" : "INTERACTING"
      routing.push({ from: at, value })
      at += (value === "IDLE" ? 1 + number % 9 : 3 + number % 20) * minute
    }
    routing.push({ from: to, value: "OFF_QUEUE" })
  }
  begin("AVAILABLE", 5 + random(2) % 10)
  begin("ON_QUEUE", 100 + random(3) % 40)
  begin("BREAK", 15)
  begin("ON_QUEUE", 70 + random(4) % 40)
  begin("MEAL", 30 + random(5) % 20)
  begin("ON_QUEUE", 90 + random(6) % 40)
  if (random(7) % 3 === 0) begin(random(8) % 2 === 0 ? "MEETING" : "TRAINING", 30 + random(9) % 30)
  begin("ON_QUEUE", 60 + random(10) % 60)
  presence.push({ from: at, value: "OFFLINE" })
  return { presence, routing }
}

/** What was the case, as the simulated days have it, without what was set. */
const lived = <A>(
  store: Store,
  ordinal: number,
  from: number,
  to: number,
  aspect: (day: Day) => ReadonlyArray<Since<A>>,
  idle: A
): ReadonlyArray<Since<A>> => {
  const { created, state } = store.accounts.get(ordinal)
  // Who was created by a call has no past, and who is gone does nothing.
  if (ordinal >= store.people.total || state !== "active") return [{ from: created, value: idle }]
  const out: Array<Since<A>> = []
  for (let number = Math.floor(from / day); number * day < to; number++) {
    out.push(...aspect(dayOf(store.seed, ordinal, number)))
  }
  return out
}

/** Cuts to an interval, and makes one of neighbours that are the same. */
const segments = <A>(changes: ReadonlyArray<Since<A>>, from: number, to: number): ReadonlyArray<Segment<A>> => {
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

/** Presences in an interval, oldest first. */
export const presences = (
  store: Store,
  ordinal: number,
  from: number,
  to: number
): ReadonlyArray<Segment<Presence>> =>
  segments(lived(store, ordinal, from, to, ({ presence }) => presence, "OFFLINE"), from, to)

/** Routing statuses in an interval, oldest first. */
export const routing = (
  store: Store,
  ordinal: number,
  from: number,
  to: number
): ReadonlyArray<Segment<RoutingStatusValue>> => {
  const set = store.routingStatus.get(ordinal).map(({ at, status }) => ({ from: at, value: status }))
  const first = set[0]?.from ?? Infinity
  const before = lived<RoutingStatusValue>(store, ordinal, from, Math.min(to, first), (day) => day.routing, "OFF_QUEUE")
  return segments([...before.filter((change) => change.from < first), ...set], from, to)
}

/** How long back is looked for when something began. */
const longest = 7 * day

/** What is the case, and since when. */
const now = <A>(
  read: (store: Store, ordinal: number, from: number, to: number) => ReadonlyArray<Segment<A>>,
  idle: A
) =>
(store: Store, ordinal: number, at: number): Since<A> => {
  // Most often it began today.
  const [today] = read(store, ordinal, Math.floor(at / day) * day, at + 1).slice(-1)
  if (today !== undefined && today.from % day !== 0) return today
  return read(store, ordinal, at - longest, at + 1).slice(-1)[0] ?? { from: at, value: idle }
}

/** The presence of a user at a time, and since when. */
export const presenceAt = now<Presence>(presences, "OFFLINE")

/** The routing status of a user at a time, and since when. */
export const routingAt = now<RoutingStatusValue>(routing, "OFF_QUEUE")
