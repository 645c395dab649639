import type { SecurityRequirement, SecurityScheme } from "./document.js"

/*
 * Makes the security schemes of a document: one for each OAuth grant that OpenAPI can describe.
 */

/** The grants, which are also the names of their schemes. */
const grants = ["client_credentials", "authorization_code"] as const

/** Returns the requirement of a token of any grant that is not excluded. */
export const securityRequirements = (excluded: ReadonlyArray<string> = []): ReadonlyArray<SecurityRequirement> =>
  grants.filter((grant) => !excluded.includes(grant)).map((grant) => ({ [grant]: [] }))

/** Returns the schemes, with the URLs of a login host. */
export const securitySchemes = (
  loginUrl: string
): { readonly [Grant in (typeof grants)[number]]: SecurityScheme } => {
  const common = { tokenUrl: `${loginUrl}/oauth/token`, scopes: {} }
  return {
    client_credentials: {
      type: "oauth2",
      description: "For a program that does not act for a user.",
      flows: { clientCredentials: common }
    },
    authorization_code: {
      type: "oauth2",
      description: "For a program that acts for the user who logs in.",
      flows: { authorizationCode: { authorizationUrl: `${loginUrl}/oauth/authorize`, ...common } }
    }
  }
}
