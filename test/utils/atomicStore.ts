/**
 * An atomic store in memory.
 */
import { KeyValueStore } from "@effect/platform"
import { Effect, Option } from "effect"
import * as AtomicStore from "effect-purecloud/AtomicStore"

export const atomicMemoryStore = Effect.sync(() => {
  const map = new Map<string, string>()
  const isMet = ({ key, value }: AtomicStore.Condition) => map.get(key) === value
  return AtomicStore.make(
    KeyValueStore.makeStringOnly({
      get: (key) => Effect.sync(() => Option.fromNullable(map.get(key))),
      set: (key, value) => Effect.sync(() => void map.set(key, value)),
      remove: (key) => Effect.sync(() => void map.delete(key)),
      clear: Effect.sync(() => map.clear()),
      size: Effect.sync(() => map.size)
    }),
    {
      create: (key, value) => Effect.sync(() => !map.has(key) && Boolean(map.set(key, value))),
      setIf: (condition, key, value) => Effect.sync(() => isMet(condition) && Boolean(map.set(key, value))),
      removeIf: (condition, key) =>
        Effect.sync(() => {
          const isRemoved = isMet(condition)
          if (isRemoved) map.delete(key)
          return isRemoved
        })
    }
  )
})
