/**
 * Utilization: how many conversations of each media type an agent can have at the same time, and which other
 * conversations can interrupt them.
 *
 * @since 0.2.0
 */

import type * as Schema from "effect/Schema"
import * as Model from "../internal/schema/model.js"

/**
 * Utilization for one media type.
 *
 * @since 0.2.0
 * @category models
 */
export interface MediaUtilization {
  /** Maximum number of conversations of the type at the same time. */
  readonly maximumCapacity?: number | undefined
  /**
   * Media types whose conversations can interrupt those of this type: `call`, `callback`, `chat`, `email` or `message`.
   * The service can add others.
   */
  readonly interruptableMediaTypes?: ReadonlyArray<string> | undefined
  /** Whether conversations that did not come from a queue are counted. */
  readonly includeNonAcd?: boolean | undefined
}

/**
 * Schema of {@link MediaUtilization}.
 *
 * @since 0.2.0
 * @category models
 */
export const MediaUtilization: Schema.Schema<MediaUtilization> = Model.model("MediaUtilization", {
  maximumCapacity: Model.optional(Model.integer),
  interruptableMediaTypes: Model.optional(Model.array(Model.string)),
  includeNonAcd: Model.optional(Model.boolean)
})

/**
 * Utilization to set for conversations with a label.
 *
 * @since 0.2.0
 * @category models
 */
export interface LabelUtilizationRequest {
  /** Maximum number of conversations with the label at the same time. */
  readonly maximumCapacity?: number | undefined
  /** Ids of the labels whose conversations can interrupt those with this label. */
  readonly interruptingLabelIds?: ReadonlyArray<string> | undefined
}

/**
 * Schema of {@link LabelUtilizationRequest}.
 *
 * @since 0.2.0
 * @category models
 */
export const LabelUtilizationRequest: Schema.Schema<LabelUtilizationRequest> = Model.model("LabelUtilizationRequest", {
  maximumCapacity: Model.optional(Model.integer),
  interruptingLabelIds: Model.optional(Model.array(Model.string))
})

/**
 * Utilization to set for a user.
 *
 * @since 0.2.0
 * @category models
 */
export interface UtilizationRequest {
  /**
   * Utilization by media type, for example `call` or `email`. For a media type that is absent, the utilization of the
   * organization applies.
   */
  readonly utilization?: { readonly [key: string]: MediaUtilization } | undefined
  /** Utilization by id of a label. */
  readonly labelUtilizations?: { readonly [key: string]: LabelUtilizationRequest } | undefined
  /** Maximum number of inbound calls at the same time. */
  readonly maxInboundCalls?: number | undefined
}

/**
 * Schema of {@link UtilizationRequest}.
 *
 * @since 0.2.0
 * @category models
 */
export const UtilizationRequest: Schema.Schema<UtilizationRequest> = Model.model("UtilizationRequest", {
  utilization: Model.optional(Model.record(MediaUtilization)),
  labelUtilizations: Model.optional(Model.record(LabelUtilizationRequest)),
  maxInboundCalls: Model.optional(Model.integer)
})

/**
 * Utilization for conversations with a label.
 *
 * @since 0.2.0
 * @category models
 */
export interface LabelUtilizationResponse {
  /** Maximum number of conversations with the label at the same time. */
  readonly maximumCapacity?: number | undefined
  /** Ids of the labels whose conversations can interrupt those with this label. */
  readonly interruptingLabelIds?: ReadonlyArray<string> | undefined
  /** Name of the label. */
  readonly labelName?: string | undefined
}

/**
 * Schema of {@link LabelUtilizationResponse}.
 *
 * @since 0.2.0
 * @category models
 */
export const LabelUtilizationResponse: Schema.Schema<LabelUtilizationResponse> = Model.model(
  "LabelUtilizationResponse",
  {
    maximumCapacity: Model.optional(Model.integer),
    interruptingLabelIds: Model.optional(Model.array(Model.string)),
    labelName: Model.optional(Model.string)
  }
)

/**
 * Utilization that applies to a user.
 *
 * @since 0.2.0
 * @category models
 */
export interface AgentMaxUtilizationResponse {
  /** Utilization by media type, for example `call` or `email`. */
  readonly utilization?: { readonly [key: string]: MediaUtilization } | undefined
  /** Utilization by id of a label. */
  readonly labelUtilizations?: { readonly [key: string]: LabelUtilizationResponse } | undefined
  /** Maximum number of inbound calls at the same time. */
  readonly maxInboundCalls?: number | undefined
  /**
   * Level of the utilization. The vendor does not document the values. `Agent` probably means that the user has a
   * utilization, and `Organization` that the utilization of the organization applies.
   */
  readonly level?: "Agent" | "Organization" | (string & {}) | undefined
}

/**
 * Schema of {@link AgentMaxUtilizationResponse}.
 *
 * @since 0.2.0
 * @category models
 */
export const AgentMaxUtilizationResponse: Schema.Schema<AgentMaxUtilizationResponse> = Model.model(
  "AgentMaxUtilizationResponse",
  {
    utilization: Model.optional(Model.record(MediaUtilization)),
    labelUtilizations: Model.optional(Model.record(LabelUtilizationResponse)),
    maxInboundCalls: Model.optional(Model.integer),
    level: Model.optional(Model.open("Agent", "Organization"))
  }
)
