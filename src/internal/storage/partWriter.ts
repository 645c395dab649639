import * as Clock from "effect/Clock"
import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import type { ExportError } from "../../PureCloudError.js"
import { concat } from "../http/bytes.js"
import type { Checkpoint } from "./exportCheckpoint.js"
import type { Lease } from "./lease.js"
import * as PartFile from "./partFile.js"

/*
 * Writes the pages of an export to its part file and saves checkpoints. The bytes of several pages are collected and
 * written together. A checkpoint is saved when it is due by time or by bytes. It describes only bytes that are on the
 * disk. After a crash, the next run reads the pages after the last checkpoint again.
 */

/** Conditions under which a checkpoint is saved. */
export interface Due {
  /** Maximum time between adding a page and saving a checkpoint of it. */
  readonly interval: Duration.DurationInput
  /** Number of added bytes without a checkpoint that causes one. */
  readonly bytes: number
}

/** Options of a writer. */
export interface Options {
  readonly part: PartFile.PartFile
  /** The checkpoint at the end of the part file. */
  readonly start: Checkpoint
  readonly due: Due
  /** The lease of the path. It is checked before bytes are written. */
  readonly lease: Pick<Lease, "check" | "checkUnlessRenewed">
  /** Saves a checkpoint in the store. */
  readonly store: (checkpoint: Checkpoint) => Effect.Effect<void, ExportError>
}

/** Progress of an export: a checkpoint without the fields that depend on when it is saved. */
export type Progress = Omit<Checkpoint, "sequence" | "digest" | "savedAt">

/** Writes the part file of one export. */
export interface PartWriter {
  /** Progress after the pages that were added. */
  readonly added: () => Progress
  /**
   * Adds the bytes of a page, and changes to the progress. Saves a checkpoint if enough bytes were added since the last
   * one. Otherwise writes the collected bytes if there are many.
   */
  readonly add: (bytes: Uint8Array, changes: Partial<Progress>) => Effect.Effect<void, ExportError>
  /** Saves a checkpoint of all added pages, unless the last checkpoint has all of them. Returns the last checkpoint. */
  readonly save: Effect.Effect<Checkpoint, ExportError>
  /** Saves a checkpoint `interval` after the first page without one. Repeats this until it is interrupted. */
  readonly saveRegularly: Effect.Effect<never, ExportError>
}

interface State {
  readonly options: Options
  added: Progress
  written: Progress
  saved: Progress
  checkpoint: Checkpoint
  /** The bytes between `written` and `added`. */
  readonly chunks: Array<Uint8Array>
  /** Whether a write or a flush failed. Then no more bytes are written, because the end of the file is unknown. */
  isBroken: boolean
}

/** Number of bytes that are collected before they are written. */
const bufferSize = 2 ** 18

/** Makes the writer of a part file. */
export const make = (options: Options): PartWriter => {
  const { due, start } = options
  const state: State = {
    options,
    added: start,
    written: start,
    saved: start,
    checkpoint: start,
    chunks: [],
    isBroken: false
  }
  const semaphore = Effect.unsafeMakeSemaphore(1)
  const hasUnsaved = Effect.unsafeMakeLatch()
  // Uninterruptible, because an interrupted write can still change the file later.
  const exclusive = <A>(self: Effect.Effect<A, ExportError>) => Effect.uninterruptible(semaphore.withPermits(1)(self))

  const write = exclusive(writeAdded(state, options.lease.checkUnlessRenewed))
  const save = exclusive(Effect.suspend(() => {
    hasUnsaved.unsafeClose()
    return Effect.zipRight(writeAdded(state, options.lease.check), saveWritten(state))
  }))
  return {
    added: () => state.added,
    add: (bytes, changes) =>
      Effect.suspend(() => {
        const { added, chunks, saved, written } = state
        chunks.push(bytes)
        state.added = { ...added, ...changes, bytes: added.bytes + bytes.length }
        hasUnsaved.unsafeOpen()
        if (state.added.bytes - saved.bytes >= due.bytes) return save
        return state.added.bytes - written.bytes >= bufferSize ? write : Effect.void
      }),
    save,
    saveRegularly: Effect.forever(Effect.zipRight(hasUnsaved.await, Effect.delay(save, due.interval)))
  }
}

/** Writes the collected bytes after a check of the lease. */
const writeAdded = (state: State, check: Effect.Effect<void, ExportError>): Effect.Effect<void, ExportError> => {
  const { part } = state.options
  const write = Effect.suspend(() => {
    const { added, chunks } = state
    return Effect.map(PartFile.append(part, concat(chunks.splice(0))), () => {
      state.written = added
    })
  })
  return Effect.suspend(() =>
    state.isBroken || state.added === state.written ? Effect.void : Effect.zipRight(
      check,
      onFailure(write, () => {
        state.isBroken = true
      })
    )
  )
}

/** Flushes the written bytes to the disk, and saves a checkpoint of them. */
const saveWritten = (state: State): Effect.Effect<Checkpoint, ExportError> =>
  Effect.gen(function*() {
    const { options: { part, store }, saved, written } = state
    if (written === saved) return state.checkpoint
    // After a failed flush that lost bytes, the next flush can succeed. Therefore the bytes count as not written.
    if (written.bytes > saved.bytes) {
      yield* onFailure(PartFile.sync(part), () => {
        state.isBroken = true
        state.written = saved
      })
    }
    const checkpoint: Checkpoint = {
      ...written,
      sequence: state.checkpoint.sequence + 1,
      digest: yield* part.digest.digest,
      savedAt: yield* Clock.currentTimeMillis
    }
    yield* store(checkpoint)
    state.saved = written
    state.checkpoint = checkpoint
    return checkpoint
  })

const onFailure = <A, E>(self: Effect.Effect<A, E>, f: () => void): Effect.Effect<A, E> =>
  Effect.onError(self, () => Effect.sync(f))
