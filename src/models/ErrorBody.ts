/**
 * Body of an error response.
 *
 * @since 0.1.0
 */

import type * as Schema from "effect/Schema"
import * as Model from "../internal/schema/model.js"

/**
 * One thing that is wrong with a request, down to the field.
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
 * The limit that was hit, as the service's page of limits names it.
 *
 * @since 0.1.0
 * @category models
 */
export interface Limit {
  /** The service that sets the limit. */
  readonly namespace?: string | undefined
  /** Name of the limit, such as `client.credentials.token.rate.per.minute`. */
  readonly key?: string | undefined
  /** How much is allowed. */
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
 * The body of an error answer. Nothing in it is certain to be there, and some errors come without it.
 *
 * @since 0.1.0
 * @category models
 */
export interface ErrorBody {
  /** The HTTP status again. */
  readonly status?: number | undefined
  /** Code of the error, such as `general.conflict`. It is the part to tell cases by. */
  readonly code?: string | undefined
  /** The entity the error is about. */
  readonly entityId?: string | undefined
  readonly entityName?: string | undefined
  /** Text with the parameters filled in. A wrong `version` can be told from another 400 by this text alone. */
  readonly message?: string | undefined
  /** Text with `{placeholders}` instead of the parameters. */
  readonly messageWithParams?: string | undefined
  /** What stands for the placeholders: text as a rule, but not always. */
  readonly messageParams?: { readonly [key: string]: unknown } | undefined
  /** Correlation id, to quote in a support case. May be empty where the header has it. */
  readonly contextId?: string | undefined
  readonly details?: ReadonlyArray<Detail> | undefined
  readonly errors?: ReadonlyArray<ErrorBody> | undefined
  /** Present where a limit was hit, since 2023. */
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
