/**
 * Calls of any operation, and arbitrary inputs from its own schemas.
 */
import type * as Endpoint from "effect-purecloud/Endpoint"
import * as PureCloud from "effect-purecloud/PureCloud"
import * as FastCheck from "effect/FastCheck"
import * as Schema from "effect/Schema"
import { values } from "./values.js"

export type Input = { readonly [key: string]: unknown }

/**
 * Returns a call of an endpoint whose types are not known, for tests of all endpoints. It takes any input, and checks it
 * when it runs.
 */
export const callOf = (endpoint: Endpoint.Any) => PureCloud.call(endpoint as Endpoint.Endpoint<Input, unknown>)

const maybe = (arbitrary: FastCheck.Arbitrary<unknown>) => FastCheck.option(arbitrary, { nil: undefined, freq: 2 })

const queryValues = (param: Endpoint.QueryParam): FastCheck.Arbitrary<unknown> => {
  if (Schema.isSchema(param)) return values(param)
  if (param._tag === "Optional") return maybe(values(param.schema))
  const several = FastCheck.array(values(param.schema), { maxLength: 3, size: "max" })
  return param.required ? several : maybe(several)
}

const bodyValues = (body: Endpoint.Any["body"]): FastCheck.Arbitrary<unknown> =>
  body === undefined
    ? FastCheck.constant(undefined)
    : Schema.isSchema(body)
    ? values(body as Schema.Schema.AnyNoContext)
    : maybe(values(body.schema))

/** Inputs that the schemas of an operation allow, also those that a URL cannot represent. */
export const inputs = ({ body, pathParams, query }: Endpoint.Any): FastCheck.Arbitrary<Input> =>
  FastCheck.record({
    ...Object.fromEntries(Object.entries(pathParams).map(([key, param]) => [key, values(param)])),
    ...Object.fromEntries(Object.entries(query).map(([key, param]) => [key, queryValues(param)])),
    ...(body === undefined ? {} : { body: bodyValues(body) })
  })

/** Whether a URL can represent the value. */
const isWritable = (value: unknown): boolean => value !== "" && !/\p{Surrogate}/u.test(String(value))

/** The keys of an input that cannot be sent. */
export const unwritable = ({ pathParams, query }: Endpoint.Any, input: Input): ReadonlyArray<string> => [
  ...Object.keys(pathParams).filter((key) => !isWritable(input[key]) || input[key] === "." || input[key] === ".."),
  ...Object.keys(query).filter((key) => {
    const value = input[key]
    return value !== undefined &&
      (Array.isArray(value) ? value.length === 0 || !value.every(isWritable) : !isWritable(value))
  }),
  // Values that another key of the query limits.
  ...Object.entries(query).flatMap(([key, param]) =>
    input[key] === undefined || Schema.isSchema(param) || param._tag === "Repeated"
      ? []
      : Object.entries(param.limits ?? {}).flatMap(([other, maximum]) => Number(input[other]) > maximum ? [other] : [])
  )
]

/** An input that can be sent. */
export const sendable = (endpoint: Endpoint.Any): Input =>
  FastCheck.sample(inputs(endpoint).filter((input) => unwritable(endpoint, input).length === 0), 1)[0]!
