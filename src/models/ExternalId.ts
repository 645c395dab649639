/**
 * External ids: keys of users in other systems, for example in a personnel system.
 *
 * @since 0.2.0
 */

import type * as Schema from "effect/Schema"
import * as Model from "../internal/schema/model.js"

/**
 * Key of a user in another system. A key is unique for its authority, and a user has at most 100 keys. The name of the
 * authority and the key are case-sensitive.
 *
 * @since 0.2.0
 * @category models
 */
export interface UserExternalIdentifier {
  /** Name of the system, for example `hr`. It is any text that the program chooses. */
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
