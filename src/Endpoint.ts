/**
 * Declarations of operations. An endpoint is a value that describes one operation of the API: schemas and plain data.
 * The client (`PureCloud.call`), OpenAPI documents, lists of permissions and the simulator are made from it.
 *
 * To call an operation that this package does not have, declare it with {@link make}, in the same way as the operations
 * of this package.
 *
 * @since 0.1.0
 */

import type * as Schema from "effect/Schema"
import type { NoInfer, Simplify } from "effect/Types"
import type * as Model from "./internal/schema/model.js"
import type * as Pagination from "./Pagination.js"
import type { Permissions } from "./Permissions.js"

/**
 * Identifier of the type of endpoints.
 *
 * @since 0.1.0
 * @category symbols
 */
export const TypeId = "~effect-purecloud/Endpoint"

/**
 * Type of {@link TypeId}.
 *
 * @since 0.1.0
 * @category symbols
 */
export type TypeId = typeof TypeId

// ----------------------------------------------------------------------------------------------------------- models

/**
 * HTTP method of an endpoint.
 *
 * @since 0.1.0
 * @category models
 */
export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE"

/**
 * Grant of a token. Some operations reject tokens of some grants.
 *
 * @since 0.1.0
 * @category models
 */
export type Grant = "client_credentials" | "authorization_code" | "saml2_bearer" | "static"

/**
 * Value of a path parameter or a query key.
 *
 * @since 0.1.0
 * @category models
 */
export type Scalar = string | number | boolean

/**
 * A query key or body that may be left out.
 *
 * @since 0.1.0
 * @category models
 */
export interface Optional<out A> extends Model.OptionalField<A> {
  /** Maximum values of other query keys in a request that has this one, by key. */
  readonly limits: { readonly [key: string]: number } | undefined
}

/**
 * A query key that may be repeated, and may be absent unless it is required. An empty array is rejected, because the
 * service would treat it as a missing filter and return everything.
 *
 * @since 0.2.0
 * @category models
 */
export interface Repeated<out A, out Required extends boolean = false> {
  readonly _tag: "Repeated"
  readonly schema: Schema.Schema.AnyNoContext
  readonly required: Required
  /** Maximum number of values, if known. */
  readonly maxItems: number | undefined
  readonly _A?: () => A
}

/**
 * One operation of the API. `Input` is the input of a call: an object of path parameters and query keys, and of the
 * body under `body`. `Success` is the type of a success, and `Item` that of the items of a page (`never` if the
 * operation is not paged).
 *
 * @since 0.1.0
 * @category models
 */
export interface Endpoint<in Input, out Success, out Item = never> {
  /** Types of the endpoint. These keys do not exist at run time. */
  readonly [TypeId]: {
    readonly _Input?: (_: Input) => void
    readonly _Success?: () => Success
    readonly _Item?: () => Item
  }
  /** The vendor's method name. */
  readonly id: string
  /** HTTP method. */
  readonly method: Method
  /** Path template with `{placeholders}`. */
  readonly path: string
  /** Schemas of the placeholders of the path. */
  readonly pathParams: { readonly [key: string]: Schema.Schema.AnyNoContext }
  /** Query keys. */
  readonly query: { readonly [key: string]: QueryParam }
  /** Schema of the JSON body. `undefined` if there is none. */
  readonly body: Schema.Schema.AnyNoContext | Optional<unknown> | undefined
  /** Schema of the body of a success. `undefined` if it has none. */
  readonly success: Schema.Schema.AnyNoContext | undefined
  /** Documented status of a success. The client accepts any other 2xx too. */
  readonly status: number
  /**
   * Other documented statuses of a success. Their body has the same type as that of `status`, except that 204 has no
   * body: the result of the call is then `undefined`.
   *
   * @since 0.2.0
   */
  readonly otherStatuses: ReadonlyArray<number>
  /** Documented statuses of errors. */
  readonly errors: ReadonlyArray<number>
  /** Permissions that the operation requires. */
  readonly permissions: Permissions
  /** How pages are read. `undefined` if the operation is not paged. */
  readonly pagination: Pagination.Pagination | undefined
  /** Whether a request may be sent again if it is not known whether the service has carried it out. */
  readonly idempotent: boolean
  /** Deprecation by the vendor, if any. */
  readonly deprecated: Deprecation | undefined
  /**
   * Whether the vendor offers the operation as a preview, which it may change or remove without notice.
   *
   * @since 0.2.0
   */
  readonly preview: boolean
  /** Grants whose tokens the operation rejects. */
  readonly invalidFor: ReadonlyArray<Grant>
  /** Rate limit of this operation alone, in addition to the rate limit of the token. */
  readonly rateLimit: OwnRateLimit | undefined
  /** Summary in one line. It is the vendor's for operations of the API of 2018, and this package's for later ones. */
  readonly summary: string | undefined
}

/**
 * An endpoint whose type has the schemas of its path parameters, query and body, and not the input type that is derived
 * from them. Therefore the declaration file keeps the doc comments of query keys, and editors show them.
 *
 * @since 0.2.0
 * @category models
 */
export interface Declaration<PathParams, Query, Body, out Success, out Item = never>
  extends Endpoint<InputOf<PathParams, Query, Body>, Success, Item>
{}

/**
 * Deprecation of an operation by the vendor.
 *
 * @since 0.1.0
 * @category models
 */
export interface Deprecation {
  /**
   * Day from which the operation is deprecated, or on which it was removed: `yyyy-mm-dd`. Absent if it is not known.
   */
  readonly since?: string
  /** Operation to use instead. `none` if the vendor documents none. */
  readonly use: string
  /** Whether the service no longer has the operation. Default: `false`. */
  readonly removed?: boolean
}

/**
 * Rate limit that an operation has in addition to the rate limit of the token. After a 429 with this code only the call
 * itself waits. Other calls continue, because the rate limit of the token is not exceeded.
 *
 * @since 0.2.0
 * @category models
 */
export interface OwnRateLimit {
  /** Error code of such a 429. */
  readonly code: string
}

/**
 * Declaration of a query key: a schema if the key is required, otherwise the result of {@link optional} or
 * {@link repeated}.
 *
 * @since 0.1.0
 * @category models
 */
export type QueryParam = Schema.Schema.AnyNoContext | Optional<Scalar> | Repeated<Scalar, boolean>

/**
 * An endpoint with any input and success.
 *
 * @since 0.1.0
 * @category models
 */
export type Any = Endpoint<never, unknown, unknown>

// ------------------------------------------------------------------------------------------------------- type level

/** Names of the `{placeholders}` of a path template. */
type PathKey<Path extends string> = Path extends `${string}{${infer Key}}${infer Rest}` ? Key | PathKey<Rest> : never

type PathOption<Path extends string, PathParams> = [PathKey<Path>] extends [never]
  ? { readonly pathParams?: { readonly [key: string]: never } }
  : { readonly pathParams: PathParams & { readonly [K in Exclude<keyof PathParams, PathKey<Path>>]: never } }

type QueryRecord = { readonly [key: string]: QueryParam }

/** Keys whose values are schemas, or repeated and required. */
type RequiredKey<Query> = {
  [K in keyof Query]: Query[K] extends { readonly _tag: string }
    ? Query[K] extends { readonly required: true } ? K : never
    : K
}[keyof Query]

type QueryValue<Param> = Param extends Repeated<infer A, boolean> ? ReadonlyArray<A>
  : Param extends Optional<infer A> ? A
  : Param extends Schema.Schema<infer A, infer _I> ? A
  : never

type BodyInput<Body> = [Body] extends [undefined] ? unknown
  : Body extends Optional<infer A> ? { readonly body?: A | undefined }
  : Body extends Schema.Schema<infer A, infer _I> ? { readonly body: A }
  : never

/** Picks keys of a query. Because `Key` extends `keyof Query`, the keys keep their doc comments. */
type RequiredOf<Query, Key extends keyof Query> = { readonly [K in Key]: QueryValue<Query[K]> }

type OptionalOf<Query, Key extends keyof Query> = { readonly [K in Key]?: QueryValue<Query[K]> | undefined }

type InputOf<PathParams, Query, Body> = Simplify<
  & { readonly [K in keyof PathParams]: QueryValue<PathParams[K]> }
  & RequiredOf<Query, RequiredKey<Query>>
  & OptionalOf<Query, Exclude<keyof Query, RequiredKey<Query>>>
  & BodyInput<Body>
>

type BodyValue<Body> = Body extends Optional<infer A> ? A : Body extends Schema.Schema<infer A, infer _I> ? A : never

/** Type of a success. With status 204 it has no body. */
type SuccessOf<Success, Statuses extends ReadonlyArray<number>> = 204 extends Statuses[number] ? Success | undefined
  : Success

type PageKey = "pageNumber" | "pageSize"

/** Places of `pageNumber` and `pageSize` in an input: the query, the body, or a field of the body. */
type PagePlace<Query, Body> =
  | (PageKey extends keyof Query ? "query" : never)
  | (PageKey extends keyof BodyValue<Body> ? "body" : never)
  | {
    [K in keyof BodyValue<Body> & string]-?: PageKey extends keyof NonNullable<BodyValue<Body>[K]> ? `body.${K}`
      : never
  }[keyof BodyValue<Body> & string]

// ----------------------------------------------------------------------------------------------------- constructors

/**
 * Error statuses that most operations document.
 *
 * @since 0.2.0
 * @category constants
 */
export const defaultErrors: ReadonlyArray<number> = [400, 401, 403, 404, 408, 409, 413, 415, 429, 500, 503, 504]

/**
 * Makes a query key or body that may be left out. A query key may limit others: with `{ limits: { pageSize: 100 } }`
 * the client rejects an input that has the key and a `pageSize` over 100.
 *
 * @since 0.1.0
 * @category constructors
 */
export const optional = <A, I>(
  schema: Schema.Schema<A, I>,
  options: { readonly limits?: { readonly [key: string]: number } } = {}
): Optional<A> => ({ _tag: "Optional", schema, limits: options.limits })

/**
 * Makes a query key that may be repeated. With `required`, it must be present. The client rejects more than `maxItems`
 * values. Defaults: not required, no maximum.
 *
 * @since 0.2.0
 * @category constructors
 */
export const repeated = <A extends Scalar, const Required extends boolean = false>(
  schema: Schema.Schema<A>,
  options: { readonly maxItems?: number; readonly required?: Required } = {}
): Repeated<A, Required> => ({
  _tag: "Repeated",
  schema,
  // The default of the type parameter.
  required: options.required ?? (false as Required),
  maxItems: options.maxItems
})

/**
 * Declares an endpoint.
 *
 * `path` must begin with a slash, and `pathParams` must have exactly its placeholders. `pagination` must name fields of
 * `success` and keys of the input. A declaration that breaks these rules does not compile.
 *
 * Schemas may transform, for example `Schema.Date`: the success is decoded, and the body, the path and the query are
 * encoded. The client then decodes the whole response with Schema, which copies it and takes several times as long as
 * the check of a schema that does not transform. A response that cannot be decoded fails with `DecodeError` in every
 * decode mode, because there is no value to return. If an optional field is null, it counts as absent. Unknown fields
 * are kept.
 *
 * Defaults: no `query`, no `body`, no `success`, `status` 200 (204 without `success`), no `otherStatuses`, `errors`
 * {@link defaultErrors}, `idempotent` true for GET, PUT and DELETE, `preview` false.
 *
 * @example
 * ```ts
 * import * as Schema from "effect/Schema"
 * import * as Endpoint from "effect-purecloud/Endpoint"
 * import * as Permissions from "effect-purecloud/Permissions"
 * import * as PureCloud from "effect-purecloud/PureCloud"
 *
 * const Team = Schema.Struct({ id: Schema.String, name: Schema.optional(Schema.String) })
 *
 * export const getTeam = PureCloud.call(Endpoint.make({
 *   id: "getTeam",
 *   method: "GET",
 *   path: "/api/v2/teams/{teamId}",
 *   pathParams: { teamId: Schema.String },
 *   success: Team,
 *   permissions: Permissions.any("groups:team:view")
 * }))
 * ```
 *
 * @since 0.1.0
 * @category constructors
 */
export const make = <
  const Path extends `/${string}`,
  const PathParams extends { readonly [K in PathKey<Path>]: Schema.Schema.AnyNoContext },
  const Query extends QueryRecord = {},
  Body extends Schema.Schema.AnyNoContext | Optional<unknown> | undefined = undefined,
  Success = void,
  const Items extends Pagination.ArrayField<Success> = never,
  const Statuses extends ReadonlyArray<number> = readonly [],
  SuccessEncoded = Success
>(
  options: {
    readonly id: string
    readonly method: Method
    readonly path: Path
    readonly query?: Query
    readonly body?: Body
    readonly success?: Schema.Schema<Success, SuccessEncoded>
    readonly status?: number
    readonly otherStatuses?: Statuses
    readonly errors?: ReadonlyArray<number>
    readonly permissions: Permissions
    readonly pagination?: Pagination.Pagination<
      Items,
      Pagination.TextField<NoInfer<Success>>,
      PagePlace<NoInfer<Query>, NoInfer<Body>>,
      keyof NoInfer<Query> & string
    >
    readonly idempotent?: boolean
    readonly deprecated?: Deprecation
    readonly preview?: boolean
    readonly invalidFor?: ReadonlyArray<Grant>
    readonly rateLimit?: OwnRateLimit
    readonly summary?: string
  } & PathOption<Path, PathParams>
): Declaration<PathParams, Query, Body, SuccessOf<Success, Statuses>, Pagination.Item<Success, Items>> => ({
  [TypeId]: {},
  id: options.id,
  method: options.method,
  path: options.path,
  pathParams: options.pathParams ?? {},
  query: options.query ?? {},
  body: options.body,
  success: options.success,
  status: options.status ?? (options.success === undefined ? 204 : 200),
  otherStatuses: options.otherStatuses ?? [],
  errors: options.errors ?? defaultErrors,
  permissions: options.permissions,
  pagination: options.pagination,
  idempotent: options.idempotent ?? (options.method !== "POST" && options.method !== "PATCH"),
  deprecated: options.deprecated,
  preview: options.preview ?? false,
  invalidFor: options.invalidFor ?? [],
  rateLimit: options.rateLimit,
  summary: options.summary
})
