import type * as PlatformError from "@effect/platform/Error"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { type Holder, holderOf, isComplete, isKnownAlive, isKnownDead } from "./leaseHolder.js"

/*
 * Finds out whether the holder of a lease is alive: the record of the lease changes while the holder is alive. Times of
 * day are not compared, because clocks differ between hosts and can be set back.
 */

/** The functions of a store that leases need. Each is one atomic operation if the store has such an operation. */
export interface LeaseStore {
  readonly get: (key: string) => Effect.Effect<Option.Option<string>, PlatformError.PlatformError>
  /** Sets a key that has no value. Returns whether it did. */
  readonly create: (key: string, value: string) => Effect.Effect<boolean, PlatformError.PlatformError>
  /** Replaces a value if it is still the expected one. Returns whether it did. */
  readonly replace: (
    key: string,
    expected: string,
    value: string
  ) => Effect.Effect<boolean, PlatformError.PlatformError>
  /** Removes a key whose value is the expected one. */
  readonly remove: (key: string, expected: string) => Effect.Effect<void, PlatformError.PlatformError>
}

/** Time between two renewals of a lease, and between two reads of the lease of another run. */
export const renewEvery = Duration.seconds(2)

/** Number of reads with an unchanged lease after which its holder counts as dead. */
const maxLooks = 5

/**
 * The result of watching a lease. `isCertain` is false if the holder only counts as dead because it has not renewed its
 * lease.
 */
type Watched =
  | { readonly _tag: "Dead"; readonly isCertain: boolean }
  | { readonly _tag: "Alive"; readonly holder: Holder | undefined }
  | { readonly _tag: "Released" }

/** Watches a lease until it is known whether its holder is alive, for at most ten seconds. */
export const watch = (
  { get }: Pick<LeaseStore, "get">,
  key: string,
  record: string
): Effect.Effect<Watched, PlatformError.PlatformError> => {
  const holder = holderOf(record)
  const look = (left: number): Effect.Effect<Watched, PlatformError.PlatformError> =>
    Effect.gen(function*() {
      if (holder !== undefined && (yield* isKnownDead(holder))) return { _tag: "Dead", isCertain: true }
      if (left === 0) return { _tag: "Dead", isCertain: false }
      yield* Effect.sleep(renewEvery)
      const now = yield* get(key)
      if (Option.isNone(now)) return { _tag: "Released" }
      return now.value === record ? yield* look(left - 1) : { _tag: "Alive", holder: holderOf(now.value) }
    })
  // Only the first record of a lease can be incomplete. A run that is still writing it fails at its first check.
  if (!isComplete(record)) return Effect.succeed({ _tag: "Dead", isCertain: true })
  return holder !== undefined && isKnownAlive(holder)
    ? Effect.succeed({ _tag: "Alive", holder })
    : look(maxLooks)
}
