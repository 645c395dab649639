import * as Duration from "effect/Duration"
import * as Option from "effect/Option"
import * as Predicate from "effect/Predicate"
import type * as Endpoints from "../../endpoints/index.js"
import { hash } from "./random.js"

/*
 * What goes wrong, on script.
 */

/** Which calls a fault is for. */
export interface Where {
  /** Vendor's method names, or `token`. Default: every call of the API. */
  readonly on?: OperationId | ReadonlyArray<OperationId>
  /** Which of these calls, counted from 1. Default: all. */
  readonly nth?: number | ReadonlyArray<number>
  /** The chance of each, from 0 to 1, by the seed. Default 1. */
  readonly rate?: number
}

/** An operation by its vendor's method name, or the token endpoint. */
export type OperationId = keyof typeof Endpoints | "token" | (string & {})

/**
 * What goes wrong. `done` says that the work is done all the same, so that only the answer is lost.
 *
 * - `Latency`: the answer takes `delay`, or something between `delay` and `upTo`, by the seed.
 * - `Status`: an error of the service.
 * - `Throttle`: a 429 whatever the allowance; at the token endpoint the 400 that stands for it.
 * - `DeadToken`: the token is refused from this call on.
 * - `Html`: a page of some gateway, with 502 where no status is given.
 * - `Reset`: the connection ends before an answer.
 * - `Silence`: there is no answer, ever.
 * - `Cut`: the answer breaks off half-way.
 * - `Drift`: the answer does not fit its schema as of today: `NewValues` in enums, `NewFields`, fields that are optional
 *   and missing, `WrongTypes` in fields that are optional.
 */
export type Fault =
  & Where
  & (
    | {
      readonly _tag: "Latency"
      readonly delay: Duration.DurationInput
      readonly upTo?: Duration.DurationInput
    }
    | {
      readonly _tag: "Status"
      readonly status: number
      readonly code?: string
      readonly message?: string
      /** Sent as whole seconds. */
      readonly retryAfter?: Duration.DurationInput
      readonly done?: boolean
    }
    | { readonly _tag: "Throttle"; readonly retryAfter?: Duration.DurationInput }
    | { readonly _tag: "DeadToken" }
    | { readonly _tag: "Html"; readonly status?: number }
    | { readonly _tag: "Reset"; readonly done?: boolean }
    | { readonly _tag: "Silence" }
    | { readonly _tag: "Cut" }
    | { readonly _tag: "Drift"; readonly change: Drift }
  )

/** In what way an answer does not fit. */
export type Drift = "NewValues" | "NewFields" | "MissingFields" | "WrongTypes"

const tags: ReadonlySet<string> = new Set<Fault["_tag"]>([
  "Latency",
  "Status",
  "Throttle",
  "DeadToken",
  "Html",
  "Reset",
  "Silence",
  "Cut",
  "Drift"
])

const drifts: ReadonlySet<unknown> = new Set<Drift>(["NewValues", "NewFields", "MissingFields", "WrongTypes"])

/** What is wrong with a fault. It may come out of a file, where no compiler has looked at it. */
export const check = (fault: Fault): string | undefined => {
  if (!Predicate.hasProperty(fault, "_tag") || !tags.has(fault._tag)) {
    return `Expected one of the faults ${[...tags].join(", ")}`
  }
  const { _tag, rate = 1 } = fault
  if (!(rate >= 0 && rate <= 1)) return "Expected a rate from 0 to 1"
  const durations = _tag === "Latency"
    ? [fault.delay, fault.upTo ?? 0]
    : _tag === "Status" || _tag === "Throttle"
    ? [fault.retryAfter ?? 0]
    : []
  if (durations.some((duration) => Option.isNone(Duration.decodeUnknown(duration)))) return "Expected a duration"
  const status = _tag === "Status" ? fault.status : _tag === "Html" ? fault.status ?? 502 : 200
  if (!(Number.isInteger(status) && status >= 200 && status <= 599)) return "Expected a status from 200 to 599"
  return _tag === "Drift" && !drifts.has(fault.change)
    ? `Expected a change out of ${[...drifts].join(", ")}`
    : undefined
}

/** What goes wrong with a call. */
export interface Draw {
  /** Milliseconds. */
  readonly delay: number
  /** What happens instead of an answer, or to it. */
  readonly faults: ReadonlyArray<Fault>
}

/** Says what goes wrong with which call. */
export interface Script {
  readonly draw: (endpoint: string | undefined) => Draw
  readonly set: (faults: ReadonlyArray<Fault>) => void
  /** Begins to count anew. */
  readonly clear: () => void
}

const nothing: Draw = { delay: 0, faults: [] }

const includes = <A>(wanted: A | ReadonlyArray<A>, value: A): boolean =>
  Array.isArray(wanted) ? wanted.includes(value) : wanted === value

/** A script of faults. */
export const make = (seed: number, given: ReadonlyArray<Fault>): Script => {
  let faults = given
  let counts: Array<number> = []

  const happens = (fault: Fault, index: number, endpoint: string | undefined): boolean => {
    const { nth, on, rate = 1 } = fault
    if (on === undefined ? endpoint === "token" : endpoint === undefined || !includes<string>(on, endpoint)) {
      return false
    }
    const count = (counts[index] ?? 0) + 1
    counts[index] = count
    return (nth === undefined || includes(nth, count)) && hash(seed, index, count) < rate * 2 ** 32
  }

  const delayOf = (fault: Fault, index: number): number => {
    if (fault._tag !== "Latency") return 0
    const least = Duration.toMillis(fault.delay)
    const most = fault.upTo === undefined ? least : Duration.toMillis(fault.upTo)
    return least + Math.round(Math.max(0, most - least) * hash(seed, index + 1000, counts[index]) / 2 ** 32)
  }

  return {
    draw: (endpoint) => {
      if (faults.length === 0) return nothing
      let delay = 0
      const drawn = faults.filter((fault, index) => {
        const hit = happens(fault, index, endpoint)
        if (hit) delay += delayOf(fault, index)
        return hit && fault._tag !== "Latency"
      })
      return { delay, faults: drawn }
    },
    set: (given) => {
      faults = given
      counts = []
    },
    clear: () => {
      counts = []
    }
  }
}
