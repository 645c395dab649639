/**
 * Registration of a key of Web Authentication (WebAuthn). The names are those of the W3C standard, and the meanings of
 * the fields are those of the standard: the vendor does not document them. The service returns the options of
 * `navigator.credentials.create`, and the program sends its result. Binary values are text in Base64url, which the
 * browser converts with `PublicKeyCredential.parseCreationOptionsFromJSON` and `toJSON`.
 *
 * @since 0.2.0
 */

import type * as Schema from "effect/Schema"
import * as Model from "../internal/schema/model.js"

/**
 * Relying party: the service that the user logs in to.
 *
 * @since 0.2.0
 * @category models
 */
export interface RelyingPartyEntity {
  /** Domain of the login. */
  readonly id: string
  readonly name: string
}

/**
 * Schema of {@link RelyingPartyEntity}.
 *
 * @since 0.2.0
 * @category models
 */
export const RelyingPartyEntity: Schema.Schema<RelyingPartyEntity> = Model.model("RelyingPartyEntity", {
  id: Model.string,
  name: Model.string
})

/**
 * User of the key.
 *
 * @since 0.2.0
 * @category models
 */
export interface UserEntity {
  /** Handle of the user for the key, in Base64url. It may differ from the id of the user. */
  readonly id: string
  /** Name of the account, for example the email address. */
  readonly name: string
  readonly displayName: string
}

/**
 * Schema of {@link UserEntity}.
 *
 * @since 0.2.0
 * @category models
 */
export const UserEntity: Schema.Schema<UserEntity> = Model.model("UserEntity", {
  id: Model.string,
  name: Model.string,
  displayName: Model.string
})

/**
 * Algorithm that a key can have.
 *
 * @since 0.2.0
 * @category models
 */
export interface CredentialParameter {
  /** Type of the key: `public-key`. */
  readonly type: string
  /** COSE number of the algorithm, for example -7 for ES256. */
  readonly alg: number
}

/**
 * Schema of {@link CredentialParameter}.
 *
 * @since 0.2.0
 * @category models
 */
export const CredentialParameter: Schema.Schema<CredentialParameter> = Model.model("CredentialParameter", {
  type: Model.string,
  alg: Model.integer
})

/**
 * Existing key of the user. An authenticator that has it does not create another key.
 *
 * @since 0.2.0
 * @category models
 */
export interface CredentialDescriptor {
  /** Type of the key: `public-key`. */
  readonly type: string
  /** Id of the key. Base64url. */
  readonly id: string
  /** Connections to the authenticator, for example `usb` or `internal`. */
  readonly transports?: ReadonlyArray<string> | undefined
}

/**
 * Schema of {@link CredentialDescriptor}.
 *
 * @since 0.2.0
 * @category models
 */
export const CredentialDescriptor: Schema.Schema<CredentialDescriptor> = Model.model("CredentialDescriptor", {
  type: Model.string,
  id: Model.string,
  transports: Model.optional(Model.array(Model.string))
})

/**
 * Requirements of the authenticator.
 *
 * @since 0.2.0
 * @category models
 */
export interface AuthenticatorSelection {
  /**
   * Kind of the authenticator: `platform` (built into the device) or `cross-platform` (separate). Default: any kind.
   */
  readonly authenticatorAttachment?: string | undefined
  /** Whether the key must be a passkey. It is for browsers that do not support `residentKey`. */
  readonly requireResidentKey?: boolean | undefined
  /** Whether the key must be a passkey: `discouraged`, `preferred` or `required`. */
  readonly residentKey?: string | undefined
  /**
   * Whether the authenticator must verify the user, for example with a PIN: `discouraged`, `preferred` or `required`.
   */
  readonly userVerification?: string | undefined
}

/**
 * Schema of {@link AuthenticatorSelection}.
 *
 * @since 0.2.0
 * @category models
 */
export const AuthenticatorSelection: Schema.Schema<AuthenticatorSelection> = Model.model("AuthenticatorSelection", {
  authenticatorAttachment: Model.optional(Model.string),
  requireResidentKey: Model.optional(Model.boolean),
  residentKey: Model.optional(Model.string),
  userVerification: Model.optional(Model.string)
})

/**
 * Options of `navigator.credentials.create`.
 *
 * @since 0.2.0
 * @category models
 */
export interface PublicKeyCredentialCreationOptions {
  /** Random value that the key signs. Base64url. */
  readonly challenge: string
  /** Relying party. */
  readonly rp: RelyingPartyEntity
  readonly user: UserEntity
  /** Allowed algorithms, in the order of preference. */
  readonly pubKeyCredParams: ReadonlyArray<CredentialParameter>
  /** Time limit for the user, in milliseconds. */
  readonly timeout?: number | undefined
  /** Existing keys of the user. */
  readonly excludeCredentials?: ReadonlyArray<CredentialDescriptor> | undefined
  readonly authenticatorSelection?: AuthenticatorSelection | undefined
  /** Kinds of authenticators that the browser should show first: `security-key`, `client-device` or `hybrid`. */
  readonly hints?: ReadonlyArray<string> | undefined
  /** Requested proof of the model of the authenticator: `none`, `indirect`, `direct` or `enterprise`. */
  readonly attestation?: string | undefined
  /** Formats of the proof, in the order of preference. */
  readonly attestationFormats?: ReadonlyArray<string> | undefined
  /** Inputs of extensions by their names. */
  readonly extensions?: { readonly [key: string]: unknown } | undefined
}

/**
 * Schema of {@link PublicKeyCredentialCreationOptions}.
 *
 * @since 0.2.0
 * @category models
 */
export const PublicKeyCredentialCreationOptions: Schema.Schema<PublicKeyCredentialCreationOptions> = Model.model(
  "PublicKeyCredentialCreationOptions",
  {
    challenge: Model.string,
    rp: RelyingPartyEntity,
    user: UserEntity,
    pubKeyCredParams: Model.array(CredentialParameter),
    timeout: Model.optional(Model.integer),
    excludeCredentials: Model.optional(Model.array(CredentialDescriptor)),
    authenticatorSelection: Model.optional(AuthenticatorSelection),
    hints: Model.optional(Model.array(Model.string)),
    attestation: Model.optional(Model.string),
    attestationFormats: Model.optional(Model.array(Model.string)),
    extensions: Model.optional(Model.anyObject)
  }
)

/**
 * Response to the start of a registration.
 *
 * @since 0.2.0
 * @category models
 */
export interface BeginWebAuthnRegistrationResponse {
  readonly publicKey: PublicKeyCredentialCreationOptions
}

/**
 * Schema of {@link BeginWebAuthnRegistrationResponse}.
 *
 * @since 0.2.0
 * @category models
 */
export const BeginWebAuthnRegistrationResponse: Schema.Schema<BeginWebAuthnRegistrationResponse> = Model.model(
  "BeginWebAuthnRegistrationResponse",
  {
    publicKey: PublicKeyCredentialCreationOptions
  }
)

/**
 * Data about a new key, from the authenticator.
 *
 * @since 0.2.0
 * @category models
 */
export interface AuthenticatorAttestationResponse {
  /** Data of the browser about the registration, for example the challenge. Base64url. */
  readonly clientDataJSON: string
  /** Public key, and the proof of the model of the authenticator. Base64url. */
  readonly attestationObject: string
  /** Connections to the authenticator, for example `usb` or `internal`. */
  readonly transports?: ReadonlyArray<string> | undefined
}

/**
 * Schema of {@link AuthenticatorAttestationResponse}.
 *
 * @since 0.2.0
 * @category models
 */
export const AuthenticatorAttestationResponse: Schema.Schema<AuthenticatorAttestationResponse> = Model.model(
  "AuthenticatorAttestationResponse",
  {
    clientDataJSON: Model.string,
    attestationObject: Model.string,
    transports: Model.optional(Model.array(Model.string))
  }
)

/**
 * Result of `navigator.credentials.create`.
 *
 * @since 0.2.0
 * @category models
 */
export interface PublicKeyCredentialCreationResponse {
  /** Id of the key. Base64url. */
  readonly id: string
  /** Id of the key. Base64url. */
  readonly rawId: string
  /** Type of the key: `public-key`. */
  readonly type: string
  /** Kind of the authenticator: `platform` (built into the device) or `cross-platform` (separate). */
  readonly authenticatorAttachment?: string | undefined
  /** Outputs of extensions by their names. */
  readonly clientExtensionResults?: { readonly [key: string]: unknown } | undefined
  readonly response: AuthenticatorAttestationResponse
}

/**
 * Schema of {@link PublicKeyCredentialCreationResponse}.
 *
 * @since 0.2.0
 * @category models
 */
export const PublicKeyCredentialCreationResponse: Schema.Schema<PublicKeyCredentialCreationResponse> = Model.model(
  "PublicKeyCredentialCreationResponse",
  {
    id: Model.string,
    rawId: Model.string,
    type: Model.string,
    authenticatorAttachment: Model.optional(Model.string),
    clientExtensionResults: Model.optional(Model.anyObject),
    response: AuthenticatorAttestationResponse
  }
)

/**
 * Result of the registration of a key.
 *
 * @since 0.2.0
 * @category models
 */
export interface FinishWebAuthnRegistrationRequest {
  readonly credential: PublicKeyCredentialCreationResponse
  /** Name by which the user recognizes the key. */
  readonly name: string
  /** Whether it is the default verifier. The vendor does not document it: the login probably requests it first. */
  readonly default?: boolean | undefined
}

/**
 * Schema of {@link FinishWebAuthnRegistrationRequest}.
 *
 * @since 0.2.0
 * @category models
 */
export const FinishWebAuthnRegistrationRequest: Schema.Schema<FinishWebAuthnRegistrationRequest> = Model.model(
  "FinishWebAuthnRegistrationRequest",
  {
    credential: PublicKeyCredentialCreationResponse,
    name: Model.string,
    default: Model.optional(Model.boolean)
  }
)
