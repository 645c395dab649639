import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as FiberId from "effect/FiberId"

/*
 * A first-in, first-out queue of fibers, and a signal that can be sent repeatedly.
 */

/** Fibers that wait for the same event, in the order in which they came. */
export interface WaitQueue {
  readonly isEmpty: () => boolean
  /** Runs an effect after all fibers that came earlier have run their effects or were interrupted. */
  readonly run: <A, E, R>(effect: Effect.Effect<A, E, R>) => Effect.Effect<A, E, R>
}

/** Makes an empty queue. */
export const make = (): WaitQueue => {
  // A set keeps the order in which values were added.
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

/** A signal that fibers wait for. Sending it ends all waits that began earlier. */
export interface Signal {
  /** Waits for the next signal. */
  readonly next: () => Effect.Effect<void>
  readonly send: () => void
}

/** Makes a signal. Nothing is allocated while no fiber waits: the signal is sent after each request. */
export const makeSignal = (): Signal => {
  let waited: Deferred.Deferred<void> | undefined
  return {
    next: () => Deferred.await(waited ??= Deferred.unsafeMake<void>(FiberId.none)),
    send: () => {
      if (waited === undefined) return
      Deferred.unsafeDone(waited, Effect.void)
      waited = undefined
    }
  }
}
