/** Limits of a backoff, in milliseconds. */
export interface Limits {
  /** Backoff after the first failure. */
  readonly baseDelayMillis: number
  /** Maximum backoff. */
  readonly maxDelayMillis: number
}

/** Returns the backoff in milliseconds, which doubles with each earlier one, up to the maximum. */
export const backoffMillis = ({ baseDelayMillis, maxDelayMillis }: Limits, earlier: number): number =>
  Math.min(maxDelayMillis, baseDelayMillis * 2 ** earlier)
