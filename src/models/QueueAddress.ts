/**
 * Sender addresses of queues, and routes of inbound email.
 *
 * @since 0.1.0
 */

import type * as Schema from "effect/Schema"
import * as Model from "../internal/schema/model.js"
import * as Common from "./Common.js"

/**
 * Email address with a name.
 *
 * @since 0.1.0
 * @category models
 */
export interface EmailAddress {
  readonly email?: string | undefined
  readonly name?: string | undefined
}

/**
 * Schema of {@link EmailAddress}.
 *
 * @since 0.1.0
 * @category models
 */
export const EmailAddress: Schema.Schema<EmailAddress> = Model.model("EmailAddress", {
  email: Model.optional(Model.string),
  name: Model.optional(Model.string)
})

/**
 * Signature of emails.
 *
 * @since 0.1.0
 * @category models
 */
export interface Signature {
  readonly enabled?: boolean | undefined
  /** Id of the canned response that has the text. */
  readonly cannedResponseId?: string | undefined
  readonly alwaysIncluded?: boolean | undefined
  readonly inclusionType?: "Draft" | "Send" | "SendOnce" | (string & {}) | undefined
}

/**
 * Schema of {@link Signature}.
 *
 * @since 0.1.0
 * @category models
 */
export const Signature: Schema.Schema<Signature> = Model.model("Signature", {
  enabled: Model.optional(Model.boolean),
  cannedResponseId: Model.optional(Model.string),
  alwaysIncluded: Model.optional(Model.boolean),
  inclusionType: Model.optional(Model.open("Draft", "Send", "SendOnce"))
})

/**
 * Route of email to one address.
 *
 * @since 0.1.0
 * @category models
 */
export interface InboundRoute {
  /** Read-only. */
  readonly id?: string | undefined
  readonly name?: string | undefined
  /** Pattern that matches the part of the address before the `@`. */
  readonly pattern?: string | undefined
  readonly queue?: Common.UriReference | undefined
  /** Priority of the conversations. */
  readonly priority?: number | undefined
  /** Skills that the conversations require. */
  readonly skills?: ReadonlyArray<Common.UriReference> | undefined
  /** Language that the conversations require. */
  readonly language?: Common.UriReference | undefined
  readonly fromName?: string | undefined
  readonly fromEmail?: string | undefined
  /** Flow that receives the email, instead of `queue`. */
  readonly flow?: Common.UriReference | undefined
  /** Sender address of replies. */
  readonly replyEmailAddress?: QueueEmailAddress | undefined
  /** Recipients of a blind copy of each reply. */
  readonly autoBcc?: ReadonlyArray<EmailAddress> | undefined
  /** Flow for spam. */
  readonly spamFlow?: Common.UriReference | undefined
  readonly signature?: Signature | undefined
  readonly historyInclusion?: "Include" | "Exclude" | "Optional" | (string & {}) | undefined
  /** Whether a conversation stays open after a reply, until an agent ends it. */
  readonly allowMultipleActions?: boolean | undefined
  readonly mailboxFolders?: ReadonlyArray<string> | undefined
  /** Read-only. */
  readonly status?: "Pending" | "Active" | "Removing" | "Error" | (string & {}) | undefined
  readonly selfUri?: string | undefined
}

/**
 * Schema of {@link InboundRoute}.
 *
 * @since 0.1.0
 * @category models
 */
export const InboundRoute: Schema.Schema<InboundRoute> = Model.model("InboundRoute", {
  id: Model.optional(Model.string),
  name: Model.optional(Model.string),
  pattern: Model.optional(Model.string),
  queue: Model.optional(Common.UriReference),
  priority: Model.optional(Model.integer),
  skills: Model.optional(Model.array(Common.UriReference)),
  language: Model.optional(Common.UriReference),
  fromName: Model.optional(Model.string),
  fromEmail: Model.optional(Model.string),
  flow: Model.optional(Common.UriReference),
  replyEmailAddress: Model.optional(Model.lazy(() => QueueEmailAddress)),
  autoBcc: Model.optional(Model.array(EmailAddress)),
  spamFlow: Model.optional(Common.UriReference),
  signature: Model.optional(Signature),
  historyInclusion: Model.optional(Model.open("Include", "Exclude", "Optional")),
  allowMultipleActions: Model.optional(Model.boolean),
  mailboxFolders: Model.optional(Model.array(Model.string)),
  status: Model.optional(Model.open("Pending", "Active", "Removing", "Error")),
  selfUri: Model.optional(Model.uri)
})

/**
 * Sender address of email of a queue.
 *
 * @since 0.1.0
 * @category models
 */
export interface QueueEmailAddress {
  readonly domain?: Common.UriReference | undefined
  readonly route?: InboundRoute | undefined
}

/**
 * Schema of {@link QueueEmailAddress}.
 *
 * @since 0.1.0
 * @category models
 */
export const QueueEmailAddress: Schema.Schema<QueueEmailAddress> = Model.model("QueueEmailAddress", {
  domain: Model.optional(Common.UriReference),
  route: Model.optional(InboundRoute)
})

/**
 * Sender addresses of messages of a queue.
 *
 * @since 0.1.0
 * @category models
 */
export interface QueueMessagingAddresses {
  readonly smsAddress?: Common.UriReference | undefined
  readonly openMessagingRecipient?: Common.UriReference | undefined
  readonly whatsAppRecipient?: Common.UriReference | undefined
}

/**
 * Schema of {@link QueueMessagingAddresses}.
 *
 * @since 0.1.0
 * @category models
 */
export const QueueMessagingAddresses: Schema.Schema<QueueMessagingAddresses> = Model.model("QueueMessagingAddresses", {
  smsAddress: Model.optional(Common.UriReference),
  openMessagingRecipient: Model.optional(Common.UriReference),
  whatsAppRecipient: Model.optional(Common.UriReference)
})
