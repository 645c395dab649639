/**
 * How the conversations of a queue alert and are taken, medium by medium.
 *
 * @since 0.1.0
 */

import type * as Schema from "effect/Schema"
import * as Model from "../internal/schema/model.js"
import * as Common from "./Common.js"
import * as QueueAddress from "./QueueAddress.js"

/**
 * The aim of a queue: so many per cent answered in so much time.
 *
 * @since 0.1.0
 * @category models
 */
export interface ServiceLevel {
  /** From 0 to 1. */
  readonly percentage?: number | undefined
  /** Milliseconds. */
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
 * Settings that every medium has. Today's service calls it `MediaSettings`.
 *
 * @since 0.1.0
 * @category models
 */
export interface MediaSetting {
  /** How long an agent is alerted, in seconds. */
  readonly alertingTimeoutSeconds?: number | undefined
  readonly serviceLevel?: ServiceLevel | undefined
  /** Whether conversations are taken without asking. */
  readonly enableAutoAnswer?: boolean | undefined
  /** How long the tone lasts when conversations are taken without asking. */
  readonly autoAnswerAlertToneSeconds?: number | undefined
  /** How long the tone lasts when they are not. */
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
 * What happens to a callback that somebody, or something, answers.
 *
 * @since 0.1.0
 * @category models
 */
export type CallbackReaction = "HangUp" | "TransferToQueue" | "TransferToFlow" | (string & {})

/**
 * Schema of {@link CallbackReaction}.
 *
 * @since 0.1.0
 * @category models
 */
export const CallbackReaction: Schema.Schema<CallbackReaction> = Model.open(
  "HangUp",
  "TransferToQueue",
  "TransferToFlow"
)

/**
 * Settings for callbacks.
 *
 * @since 0.1.0
 * @category models
 */
export interface CallbackMediaSettings extends MediaSetting {
  /** Who is called first. */
  readonly mode?: "AgentFirst" | "CustomerFirst" | (string & {}) | undefined
  /** Whether the number is dialled, and the callback ended, without the agent doing it. */
  readonly enableAutoDialAndEnd?: boolean | undefined
  /** How long to wait before dialling. */
  readonly autoDialDelaySeconds?: number | undefined
  /** How long to wait before ending. */
  readonly autoEndDelaySeconds?: number | undefined
  /** Governs how many calls are placed at a time, where the customer is called first. */
  readonly pacingModifier?: number | undefined
  readonly maxRetryCount?: number | undefined
  readonly retryDelaySeconds?: number | undefined
  /** When a person answers. */
  readonly liveVoiceReactionType?: CallbackReaction | undefined
  /** Where a person is sent. */
  readonly liveVoiceFlow?: Common.UriReference | undefined
  /** When a machine answers. */
  readonly answeringMachineReactionType?: CallbackReaction | undefined
  /** Where a machine is sent. */
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
 * Settings for email.
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
 * What happens to a message conversation where nobody writes any more.
 *
 * @since 0.1.0
 * @category models
 */
export interface InactivityTimeoutSettings {
  readonly timeoutSeconds?: number | undefined
  readonly actionType?: "DISCONNECT" | "SEND_TO_ARCHITECT_FLOW" | (string & {}) | undefined
  /** The flow it is sent to. */
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
 * Settings for one kind of message.
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
 * Settings for messages.
 *
 * @since 0.1.0
 * @category models
 */
export interface MessageMediaSettings extends MediaSetting {
  /** By kind of message. */
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
 * The settings of a queue, by medium. Until March 2023 this was a map with keys in capitals: both spellings are here.
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
  /** @deprecated `call` since 2023-03-28. */
  readonly CALL?: MediaSetting | undefined
  /** @deprecated `callback` since 2023-03-28. */
  readonly CALLBACK?: MediaSetting | undefined
  /** @deprecated `chat` since 2023-03-28. */
  readonly CHAT?: MediaSetting | undefined
  /** @deprecated `email` since 2023-03-28. */
  readonly EMAIL?: MediaSetting | undefined
  /** @deprecated removed 2023-03-28. */
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
