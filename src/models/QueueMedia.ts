/**
 * Settings of queues for each media type.
 *
 * @since 0.1.0
 */

import type * as Schema from "effect/Schema"
import * as Model from "../internal/schema/model.js"
import * as Common from "./Common.js"
import * as QueueAddress from "./QueueAddress.js"

/**
 * Target of a queue: the share of conversations that is answered within a time.
 *
 * @since 0.1.0
 * @category models
 */
export interface ServiceLevel {
  /** Share from 0 to 1. */
  readonly percentage?: number | undefined
  /** Time in milliseconds. */
  readonly durationMs?: number | undefined
}

/**
 * Schema of {@link ServiceLevel}.
 *
 * @since 0.1.0
 * @category models
 */
export const ServiceLevel: Schema.Schema<ServiceLevel> = Model.model("ServiceLevel", {
  percentage: Model.optional(Model.number),
  durationMs: Model.optional(Model.integer)
})

/**
 * Settings of every media type. Today's API (2026) calls the model `MediaSettings`.
 *
 * @since 0.1.0
 * @category models
 */
export interface MediaSetting {
  /** Time for which an agent is alerted, in seconds. */
  readonly alertingTimeoutSeconds?: number | undefined
  readonly serviceLevel?: ServiceLevel | undefined
  /** Whether conversations are answered automatically. */
  readonly enableAutoAnswer?: boolean | undefined
  /** Duration of the alert tone for conversations that are answered automatically, in seconds. */
  readonly autoAnswerAlertToneSeconds?: number | undefined
  /** Duration of the alert tone for conversations that the agent answers, in seconds. */
  readonly manualAnswerAlertToneSeconds?: number | undefined
}

/** @internal */
export const mediaSettingFields = {
  alertingTimeoutSeconds: Model.optional(Model.integer),
  serviceLevel: Model.optional(ServiceLevel),
  enableAutoAnswer: Model.optional(Model.boolean),
  autoAnswerAlertToneSeconds: Model.optional(Model.number),
  manualAnswerAlertToneSeconds: Model.optional(Model.number)
}

/**
 * Schema of {@link MediaSetting}.
 *
 * @since 0.1.0
 * @category models
 */
export const MediaSetting: Schema.Schema<MediaSetting> = Model.model("MediaSetting", mediaSettingFields)

/**
 * Reaction to an answered callback.
 *
 * @since 0.1.0
 * @category models
 */
export type CallbackReaction = typeof CallbackReaction.Type

/**
 * Schema of {@link CallbackReaction}.
 *
 * @since 0.1.0
 * @category models
 */
export const CallbackReaction = Model.open(
  "HangUp",
  "TransferToQueue",
  "TransferToFlow"
)

/**
 * Settings of callbacks.
 *
 * @since 0.1.0
 * @category models
 */
export interface CallbackMediaSettings extends MediaSetting {
  /** Party that is called first. */
  readonly mode?: "AgentFirst" | "CustomerFirst" | (string & {}) | undefined
  /** Whether callbacks are dialed and ended automatically. */
  readonly enableAutoDialAndEnd?: boolean | undefined
  /** Delay before dialing, in seconds. */
  readonly autoDialDelaySeconds?: number | undefined
  /** Delay before ending, in seconds. */
  readonly autoEndDelaySeconds?: number | undefined
  /** Factor for the number of simultaneous calls in the mode `CustomerFirst`. */
  readonly pacingModifier?: number | undefined
  readonly maxRetryCount?: number | undefined
  readonly retryDelaySeconds?: number | undefined
  /** Reaction if a person answers. */
  readonly liveVoiceReactionType?: CallbackReaction | undefined
  /** Flow to which a person is transferred. */
  readonly liveVoiceFlow?: Common.UriReference | undefined
  /** Reaction if an answering machine answers. */
  readonly answeringMachineReactionType?: CallbackReaction | undefined
  /** Flow to which an answering machine is transferred. */
  readonly answeringMachineFlow?: Common.UriReference | undefined
  readonly edgeGroup?: Common.UriReference | undefined
  readonly site?: Common.UriReference | undefined
}

/**
 * Schema of {@link CallbackMediaSettings}.
 *
 * @since 0.1.0
 * @category models
 */
export const CallbackMediaSettings: Schema.Schema<CallbackMediaSettings> = Model.extend(
  "CallbackMediaSettings",
  mediaSettingFields,
  {
    mode: Model.optional(Model.open("AgentFirst", "CustomerFirst")),
    enableAutoDialAndEnd: Model.optional(Model.boolean),
    autoDialDelaySeconds: Model.optional(Model.integer),
    autoEndDelaySeconds: Model.optional(Model.integer),
    pacingModifier: Model.optional(Model.number),
    maxRetryCount: Model.optional(Model.integer),
    retryDelaySeconds: Model.optional(Model.integer),
    liveVoiceReactionType: Model.optional(CallbackReaction),
    liveVoiceFlow: Model.optional(Common.UriReference),
    answeringMachineReactionType: Model.optional(CallbackReaction),
    answeringMachineFlow: Model.optional(Common.UriReference),
    edgeGroup: Model.optional(Common.UriReference),
    site: Model.optional(Common.UriReference)
  }
)

/**
 * Settings of email.
 *
 * @since 0.1.0
 * @category models
 */
export interface EmailMediaSettings extends MediaSetting {
  readonly allOutboundEmailAddresses?: ReadonlyArray<QueueAddress.QueueEmailAddress> | undefined
}

/**
 * Schema of {@link EmailMediaSettings}.
 *
 * @since 0.1.0
 * @category models
 */
export const EmailMediaSettings: Schema.Schema<EmailMediaSettings> = Model.extend(
  "EmailMediaSettings",
  mediaSettingFields,
  {
    allOutboundEmailAddresses: Model.optional(Model.array(QueueAddress.QueueEmailAddress))
  }
)

/**
 * Action for an inactive message conversation.
 *
 * @since 0.1.0
 * @category models
 */
export interface InactivityTimeoutSettings {
  readonly timeoutSeconds?: number | undefined
  readonly actionType?: "DISCONNECT" | "SEND_TO_ARCHITECT_FLOW" | (string & {}) | undefined
  /** Flow to which the conversation is transferred. */
  readonly flowId?: Common.UriReference | undefined
}

/**
 * Schema of {@link InactivityTimeoutSettings}.
 *
 * @since 0.1.0
 * @category models
 */
export const InactivityTimeoutSettings: Schema.Schema<InactivityTimeoutSettings> = Model.model(
  "InactivityTimeoutSettings",
  {
    timeoutSeconds: Model.optional(Model.integer),
    actionType: Model.optional(Model.open("DISCONNECT", "SEND_TO_ARCHITECT_FLOW")),
    flowId: Model.optional(Common.UriReference)
  }
)

/**
 * Settings of one subtype of messages.
 *
 * @since 0.1.0
 * @category models
 */
export interface MessageSubtypeSettings {
  readonly enableAutoAnswer?: boolean | undefined
  readonly enableInactivityTimeout?: boolean | undefined
}

/**
 * Schema of {@link MessageSubtypeSettings}.
 *
 * @since 0.1.0
 * @category models
 */
export const MessageSubtypeSettings: Schema.Schema<MessageSubtypeSettings> = Model.model("MessageSubtypeSettings", {
  enableAutoAnswer: Model.optional(Model.boolean),
  enableInactivityTimeout: Model.optional(Model.boolean)
})

/**
 * Settings of messages.
 *
 * @since 0.1.0
 * @category models
 */
export interface MessageMediaSettings extends MediaSetting {
  /** Settings by subtype of message. */
  readonly subTypeSettings?: { readonly [key: string]: MessageSubtypeSettings } | undefined
  readonly enableInactivityTimeout?: boolean | undefined
  readonly inactivityTimeoutSettings?: InactivityTimeoutSettings | undefined
}

/**
 * Schema of {@link MessageMediaSettings}.
 *
 * @since 0.1.0
 * @category models
 */
export const MessageMediaSettings: Schema.Schema<MessageMediaSettings> = Model.extend(
  "MessageMediaSettings",
  mediaSettingFields,
  {
    subTypeSettings: Model.optional(Model.record(MessageSubtypeSettings)),
    enableInactivityTimeout: Model.optional(Model.boolean),
    inactivityTimeoutSettings: Model.optional(InactivityTimeoutSettings)
  }
)

/**
 * Settings of a queue, by media type. Until March 2023 the keys were in upper case: the model has both spellings.
 *
 * @since 0.1.0
 * @category models
 */
export interface QueueMediaSettings {
  readonly call?: MediaSetting | undefined
  readonly callback?: CallbackMediaSettings | undefined
  readonly chat?: MediaSetting | undefined
  readonly email?: EmailMediaSettings | undefined
  readonly message?: MessageMediaSettings | undefined
  /** @deprecated Since 2023-03-28. Replacement: `call`. */
  readonly CALL?: MediaSetting | undefined
  /** @deprecated Since 2023-03-28. Replacement: `callback`. */
  readonly CALLBACK?: MediaSetting | undefined
  /** @deprecated Since 2023-03-28. Replacement: `chat`. */
  readonly CHAT?: MediaSetting | undefined
  /** @deprecated Since 2023-03-28. Replacement: `email`. */
  readonly EMAIL?: MediaSetting | undefined
  /** @deprecated Removed on 2023-03-28. */
  readonly SOCIAL_EXPRESSION?: MediaSetting | undefined
}

/**
 * Schema of {@link QueueMediaSettings}.
 *
 * @since 0.1.0
 * @category models
 */
export const QueueMediaSettings: Schema.Schema<QueueMediaSettings> = Model.model("QueueMediaSettings", {
  call: Model.optional(MediaSetting),
  callback: Model.optional(CallbackMediaSettings),
  chat: Model.optional(MediaSetting),
  email: Model.optional(EmailMediaSettings),
  message: Model.optional(MessageMediaSettings),
  CALL: Model.optional(MediaSetting),
  CALLBACK: Model.optional(MediaSetting),
  CHAT: Model.optional(MediaSetting),
  EMAIL: Model.optional(MediaSetting),
  SOCIAL_EXPRESSION: Model.optional(MediaSetting)
})
