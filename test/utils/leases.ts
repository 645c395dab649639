/**
 * Leases of other runs, and runs that are suspended while they hold a lease.
 */
import { assert } from "@effect/vitest"
import { Deferred, Effect } from "effect"
import { ExportError } from "effect-purecloud/PureCloudError"

/** Checks that an error says that another run holds the lease. Returns the error. */
export const lockedBy = (error: unknown): ExportError => {
  assert.instanceOf(error, ExportError)
  assert.strictEqual(error.reason, "Locked")
  return error
}

/** A lease in the form in which a run on another host writes it. */
export const lease = (fields: object = {}): string =>
  JSON.stringify({
    id: "other",
    number: 1,
    since: Date.UTC(2026, 10, 22),
    sequence: 0,
    realm: "r",
    process: { host: "web-7", boot: "b", namespace: "pid:[1]", pid: "1", start: "1" },
    ...fields
  })

/** An effect that pauses when it runs for the nth time, until `goOn` runs. After that, `next` runs. */
export const pausing = <E = never>(n: number, next: Effect.Effect<void, E> = Effect.void) =>
  Effect.gen(function*() {
    const [reached, goOn] = [yield* Deferred.make<void>(), yield* Deferred.make<void>()]
    let runs = 0
    return {
      pause: Effect.suspend(() =>
        ++runs === n
          ? Deferred.succeed(reached, undefined).pipe(Effect.zipRight(Deferred.await(goOn)), Effect.zipRight(next))
          : Effect.void
      ),
      reached: Deferred.await(reached),
      goOn: Deferred.succeed(goOn, undefined)
    }
  })
