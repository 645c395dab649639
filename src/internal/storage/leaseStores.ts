import type * as FileSystem from "@effect/platform/FileSystem"
import type * as KeyValueStore from "@effect/platform/KeyValueStore"
import * as Arr from "effect/Array"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as AtomicStore from "../../AtomicStore.js"
import { readText } from "./fileStore.js"
import { holderOf, isComplete } from "./leaseHolder.js"
import { type LeaseStore, watch } from "./leaseWatch.js"
import { isTaken } from "./storageError.js"

/** Stores leases in a store, with its atomic operations if it has any. */
export const leasesOf = (store: KeyValueStore.KeyValueStore): LeaseStore =>
  AtomicStore.isAtomicStore(store) ? atomicLeases(store) : keyValueLeases(store)

const atomicLeases = (store: AtomicStore.AtomicStore): LeaseStore => {
  const { create, removeIf, setIf } = store[AtomicStore.TypeId]
  return {
    get: store.get,
    create,
    replace: (key, expected, value) => setIf({ key, value: expected }, key, value),
    remove: (key, expected) => Effect.asVoid(removeIf({ key, value: expected }, key))
  }
}

/**
 * Stores leases in a store without atomic operations. The record is written to two keys alternately: if the latest one
 * is incomplete, the one before it is complete. Two runs that start within the same millisecond may both create the
 * lease. Then the `check` of the run whose lease was overwritten fails.
 */
const keyValueLeases = (store: KeyValueStore.KeyValueStore): LeaseStore => {
  const keysOf = (key: string) => [`${key}-0`, `${key}-1`] as const
  const sequenceOf = (record: string) => holderOf(record)?.sequence ?? Infinity
  const get: LeaseStore["get"] = (key) =>
    Effect.map(Effect.forEach(keysOf(key), store.get), (found) =>
      Arr.last(
        found.flatMap(Option.toArray).filter(isComplete).sort((a, b) => sequenceOf(a) - sequenceOf(b))
      ))
  const setIf = (key: string, value: string, isExpected: (found: Option.Option<string>) => boolean) =>
    Effect.flatMap(get(key), (found) =>
      isExpected(found)
        ? Effect.zipRight(
          store.set(keysOf(key)[sequenceOf(value) % 2 === 0 ? 0 : 1], value),
          Effect.map(get(key), Option.contains(value))
        )
        : Effect.succeed(false))
  return {
    get,
    create: (key, value) => setIf(key, value, Option.isNone),
    replace: (key, expected, value) => setIf(key, value, Option.contains(expected)),
    remove: (key) =>
      Effect.forEach(
        keysOf(key),
        (each) => Effect.flatMap(store.get(each), (found) => Option.isNone(found) ? Effect.void : store.remove(each)),
        { discard: true }
      )
  }
}

/**
 * Stores leases in files. The key of a lease is the path of its file. Files are created exclusively. To replace a
 * lease, a run exclusively creates a claim, which is a second file whose name ends with the id of the old lease, and
 * then renames it. Therefore only one run can replace a lease. A claim that a dead run left behind is replaced in the
 * same way.
 */
export const fileLeases = (fs: FileSystem.FileSystem): LeaseStore => {
  const { create, get, remove } = exclusiveFiles(fs)

  const replace: LeaseStore["replace"] = (path, expected, value) => {
    const claim = `${path}.${holderOf(expected)?.id ?? "unknown"}`
    const finish = Effect.flatMap(get(path), (found) =>
      Option.contains(found, expected)
        ? Effect.as(fs.rename(claim, path), true)
        : Effect.as(remove(claim), false))
    const replaceDead = Effect.flatMap(
      get(claim),
      (found) =>
        Option.isNone(found) ? Effect.succeed(false) : Effect.flatMap(
          watch({ get }, claim, found.value),
          ({ _tag }) => _tag === "Dead" ? replace(claim, found.value, value) : Effect.succeed(false)
        )
    )
    return Effect.uninterruptibleMask((restore) =>
      create(claim, value).pipe(
        Effect.flatMap((isCreated) => isCreated ? Effect.succeed(true) : restore(replaceDead)),
        Effect.flatMap((isClaimed) => isClaimed ? finish : Effect.succeed(false))
      )
    )
  }

  return { get, create, replace, remove }
}

/** Creates files exclusively. */
const exclusiveFiles = (fs: FileSystem.FileSystem) => {
  const remove = (path: string) => fs.remove(path, { force: true })
  return {
    remove,
    get: (path: string) => readText(fs, path),
    create: (path: string, value: string) =>
      Effect.scoped(Effect.flatMap(
        fs.open(path, { flag: "wx" }),
        (file) =>
          // An empty lease must not remain when the disk is full.
          Effect.onError(
            Effect.zipRight(file.writeAll(new TextEncoder().encode(value)), file.sync),
            () => Effect.ignore(remove(path))
          )
      )).pipe(
        Effect.as(true),
        Effect.catchIf(isTaken, () => Effect.succeed(false))
      )
  }
}
