import * as Schema from "effect/Schema"
import type * as Endpoint from "../../Endpoint.js"
import type { ModelCollector } from "../schema/jsonSchema.js"
import type { Operation, Paging, Parameter } from "./document.js"
import { boundsOf, makePaging } from "./paging.js"
import { jsonContent, makeResponse, responseName } from "./response.js"
import { securityRequirements } from "./security.js"

/*
 * Makes the OpenAPI operation of an endpoint.
 */

/** Makes the operation of an endpoint. Its models are added to the collector. */
export const makeOperation = (endpoint: Endpoint.Any, models: ModelCollector): Operation => {
  const { deprecated, invalidFor, otherStatuses, pagination, permissions, preview, success, summary } = endpoint
  const paging = pagination === undefined ? undefined : makePaging(pagination)
  const description = describe(endpoint, paging)
  return {
    operationId: endpoint.id,
    ...(summary === undefined ? {} : { summary }),
    ...(description === "" ? {} : { description }),
    tags: [tagOf(endpoint)],
    ...(deprecated === undefined ? {} : { deprecated: true, "x-deprecation": deprecated }),
    ...(preview ? { "x-preview": true } : {}),
    parameters: parametersOf(endpoint, models, paging),
    ...(endpoint.body === undefined ? {} : { requestBody: requestBodyOf(endpoint.body, models) }),
    responses: {
      ...Object.fromEntries([endpoint.status, ...otherStatuses].map((status) => [
        status,
        makeResponse(status, success === undefined || status === 204 ? undefined : models.schema(success))
      ])),
      ...Object.fromEntries(
        endpoint.errors.map((status) => [status, { $ref: `#/components/responses/${responseName(status)}` }])
      )
    },
    ...(invalidFor.length === 0
      ? {}
      : { security: securityRequirements(invalidFor), "x-invalid-for": invalidFor }),
    ...(permissions.permissions.length === 0 ? {} : { "x-inin-requires-permissions": permissions }),
    ...(paging === undefined ? {} : { "x-paging": paging }),
    "x-idempotent": endpoint.idempotent
  }
}

/** Returns the resource of an endpoint: the first name in its path other than `users` and `me`. */
export const tagOf = ({ path }: Endpoint.Any): string => {
  const names = path.split("/").slice(3).filter((name) => !name.startsWith("{"))
  return names.find((name) => name !== "users" && name !== "me") ?? names[0] ?? "other"
}

/** Returns the information for which OpenAPI has no field, as text for viewers. */
const describe = (
  { deprecated, invalidFor, permissions: { permissions, type }, preview }: Endpoint.Any,
  paging: Paging | undefined
): string => {
  const lines: Array<string> = []
  if (deprecated !== undefined) {
    const what = deprecated.removed === true ? "Removed from the service" : "Deprecated"
    const since = deprecated.since === undefined ? "" : ` since ${deprecated.since}`
    lines.push(`${what}${since}. Replacement: ${deprecated.use}.`)
  }
  if (preview) lines.push("Preview: the vendor may change or remove the operation without notice.")
  if (permissions.length > 0) {
    lines.push(`Requires ${type === "ANY" ? "one" : "all"} of these permissions: ${permissions.join(", ")}.`)
  }
  if (invalidFor.length > 0) lines.push(`Rejects tokens of these grants: ${invalidFor.join(", ")}.`)
  if (paging?.defaultPageSize !== undefined) {
    const maximum = paging.maxPageSize === undefined ? "" : `, ${paging.maxPageSize} at most`
    lines.push(`Returns pages of ${paging.defaultPageSize} items by default${maximum}.`)
  }
  return lines.join("\n\n")
}

const parametersOf = (
  { pathParams, query }: Endpoint.Any,
  models: ModelCollector,
  paging: Paging | undefined
): ReadonlyArray<Parameter> => [
  ...Object.entries(pathParams).map(([name, param]): Parameter => ({
    name,
    in: "path",
    required: true,
    schema: models.schema(param)
  })),
  ...Object.entries(query).map(([name, param]) => queryParameter(name, param, models, paging))
]

const queryParameter = (
  name: string,
  param: Endpoint.QueryParam,
  models: ModelCollector,
  paging: Paging | undefined
): Parameter => {
  if (Schema.isSchema(param)) return { name, in: "query", required: true, schema: models.schema(param) }
  const schema = models.schema(param.schema)
  const common = { name, in: "query" } as const
  return param._tag === "Repeated"
    ? {
      ...common,
      required: param.required,
      style: "form",
      explode: true,
      schema: {
        type: "array",
        items: schema,
        minItems: 1,
        ...(param.maxItems === undefined ? {} : { maxItems: param.maxItems })
      }
    }
    : {
      ...common,
      required: false,
      ...(param.limits === undefined ? {} : { description: describeLimits(param.limits) }),
      schema: { ...schema, ...boundsOf(name, paging) }
    }
}

const describeLimits = (limits: { readonly [key: string]: number }): string =>
  Object.entries(limits).map(([key, maximum]) => `With this parameter, ${key} is at most ${maximum}.`).join(" ")

const requestBodyOf = (
  body: NonNullable<Endpoint.Any["body"]>,
  models: ModelCollector
): NonNullable<Operation["requestBody"]> => {
  const required = Schema.isSchema(body)
  return { required, content: jsonContent(models.schema(required ? body : body.schema)) }
}
