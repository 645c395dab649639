/**
 * Access tokens and their OAuth clients.
 *
 * @since 0.1.0
 */

import type * as Schema from "effect/Schema"
import * as Model from "../internal/schema/model.js"
import * as Common from "./Common.js"

/**
 * OAuth grant of a client. Since November 2021 the spellings are `SAML2-BEARER` and `CLIENT-CREDENTIALS`. `CODE` and
 * `TOKEN` require a user.
 *
 * @since 0.1.0
 * @category models
 */
export type GrantType = typeof GrantType.Type

/**
 * Schema of {@link GrantType}.
 *
 * @since 0.1.0
 * @category models
 */
export const GrantType = Model.open(
  "CODE",
  "TOKEN",
  "SAML2BEARER",
  "PASSWORD",
  "CLIENT_CREDENTIALS",
  "SAML2-BEARER",
  "CLIENT-CREDENTIALS"
)

/**
 * Time at which the last token was issued to a user.
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
 * Role and the division for which it is granted.
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
 * OAuth client of a token.
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
  /** Scopes, for clients that act for users. */
  readonly scope?: ReadonlyArray<string> | undefined
  /** Roles, for clients with the client credentials grant. */
  readonly roleDivisions?: ReadonlyArray<RoleDivision> | undefined
  readonly state?: "active" | "disabled" | "inactive" | (string & {}) | undefined
  /** Time at which the client will be deleted. ISO-8601 in UTC. */
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
 * User in the home organization, if the token belongs to a trusted user who works in another organization.
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
 * Properties of the token of the request.
 *
 * @since 0.1.0
 * @category models
 */
export interface TokenInfo {
  /** Organization of the token. Read-only. */
  readonly organization?: Common.NamedEntity | undefined
  /** Home organization of the user. It differs from `organization` for a trusted user. Read-only. */
  readonly homeOrganization?: Common.NamedEntity | undefined
  /** OAuth client to which the token was issued. */
  readonly OAuthClient?: OrgOAuthClient | undefined
  /** Scopes of the token. Read-only. */
  readonly authorizedScope?: ReadonlyArray<string> | undefined
  /** Read-only. */
  readonly clonedUser?: TokenInfoClonedUser | undefined
  /** Time at which the token expires if it is not used. Read-only. ISO-8601 in UTC. */
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
