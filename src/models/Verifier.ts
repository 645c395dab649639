/**
 * Verifiers: the second factors of a user's login.
 *
 * @since 0.2.0
 */

import type * as Schema from "effect/Schema"
import * as Model from "../internal/schema/model.js"

/**
 * Credential type.
 *
 * @since 0.2.0
 * @category models
 */
export interface CredentialType {
  /** Read-only. */
  readonly id?: string | undefined
  readonly name?: string | undefined
  /** Read-only. */
  readonly required?: ReadonlyArray<string> | undefined
  /** Read-only. */
  readonly displayOrder?: ReadonlyArray<string> | undefined
  /** Read-only. */
  readonly properties?: { readonly [key: string]: unknown } | undefined
}

/**
 * Schema of {@link CredentialType}.
 *
 * @since 0.2.0
 * @category models
 */
export const CredentialType: Schema.Schema<CredentialType> = Model.model("CredentialType", {
  id: Model.optional(Model.string),
  name: Model.optional(Model.string),
  required: Model.optional(Model.array(Model.string)),
  displayOrder: Model.optional(Model.array(Model.string)),
  properties: Model.optional(Model.anyObject)
})

/**
 * Credential.
 *
 * @since 0.2.0
 * @category models
 */
export interface Credential {
  /** Read-only. */
  readonly id?: string | undefined
  readonly name?: string | undefined
  readonly type: CredentialType
  readonly credentialFields?: { readonly [key: string]: string } | undefined
  /** Read-only. */
  readonly selfUri?: string | undefined
}

/**
 * Schema of {@link Credential}.
 *
 * @since 0.2.0
 * @category models
 */
export const Credential: Schema.Schema<Credential> = Model.model("Credential", {
  id: Model.optional(Model.string),
  name: Model.optional(Model.string),
  type: CredentialType,
  credentialFields: Model.optional(Model.record(Model.string)),
  selfUri: Model.optional(Model.string)
})

/**
 * Verifier.
 *
 * @since 0.2.0
 * @category models
 */
export interface Verifier {
  /** Read-only. */
  readonly id: string
  readonly name?: string | undefined
  readonly type?: "TOTP" | "WEBAUTHN" | (string & {}) | undefined
  readonly credential?: Credential | undefined
  readonly default?: boolean | undefined
  readonly enabled?: boolean | undefined
  /** Read-only. */
  readonly selfUri?: string | undefined
}

/**
 * Schema of {@link Verifier}.
 *
 * @since 0.2.0
 * @category models
 */
export const Verifier: Schema.Schema<Verifier> = Model.model("Verifier", {
  id: Model.string,
  name: Model.optional(Model.string),
  type: Model.optional(Model.open("TOTP", "WEBAUTHN")),
  credential: Model.optional(Credential),
  default: Model.optional(Model.boolean),
  enabled: Model.optional(Model.boolean),
  selfUri: Model.optional(Model.uri)
})

/**
 * Verifier entity listing.
 *
 * @since 0.2.0
 * @category models
 */
export interface VerifierEntityListing {
  readonly entities: ReadonlyArray<Verifier>
  readonly total?: number | undefined
  readonly selfUri?: string | undefined
}

/**
 * Schema of {@link VerifierEntityListing}.
 *
 * @since 0.2.0
 * @category models
 */
export const VerifierEntityListing: Schema.Schema<VerifierEntityListing> = Model.model("VerifierEntityListing", {
  entities: Model.array(Verifier),
  total: Model.optional(Model.integer),
  selfUri: Model.optional(Model.uri)
})

/**
 * Create verifier request.
 *
 * @since 0.2.0
 * @category models
 */
export interface CreateVerifierRequest {
  readonly name: string
  readonly algorithm?: "SHA1" | "SHA256" | "SHA512" | (string & {}) | undefined
  readonly default?: boolean | undefined
  readonly digits?: number | undefined
  readonly enabled?: boolean | undefined
  readonly period?: number | undefined
  readonly secretSize?: number | undefined
}

/**
 * Schema of {@link CreateVerifierRequest}.
 *
 * @since 0.2.0
 * @category models
 */
export const CreateVerifierRequest: Schema.Schema<CreateVerifierRequest> = Model.model("CreateVerifierRequest", {
  name: Model.string,
  algorithm: Model.optional(Model.open("SHA1", "SHA256", "SHA512")),
  default: Model.optional(Model.boolean),
  digits: Model.optional(Model.integer),
  enabled: Model.optional(Model.boolean),
  period: Model.optional(Model.integer),
  secretSize: Model.optional(Model.integer)
})

/**
 * Create verifier response.
 *
 * @since 0.2.0
 * @category models
 */
export interface CreateVerifierResponse {
  readonly id?: string | undefined
  readonly name?: string | undefined
  readonly type?: "TOTP" | "WEBAUTHN" | (string & {}) | undefined
  readonly default?: boolean | undefined
  readonly enabled?: boolean | undefined
  readonly encodedQuickResponseCode?: string | undefined
  readonly keyUri?: string | undefined
}

/**
 * Schema of {@link CreateVerifierResponse}.
 *
 * @since 0.2.0
 * @category models
 */
export const CreateVerifierResponse: Schema.Schema<CreateVerifierResponse> = Model.model("CreateVerifierResponse", {
  id: Model.optional(Model.string),
  name: Model.optional(Model.string),
  type: Model.optional(Model.open("TOTP", "WEBAUTHN")),
  default: Model.optional(Model.boolean),
  enabled: Model.optional(Model.boolean),
  encodedQuickResponseCode: Model.optional(Model.string),
  keyUri: Model.optional(Model.string)
})

/**
 * Update verifier request.
 *
 * @since 0.2.0
 * @category models
 */
export interface UpdateVerifierRequest {
  readonly name: string
  readonly credential?: Credential | undefined
  readonly default?: boolean | undefined
  readonly enabled?: boolean | undefined
}

/**
 * Schema of {@link UpdateVerifierRequest}.
 *
 * @since 0.2.0
 * @category models
 */
export const UpdateVerifierRequest: Schema.Schema<UpdateVerifierRequest> = Model.model("UpdateVerifierRequest", {
  name: Model.string,
  credential: Model.optional(Credential),
  default: Model.optional(Model.boolean),
  enabled: Model.optional(Model.boolean)
})

/**
 * Validate verifier request.
 *
 * @since 0.2.0
 * @category models
 */
export interface ValidateVerifierRequest {
  readonly enable?: boolean | undefined
  readonly token: string
}

/**
 * Schema of {@link ValidateVerifierRequest}.
 *
 * @since 0.2.0
 * @category models
 */
export const ValidateVerifierRequest: Schema.Schema<ValidateVerifierRequest> = Model.model("ValidateVerifierRequest", {
  enable: Model.optional(Model.boolean),
  token: Model.string
})
