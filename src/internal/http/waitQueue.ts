import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as FiberId from "effect/FiberId"

/*
 * First come, first served.
 */

/** Callers that wait for the same thing, in the order in which they came. */
export interface Queue {
  readonly isEmpty: () => boolean
  /** Runs an effect when all who came before have run theirs, or have gone away. */
  readonly run: <A, E, R>(effect: Effect.Effect<A, E, R>) => Effect.Effect<A, E, R>
}

/** Makes a queue. */
export const make = (): Queue => {
  const places = new Set<Deferred.Deferred<void>>()

  const enter = Effect.sync(() => {
    const place = Deferred.unsafeMake<void>(FiberId.none)
    if (places.add(place).size === 1) Deferred.unsafeDone(place, Effect.void)
    return place
  })

  const leave = (place: Deferred.Deferred<void>) =>
    Effect.sync(() => {
      places.delete(place)
      const [first] = places
      if (first !== undefined) Deferred.unsafeDone(first, Effect.void)
    })

  return {
    isEmpty: () => places.size === 0,
    run: (effect) => Effect.acquireUseRelease(enter, (place) => Effect.zipRight(Deferred.await(place), effect), leave)
  }
}

/** A signal that can be given again and again. Whoever waits for it waits for the next one. */
export interface Signal {
  readonly next: () => Effect.Effect<void>
  readonly give: () => void
}

/** Makes a signal. */
export const makeSignal = (): Signal => {
  let deferred = Deferred.unsafeMake<void>(FiberId.none)
  return {
    next: () => Deferred.await(deferred),
    give: () => {
      Deferred.unsafeDone(deferred, Effect.void)
      deferred = Deferred.unsafeMake<void>(FiberId.none)
    }
  }
}
