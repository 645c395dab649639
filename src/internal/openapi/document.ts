import type * as Endpoint from "../../Endpoint.js"
import type { Permissions } from "../../Permissions.js"
import type { JsonSchema } from "../schema/jsonSchema.js"

/*
 * Types of an OpenAPI document, with the fields that this package writes. `OpenApi` exports them.
 */

/**
 * An OpenAPI 3.1 document. It is plain JSON.
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
  /** Operations by path template, then by method in lower case. */
  readonly paths: { readonly [path: string]: { readonly [method: string]: Operation } }
  readonly components: {
    /** Models by name. */
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
  /** The information of the fields `x-…` as text. */
  readonly description?: string
  readonly tags: readonly [string]
  readonly deprecated?: true
  readonly parameters: ReadonlyArray<Parameter>
  readonly requestBody?: { readonly required: boolean; readonly content: Content }
  /** Responses by status. */
  readonly responses: { readonly [status: string]: Response | Reference }
  /** Absent if it is the same as that of the document. */
  readonly security?: ReadonlyArray<SecurityRequirement>
  /** Absent if no permission is required. */
  readonly "x-inin-requires-permissions"?: Permissions
  /** Date of the deprecation, the operation to use instead, and whether the operation was removed. */
  readonly "x-deprecation"?: Endpoint.Deprecation
  /** Present if the operation is a preview, which the vendor may change or remove without notice. */
  readonly "x-preview"?: true
  readonly "x-paging"?: Paging
  /** Whether the request may be retried when it is not known whether it was carried out. */
  readonly "x-idempotent": boolean
  /** Grants whose tokens the operation rejects. */
  readonly "x-invalid-for"?: ReadonlyArray<Endpoint.Grant>
}

/**
 * Paging of an operation.
 *
 * @since 0.1.0
 * @category models
 */
export interface Paging {
  readonly strategy: "pageNumber" | "cursor" | "link"
  /** Place of the page number and page size, or of the cursor: `query`, `body`, or a field of the body. */
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
 * A parameter in the path or the query.
 *
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
 * A response.
 *
 * @since 0.1.0
 * @category models
 */
export interface Response {
  readonly description: string
  readonly headers: { readonly [name: string]: Reference }
  readonly content?: Content
}

/**
 * A JSON body of a request or a response.
 *
 * @since 0.1.0
 * @category models
 */
export interface Content {
  readonly "application/json": { readonly schema: JsonSchema }
}

/**
 * A header of a response.
 *
 * @since 0.1.0
 * @category models
 */
export interface Header {
  readonly description: string
  readonly schema: JsonSchema
}

/**
 * A reference to a component.
 *
 * @since 0.1.0
 * @category models
 */
export interface Reference {
  readonly $ref: string
}

/**
 * A security requirement: the scopes by the name of the security scheme.
 *
 * @since 0.1.0
 * @category models
 */
export interface SecurityRequirement {
  readonly [scheme: string]: ReadonlyArray<string>
}

/**
 * A security scheme: one OAuth grant.
 *
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
