/**
 * External ids: keys of users in other systems, for example in a system for human resources.
 *
 * @since 0.2.0
 */

import type * as Schema from "effect/Schema"
import * as Model from "../internal/schema/model.js"

/**
 * Key of a user in another system. A key is unique for its authority, and a user has at most 100 keys. Upper and lower
 * case are different in both names.
 *
 * @since 0.2.0
 * @category models
 */
export interface UserExternalIdentifier {
  /** Name of the system, for example `hr`. The client chooses it; it is not registered. */
  readonly authorityName: string
  /** Key of the user in that system. */
  readonly externalKey: string
  /** Read-only. */
  readonly selfUri?: string | undefined
}

/**
 * Schema of {@link UserExternalIdentifier}.
 *
 * @since 0.2.0
 * @category models
 */
export const UserExternalIdentifier: Schema.Schema<UserExternalIdentifier> = Model.model("UserExternalIdentifier", {
  authorityName: Model.string,
  externalKey: Model.string,
  selfUri: Model.optional(Model.uri)
})
