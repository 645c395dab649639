/**
 * Utilization: how many conversations of each media type an agent handles at the same time.
 *
 * @since 0.2.0
 */

import type * as Schema from "effect/Schema"
import * as Model from "../internal/schema/model.js"

/**
 * Media utilization.
 *
 * @since 0.2.0
 * @category models
 */
export interface MediaUtilization {
  readonly includeNonAcd?: boolean | undefined
  readonly interruptableMediaTypes?: ReadonlyArray<string> | undefined
  readonly maximumCapacity?: number | undefined
}

/**
 * Schema of {@link MediaUtilization}.
 *
 * @since 0.2.0
 * @category models
 */
export const MediaUtilization: Schema.Schema<MediaUtilization> = Model.model("MediaUtilization", {
  includeNonAcd: Model.optional(Model.boolean),
  interruptableMediaTypes: Model.optional(Model.array(Model.string)),
  maximumCapacity: Model.optional(Model.integer)
})

/**
 * Label utilization request.
 *
 * @since 0.2.0
 * @category models
 */
export interface LabelUtilizationRequest {
  readonly interruptingLabelIds?: ReadonlyArray<string> | undefined
  readonly maximumCapacity?: number | undefined
}

/**
 * Schema of {@link LabelUtilizationRequest}.
 *
 * @since 0.2.0
 * @category models
 */
export const LabelUtilizationRequest: Schema.Schema<LabelUtilizationRequest> = Model.model("LabelUtilizationRequest", {
  interruptingLabelIds: Model.optional(Model.array(Model.string)),
  maximumCapacity: Model.optional(Model.integer)
})

/**
 * Utilization request.
 *
 * @since 0.2.0
 * @category models
 */
export interface UtilizationRequest {
  readonly labelUtilizations?: { readonly [key: string]: LabelUtilizationRequest } | undefined
  readonly maxInboundCalls?: number | undefined
  readonly utilization?: { readonly [key: string]: MediaUtilization } | undefined
}

/**
 * Schema of {@link UtilizationRequest}.
 *
 * @since 0.2.0
 * @category models
 */
export const UtilizationRequest: Schema.Schema<UtilizationRequest> = Model.model("UtilizationRequest", {
  labelUtilizations: Model.optional(Model.record(LabelUtilizationRequest)),
  maxInboundCalls: Model.optional(Model.integer),
  utilization: Model.optional(Model.record(MediaUtilization))
})

/**
 * Label utilization response.
 *
 * @since 0.2.0
 * @category models
 */
export interface LabelUtilizationResponse {
  readonly interruptingLabelIds?: ReadonlyArray<string> | undefined
  readonly labelName?: string | undefined
  readonly maximumCapacity?: number | undefined
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
    interruptingLabelIds: Model.optional(Model.array(Model.string)),
    labelName: Model.optional(Model.string),
    maximumCapacity: Model.optional(Model.integer)
  }
)

/**
 * Agent max utilization response.
 *
 * @since 0.2.0
 * @category models
 */
export interface AgentMaxUtilizationResponse {
  readonly labelUtilizations?: { readonly [key: string]: LabelUtilizationResponse } | undefined
  readonly level?: "Agent" | "Organization" | (string & {}) | undefined
  readonly maxInboundCalls?: number | undefined
  readonly utilization?: { readonly [key: string]: MediaUtilization } | undefined
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
    labelUtilizations: Model.optional(Model.record(LabelUtilizationResponse)),
    level: Model.optional(Model.open("Agent", "Organization")),
    maxInboundCalls: Model.optional(Model.integer),
    utilization: Model.optional(Model.record(MediaUtilization))
  }
)
