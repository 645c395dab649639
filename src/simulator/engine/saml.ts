import * as Either from "effect/Either"
import * as Encoding from "effect/Encoding"

/*
 * SAML 2.0 assertions of a simulated identity provider. They are not signed.
 */

/** Returns an assertion for an email address, in base64. */
export const makeAssertion = (email: string): string =>
  Encoding.encodeBase64(
    `<saml2:Assertion xmlns:saml2="urn:oasis:names:tc:SAML:2.0:assertion"><saml2:Subject><saml2:NameID>${email}` +
      "</saml2:NameID></saml2:Subject></saml2:Assertion>"
  )

/** Returns the email address in an assertion. */
export const subjectOf = (assertion: string): string | undefined => {
  const decoded = Encoding.decodeBase64String(assertion)
  return Either.isLeft(decoded) ? undefined : /<(?:\w+:)?NameID[^>]*>([^<]+)</.exec(decoded.right)?.[1]?.trim()
}
