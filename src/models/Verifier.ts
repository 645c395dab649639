/**
 * Verifiers: second factors of users for the login, with one-time codes of an app (TOTP) or with keys (WebAuthn). The
 * vendor describes them only briefly.
 *
 * @since 0.2.0
 */

import type * as Schema from "effect/Schema"
import * as Model from "../internal/schema/model.js"

/**
 * Type of a verifier. `TOTP`: one-time codes that are valid for a short time. `WEBAUTHN`: passkeys and security keys.
 *
 * @since 0.2.0
 * @category models
 */
export type VerifierType = typeof VerifierType.Type

/**
 * Schema of {@link VerifierType}.
 *
 * @since 0.2.0
 * @category models
 */
export const VerifierType = Model.open("TOTP", "WEBAUTHN")

/**
 * Type of a credential. All fields are read-only.
 *
 * @since 0.2.0
 * @category models
 */
export interface CredentialType {
  readonly id?: string | undefined
  readonly name?: string | undefined
  /** JSON Schema of each field of a credential of the type, by the name of the field. */
  readonly properties?: { readonly [key: string]: unknown } | undefined
  /** Names of the fields in the order in which forms show them. */
  readonly displayOrder?: ReadonlyArray<string> | undefined
  /** Names of the fields that a credential must have. */
  readonly required?: ReadonlyArray<string> | undefined
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
  properties: Model.optional(Model.anyObject),
  displayOrder: Model.optional(Model.array(Model.string)),
  required: Model.optional(Model.array(Model.string))
})

/**
 * Credential of a verifier, for example its secret.
 *
 * @since 0.2.0
 * @category models
 */
export interface Credential {
  /** Read-only. */
  readonly id?: string | undefined
  readonly name?: string | undefined
  readonly type: CredentialType
  /** Fields of the credential, by their names. They can be secrets: do not log them. */
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
 * Verifier of a user.
 *
 * @since 0.2.0
 * @category models
 */
export interface Verifier {
  /** Read-only. */
  readonly id: string
  readonly name?: string | undefined
  readonly type?: VerifierType | undefined
  /** Whether it can be used. Confirming a TOTP verifier with a valid code can enable it. */
  readonly enabled?: boolean | undefined
  readonly credential?: Credential | undefined
  /** Whether it is the default verifier. The vendor does not document it: the login probably requests it first. */
  readonly default?: boolean | undefined
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
  type: Model.optional(VerifierType),
  enabled: Model.optional(Model.boolean),
  credential: Model.optional(Credential),
  default: Model.optional(Model.boolean),
  selfUri: Model.optional(Model.uri)
})

/**
 * List of all verifiers of a user. It is not paged.
 *
 * @since 0.2.0
 * @category models
 */
export interface VerifierEntityListing {
  readonly entities: ReadonlyArray<Verifier>
  /** Number of the verifiers. */
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
 * TOTP verifier to create. The user must confirm it with a code.
 *
 * @since 0.2.0
 * @category models
 */
export interface CreateVerifierRequest {
  /** Name by which the user recognizes it, at most 100 characters. */
  readonly name: string
  /** Hash function of the codes. Many apps support `SHA1` only. */
  readonly algorithm?: "SHA1" | "SHA256" | "SHA512" | (string & {}) | undefined
  /** Number of digits of a code, from 6 to 12. */
  readonly digits?: number | undefined
  /** Time for which a code is valid, in seconds. */
  readonly period?: number | undefined
  /** Size of the secret, from 10 to 64 bytes. */
  readonly secretSize?: number | undefined
  readonly enabled?: boolean | undefined
  /** Whether it is the default verifier. The vendor does not document it: the login probably requests it first. */
  readonly default?: boolean | undefined
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
  digits: Model.optional(Model.integer),
  period: Model.optional(Model.integer),
  secretSize: Model.optional(Model.integer),
  enabled: Model.optional(Model.boolean),
  default: Model.optional(Model.boolean)
})

/**
 * Created TOTP verifier. It has the secret: show it to the user once, and do not log it.
 *
 * @since 0.2.0
 * @category models
 */
export interface CreateVerifierResponse {
  readonly id?: string | undefined
  readonly name?: string | undefined
  readonly type?: VerifierType | undefined
  readonly enabled?: boolean | undefined
  /** URI of the scheme `otpauth`, which contains the secret. Apps can read it from a QR code. */
  readonly keyUri?: string | undefined
  /** QR code of `keyUri`. The vendor does not document its format: it is probably an image in Base64. */
  readonly encodedQuickResponseCode?: string | undefined
  readonly default?: boolean | undefined
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
  type: Model.optional(VerifierType),
  enabled: Model.optional(Model.boolean),
  keyUri: Model.optional(Model.string),
  encodedQuickResponseCode: Model.optional(Model.string),
  default: Model.optional(Model.boolean)
})

/**
 * Changes of a verifier. `name` is required, also if it does not change.
 *
 * @since 0.2.0
 * @category models
 */
export interface UpdateVerifierRequest {
  /** At most 100 characters. */
  readonly name: string
  /** Whether it can be used. */
  readonly enabled?: boolean | undefined
  /** New secret. */
  readonly credential?: Credential | undefined
  /** Whether it is the default verifier. The vendor does not document it: the login probably requests it first. */
  readonly default?: boolean | undefined
}

/**
 * Schema of {@link UpdateVerifierRequest}.
 *
 * @since 0.2.0
 * @category models
 */
export const UpdateVerifierRequest: Schema.Schema<UpdateVerifierRequest> = Model.model("UpdateVerifierRequest", {
  name: Model.string,
  enabled: Model.optional(Model.boolean),
  credential: Model.optional(Credential),
  default: Model.optional(Model.boolean)
})

/**
 * Code that confirms a TOTP verifier.
 *
 * @since 0.2.0
 * @category models
 */
export interface ValidateVerifierRequest {
  /** Code that the app shows. */
  readonly token: string
  /** Whether a valid code enables the verifier. */
  readonly enable?: boolean | undefined
}

/**
 * Schema of {@link ValidateVerifierRequest}.
 *
 * @since 0.2.0
 * @category models
 */
export const ValidateVerifierRequest: Schema.Schema<ValidateVerifierRequest> = Model.model("ValidateVerifierRequest", {
  token: Model.string,
  enable: Model.optional(Model.boolean)
})
