/**
 * Makes an OpenAPI 3.1 document from endpoints, for viewers, generators and gateways. The client uses the same
 * endpoints.
 *
 * @example
 * ```ts
 * import * as OpenApi from "effect-purecloud/OpenApi"
 * import * as Users from "effect-purecloud/Users"
 *
 * // The document of all operations.
 * export const whole = JSON.stringify(OpenApi.users(), null, 2)
 *
 * // The document of the operations that a program uses.
 * export const part = OpenApi.fromEndpoints([Users.getUser.endpoint, Users.patchUser.endpoint], { title: "Renaming" })
 * ```
 *
 * @since 0.1.0
 */

import type * as Endpoint from "./Endpoint.js"
import * as endpoints from "./endpoints/index.js"
import * as Environment from "./Environment.js"
import type { Document, Operation } from "./internal/openapi/document.js"
import { makeOperation, tagOf } from "./internal/openapi/operation.js"
import { headers, makeResponse, responseName } from "./internal/openapi/response.js"
import { securityRequirements, securitySchemes } from "./internal/openapi/security.js"
import { makeCollector } from "./internal/schema/jsonSchema.js"
import { ErrorBody } from "./models/ErrorBody.js"

// ----------------------------------------------------------------------------------------------------------- models

export type {
  Content,
  Document,
  Header,
  Operation,
  Paging,
  Parameter,
  Reference,
  Response,
  SecurityRequirement,
  SecurityScheme
} from "./internal/openapi/document.js"

export type { JsonSchema } from "./internal/schema/jsonSchema.js"

/**
 * Options of a document.
 *
 * @since 0.1.0
 * @category models
 */
export interface Options {
  /** Title of the document. Default: `PureCloud API`, or `PureCloud Users API` for {@link users}. */
  readonly title?: string
  /** Version of the API. Default: `v2`. */
  readonly version?: string
  /** Description of the document. Default: one line that names the vendor. */
  readonly description?: string
  /**
   * Hosts in the document, for example those of a simulator. Default: the API hosts of all regions, and the login host
   * of us-east-1.
   */
  readonly hosts?: Environment.Hosts
}

// ----------------------------------------------------------------------------------------------------- constructors

/**
 * Makes the document of all 131 operations.
 *
 * @since 0.1.0
 * @category constructors
 */
export const users = (options?: Options): Document =>
  fromEndpoints(Object.values(endpoints), { ...options, title: options?.title ?? "PureCloud Users API" })

/**
 * Makes the document of some endpoints. It does not depend on their order. Models are components named by their
 * identifiers, so two different models must not have the same identifier. Throws if a schema cannot be represented as
 * JSON Schema.
 *
 * @since 0.1.0
 * @category constructors
 */
export const fromEndpoints = (endpoints: Iterable<Endpoint.Any>, options: Options = {}): Document => {
  const sorted = [...endpoints].sort((a, b) =>
    a.path === b.path ? methods.indexOf(a.method) - methods.indexOf(b.method) : a.path < b.path ? -1 : 1
  )
  const models = makeCollector()
  const paths: { [path: string]: { [method: string]: Operation } } = {}
  for (const endpoint of sorted) {
    ;(paths[endpoint.path] ??= {})[endpoint.method.toLowerCase()] = makeOperation(endpoint, models)
  }
  const statuses = [...new Set(sorted.flatMap(({ errors }) => errors))].sort((a, b) => a - b)
  const responses = Object.fromEntries(
    statuses.map((status) => [responseName(status), makeResponse(status, models.schema(ErrorBody))])
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
    security: securityRequirements(),
    paths,
    components: {
      schemas: models.components(),
      responses,
      headers,
      securitySchemes: securitySchemes(options.hosts?.loginUrl ?? `https://login.${Environment.domains["us-east-1"]}`)
    }
  }
}

/** The HTTP methods, in their order in a document. */
const methods: ReadonlyArray<Endpoint.Method> = ["GET", "PUT", "POST", "PATCH", "DELETE"]

const regions = (): Document["servers"] =>
  Object.entries(Environment.domains).map(([region, domain]) => ({ url: `https://api.${domain}`, description: region }))
