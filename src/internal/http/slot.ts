/*
 * A place for one large value, for example the text of a response. Taking the value empties the place.
 *
 * V8 allocates closures that are assigned to a property with the old objects, and `Effect.async` makes one. So a fiber
 * that has waited, and all that it refers to, stays in memory until the next major garbage collection, even if it has
 * ended. If its result were large, the collections before that one would copy it and take several times as long.
 * Therefore a fiber puts a large result into a slot, and ends without it.
 */

/** A place for one value. */
export interface Slot<A> {
  value: A | undefined
}

/** Makes a slot that has a value or is empty. */
export const make = <A>(value?: A): Slot<A> => ({ value })

/** Returns the value, and empties the slot. Returns `undefined` if the slot is empty. */
export const take = <A>(slot: Slot<A>): A | undefined => {
  const { value } = slot
  slot.value = undefined
  return value
}
