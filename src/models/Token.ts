/**
 * Access tokens and the clients they belong to.
 *
 * @since 0.1.0
 */

import type * as Schema from "effect/Schema"
import * as Model from "../internal/schema/model.js"
import * as Common from "./Common.js"

/**
 * How a client gets its tokens. `SAML2BEARER` and `CLIENT_CREDENTIALS` are spelt with hyphens since November 2021;
 * `CODE` needs a user, and so does `TOKEN`.
 *
 * @since 0.1.0
 * @category models
 */
export type GrantType =
  | "CODE"
  | "TOKEN"
  | "SAML2BEARER"
  | "PASSWORD"
  | "CLIENT_CREDENTIALS"
  | "SAML2-BEARER"
  | "CLIENT-CREDENTIALS"
  | (string & {})

/**
 * Schema of {@link GrantType}.
 *
 * @since 0.1.0
 * @category models
 */
export const GrantType: Schema.Schema<GrantType> = Model.open(
  "CODE",
  "TOKEN",
  "SAML2BEARER",
  "PASSWORD",
  "CLIENT_CREDENTIALS",
  "SAML2-BEARER",
  "CLIENT-CREDENTIALS"
)

/**
 * When a user last got a token.
 *
 * @since 0.1.0
 * @category models
 */
export interface OAuthLastTokenIssued {
  /** ISO-8601 in UTC. */
  readonly dateIssued?: string | undefined
}

/**
 * Schema of {@link OAuthLastTokenIssued}.
 *
 * @since 0.1.0
 * @category models
 */
export const OAuthLastTokenIssued: Schema.Schema<OAuthLastTokenIssued> = Model.model("OAuthLastTokenIssued", {
  dateIssued: Model.optional(Model.dateTime)
})

/**
 * A role and the division it is granted for.
 *
 * @since 0.1.0
 * @category models
 */
export interface RoleDivision {
  readonly roleId?: string | undefined
  readonly divisionId?: string | undefined
}

/**
 * Schema of {@link RoleDivision}.
 *
 * @since 0.1.0
 * @category models
 */
export const RoleDivision: Schema.Schema<RoleDivision> = Model.model("RoleDivision", {
  roleId: Model.optional(Model.string),
  divisionId: Model.optional(Model.string)
})

/**
 * The OAuth client that a token belongs to.
 *
 * @since 0.1.0
 * @category models
 */
export interface OrgOAuthClient {
  /** Read-only. */
  readonly id?: string | undefined
  readonly name?: string | undefined
  /** ISO-8601 in UTC. */
  readonly dateCreated?: string | undefined
  /** ISO-8601 in UTC. */
  readonly dateModified?: string | undefined
  readonly createdBy?: Common.UriReference | undefined
  readonly modifiedBy?: Common.UriReference | undefined
  readonly authorizedGrantType?: GrantType | undefined
  /** Read-only. */
  readonly organization?: Common.NamedEntity | undefined
  /** Scopes of a client that acts for users. */
  readonly scope?: ReadonlyArray<string> | undefined
  /** Roles of a client that acts for itself (client credentials). */
  readonly roleDivisions?: ReadonlyArray<RoleDivision> | undefined
  readonly state?: "active" | "disabled" | "inactive" | (string & {}) | undefined
  /** When it will be deleted. ISO-8601 in UTC. */
  readonly dateToDelete?: string | undefined
}

/**
 * Schema of {@link OrgOAuthClient}.
 *
 * @since 0.1.0
 * @category models
 */
export const OrgOAuthClient: Schema.Schema<OrgOAuthClient> = Model.model("OrgOAuthClient", {
  id: Model.optional(Model.string),
  name: Model.optional(Model.string),
  dateCreated: Model.optional(Model.dateTime),
  dateModified: Model.optional(Model.dateTime),
  createdBy: Model.optional(Common.UriReference),
  modifiedBy: Model.optional(Common.UriReference),
  authorizedGrantType: Model.optional(GrantType),
  organization: Model.optional(Common.NamedEntity),
  scope: Model.optional(Model.array(Model.string)),
  roleDivisions: Model.optional(Model.array(RoleDivision)),
  state: Model.optional(Model.open("active", "disabled", "inactive")),
  dateToDelete: Model.optional(Model.dateTime)
})

/**
 * The user that the token's user is a clone of, where somebody trusted works in another organisation.
 *
 * @since 0.1.0
 * @category models
 */
export interface TokenInfoClonedUser {
  /** Read-only. */
  readonly id?: string | undefined
  /** Read-only. */
  readonly organization?: Common.Entity | undefined
}

/**
 * Schema of {@link TokenInfoClonedUser}.
 *
 * @since 0.1.0
 * @category models
 */
export const TokenInfoClonedUser: Schema.Schema<TokenInfoClonedUser> = Model.model("TokenInfoClonedUser", {
  id: Model.optional(Model.string),
  organization: Model.optional(Common.Entity)
})

/**
 * What the token of this request is.
 *
 * @since 0.1.0
 * @category models
 */
export interface TokenInfo {
  /** The organisation that the token is for. Read-only. */
  readonly organization?: Common.NamedEntity | undefined
  /** The organisation of the user. Another one where that user was trusted. Read-only. */
  readonly homeOrganization?: Common.NamedEntity | undefined
  /** The client it was issued to. */
  readonly OAuthClient?: OrgOAuthClient | undefined
  /** Scopes the token has. Read-only. */
  readonly authorizedScope?: ReadonlyArray<string> | undefined
  /** Read-only. */
  readonly clonedUser?: TokenInfoClonedUser | undefined
  /** When it ends for want of use. Read-only. ISO-8601 in UTC. */
  readonly dateTokenIdles?: string | undefined
}

/**
 * Schema of {@link TokenInfo}.
 *
 * @since 0.1.0
 * @category models
 */
export const TokenInfo: Schema.Schema<TokenInfo> = Model.model("TokenInfo", {
  organization: Model.optional(Common.NamedEntity),
  homeOrganization: Model.optional(Common.NamedEntity),
  OAuthClient: Model.optional(OrgOAuthClient),
  authorizedScope: Model.optional(Model.array(Model.string)),
  clonedUser: Model.optional(TokenInfoClonedUser),
  dateTokenIdles: Model.optional(Model.dateTime)
})
