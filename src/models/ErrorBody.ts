/**
 * Body of an error response.
 *
 * @since 0.1.0
 */

import type * as Schema from "effect/Schema"
import * as Model from "../internal/schema/model.js"

/**
 * Detail of an error, for example the field that is invalid.
 *
 * @since 0.1.0
 * @category models
 */
export interface Detail {
  /** Error code of the service, for example `invalid.value`. */
  readonly errorCode?: string | undefined
  /** Field of the request. */
  readonly fieldName?: string | undefined
  /** Id of the entity that the error is about. */
  readonly entityId?: string | undefined
  /** Name of that entity. */
  readonly entityName?: string | undefined
}

/**
 * Schema of {@link Detail}.
 *
 * @since 0.1.0
 * @category models
 */
export const Detail: Schema.Schema<Detail> = Model.model("Detail", {
  errorCode: Model.optional(Model.string),
  fieldName: Model.optional(Model.string),
  entityId: Model.optional(Model.string),
  entityName: Model.optional(Model.string)
})

/**
 * Limit that was exceeded, with the names of the vendor's limits page.
 *
 * @since 0.1.0
 * @category models
 */
export interface Limit {
  /** Service that has the limit. */
  readonly namespace?: string | undefined
  /** Name of the limit, for example `client.credentials.token.rate.per.minute`. */
  readonly key?: string | undefined
  /** Value of the limit. */
  readonly value?: number | undefined
}

/**
 * Schema of {@link Limit}.
 *
 * @since 0.1.0
 * @category models
 */
export const Limit: Schema.Schema<Limit> = Model.model("Limit", {
  namespace: Model.optional(Model.string),
  key: Model.optional(Model.string),
  value: Model.optional(Model.integer)
})

/**
 * Body of an error response. Every property can be absent, and some error responses have no such body.
 *
 * @since 0.1.0
 * @category models
 */
export interface ErrorBody {
  /** HTTP status. */
  readonly status?: number | undefined
  /** Error code, for example `general.conflict`. It identifies the kind of error. */
  readonly code?: string | undefined
  /** Id of the entity that the error is about. */
  readonly entityId?: string | undefined
  readonly entityName?: string | undefined
  /** Message with parameters inserted. With status 400, only this text identifies a wrong `version`. */
  readonly message?: string | undefined
  /** Message with `{placeholders}` instead of parameters. */
  readonly messageWithParams?: string | undefined
  /** Values of the placeholders: usually strings, but not always. */
  readonly messageParams?: { readonly [key: string]: unknown } | undefined
  /** Correlation id for support cases. It can be empty even if the header has it. */
  readonly contextId?: string | undefined
  readonly details?: ReadonlyArray<Detail> | undefined
  readonly errors?: ReadonlyArray<ErrorBody> | undefined
  /** Present if a limit was exceeded. Since 2023. */
  readonly limit?: Limit | undefined
}

/**
 * Schema of {@link ErrorBody}.
 *
 * @since 0.1.0
 * @category models
 */
export const ErrorBody: Schema.Schema<ErrorBody> = Model.model("ErrorBody", {
  status: Model.optional(Model.integer),
  code: Model.optional(Model.string),
  entityId: Model.optional(Model.string),
  entityName: Model.optional(Model.string),
  message: Model.optional(Model.string),
  messageWithParams: Model.optional(Model.string),
  messageParams: Model.optional(Model.anyObject),
  contextId: Model.optional(Model.string),
  details: Model.optional(Model.array(Detail)),
  errors: Model.optional(Model.array(Model.lazy(() => ErrorBody))),
  limit: Model.optional(Limit)
})
