/**
 * Call forwarding of users.
 *
 * @since 0.1.0
 */

import type * as Schema from "effect/Schema"
import * as Model from "../internal/schema/model.js"
import * as User from "./User.js"

/**
 * Target of a call route.
 *
 * @since 0.1.0
 * @category models
 */
export interface CallTarget {
  readonly type?: "STATION" | "PHONENUMBER" | (string & {}) | undefined
  /** Id of a station, or phone number in E.164 format. */
  readonly value?: string | undefined
}

/**
 * Schema of {@link CallTarget}.
 *
 * @since 0.1.0
 * @category models
 */
export const CallTarget: Schema.Schema<CallTarget> = Model.model("CallTarget", {
  type: Model.optional(Model.open("STATION", "PHONENUMBER")),
  value: Model.optional(Model.string)
})

/**
 * Targets that ring at the same time.
 *
 * @since 0.1.0
 * @category models
 */
export interface CallRoute {
  readonly targets?: ReadonlyArray<CallTarget> | undefined
}

/**
 * Schema of {@link CallRoute}.
 *
 * @since 0.1.0
 * @category models
 */
export const CallRoute: Schema.Schema<CallRoute> = Model.model("CallRoute", {
  targets: Model.optional(Model.array(CallTarget))
})

/**
 * Call forwarding of a user. PUT replaces all properties, PATCH changes those that are present.
 *
 * @since 0.1.0
 * @category models
 */
export interface CallForwarding {
  /** Read-only. */
  readonly id?: string | undefined
  readonly name?: string | undefined
  readonly user?: User.User | undefined
  readonly enabled?: boolean | undefined
  /** @deprecated Replacement: `calls`. */
  readonly phoneNumber?: string | undefined
  /** Routes, in the order of the attempts. */
  readonly calls?: ReadonlyArray<CallRoute> | undefined
  /**
   * Voicemail for calls that nobody answers: `PURECLOUD` is the voicemail of the service, `LASTCALL` is the voicemail
   * of the last phone number that was called.
   */
  readonly voicemail?: "PURECLOUD" | "LASTCALL" | "NONE" | (string & {}) | undefined
  /** ISO-8601 in UTC. */
  readonly modifiedDate?: string | undefined
  readonly selfUri?: string | undefined
}

/**
 * Schema of {@link CallForwarding}.
 *
 * @since 0.1.0
 * @category models
 */
export const CallForwarding: Schema.Schema<CallForwarding> = Model.model("CallForwarding", {
  id: Model.optional(Model.string),
  name: Model.optional(Model.string),
  user: Model.optional(User.User),
  enabled: Model.optional(Model.boolean),
  phoneNumber: Model.optional(Model.string),
  calls: Model.optional(Model.array(CallRoute)),
  voicemail: Model.optional(Model.open("PURECLOUD", "LASTCALL", "NONE")),
  modifiedDate: Model.optional(Model.dateTime),
  selfUri: Model.optional(Model.uri)
})
