import * as Duration from "effect/Duration"
import type * as Redacted from "effect/Redacted"

/**
 * A token as a grant returns it.
 *
 * @since 0.1.0
 * @category models
 */
export interface Token {
  readonly value: Redacted.Redacted
  /** Lifetime of the token, if known. */
  readonly expiresIn: Duration.Duration | undefined
}

/** A token of the token endpoint. */
export interface FetchedToken extends Token {
  readonly refreshToken: Redacted.Redacted | undefined
}

/** Returns how long before its end a token is refreshed, in milliseconds: at most a tenth of its lifetime before. */
export const marginMillis = (refreshMargin: Duration.Duration, lifetime: number): number =>
  Math.min(Duration.toMillis(refreshMargin), lifetime / 10)
