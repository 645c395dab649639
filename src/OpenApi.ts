/**
 * Endpoints as an OpenAPI 3.1 document: the same values that the client calls, for viewers, generators and gateways.
 *
 * @example
 * ```ts
 * import * as OpenApi from "effect-purecloud/OpenApi"
 * import * as Users from "effect-purecloud/Users"
 *
 * // All 52 operations.
 * export const whole = JSON.stringify(OpenApi.users(), null, 2)
 *
 * // What one program uses.
 * export const part = OpenApi.fromEndpoints([Users.getUser.endpoint, Users.patchUser.endpoint], { title: "Renaming" })
 * ```
 *
 * @since 0.1.0
 */

import * as OpenApiJsonSchema from "@effect/platform/OpenApiJsonSchema"
import * as Predicate from "effect/Predicate"
import * as Record from "effect/Record"
import * as Schema from "effect/Schema"
import type * as Endpoint from "./Endpoint.js"
import * as endpoints from "./endpoints/index.js"
import * as Environment from "./Environment.js"
import { ErrorBody } from "./models/ErrorBody.js"
import type * as Pagination from "./Pagination.js"
import type { Permissions } from "./Permissions.js"

// ----------------------------------------------------------------------------------------------------------- models

/**
 * An OpenAPI 3.1 document, as far as one is written here. It is plain JSON.
 *
 * @since 0.1.0
 * @category models
 */
export interface Document {
  readonly openapi: "3.1.0"
  readonly info: { readonly title: string; readonly version: string; readonly description: string }
  readonly servers: ReadonlyArray<{ readonly url: string; readonly description?: string }>
  readonly tags: ReadonlyArray<{ readonly name: string }>
  readonly security: ReadonlyArray<SecurityRequirement>
  /** By path template, then by method. */
  readonly paths: { readonly [path: string]: { readonly [method: string]: Operation } }
  readonly components: {
    /** The models, by their names. */
    readonly schemas: { readonly [name: string]: JsonSchema }
    readonly responses: { readonly [name: string]: Response }
    readonly headers: { readonly [name: string]: Header }
    readonly securitySchemes: { readonly [name: string]: SecurityScheme }
  }
}

/**
 * One operation.
 *
 * @since 0.1.0
 * @category models
 */
export interface Operation {
  /** The vendor's method name. */
  readonly operationId: string
  readonly summary?: string
  /** What the facts below say, for people. */
  readonly description?: string
  readonly tags: readonly [string]
  readonly deprecated?: true
  readonly parameters: ReadonlyArray<Parameter>
  readonly requestBody?: { readonly required: boolean; readonly content: Content }
  /** By status. */
  readonly responses: { readonly [status: string]: Response | Reference }
  /** Where it differs from the document's own. */
  readonly security?: ReadonlyArray<SecurityRequirement>
  /** Absent where none is asked for. */
  readonly "x-inin-requires-permissions"?: Permissions
  /** Since when it is deprecated, what to call instead, whether it is gone. */
  readonly "x-deprecation"?: Endpoint.Deprecation
  readonly "x-paging"?: Paging
  /** Whether it can be repeated when nobody knows if it was done. */
  readonly "x-idempotent": boolean
  /** Grants whose token this operation refuses. */
  readonly "x-invalid-for"?: ReadonlyArray<Endpoint.Grant>
}

/**
 * How an operation is read page by page.
 *
 * @since 0.1.0
 * @category models
 */
export interface Paging {
  readonly strategy: "pageNumber" | "cursor" | "link"
  /** Where page number and page size, or the cursor, are sent: `query`, `body` or a field of the body. */
  readonly in: string
  /** How the last page is recognized. */
  readonly last: "pageCount" | "totalHits" | "emptyPage" | "cursor" | "link"
  readonly defaultPageSize?: number
  readonly maxPageSize?: number
  /** Query key that sends the cursor. */
  readonly param?: string
  /** Field of the response that holds the cursor of the next page. */
  readonly cursor?: string
  /** Field of the response that holds the link to the next page. */
  readonly link?: string
  /** Field of the response that holds the items, for example `entities`. */
  readonly items: string
}

/**
 * @since 0.1.0
 * @category models
 */
export interface Parameter {
  readonly name: string
  readonly in: "path" | "query"
  readonly required: boolean
  readonly description?: string
  readonly style?: "form"
  readonly explode?: true
  readonly schema: JsonSchema
}

/**
 * @since 0.1.0
 * @category models
 */
export interface Response {
  readonly description: string
  readonly headers: { readonly [name: string]: Reference }
  readonly content?: Content
}

/**
 * @since 0.1.0
 * @category models
 */
export interface Content {
  readonly "application/json": { readonly schema: JsonSchema }
}

/**
 * @since 0.1.0
 * @category models
 */
export interface Header {
  readonly description: string
  readonly schema: JsonSchema
}

/**
 * @since 0.1.0
 * @category models
 */
export interface Reference {
  readonly $ref: string
}

/**
 * By the name of a security scheme.
 *
 * @since 0.1.0
 * @category models
 */
export interface SecurityRequirement {
  readonly [scheme: string]: ReadonlyArray<string>
}

/**
 * @since 0.1.0
 * @category models
 */
export interface SecurityScheme {
  readonly type: "oauth2"
  readonly description: string
  readonly flows: {
    readonly [flow: string]: {
      readonly authorizationUrl?: string
      readonly tokenUrl: string
      readonly scopes: { readonly [scope: string]: string }
    }
  }
}

/**
 * A JSON Schema. Listed values that are open are `anyOf` the list and any text.
 *
 * @since 0.1.0
 * @category models
 */
export interface JsonSchema {
  readonly $ref?: string
  readonly type?: string
  readonly format?: string
  readonly enum?: ReadonlyArray<unknown>
  readonly properties?: { readonly [key: string]: JsonSchema }
  readonly required?: ReadonlyArray<string>
  readonly items?: JsonSchema
  readonly anyOf?: ReadonlyArray<JsonSchema>
  readonly [keyword: string]: unknown
}

/**
 * @since 0.1.0
 * @category models
 */
export interface Options {
  readonly title?: string
  /** Version of the API. Default: `v2`. */
  readonly version?: string
  readonly description?: string
  /** The hosts to name, such as a simulator's. Default: the 18 regions for the API, us-east-1 for the login. */
  readonly hosts?: Environment.Hosts
}

// ----------------------------------------------------------------------------------------------------- constructors

/**
 * The document of the 52 operations.
 *
 * @since 0.1.0
 * @category constructors
 */
export const users = (options?: Options): Document =>
  fromEndpoints(Object.values(endpoints), { title: "PureCloud Users API", ...options })

/**
 * The document of some endpoints, the same in whatever order they come. Models are components under their identifiers,
 * so two that differ must not share one. Throws where a schema has no form in JSON.
 *
 * @since 0.1.0
 * @category constructors
 */
export const fromEndpoints = (endpoints: Iterable<Endpoint.Any>, options: Options = {}): Document => {
  const sorted = [...endpoints].sort((a, b) =>
    a.path === b.path ? methods.indexOf(a.method) - methods.indexOf(b.method) : a.path < b.path ? -1 : 1
  )
  const models = collectModels()
  const paths: { [path: string]: { [method: string]: Operation } } = {}
  for (const endpoint of sorted) {
    ;(paths[endpoint.path] ??= {})[endpoint.method.toLowerCase()] = operation(endpoint, models)
  }
  const statuses = [...new Set(sorted.flatMap(({ errors }) => errors))].sort((a, b) => a - b)
  const responses = Object.fromEntries(
    statuses.map((status) => [responseName(status), response(status, models.schema(ErrorBody))])
  )
  return {
    openapi: "3.1.0",
    info: {
      title: options.title ?? "PureCloud API",
      version: options.version ?? "v2",
      description: options.description ??
        "Operations of Genesys PureCloud (today: Genesys Cloud), by the vendor's names."
    },
    servers: options.hosts === undefined ? regions() : [{ url: options.hosts.apiUrl }],
    tags: [...new Set(sorted.map(tagOf))].sort().map((name) => ({ name })),
    security: grants.map((grant) => ({ [grant]: [] })),
    paths,
    components: {
      schemas: models.components(),
      responses,
      headers,
      securitySchemes: securitySchemes(options.hosts?.loginUrl ?? `https://login.${Environment.domains["us-east-1"]}`)
    }
  }
}

const methods: ReadonlyArray<Endpoint.Method> = ["GET", "PUT", "POST", "PATCH", "DELETE"]

const regions = () =>
  Object.entries(Environment.domains).map(([region, domain]) => ({ url: `https://api.${domain}`, description: region }))

/** The resource that an operation is about: the first name in its path besides the users'. */
const tagOf = ({ path }: Endpoint.Any): string => {
  const names = path.split("/").slice(3).filter((name) => !name.startsWith("{"))
  return names.find((name) => name !== "users" && name !== "me") ?? names[0] ?? "other"
}

// ------------------------------------------------------------------------------------------------------- operations

const operation = (endpoint: Endpoint.Any, models: Models): Operation => {
  const { deprecated, invalidFor, pagination, permissions, status, success, summary } = endpoint
  const paging = pagination === undefined ? undefined : pagingOf(pagination)
  const description = describe(endpoint, paging)
  return {
    operationId: endpoint.id,
    ...(summary === undefined ? {} : { summary }),
    ...(description === "" ? {} : { description }),
    tags: [tagOf(endpoint)],
    ...(deprecated === undefined ? {} : { deprecated: true, "x-deprecation": deprecated }),
    parameters: parameters(endpoint, models, paging),
    ...(endpoint.body === undefined ? {} : { requestBody: requestBody(endpoint.body, models) }),
    responses: {
      [status]: response(status, success === undefined ? undefined : models.schema(success)),
      ...Object.fromEntries(
        endpoint.errors.map((status) => [status, { $ref: `#/components/responses/${responseName(status)}` }])
      )
    },
    ...(invalidFor.length === 0 ? {} : {
      security: grants.filter((grant) => !invalidFor.includes(grant)).map((grant) => ({ [grant]: [] })),
      "x-invalid-for": invalidFor
    }),
    ...(permissions.permissions.length === 0 ? {} : { "x-inin-requires-permissions": permissions }),
    ...(paging === undefined ? {} : { "x-paging": paging }),
    "x-idempotent": endpoint.idempotent
  }
}

/** The facts that viewers do not show by themselves. */
const describe = ({ deprecated, invalidFor, permissions: { permissions, type } }: Endpoint.Any, paging?: Paging) => {
  const lines: Array<string> = []
  if (deprecated !== undefined) {
    const what = deprecated.removed === true ? "The service no longer has it" : "Deprecated"
    lines.push(`${what}, since ${deprecated.since}. Use ${deprecated.use}.`)
  }
  if (permissions.length > 0) lines.push(`Needs ${type === "ANY" ? "one" : "each"} of: ${permissions.join(", ")}.`)
  if (invalidFor.length > 0) lines.push(`Refuses tokens of the grant ${invalidFor.join(", ")}.`)
  if (paging?.defaultPageSize !== undefined) {
    const most = paging.maxPageSize === undefined ? "" : `, ${paging.maxPageSize} at most`
    lines.push(`Answers page by page, ${paging.defaultPageSize} items by default${most}.`)
  }
  return lines.join("\n\n")
}

const parameters = (
  { pathParams, query }: Endpoint.Any,
  models: Models,
  paging: Paging | undefined
): ReadonlyArray<Parameter> => [
  ...Object.entries(pathParams).map(([name, param]): Parameter => ({
    name,
    in: "path",
    required: true,
    schema: models.schema(param)
  })),
  ...Object.entries(query).map(([name, param]): Parameter => {
    if (Schema.isSchema(param)) return { name, in: "query", required: true, schema: models.schema(param) }
    const schema = models.schema(param.schema)
    return param._tag === "Repeated"
      ? {
        name,
        in: "query",
        required: false,
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
        name,
        in: "query",
        required: false,
        ...(param.limits === undefined ? {} : { description: limitsOf(param.limits) }),
        schema: { ...schema, ...(paging?.in === "query" ? bounds(name, paging) : {}) }
      }
  })
]

const limitsOf = (limits: { readonly [key: string]: number }): string =>
  Object.entries(limits).map(([key, maximum]) => `With this parameter, ${key} is at most ${maximum}.`).join(" ")

const bounds = (name: string, { defaultPageSize, maxPageSize }: Paging): JsonSchema =>
  name === "pageNumber"
    ? { minimum: 1, default: 1 }
    : name === "pageSize"
    ? {
      minimum: 1,
      ...(maxPageSize === undefined ? {} : { maximum: maxPageSize }),
      ...(defaultPageSize === undefined ? {} : { default: defaultPageSize })
    }
    : {}

const requestBody = (body: NonNullable<Endpoint.Any["body"]>, models: Models) => {
  const required = Schema.isSchema(body)
  return { required, content: json(models.schema(required ? body : body.schema)) }
}

const json = (schema: JsonSchema): Content => ({ "application/json": { schema } })

const pagingOf = (pagination: Pagination.Pagination): Paging => {
  const { items, maxPageSize } = pagination
  const maximum = maxPageSize === undefined ? {} : { maxPageSize }
  switch (pagination._tag) {
    case "PageNumber":
      return {
        strategy: "pageNumber",
        in: pagination.in,
        last: pagination.last,
        defaultPageSize: pagination.defaultPageSize,
        ...maximum,
        items
      }
    case "Cursor":
      return {
        strategy: "cursor",
        in: "query",
        last: "cursor",
        param: pagination.param,
        cursor: pagination.cursor,
        ...maximum,
        items
      }
    case "Link":
      return {
        strategy: "link",
        in: "query",
        last: pagination.last,
        param: pagination.param,
        link: pagination.link,
        ...maximum,
        items
      }
  }
}

// -------------------------------------------------------------------------------------------------------- responses

const phrases: { readonly [status: number]: string } = {
  200: "OK",
  201: "Created",
  202: "Accepted",
  204: "No Content",
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  405: "Method Not Allowed",
  408: "Request Timeout",
  409: "Conflict",
  410: "Gone",
  413: "Content Too Large",
  415: "Unsupported Media Type",
  424: "Failed Dependency",
  429: "Too Many Requests",
  500: "Internal Server Error",
  502: "Bad Gateway",
  503: "Service Unavailable",
  504: "Gateway Timeout"
}

const phrase = (status: number): string => phrases[status] ?? `Status ${status}`

const responseName = (status: number): string => phrase(status).replaceAll(" ", "")

const response = (status: number, schema: JsonSchema | undefined): Response => ({
  description: phrase(status),
  headers: Object.fromEntries(
    Object.keys(headers)
      .filter((name) => name !== "Retry-After" || status === 429)
      .map((name) => [name, { $ref: `#/components/headers/${name}` }])
  ),
  ...(schema === undefined ? {} : { content: json(schema) })
})

const headers: { readonly [name: string]: Header } = {
  "ININ-Correlation-Id": { description: "To quote in a support case.", schema: { type: "string" } },
  "inin-ratelimit-count": {
    description: "Requests of this token in the current window.",
    schema: { type: "integer" }
  },
  "inin-ratelimit-allowed": { description: "Requests that a window allows.", schema: { type: "integer" } },
  "inin-ratelimit-reset": { description: "Seconds until the window ends.", schema: { type: "integer" } },
  "Retry-After": { description: "Seconds to wait.", schema: { type: "integer" } }
}

// --------------------------------------------------------------------------------------------------------- security

const grants = ["client_credentials", "authorization_code"] as const

const securitySchemes = (
  loginUrl: string
): { readonly [Grant in (typeof grants)[number]]: SecurityScheme } => {
  const common = { tokenUrl: `${loginUrl}/oauth/token`, scopes: {} }
  return {
    client_credentials: {
      type: "oauth2",
      description: "For a program that acts for no user.",
      flows: { clientCredentials: common }
    },
    authorization_code: {
      type: "oauth2",
      description: "For a program that acts for the user who logs in.",
      flows: { authorizationCode: { authorizationUrl: `${loginUrl}/oauth/authorize`, ...common } }
    }
  }
}

// ---------------------------------------------------------------------------------------------------------- schemas

/** Writes schemas, and keeps the models that it meets. */
interface Models {
  /** A schema, with the models in it by reference. */
  readonly schema: (schema: Schema.Schema.AnyNoContext) => JsonSchema
  /** The models met so far, by name. */
  readonly components: () => { readonly [name: string]: JsonSchema }
}

const collectModels = (): Models => {
  const defs: { [name: string]: JsonSchema } = {}

  // A number that has an identifier (Schema.Int) is no model: it stands where it is used.
  const isModel = ({ enum: values, type }: JsonSchema): boolean =>
    type === undefined || !scalars.has(type) || values !== undefined

  const tidy = (schema: object): JsonSchema => {
    const { $ref } = schema as JsonSchema
    const name = $ref?.slice("#/components/schemas/".length)
    const named = name === undefined ? undefined : defs[name]
    if (named !== undefined && !isModel(named)) return withoutOwnTitle(named)
    return Object.fromEntries(
      Object.entries(schema)
        .filter(([keyword, value]) => !saysNothing(keyword, value))
        .map(([keyword, value]) => [keyword, tidyKeyword(keyword, value)])
    )
  }

  const tidyAny = (schema: unknown): unknown => Predicate.isRecord(schema) ? tidy(schema) : schema

  const tidyKeyword = (keyword: string, value: unknown): unknown => {
    switch (keyword) {
      case "items":
      case "additionalProperties":
        return tidyAny(value)
      case "anyOf":
      case "allOf":
      case "prefixItems":
        return Array.isArray(value) ? value.map(tidyAny) : value
      case "properties":
        return Predicate.isRecord(value) ? Record.map(value, tidyAny) : value
      default:
        return value
    }
  }

  return {
    schema: (schema) => tidy(OpenApiJsonSchema.makeWithDefs(schema, { defs, additionalPropertiesStrategy: "allow" })),
    components: () =>
      Object.fromEntries(
        Object.entries(defs)
          .filter(([_, schema]) => isModel(schema))
          .sort(([a], [b]) => a < b ? -1 : 1)
          .map(([name, schema]) => [name, tidy(schema)])
      )
  }
}

const scalars: ReadonlySet<string> = new Set(["string", "number", "integer", "boolean"])

/** That objects are open, that they have no fields to name, that an unknown value is unknown. */
const saysNothing = (keyword: string, value: unknown): boolean =>
  keyword === "$id" || (keyword === "title" && value === "unknown") ||
  (keyword === "additionalProperties" && value === true) ||
  (keyword === "required" && Array.isArray(value) && value.length === 0) ||
  (keyword === "properties" && Predicate.isRecord(value) && Object.keys(value).length === 0)

/** What Schema calls its own: "int", "an integer". */
const withoutOwnTitle = (schema: JsonSchema): JsonSchema => {
  const { description: _, title, ...rest } = schema
  return title === "int" || title === "finite" ? rest : schema
}
