/**
 * How a queue picks its agents.
 *
 * @since 0.1.0
 */

import type * as Schema from "effect/Schema"
import * as Model from "../internal/schema/model.js"
import * as Common from "./Common.js"

/**
 * A team, a group or a skill group whose users are members of a queue.
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
 * What makes a bullseye queue go on to the next ring.
 *
 * @since 0.1.0
 * @category models
 */
export interface ExpansionCriterium {
  readonly type?: "TIMEOUT_SECONDS" | (string & {}) | undefined
  /** Seconds. */
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
 * A skill that is no longer asked for.
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
 * What happens when a bullseye queue goes on to the next ring.
 *
 * @since 0.1.0
 * @category models
 */
export interface Actions {
  /** None twice. */
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
 * One ring of a bullseye queue.
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
 * Bullseye routing: rings of agents, each wider than the last.
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
 * When to look for other agents than the preferred ones.
 *
 * @since 0.1.0
 * @category models
 */
export interface RoutingRule {
  /** `MEETS_THRESHOLD`: agents whose score is `threshold` or better. */
  readonly operator?: "MEETS_THRESHOLD" | "ANY" | (string & {}) | undefined
  readonly threshold?: number | undefined
  /** How long this rule holds. */
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
 * Groups that are added to the agents of a queue when a metric says so.
 *
 * @since 0.1.0
 * @category models
 */
export interface ConditionalGroupRoutingRule {
  /** The queue that is measured, where it is another one. */
  readonly queue?: Common.UriReference | undefined
  readonly metric?: "EstimatedWaitTime" | "ServiceLevel" | (string & {}) | undefined
  readonly operator?:
    | "GreaterThan"
    | "GreaterThanOrEqualTo"
    | "LessThan"
    | "LessThanOrEqualTo"
    | (string & {})
    | undefined
  /** What the metric is compared with. */
  readonly conditionValue?: number | undefined
  readonly groups?: ReadonlyArray<MemberGroup> | undefined
  /** How long this rule holds. */
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
 * The rules are taken in order.
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
 * A metric of a queue.
 *
 * @since 0.1.0
 * @category models
 */
export interface ConditionalGroupActivationSimpleMetric {
  readonly metric?: "EstimatedWaitTime" | "IdleAgentCount" | "ServiceLevel" | (string & {}) | undefined
  /** The queue that is measured, where it is another one. */
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
 * How a metric is compared.
 *
 * @since 0.1.0
 * @category models
 */
export type ThresholdOperator =
  | "GreaterThan"
  | "GreaterThanOrEqualTo"
  | "LessThan"
  | "LessThanOrEqualTo"
  | "EqualTo"
  | "NotEqualTo"
  | (string & {})

/**
 * Schema of {@link ThresholdOperator}.
 *
 * @since 0.1.0
 * @category models
 */
export const ThresholdOperator: Schema.Schema<ThresholdOperator> = Model.open(
  "GreaterThan",
  "GreaterThanOrEqualTo",
  "LessThan",
  "LessThanOrEqualTo",
  "EqualTo",
  "NotEqualTo"
)

/**
 * One comparison.
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
 * When the rules apply at all.
 *
 * @since 0.1.0
 * @category models
 */
export interface ConditionalGroupActivationPilotRule {
  readonly conditions?: ReadonlyArray<ConditionalGroupActivationCondition> | undefined
  /** How the conditions are joined, by number: `C1 and (C2 or C3)`. */
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
 * Groups that are active while its conditions hold.
 *
 * @since 0.1.0
 * @category models
 */
export interface ConditionalGroupActivationRule {
  readonly conditions?: ReadonlyArray<ConditionalGroupActivationCondition> | undefined
  /** How the conditions are joined, by number: `C1 and (C2 or C3)`. */
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
 * Groups that are activated and deactivated by the metrics of a queue.
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
 * Callbacks that belong to one agent.
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
 * Direct routing in one medium.
 *
 * @since 0.1.0
 * @category models
 */
export interface DirectRoutingMediaSettings {
  /** Whether the agent's own address is shown. */
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
 * Conversations that go to the agent whose own address was used.
 *
 * @since 0.1.0
 * @category models
 */
export interface DirectRouting {
  readonly callMediaSettings?: DirectRoutingMediaSettings | undefined
  readonly emailMediaSettings?: DirectRoutingMediaSettings | undefined
  readonly messageMediaSettings?: DirectRoutingMediaSettings | undefined
  /** Where they go when the agent is not there. */
  readonly backupQueueId?: string | undefined
  readonly waitForAgent?: boolean | undefined
  /** How long they wait for the agent. */
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
