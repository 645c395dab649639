/**
 * A `KeyValueStore` with atomic operations, for checkpoints and journals that several processes may use.
 *
 * Only one run at a time can use a checkpoint or a journal. This run holds a lease, which is a record in the same store.
 * With an atomic store, exactly one of several runs acquires the lease, and each write of a checkpoint or a journal entry
 * is one operation with the check of the lease. So a run whose lease was replaced writes nothing more. With any other
 * `KeyValueStore`, a run that is suspended between the check and the write can still carry out this one write.
 *
 * If an operation of the store fails after the run has acquired the lease, the run repeats it once, after a second. If it
 * fails again, the run fails.
 *
 * `Redis.keyValueStore` and `Sql.keyValueStore` make atomic stores. {@link make} makes one from another database.
 *
 * @since 0.2.0
 */

import type * as PlatformError from "@effect/platform/Error"
import type * as KeyValueStore from "@effect/platform/KeyValueStore"
import type * as Effect from "effect/Effect"
import { dual } from "effect/Function"
import * as Predicate from "effect/Predicate"

// ------------------------------------------------------------------------------------------------------------- models

/**
 * Identifies atomic stores.
 *
 * @since 0.2.0
 * @category symbols
 */
export const TypeId: unique symbol = /* @__PURE__ */ Symbol.for("effect-purecloud/AtomicStore")

/**
 * Type of {@link TypeId}.
 *
 * @since 0.2.0
 * @category symbols
 */
export type TypeId = typeof TypeId

/**
 * The value that a key must have for an operation to be carried out.
 *
 * @since 0.2.0
 * @category models
 */
export interface Condition {
  readonly key: string
  readonly value: string
}

/**
 * The atomic operations of a store. Each of them checks and writes in one step, so that no other operation of any process
 * happens between the two.
 *
 * @since 0.2.0
 * @category models
 */
export interface Operations {
  /** Sets a key that has no value. Returns whether it did. */
  readonly create: (key: string, value: string) => Effect.Effect<boolean, PlatformError.PlatformError>
  /** Sets a key if the condition is met. The condition may be on the same key. Returns whether it was met. */
  readonly setIf: (
    condition: Condition,
    key: string,
    value: string
  ) => Effect.Effect<boolean, PlatformError.PlatformError>
  /** Removes a key if the condition is met. The condition may be on the same key. Returns whether it was met. */
  readonly removeIf: (condition: Condition, key: string) => Effect.Effect<boolean, PlatformError.PlatformError>
}

/**
 * A `KeyValueStore` with atomic operations.
 *
 * @since 0.2.0
 * @category models
 */
export interface AtomicStore extends KeyValueStore.KeyValueStore {
  readonly [TypeId]: Operations
}

// ------------------------------------------------------------------------------------------------------- constructors

/**
 * Makes an atomic store from a store and its atomic operations. Each of the operations must see what the functions of the
 * store have written.
 *
 * A copy of the result, for example that of `KeyValueStore.prefix`, is a store without atomic operations. Use
 * {@link prefix} in place of it.
 *
 * @since 0.2.0
 * @category constructors
 */
export const make = (store: KeyValueStore.KeyValueStore, operations: Operations): AtomicStore =>
  // A property that is not enumerable is not copied by `{ ...store }`, whose functions may use other keys. The result
  // is cast, because the type of `defineProperty` lacks the property that it adds.
  Object.defineProperty({ ...store }, TypeId, { value: operations }) as AtomicStore

// ------------------------------------------------------------------------------------------------------------- guards

/**
 * Whether a store has atomic operations.
 *
 * @since 0.2.0
 * @category guards
 */
export const isAtomicStore = (store: object): store is AtomicStore => Predicate.hasProperty(store, TypeId)

// -------------------------------------------------------------------------------------------------------- combinators

/**
 * Returns a store whose keys begin with a prefix in the given store. Its `clear`, `size` and `isEmpty` are those of the
 * whole store, as with `KeyValueStore.prefix`.
 *
 * @since 0.2.0
 * @category combinators
 */
export const prefix: {
  (prefix: string): (self: AtomicStore) => AtomicStore
  (self: AtomicStore, prefix: string): AtomicStore
} = dual(2, (self: AtomicStore, prefix: string): AtomicStore => {
  const { create, removeIf, setIf } = self[TypeId]
  const at = (key: string) => `${prefix}${key}`
  const conditionAt = ({ key, value }: Condition): Condition => ({ key: at(key), value })
  return make({
    ...self,
    get: (key) => self.get(at(key)),
    getUint8Array: (key) => self.getUint8Array(at(key)),
    set: (key, value) => self.set(at(key), value),
    remove: (key) => self.remove(at(key)),
    has: (key) => self.has(at(key)),
    modify: (key, f) => self.modify(at(key), f),
    modifyUint8Array: (key, f) => self.modifyUint8Array(at(key), f)
  }, {
    create: (key, value) => create(at(key), value),
    setIf: (condition, key, value) => setIf(conditionAt(condition), at(key), value),
    removeIf: (condition, key) => removeIf(conditionAt(condition), at(key))
  })
})
