/**
 * Settings of direct routing for the time in which an agent cannot respond.
 *
 * @since 0.2.0
 */

import type * as Schema from "effect/Schema"
import * as Model from "../internal/schema/model.js"

/**
 * Agent direct routing backup settings.
 *
 * @since 0.2.0
 * @category models
 */
export interface AgentDirectRoutingBackupSettings {
  readonly agentWaitSeconds?: number | undefined
  /** Read-only. */
  readonly backedUpUsers?: ReadonlyArray<string> | undefined
  readonly queueId?: string | undefined
  readonly userId?: string | undefined
  readonly waitForAgent?: boolean | undefined
}

/**
 * Schema of {@link AgentDirectRoutingBackupSettings}.
 *
 * @since 0.2.0
 * @category models
 */
export const AgentDirectRoutingBackupSettings: Schema.Schema<AgentDirectRoutingBackupSettings> = Model.model(
  "AgentDirectRoutingBackupSettings",
  {
    agentWaitSeconds: Model.optional(Model.integer),
    backedUpUsers: Model.optional(Model.array(Model.string)),
    queueId: Model.optional(Model.string),
    userId: Model.optional(Model.string),
    waitForAgent: Model.optional(Model.boolean)
  }
)
