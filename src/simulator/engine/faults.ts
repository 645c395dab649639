import * as Arr from "effect/Array"
import * as Duration from "effect/Duration"
import * as Either from "effect/Either"
import * as Option from "effect/Option"
import * as ParseResult from "effect/ParseResult"
import * as Predicate from "effect/Predicate"
import * as Record from "effect/Record"
import * as Schema from "effect/Schema"
import type * as CatalogEndpoints from "../../endpoints/catalog/index.js"
import type * as Endpoints from "../../endpoints/index.js"
import type { DriftKind } from "../../internal/schema/drift.js"
import { explain } from "../../internal/schema/explain.js"
import { hash } from "./random.js"

/*
 * Simulated faults: their type, their schemas, and the selection of the faults that apply to a request.
 */

/** Selects the requests that a fault applies to. */
export interface RequestSelector {
  /** Method names of the vendor, or `token` for the token endpoint. Default: all requests to the API. */
  readonly on?: OperationId | ReadonlyArray<OperationId>
  /** Numbers of the selected requests, counted from 1 among those of `on`. Default: all. */
  readonly nth?: number | ReadonlyArray<number>
  /** Probability, from 0 to 1, that a request is selected. The seed determines the selected requests. Default: 1. */
  readonly rate?: number
}

/**
 * An operation by the vendor's method name, or `token` for the token endpoint.
 *
 * @since 0.2.0
 * @category models
 */
export type OperationId = keyof typeof Endpoints | keyof typeof CatalogEndpoints | "token" | (string & {})

/**
 * A fault of the simulated service, and the requests that it applies to. It is a plain value, so a test and
 * a JSON file (for the program's option `--faults`) can contain the same fault:
 *
 * ```ts
 * const faults: ReadonlyArray<Simulator.Fault> = [
 *   { _tag: "Latency", delay: "20 millis", upTo: "300 millis" },
 *   { _tag: "Status", status: 503, on: "getUsers", rate: 0.1 },
 *   { _tag: "Reset", done: true, on: "postUsers", nth: 2 }
 * ]
 * ```
 *
 * The seed determines which requests a `rate` selects and how long each latency is. With `done: true`, the operation is
 * carried out, and only its response is lost or replaced by an error.
 *
 * - `Latency`: responds after `delay`, or after a time between `delay` and `upTo` that depends on the seed.
 * - `Status`: responds with an error of the service.
 * - `Throttle`: responds with 429 although the allowance is not used up. The token endpoint responds with 400, as the
 *   service does.
 * - `DeadToken`: invalidates the token of the request.
 * - `Html`: responds with the HTML page of a gateway. Default status 502.
 * - `Reset`: closes the connection without a response.
 * - `Silence`: never responds.
 * - `Cut`: closes the connection in the middle of the response, or before a response that has no body.
 * - `Drift`: responds with a body that differs from its schema: `NewValues` in enums, `NewFields`, `MissingFields` that
 *   are optional, or `WrongTypes` in optional fields.
 *
 * @since 0.1.0
 * @category models
 */
export type Fault =
  & RequestSelector
  & (
    | {
      readonly _tag: "Latency"
      readonly delay: Duration.DurationInput
      readonly upTo?: Duration.DurationInput
    }
    | {
      readonly _tag: "Status"
      readonly status: number
      /** Default: `simulated.fault`. */
      readonly code?: string
      /** Default: `Simulated fault.` */
      readonly message?: string
      /** Sent in the `Retry-After` header, in seconds rounded up. Default: none. */
      readonly retryAfter?: Duration.DurationInput
      readonly done?: boolean
    }
    | {
      readonly _tag: "Throttle"
      /** Sent in the `Retry-After` header, in seconds rounded up. The token endpoint sends none. Default: 1 minute. */
      readonly retryAfter?: Duration.DurationInput
    }
    | { readonly _tag: "DeadToken" }
    | { readonly _tag: "Html"; readonly status?: number }
    | { readonly _tag: "Reset"; readonly done?: boolean }
    | { readonly _tag: "Silence" }
    | { readonly _tag: "Cut" }
    | { readonly _tag: "Drift"; readonly change: DriftKind }
  )

// ---------------------------------------------------------------------------------------------------------- decoding

const optional = <A, I>(schema: Schema.Schema<A, I>) => Schema.optionalWith(schema, { exact: true })

const oneOrMore = <A, I>(schema: Schema.Schema<A, I>) => Schema.Union(schema, Schema.Array(schema))

const DurationInput = Schema.declare(
  (u): u is Duration.DurationInput => Option.exists(Duration.decodeUnknown(u), Duration.isFinite),
  { title: "a finite duration, for example \"20 millis\"" }
)

const Ordinal = Schema.Int.pipe(Schema.positive()).annotations({ identifier: "a whole number from 1" })

const Status = Schema.Int.pipe(Schema.between(200, 599)).annotations({ identifier: "a status from 200 to 599" })

const selector = {
  on: optional(oneOrMore(Schema.String)),
  nth: optional(oneOrMore(Ordinal)),
  rate: optional(Schema.Number.pipe(Schema.between(0, 1)).annotations({ title: "a number from 0 to 1" }))
}

const schemas: { readonly [Tag in Fault["_tag"]]: Schema.Schema<Extract<Fault, { readonly _tag: Tag }>> } = {
  Latency: Schema.TaggedStruct("Latency", {
    ...selector,
    delay: DurationInput,
    upTo: optional(DurationInput)
  }),
  Status: Schema.TaggedStruct("Status", {
    ...selector,
    status: Status,
    code: optional(Schema.String),
    message: optional(Schema.String),
    retryAfter: optional(DurationInput),
    done: optional(Schema.Boolean)
  }),
  Throttle: Schema.TaggedStruct("Throttle", { ...selector, retryAfter: optional(DurationInput) }),
  DeadToken: Schema.TaggedStruct("DeadToken", selector),
  Html: Schema.TaggedStruct("Html", { ...selector, status: optional(Status) }),
  Reset: Schema.TaggedStruct("Reset", { ...selector, done: optional(Schema.Boolean) }),
  Silence: Schema.TaggedStruct("Silence", selector),
  Cut: Schema.TaggedStruct("Cut", selector),
  Drift: Schema.TaggedStruct("Drift", {
    ...selector,
    change: Schema.Literal("NewValues", "NewFields", "MissingFields", "WrongTypes")
  })
}

const Fault: Schema.Schema<Fault> = Schema.Union(
  schemas.Latency,
  schemas.Status,
  schemas.Throttle,
  schemas.DeadToken,
  schemas.Html,
  schemas.Reset,
  schemas.Silence,
  schemas.Cut,
  schemas.Drift
)

const isTag = (tag: unknown): tag is Fault["_tag"] => typeof tag === "string" && Object.hasOwn(schemas, tag)

const decodeFault = ParseResult.decodeUnknownEither(Fault)

/** Returns the fault, or an error message if it is for an operation that does not exist: it would never apply. */
const checkOperations = (fault: Fault, ids: ReadonlySet<string>): Either.Either<Fault, string> => {
  const unknown = Arr.ensure(fault.on ?? []).find((id) => id !== "token" && !ids.has(id))
  return unknown === undefined
    ? Either.right(fault)
    : Either.left(`Expected the name of an operation, or "token", as on of the fault ${fault._tag}, found ${unknown}`)
}

/** Decodes a fault, or returns an error message. Fields that are `undefined` count as absent. */
const decode = (u: unknown, operationIds: ReadonlySet<string>): Either.Either<Fault, string> => {
  const tag = Predicate.hasProperty(u, "_tag") ? u._tag : undefined
  if (!Predicate.isRecord(u) || !isTag(tag)) {
    return Either.left(`Expected one of the faults ${Object.keys(schemas).join(", ")}`)
  }
  const fault = Record.filter(u, Predicate.isNotUndefined)
  return Either.flatMap(
    Either.mapLeft(decodeFault(fault), () => {
      const [issue] = explain(schemas[tag].ast, fault)
      return `Expected ${issue?.expected} as ${issue?.path} of the fault ${tag}, found ${issue?.found}`
    }),
    (decoded) => checkOperations(decoded, operationIds)
  )
}

/** Decodes faults, or returns an error message. `operationIds` are the names of the operations of the service. */
export const decodeAll = (
  faults: ReadonlyArray<unknown>,
  operationIds: ReadonlySet<string>
): Either.Either<ReadonlyArray<Fault>, string> => Either.all(faults.map((fault) => decode(fault, operationIds)))

// --------------------------------------------------------------------------------------------------------- selection

/** The faults of a request. */
export interface RequestFaults {
  /** Milliseconds before the request is processed. */
  readonly delay: number
  /** Faults other than `Latency`. Each one is applied to the result of those after it. */
  readonly faults: ReadonlyArray<Fault>
}

/** Selects the faults of each request. */
export interface FaultScript {
  /**
   * Returns the faults of the next request to an operation. The id is `undefined` if the path belongs to no operation.
   */
  readonly next: (operationId: string | undefined) => RequestFaults
  /** Replaces the faults, and counts requests from 1 again. */
  readonly set: (faults: ReadonlyArray<Fault>) => void
  /** Counts requests from 1 again. */
  readonly clear: () => void
}

const includes = <A>(selected: A | ReadonlyArray<A>, value: A): boolean =>
  Array.isArray(selected) ? selected.includes(value) : selected === value

const isFor = ({ on }: Fault, operationId: string | undefined): boolean =>
  on === undefined ? operationId !== "token" : operationId !== undefined && includes<string>(on, operationId)

/** Returns the delay in milliseconds. `random` is a number from 0 to 2^32 - 1. */
const delayOf = (fault: Fault, random: number): number => {
  if (fault._tag !== "Latency") return 0
  const min = Duration.toMillis(fault.delay)
  const max = fault.upTo === undefined ? min : Duration.toMillis(fault.upTo)
  return min + Math.round(Math.max(0, max - min) * random / 2 ** 32)
}

/** Makes a script of faults. */
export const make = (seed: number, initial: ReadonlyArray<Fault>): FaultScript => {
  let faults = initial
  let counts: Array<number> = []
  return {
    next: (operationId) => {
      let delay = 0
      const selected = faults.filter((fault, index) => {
        if (!isFor(fault, operationId)) return false
        const { nth, rate = 1 } = fault
        const count = (counts[index] ?? 0) + 1
        counts[index] = count
        const isSelected = (nth === undefined || includes(nth, count)) && hash(seed, index, count) < rate * 2 ** 32
        if (isSelected) delay += delayOf(fault, hash(seed, index + 1000, count))
        return isSelected && fault._tag !== "Latency"
      })
      return { delay, faults: selected }
    },
    set: (next) => {
      faults = next
      counts = []
    },
    clear: () => {
      counts = []
    }
  }
}
