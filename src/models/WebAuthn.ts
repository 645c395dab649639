/**
 * Registration of passkeys and security keys by Web Authentication.
 *
 * @since 0.2.0
 */

import type * as Schema from "effect/Schema"
import * as Model from "../internal/schema/model.js"

/**
 * Relying party entity.
 *
 * @since 0.2.0
 * @category models
 */
export interface RelyingPartyEntity {
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
 * User entity.
 *
 * @since 0.2.0
 * @category models
 */
export interface UserEntity {
  readonly id: string
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
 * Credential parameter.
 *
 * @since 0.2.0
 * @category models
 */
export interface CredentialParameter {
  readonly type: string
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
 * Credential descriptor.
 *
 * @since 0.2.0
 * @category models
 */
export interface CredentialDescriptor {
  readonly id: string
  readonly type: string
  readonly transports?: ReadonlyArray<string> | undefined
}

/**
 * Schema of {@link CredentialDescriptor}.
 *
 * @since 0.2.0
 * @category models
 */
export const CredentialDescriptor: Schema.Schema<CredentialDescriptor> = Model.model("CredentialDescriptor", {
  id: Model.string,
  type: Model.string,
  transports: Model.optional(Model.array(Model.string))
})

/**
 * Authenticator selection.
 *
 * @since 0.2.0
 * @category models
 */
export interface AuthenticatorSelection {
  readonly authenticatorAttachment?: string | undefined
  readonly requireResidentKey?: boolean | undefined
  readonly residentKey?: string | undefined
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
 * Public key credential creation options.
 *
 * @since 0.2.0
 * @category models
 */
export interface PublicKeyCredentialCreationOptions {
  readonly attestation?: string | undefined
  readonly attestationFormats?: ReadonlyArray<string> | undefined
  readonly authenticatorSelection?: AuthenticatorSelection | undefined
  readonly challenge: string
  readonly excludeCredentials?: ReadonlyArray<CredentialDescriptor> | undefined
  readonly extensions?: { readonly [key: string]: unknown } | undefined
  readonly hints?: ReadonlyArray<string> | undefined
  readonly pubKeyCredParams: ReadonlyArray<CredentialParameter>
  readonly rp: RelyingPartyEntity
  readonly timeout?: number | undefined
  readonly user: UserEntity
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
    attestation: Model.optional(Model.string),
    attestationFormats: Model.optional(Model.array(Model.string)),
    authenticatorSelection: Model.optional(AuthenticatorSelection),
    challenge: Model.string,
    excludeCredentials: Model.optional(Model.array(CredentialDescriptor)),
    extensions: Model.optional(Model.anyObject),
    hints: Model.optional(Model.array(Model.string)),
    pubKeyCredParams: Model.array(CredentialParameter),
    rp: RelyingPartyEntity,
    timeout: Model.optional(Model.integer),
    user: UserEntity
  }
)

/**
 * Begin web authn registration response.
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
 * Authenticator attestation response.
 *
 * @since 0.2.0
 * @category models
 */
export interface AuthenticatorAttestationResponse {
  readonly attestationObject: string
  readonly clientDataJSON: string
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
    attestationObject: Model.string,
    clientDataJSON: Model.string,
    transports: Model.optional(Model.array(Model.string))
  }
)

/**
 * Public key credential creation response.
 *
 * @since 0.2.0
 * @category models
 */
export interface PublicKeyCredentialCreationResponse {
  readonly id: string
  readonly type: string
  readonly authenticatorAttachment?: string | undefined
  readonly clientExtensionResults?: { readonly [key: string]: unknown } | undefined
  readonly rawId: string
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
    type: Model.string,
    authenticatorAttachment: Model.optional(Model.string),
    clientExtensionResults: Model.optional(Model.anyObject),
    rawId: Model.string,
    response: AuthenticatorAttestationResponse
  }
)

/**
 * Finish web authn registration request.
 *
 * @since 0.2.0
 * @category models
 */
export interface FinishWebAuthnRegistrationRequest {
  readonly name: string
  readonly credential: PublicKeyCredentialCreationResponse
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
    name: Model.string,
    credential: PublicKeyCredentialCreationResponse,
    default: Model.optional(Model.boolean)
  }
)
