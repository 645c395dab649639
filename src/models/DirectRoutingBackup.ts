/**
 * Backup of direct routing: the queue or the user that receives the direct conversations that an agent does not accept.
 *
 * @since 0.2.0
 */

import type * as Schema from "effect/Schema"
import * as Model from "../internal/schema/model.js"

/**
 * Backup of an agent for conversations that are routed directly to the agent: a queue or a user. PUT replaces all
 * settings. After DELETE, the settings of the queue apply.
 *
 * @since 0.2.0
 * @category models
 */
export interface AgentDirectRoutingBackupSettings {
  /** Id of the queue that receives the conversations. */
  readonly queueId?: string | undefined
  /** Id of the user who receives the conversations. */
  readonly userId?: string | undefined
  /** Whether a conversation waits for the agent before it is routed to the backup. */
  readonly waitForAgent?: boolean | undefined
  /** Maximum wait for the agent in seconds, from 60 to 864,000 (10 days). */
  readonly agentWaitSeconds?: number | undefined
  /** Ids of the users who have this agent as their backup. Read-only. */
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
