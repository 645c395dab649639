/**
 * Backup of direct routing: who receives the conversations of an agent who does not respond.
 *
 * @since 0.2.0
 */

import type * as Schema from "effect/Schema"
import * as Model from "../internal/schema/model.js"

/**
 * Backup of an agent for conversations that are routed directly to the agent. Either a queue or a user takes over. PUT
 * replaces all settings; DELETE returns to those of the queue.
 *
 * @since 0.2.0
 * @category models
 */
export interface AgentDirectRoutingBackupSettings {
  /** Id of the queue that takes over. */
  readonly queueId?: string | undefined
  /** Id of the user who takes over. */
  readonly userId?: string | undefined
  /** Whether a conversation waits for the agent before it goes to the backup. */
  readonly waitForAgent?: boolean | undefined
  /** Longest wait for the agent in seconds, from 60 to 864,000 (10 days). */
  readonly agentWaitSeconds?: number | undefined
  /** Ids of the users whose backup this agent is. Read-only. */
  readonly backedUpUsers?: ReadonlyArray<string> | undefined
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
    queueId: Model.optional(Model.string),
    userId: Model.optional(Model.string),
    waitForAgent: Model.optional(Model.boolean),
    agentWaitSeconds: Model.optional(Model.integer),
    backedUpUsers: Model.optional(Model.array(Model.string))
  }
)
