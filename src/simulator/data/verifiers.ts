/*
 * Verifiers of users: second factors of the login.
 */

/** The parameters of one-time codes (RFC 6238). */
export interface Totp {
  readonly algorithm: string
  readonly digits: number
  /** Seconds for which a code is valid. */
  readonly period: number
  /** Bytes of the secret. */
  readonly secret: ReadonlyArray<number>
  /** Whether a code has confirmed the verifier. */
  readonly confirmed: boolean
}

/** A verifier. It has either one-time codes or a key. */
export interface StoredVerifier {
  readonly id: string
  readonly name: string
  readonly enabled: boolean
  readonly default: boolean
  readonly totp?: Totp | undefined
  /** Id of a WebAuthn key, in base64url. */
  readonly keyId?: string | undefined
}

/** A challenge of a WebAuthn registration that has begun. */
export interface Challenge {
  readonly value: string
  /** Time at which it expires, in milliseconds since 1970. */
  readonly until: number
}

/** The verifiers of a user. */
export interface Verifiers {
  readonly all: ReadonlyArray<StoredVerifier>
  /** Number of verifiers and challenges that were ever created. */
  readonly created: number
  readonly challenge?: Challenge | undefined
}

/** No verifiers. */
export const none: Verifiers = { all: [], created: 0 }
