/**
 * Queues, and memberships of users in queues.
 *
 * @since 0.1.0
 */

import type * as Schema from "effect/Schema"
import * as Model from "../internal/schema/model.js"
import * as Common from "./Common.js"
import * as QueueAddress from "./QueueAddress.js"
import * as QueueMedia from "./QueueMedia.js"
import * as QueueRouting from "./QueueRouting.js"

/**
 * Page of a script.
 *
 * @since 0.1.0
 * @category models
 */
export interface Page {
  /** Read-only. */
  readonly id?: string | undefined
  readonly name?: string | undefined
  readonly versionId?: string | undefined
  /** ISO-8601 in UTC. */
  readonly createdDate?: string | undefined
  /** ISO-8601 in UTC. */
  readonly modifiedDate?: string | undefined
  readonly rootContainer?: { readonly [key: string]: unknown } | undefined
  readonly properties?: { readonly [key: string]: unknown } | undefined
  readonly selfUri?: string | undefined
}

/**
 * Schema of {@link Page}.
 *
 * @since 0.1.0
 * @category models
 */
export const Page: Schema.Schema<Page> = Model.model("Page", {
  id: Model.optional(Model.string),
  name: Model.optional(Model.string),
  versionId: Model.optional(Model.string),
  createdDate: Model.optional(Model.dateTime),
  modifiedDate: Model.optional(Model.dateTime),
  rootContainer: Model.optional(Model.anyObject),
  properties: Model.optional(Model.anyObject),
  selfUri: Model.optional(Model.uri)
})

/**
 * Script that an agent follows in a conversation. A queue contains little more than its `id`.
 *
 * @since 0.1.0
 * @category models
 */
export interface Script {
  /** Read-only. */
  readonly id?: string | undefined
  readonly name?: string | undefined
  readonly versionId?: string | undefined
  /** ISO-8601 in UTC. */
  readonly createdDate?: string | undefined
  /** ISO-8601 in UTC. */
  readonly modifiedDate?: string | undefined
  /** ISO-8601 in UTC. */
  readonly publishedDate?: string | undefined
  /** ISO-8601 in UTC. */
  readonly versionDate?: string | undefined
  readonly startPageId?: string | undefined
  readonly startPageName?: string | undefined
  readonly features?: { readonly [key: string]: unknown } | undefined
  readonly variables?: { readonly [key: string]: unknown } | undefined
  readonly customActions?: { readonly [key: string]: unknown } | undefined
  readonly pages?: ReadonlyArray<Page> | undefined
  readonly division?: Common.Division | undefined
  readonly selfUri?: string | undefined
}

/**
 * Schema of {@link Script}.
 *
 * @since 0.1.0
 * @category models
 */
export const Script: Schema.Schema<Script> = Model.model("Script", {
  id: Model.optional(Model.string),
  name: Model.optional(Model.string),
  versionId: Model.optional(Model.string),
  createdDate: Model.optional(Model.dateTime),
  modifiedDate: Model.optional(Model.dateTime),
  publishedDate: Model.optional(Model.dateTime),
  versionDate: Model.optional(Model.dateTime),
  startPageId: Model.optional(Model.string),
  startPageName: Model.optional(Model.string),
  features: Model.optional(Model.anyObject),
  variables: Model.optional(Model.anyObject),
  customActions: Model.optional(Model.anyObject),
  pages: Model.optional(Model.array(Page)),
  division: Model.optional(Common.Division),
  selfUri: Model.optional(Model.uri)
})

/**
 * Whether the agent must select a wrap-up code, and whether that has a time limit.
 *
 * @since 0.1.0
 * @category models
 */
export type WrapupPrompt = typeof WrapupPrompt.Type

/**
 * Schema of {@link WrapupPrompt}.
 *
 * @since 0.1.0
 * @category models
 */
export const WrapupPrompt = Model.open(
  "MANDATORY",
  "OPTIONAL",
  "MANDATORY_TIMEOUT",
  "MANDATORY_FORCED_TIMEOUT",
  "AGENT_REQUESTED"
)

/**
 * Settings of after-call work.
 *
 * @since 0.1.0
 * @category models
 */
export interface AcwSettings {
  readonly wrapupPrompt?: WrapupPrompt | undefined
  /**
   * Time limit in milliseconds, from one second to one day. Only for `MANDATORY_TIMEOUT` and
   * `MANDATORY_FORCED_TIMEOUT`.
   */
  readonly timeoutMs?: number | undefined
}

/**
 * Schema of {@link AcwSettings}.
 *
 * @since 0.1.0
 * @category models
 */
export const AcwSettings: Schema.Schema<AcwSettings> = Model.model("AcwSettings", {
  wrapupPrompt: Model.optional(WrapupPrompt),
  timeoutMs: Model.optional(Model.integer)
})

/**
 * Libraries of canned responses that agents of a queue can use.
 *
 * @since 0.1.0
 * @category models
 */
export interface CannedResponseLibraries {
  readonly libraryIds?: ReadonlyArray<string> | undefined
  readonly mode?: "All" | "SelectedOnly" | "None" | (string & {}) | undefined
}

/**
 * Schema of {@link CannedResponseLibraries}.
 *
 * @since 0.1.0
 * @category models
 */
export const CannedResponseLibraries: Schema.Schema<CannedResponseLibraries> = Model.model("CannedResponseLibraries", {
  libraryIds: Model.optional(Model.array(Model.string)),
  mode: Model.optional(Model.open("All", "SelectedOnly", "None"))
})

/**
 * Properties that queues have in every model.
 *
 * @since 0.1.0
 * @category models
 */
export interface QueueSettings {
  readonly name?: string | undefined
  readonly description?: string | undefined
  /** @deprecated Removed on 2019-02-22. */
  readonly version?: number | undefined
  readonly division?: Common.Division | undefined
  /** ISO-8601 in UTC. */
  readonly dateCreated?: string | undefined
  /** ISO-8601 in UTC. */
  readonly dateModified?: string | undefined
  /** Id of the user. */
  readonly modifiedBy?: string | undefined
  /** Id of the user. */
  readonly createdBy?: string | undefined
  /** @deprecated Removed on 2019-02-22. */
  readonly state?: Common.EntityState | undefined
  /** @deprecated Removed on 2019-02-22. */
  readonly modifiedByApp?: string | undefined
  /** @deprecated Removed on 2019-02-22. */
  readonly createdByApp?: string | undefined
  readonly mediaSettings?: QueueMedia.QueueMediaSettings | undefined
  readonly bullseye?: QueueRouting.Bullseye | undefined
  readonly acwSettings?: AcwSettings | undefined
  /**
   * `ALL` selects agents with every requested skill, `BEST` those with the best matching skills, `NONE` ignores skills.
   */
  readonly skillEvaluationMethod?: "NONE" | "BEST" | "ALL" | (string & {}) | undefined
  /** Flow for waiting calls. */
  readonly queueFlow?: Common.UriReference | undefined
  /** Prompt that the agent hears before the caller is connected. */
  readonly whisperPrompt?: Common.UriReference | undefined
  /**
   * Whether the whisper prompt is played only for calls that are answered automatically. Not present in queues of a
   * user since August 2018.
   */
  readonly autoAnswerOnly?: boolean | undefined
  /** Name that outbound calls show. */
  readonly callingPartyName?: string | undefined
  /** Number that outbound calls show. */
  readonly callingPartyNumber?: string | undefined
  /** Scripts by media type. */
  readonly defaultScripts?: { readonly [key: string]: Script } | undefined
  readonly outboundEmailAddress?: QueueAddress.QueueEmailAddress | undefined
  /** Number of all members, whether joined or not. Read-only. */
  readonly memberCount?: number | undefined
  /** Number of members that are not members through a group. Read-only. */
  readonly userMemberCount?: number | undefined
  /** Number of members that have joined. Read-only. */
  readonly joinedMemberCount?: number | undefined
  readonly routingRules?: ReadonlyArray<QueueRouting.RoutingRule> | undefined
  readonly conditionalGroupRouting?: QueueRouting.ConditionalGroupRouting | undefined
  readonly conditionalGroupActivation?: QueueRouting.ConditionalGroupActivation | undefined
  readonly scoringMethod?: "TimestampAndPriority" | "PriorityOnly" | (string & {}) | undefined
  readonly lastAgentRoutingMode?: "Disabled" | "QueueMembersOnly" | "AnyAgent" | (string & {}) | undefined
  readonly memberGroups?: ReadonlyArray<QueueRouting.MemberGroup> | undefined
  readonly emailInQueueFlow?: Common.UriReference | undefined
  readonly messageInQueueFlow?: Common.UriReference | undefined
  readonly onHoldPrompt?: Common.UriReference | undefined
  readonly cannedResponseLibraries?: CannedResponseLibraries | undefined
  readonly enableTranscription?: boolean | undefined
  readonly enableAudioMonitoring?: boolean | undefined
  /** Whether a supervisor can assign conversations to agents. */
  readonly enableManualAssignment?: boolean | undefined
  readonly agentOwnedRouting?: QueueRouting.AgentOwnedRouting | undefined
  readonly directRouting?: QueueRouting.DirectRouting | undefined
  readonly outboundMessagingAddresses?: QueueAddress.QueueMessagingAddresses | undefined
  /** Id of the external queue that corresponds to it. */
  readonly peerId?: string | undefined
  readonly suppressInQueueCallRecording?: boolean | undefined
  readonly defaultMediaLanguage?: string | undefined
  readonly selfUri?: string | undefined
}

/** @internal */
export const queueFields = {
  name: Model.optional(Model.string),
  description: Model.optional(Model.string),
  version: Model.optional(Model.integer),
  division: Model.optional(Common.Division),
  dateCreated: Model.optional(Model.dateTime),
  dateModified: Model.optional(Model.dateTime),
  modifiedBy: Model.optional(Model.string),
  createdBy: Model.optional(Model.string),
  state: Model.optional(Common.EntityState),
  modifiedByApp: Model.optional(Model.string),
  createdByApp: Model.optional(Model.string),
  mediaSettings: Model.optional(QueueMedia.QueueMediaSettings),
  bullseye: Model.optional(QueueRouting.Bullseye),
  acwSettings: Model.optional(AcwSettings),
  skillEvaluationMethod: Model.optional(Model.open("NONE", "BEST", "ALL")),
  queueFlow: Model.optional(Common.UriReference),
  whisperPrompt: Model.optional(Common.UriReference),
  autoAnswerOnly: Model.optional(Model.boolean),
  callingPartyName: Model.optional(Model.string),
  callingPartyNumber: Model.optional(Model.string),
  defaultScripts: Model.optional(Model.record(Script)),
  outboundEmailAddress: Model.optional(QueueAddress.QueueEmailAddress),
  memberCount: Model.optional(Model.integer),
  userMemberCount: Model.optional(Model.integer),
  joinedMemberCount: Model.optional(Model.integer),
  routingRules: Model.optional(Model.array(QueueRouting.RoutingRule)),
  conditionalGroupRouting: Model.optional(QueueRouting.ConditionalGroupRouting),
  conditionalGroupActivation: Model.optional(QueueRouting.ConditionalGroupActivation),
  scoringMethod: Model.optional(Model.open("TimestampAndPriority", "PriorityOnly")),
  lastAgentRoutingMode: Model.optional(Model.open("Disabled", "QueueMembersOnly", "AnyAgent")),
  memberGroups: Model.optional(Model.array(QueueRouting.MemberGroup)),
  emailInQueueFlow: Model.optional(Common.UriReference),
  messageInQueueFlow: Model.optional(Common.UriReference),
  onHoldPrompt: Model.optional(Common.UriReference),
  cannedResponseLibraries: Model.optional(CannedResponseLibraries),
  enableTranscription: Model.optional(Model.boolean),
  enableAudioMonitoring: Model.optional(Model.boolean),
  enableManualAssignment: Model.optional(Model.boolean),
  agentOwnedRouting: Model.optional(QueueRouting.AgentOwnedRouting),
  directRouting: Model.optional(QueueRouting.DirectRouting),
  outboundMessagingAddresses: Model.optional(QueueAddress.QueueMessagingAddresses),
  peerId: Model.optional(Model.string),
  suppressInQueueCallRecording: Model.optional(Model.boolean),
  defaultMediaLanguage: Model.optional(Model.string),
  selfUri: Model.optional(Model.uri)
}

/**
 * Queue. The service calls the model `QueueFullReference` if the queue is part of a role.
 *
 * @since 0.1.0
 * @category models
 */
export interface Queue extends QueueSettings {
  /** Read-only. */
  readonly id: string
}

/**
 * Schema of {@link Queue}.
 *
 * @since 0.1.0
 * @category models
 */
export const Queue: Schema.Schema<Queue> = Model.extend("Queue", queueFields, {
  id: Model.string
})

/**
 * Queue of which a user is a member. PATCH requires `joined`, and `id` as well if it changes several queues.
 *
 * @since 0.1.0
 * @category models
 */
export interface UserQueue extends QueueSettings {
  /** Id of the queue. */
  readonly id?: string | undefined
  /** Whether the user has joined the queue and receives its conversations. */
  readonly joined?: boolean | undefined
}

/**
 * Schema of {@link UserQueue}.
 *
 * @since 0.1.0
 * @category models
 */
export const UserQueue: Schema.Schema<UserQueue> = Model.extend("UserQueue", queueFields, {
  id: Model.optional(Model.string),
  joined: Model.optional(Model.boolean)
})

/**
 * Page of queues of a user.
 *
 * @since 0.1.0
 * @category models
 */
export interface UserQueueEntityListing extends Common.EntityListing {
  readonly entities: ReadonlyArray<UserQueue>
}

/**
 * Schema of {@link UserQueueEntityListing}.
 *
 * @since 0.1.0
 * @category models
 */
export const UserQueueEntityListing: Schema.Schema<UserQueueEntityListing> = Model.extend(
  "UserQueueEntityListing",
  Common.listingFields,
  {
    entities: Model.array(UserQueue)
  }
)
