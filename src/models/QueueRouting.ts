/**
 * Routing settings of queues.
 *
 * @since 0.1.0
 */

import type * as Schema from "effect/Schema"
import * as Model from "../internal/schema/model.js"
import * as Common from "./Common.js"

/**
 * Team, group or skill group whose users are members of a queue.
 *
 * @since 0.1.0
 * @category models
 */
export interface MemberGroup {
  readonly id?: string | undefined
  readonly name?: string | undefined
  readonly division?: Common.WritableDivision | undefined
  readonly type?: "TEAM" | "GROUP" | "SKILLGROUP" | (string & {}) | undefined
  /** Read-only. */
  readonly memberCount?: number | undefined
  readonly selfUri?: string | undefined
}

/**
 * Schema of {@link MemberGroup}.
 *
 * @since 0.1.0
 * @category models
 */
export const MemberGroup: Schema.Schema<MemberGroup> = Model.model("MemberGroup", {
  id: Model.optional(Model.string),
  name: Model.optional(Model.string),
  division: Model.optional(Common.WritableDivision),
  type: Model.optional(Model.open("TEAM", "GROUP", "SKILLGROUP")),
  memberCount: Model.optional(Model.integer),
  selfUri: Model.optional(Model.uri)
})

/**
 * Criterion for the expansion of a bullseye queue to the next ring.
 *
 * @since 0.1.0
 * @category models
 */
export interface ExpansionCriterium {
  readonly type?: "TIMEOUT_SECONDS" | (string & {}) | undefined
  /** Threshold in seconds. */
  readonly threshold?: number | undefined
}

/**
 * Schema of {@link ExpansionCriterium}.
 *
 * @since 0.1.0
 * @category models
 */
export const ExpansionCriterium: Schema.Schema<ExpansionCriterium> = Model.model("ExpansionCriterium", {
  type: Model.optional(Model.open("TIMEOUT_SECONDS")),
  threshold: Model.optional(Model.number)
})

/**
 * Skill that is no longer required.
 *
 * @since 0.1.0
 * @category models
 */
export interface SkillsToRemove {
  readonly name?: string | undefined
  readonly id?: string | undefined
  readonly selfUri?: string | undefined
}

/**
 * Schema of {@link SkillsToRemove}.
 *
 * @since 0.1.0
 * @category models
 */
export const SkillsToRemove: Schema.Schema<SkillsToRemove> = Model.model("SkillsToRemove", {
  name: Model.optional(Model.string),
  id: Model.optional(Model.string),
  selfUri: Model.optional(Model.uri)
})

/**
 * Actions at the expansion of a bullseye queue to the next ring.
 *
 * @since 0.1.0
 * @category models
 */
export interface Actions {
  /** Skills that are no longer required. Unique. */
  readonly skillsToRemove?: ReadonlyArray<SkillsToRemove> | undefined
}

/**
 * Schema of {@link Actions}.
 *
 * @since 0.1.0
 * @category models
 */
export const Actions: Schema.Schema<Actions> = Model.model("Actions", {
  skillsToRemove: Model.optional(Model.array(SkillsToRemove))
})

/**
 * Ring of a bullseye queue.
 *
 * @since 0.1.0
 * @category models
 */
export interface Ring {
  readonly expansionCriteria?: ReadonlyArray<ExpansionCriterium> | undefined
  readonly actions?: Actions | undefined
  readonly memberGroups?: ReadonlyArray<MemberGroup> | undefined
}

/**
 * Schema of {@link Ring}.
 *
 * @since 0.1.0
 * @category models
 */
export const Ring: Schema.Schema<Ring> = Model.model("Ring", {
  expansionCriteria: Model.optional(Model.array(ExpansionCriterium)),
  actions: Model.optional(Actions),
  memberGroups: Model.optional(Model.array(MemberGroup))
})

/**
 * Bullseye routing, which expands the set of agents ring by ring.
 *
 * @since 0.1.0
 * @category models
 */
export interface Bullseye {
  readonly rings?: ReadonlyArray<Ring> | undefined
}

/**
 * Schema of {@link Bullseye}.
 *
 * @since 0.1.0
 * @category models
 */
export const Bullseye: Schema.Schema<Bullseye> = Model.model("Bullseye", {
  rings: Model.optional(Model.array(Ring))
})

/**
 * Rule for the expansion of preferred-agent routing.
 *
 * @since 0.1.0
 * @category models
 */
export interface RoutingRule {
  /** `MEETS_THRESHOLD` selects agents whose score is at least `threshold`. */
  readonly operator?: "MEETS_THRESHOLD" | "ANY" | (string & {}) | undefined
  readonly threshold?: number | undefined
  /** Duration of this rule, in seconds. */
  readonly waitSeconds?: number | undefined
}

/**
 * Schema of {@link RoutingRule}.
 *
 * @since 0.1.0
 * @category models
 */
export const RoutingRule: Schema.Schema<RoutingRule> = Model.model("RoutingRule", {
  operator: Model.optional(Model.open("MEETS_THRESHOLD", "ANY")),
  threshold: Model.optional(Model.integer),
  waitSeconds: Model.optional(Model.number)
})

/**
 * Groups that are added to the agents of a queue if a metric meets a condition.
 *
 * @since 0.1.0
 * @category models
 */
export interface ConditionalGroupRoutingRule {
  /** Queue of the metric. Default: this queue. */
  readonly queue?: Common.UriReference | undefined
  readonly metric?: "EstimatedWaitTime" | "ServiceLevel" | (string & {}) | undefined
  readonly operator?:
    | "GreaterThan"
    | "GreaterThanOrEqualTo"
    | "LessThan"
    | "LessThanOrEqualTo"
    | (string & {})
    | undefined
  /** Value with which the metric is compared. */
  readonly conditionValue?: number | undefined
  readonly groups?: ReadonlyArray<MemberGroup> | undefined
  /** Duration of this rule, in seconds. */
  readonly waitSeconds?: number | undefined
}

/**
 * Schema of {@link ConditionalGroupRoutingRule}.
 *
 * @since 0.1.0
 * @category models
 */
export const ConditionalGroupRoutingRule: Schema.Schema<ConditionalGroupRoutingRule> = Model.model(
  "ConditionalGroupRoutingRule",
  {
    queue: Model.optional(Common.UriReference),
    metric: Model.optional(Model.open("EstimatedWaitTime", "ServiceLevel")),
    operator: Model.optional(Model.open("GreaterThan", "GreaterThanOrEqualTo", "LessThan", "LessThanOrEqualTo")),
    conditionValue: Model.optional(Model.number),
    groups: Model.optional(Model.array(MemberGroup)),
    waitSeconds: Model.optional(Model.integer)
  }
)

/**
 * Conditional group routing. The rules apply in order.
 *
 * @since 0.1.0
 * @category models
 */
export interface ConditionalGroupRouting {
  readonly rules?: ReadonlyArray<ConditionalGroupRoutingRule> | undefined
}

/**
 * Schema of {@link ConditionalGroupRouting}.
 *
 * @since 0.1.0
 * @category models
 */
export const ConditionalGroupRouting: Schema.Schema<ConditionalGroupRouting> = Model.model("ConditionalGroupRouting", {
  rules: Model.optional(Model.array(ConditionalGroupRoutingRule))
})

/**
 * Metric of a queue.
 *
 * @since 0.1.0
 * @category models
 */
export interface ConditionalGroupActivationSimpleMetric {
  readonly metric?: "EstimatedWaitTime" | "IdleAgentCount" | "ServiceLevel" | (string & {}) | undefined
  /** Queue of the metric. Default: this queue. */
  readonly queue?: Common.UriReference | undefined
}

/**
 * Schema of {@link ConditionalGroupActivationSimpleMetric}.
 *
 * @since 0.1.0
 * @category models
 */
export const ConditionalGroupActivationSimpleMetric: Schema.Schema<ConditionalGroupActivationSimpleMetric> = Model
  .model("ConditionalGroupActivationSimpleMetric", {
    metric: Model.optional(Model.open("EstimatedWaitTime", "IdleAgentCount", "ServiceLevel")),
    queue: Model.optional(Common.UriReference)
  })

/**
 * Operator of a comparison.
 *
 * @since 0.1.0
 * @category models
 */
export type ThresholdOperator = typeof ThresholdOperator.Type

/**
 * Schema of {@link ThresholdOperator}.
 *
 * @since 0.1.0
 * @category models
 */
export const ThresholdOperator = Model.open(
  "GreaterThan",
  "GreaterThanOrEqualTo",
  "LessThan",
  "LessThanOrEqualTo",
  "EqualTo",
  "NotEqualTo"
)

/**
 * Comparison of a metric with a value.
 *
 * @since 0.1.0
 * @category models
 */
export interface ConditionalGroupActivationCondition {
  readonly simpleMetric?: ConditionalGroupActivationSimpleMetric | undefined
  readonly operator?: ThresholdOperator | undefined
  readonly value?: number | undefined
}

/**
 * Schema of {@link ConditionalGroupActivationCondition}.
 *
 * @since 0.1.0
 * @category models
 */
export const ConditionalGroupActivationCondition: Schema.Schema<ConditionalGroupActivationCondition> = Model.model(
  "ConditionalGroupActivationCondition",
  {
    simpleMetric: Model.optional(ConditionalGroupActivationSimpleMetric),
    operator: Model.optional(ThresholdOperator),
    value: Model.optional(Model.number)
  }
)

/**
 * Condition that must be met before the rules apply.
 *
 * @since 0.1.0
 * @category models
 */
export interface ConditionalGroupActivationPilotRule {
  readonly conditions?: ReadonlyArray<ConditionalGroupActivationCondition> | undefined
  /** Combination of the conditions by their numbers, for example `C1 and (C2 or C3)`. */
  readonly conditionExpression?: string | undefined
}

/**
 * Schema of {@link ConditionalGroupActivationPilotRule}.
 *
 * @since 0.1.0
 * @category models
 */
export const ConditionalGroupActivationPilotRule: Schema.Schema<ConditionalGroupActivationPilotRule> = Model.model(
  "ConditionalGroupActivationPilotRule",
  {
    conditions: Model.optional(Model.array(ConditionalGroupActivationCondition)),
    conditionExpression: Model.optional(Model.string)
  }
)

/**
 * Groups that are active while the conditions are met.
 *
 * @since 0.1.0
 * @category models
 */
export interface ConditionalGroupActivationRule {
  readonly conditions?: ReadonlyArray<ConditionalGroupActivationCondition> | undefined
  /** Combination of the conditions by their numbers, for example `C1 and (C2 or C3)`. */
  readonly conditionExpression?: string | undefined
  readonly groups?: ReadonlyArray<MemberGroup> | undefined
}

/**
 * Schema of {@link ConditionalGroupActivationRule}.
 *
 * @since 0.1.0
 * @category models
 */
export const ConditionalGroupActivationRule: Schema.Schema<ConditionalGroupActivationRule> = Model.model(
  "ConditionalGroupActivationRule",
  {
    conditions: Model.optional(Model.array(ConditionalGroupActivationCondition)),
    conditionExpression: Model.optional(Model.string),
    groups: Model.optional(Model.array(MemberGroup))
  }
)

/**
 * Activation and deactivation of groups by metrics of a queue.
 *
 * @since 0.1.0
 * @category models
 */
export interface ConditionalGroupActivation {
  readonly pilotRule?: ConditionalGroupActivationPilotRule | undefined
  readonly rules?: ReadonlyArray<ConditionalGroupActivationRule> | undefined
}

/**
 * Schema of {@link ConditionalGroupActivation}.
 *
 * @since 0.1.0
 * @category models
 */
export const ConditionalGroupActivation: Schema.Schema<ConditionalGroupActivation> = Model.model(
  "ConditionalGroupActivation",
  {
    pilotRule: Model.optional(ConditionalGroupActivationPilotRule),
    rules: Model.optional(Model.array(ConditionalGroupActivationRule))
  }
)

/**
 * Settings of callbacks that belong to one agent.
 *
 * @since 0.1.0
 * @category models
 */
export interface AgentOwnedRouting {
  readonly enableAgentOwnedCallbacks?: boolean | undefined
  readonly maxOwnedCallbackHours?: number | undefined
  readonly maxOwnedCallbackDelayHours?: number | undefined
}

/**
 * Schema of {@link AgentOwnedRouting}.
 *
 * @since 0.1.0
 * @category models
 */
export const AgentOwnedRouting: Schema.Schema<AgentOwnedRouting> = Model.model("AgentOwnedRouting", {
  enableAgentOwnedCallbacks: Model.optional(Model.boolean),
  maxOwnedCallbackHours: Model.optional(Model.integer),
  maxOwnedCallbackDelayHours: Model.optional(Model.integer)
})

/**
 * Direct routing for one media type.
 *
 * @since 0.1.0
 * @category models
 */
export interface DirectRoutingMediaSettings {
  /** Whether outbound conversations show the agent's own address. */
  readonly useAgentAddressOutbound?: boolean | undefined
}

/**
 * Schema of {@link DirectRoutingMediaSettings}.
 *
 * @since 0.1.0
 * @category models
 */
export const DirectRoutingMediaSettings: Schema.Schema<DirectRoutingMediaSettings> = Model.model(
  "DirectRoutingMediaSettings",
  {
    useAgentAddressOutbound: Model.optional(Model.boolean)
  }
)

/**
 * Direct routing, which sends conversations to the agent whose own address was used.
 *
 * @since 0.1.0
 * @category models
 */
export interface DirectRouting {
  readonly callMediaSettings?: DirectRoutingMediaSettings | undefined
  readonly emailMediaSettings?: DirectRoutingMediaSettings | undefined
  readonly messageMediaSettings?: DirectRoutingMediaSettings | undefined
  /** Id of the queue that receives the conversations if the agent is not available. */
  readonly backupQueueId?: string | undefined
  readonly waitForAgent?: boolean | undefined
  /** Time for which conversations wait for the agent, in seconds. */
  readonly agentWaitSeconds?: number | undefined
}

/**
 * Schema of {@link DirectRouting}.
 *
 * @since 0.1.0
 * @category models
 */
export const DirectRouting: Schema.Schema<DirectRouting> = Model.model("DirectRouting", {
  callMediaSettings: Model.optional(DirectRoutingMediaSettings),
  emailMediaSettings: Model.optional(DirectRoutingMediaSettings),
  messageMediaSettings: Model.optional(DirectRoutingMediaSettings),
  backupQueueId: Model.optional(Model.string),
  waitForAgent: Model.optional(Model.boolean),
  agentWaitSeconds: Model.optional(Model.integer)
})
