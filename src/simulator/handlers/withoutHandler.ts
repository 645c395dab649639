/*
 * Operations that have no handler yet, by the file of their declarations. The simulator responds to them with 501. When
 * an operation is removed from the list, the type of the handlers requires its handler, and a test its round trip.
 */

export const withoutHandler = [
  // Verifiers
  "getUserVerifiers",
  "putUserVerifier",
  "deleteUserVerifier",
  "getUsersMeVerifiers",
  "putUsersMeVerifier",
  "deleteUsersMeVerifier",
  "postUsersMeVerifiersTotp",
  "postUsersMeVerifiersTotpVerifierId",
  "postUsersMeVerifiersWebauthnRegisterOptions",
  "postUsersMeVerifiersWebauthnRegister"
] as const

/** Id of an operation without a handler. */
export type WithoutHandler = (typeof withoutHandler)[number]
