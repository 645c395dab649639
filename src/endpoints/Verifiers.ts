/**
 * Verifiers of users: second factors for the login.
 *
 * @since 0.2.0
 */

import * as Endpoint from "../Endpoint.js"
import * as Model from "../internal/schema/model.js"
import * as Verifier from "../models/Verifier.js"
import * as WebAuthn from "../models/WebAuthn.js"
import * as Permissions from "../Permissions.js"

/**
 * Declares `GET /api/v2/users/{userId}/verifiers`, which `Users.getUserVerifiers` documents.
 *
 * @since 0.2.0
 * @category verifiers
 */
export const getUserVerifiers = Endpoint.make({
  id: "getUserVerifiers",
  method: "GET",
  path: "/api/v2/users/{userId}/verifiers",
  pathParams: { userId: Model.string },
  success: Verifier.VerifierEntityListing,
  permissions: Permissions.any("mfa:verifier:view"),
  summary: "List the verifiers of a user"
})

/**
 * Declares `PUT /api/v2/users/{userId}/verifiers/{verifierId}`, which `Users.putUserVerifier` documents.
 *
 * @since 0.2.0
 * @category verifiers
 */
export const putUserVerifier = Endpoint.make({
  id: "putUserVerifier",
  method: "PUT",
  path: "/api/v2/users/{userId}/verifiers/{verifierId}",
  pathParams: { userId: Model.string, verifierId: Model.string },
  body: Verifier.UpdateVerifierRequest,
  success: Verifier.Verifier,
  permissions: Permissions.any("mfa:verifier:edit"),
  summary: "Update a verifier of a user"
})

/**
 * Declares `DELETE /api/v2/users/{userId}/verifiers/{verifierId}`, which `Users.deleteUserVerifier` documents.
 *
 * @since 0.2.0
 * @category verifiers
 */
export const deleteUserVerifier = Endpoint.make({
  id: "deleteUserVerifier",
  method: "DELETE",
  path: "/api/v2/users/{userId}/verifiers/{verifierId}",
  pathParams: { userId: Model.string, verifierId: Model.string },
  permissions: Permissions.any("mfa:verifier:delete"),
  summary: "Delete a verifier of a user"
})

/**
 * Declares `GET /api/v2/users/me/verifiers`, which `Users.getUsersMeVerifiers` documents.
 *
 * @since 0.2.0
 * @category verifiers
 */
export const getUsersMeVerifiers = Endpoint.make({
  id: "getUsersMeVerifiers",
  method: "GET",
  path: "/api/v2/users/me/verifiers",
  success: Verifier.VerifierEntityListing,
  permissions: Permissions.none,
  summary: "List the verifiers of the current user"
})

/**
 * Declares `PUT /api/v2/users/me/verifiers/{verifierId}`, which `Users.putUsersMeVerifier` documents.
 *
 * @since 0.2.0
 * @category verifiers
 */
export const putUsersMeVerifier = Endpoint.make({
  id: "putUsersMeVerifier",
  method: "PUT",
  path: "/api/v2/users/me/verifiers/{verifierId}",
  pathParams: { verifierId: Model.string },
  body: Verifier.UpdateVerifierRequest,
  success: Verifier.Verifier,
  permissions: Permissions.none,
  summary: "Update a verifier of the current user"
})

/**
 * Declares `DELETE /api/v2/users/me/verifiers/{verifierId}`, which `Users.deleteUsersMeVerifier` documents.
 *
 * @since 0.2.0
 * @category verifiers
 */
export const deleteUsersMeVerifier = Endpoint.make({
  id: "deleteUsersMeVerifier",
  method: "DELETE",
  path: "/api/v2/users/me/verifiers/{verifierId}",
  pathParams: { verifierId: Model.string },
  permissions: Permissions.none,
  summary: "Delete a verifier of the current user"
})

/**
 * Declares `POST /api/v2/users/me/verifiers/totp`, which `Users.postUsersMeVerifiersTotp` documents.
 *
 * @since 0.2.0
 * @category verifiers
 */
export const postUsersMeVerifiersTotp = Endpoint.make({
  id: "postUsersMeVerifiersTotp",
  method: "POST",
  path: "/api/v2/users/me/verifiers/totp",
  body: Verifier.CreateVerifierRequest,
  success: Verifier.CreateVerifierResponse,
  permissions: Permissions.none,
  summary: "Create a verifier with one-time codes"
})

/**
 * Declares `POST /api/v2/users/me/verifiers/totp/{verifierId}`, which `Users.postUsersMeVerifiersTotpVerifierId`
 * documents.
 *
 * @since 0.2.0
 * @category verifiers
 */
export const postUsersMeVerifiersTotpVerifierId = Endpoint.make({
  id: "postUsersMeVerifiersTotpVerifierId",
  method: "POST",
  path: "/api/v2/users/me/verifiers/totp/{verifierId}",
  pathParams: { verifierId: Model.string },
  body: Verifier.ValidateVerifierRequest,
  permissions: Permissions.none,
  summary: "Confirm a verifier with one-time codes"
})

/**
 * Declares `POST /api/v2/users/me/verifiers/webauthn/register/options`, which
 * `Users.postUsersMeVerifiersWebauthnRegisterOptions` documents.
 *
 * @since 0.2.0
 * @category verifiers
 */
export const postUsersMeVerifiersWebauthnRegisterOptions = Endpoint.make({
  id: "postUsersMeVerifiersWebauthnRegisterOptions",
  method: "POST",
  path: "/api/v2/users/me/verifiers/webauthn/register/options",
  success: WebAuthn.BeginWebAuthnRegistrationResponse,
  permissions: Permissions.none,
  summary: "Begin the registration of a WebAuthn verifier"
})

/**
 * Declares `POST /api/v2/users/me/verifiers/webauthn/register`, which `Users.postUsersMeVerifiersWebauthnRegister`
 * documents.
 *
 * @since 0.2.0
 * @category verifiers
 */
export const postUsersMeVerifiersWebauthnRegister = Endpoint.make({
  id: "postUsersMeVerifiersWebauthnRegister",
  method: "POST",
  path: "/api/v2/users/me/verifiers/webauthn/register",
  body: WebAuthn.FinishWebAuthnRegistrationRequest,
  success: Verifier.Verifier,
  permissions: Permissions.none,
  summary: "Finish the registration of a WebAuthn verifier"
})
