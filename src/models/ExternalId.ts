/**
 * External ids: the keys of users in other systems.
 *
 * @since 0.2.0
 */

import type * as Schema from "effect/Schema"
import * as Model from "../internal/schema/model.js"

/**
 * User external identifier.
 *
 * @since 0.2.0
 * @category models
 */
export interface UserExternalIdentifier {
  readonly authorityName: string
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
