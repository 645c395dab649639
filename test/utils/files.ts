/**
 * A file system that fails at a given change: it completes half of that change.
 */
import { FileSystem } from "@effect/platform"
import { SystemError } from "@effect/platform/Error"
import { Effect, Layer } from "effect"

/** A file with some operations of its own. */
export const fileWith = (file: FileSystem.File, changes: Partial<FileSystem.File>): FileSystem.File => ({
  [FileSystem.FileTypeId]: FileSystem.FileTypeId,
  fd: file.fd,
  stat: file.stat,
  seek: (offset, from) => file.seek(offset, from),
  read: (buffer) => file.read(buffer),
  readAlloc: (size) => file.readAlloc(size),
  write: (buffer) => file.write(buffer),
  writeAll: (buffer) => file.writeAll(buffer),
  truncate: (length) => file.truncate(length),
  sync: file.sync,
  ...changes
})

export type Break = "crash" | "full" | "once"

export interface Breaking {
  /** Number of changes to files that were requested. */
  readonly changes: () => number
  readonly layer: Layer.Layer<FileSystem.FileSystem, never, FileSystem.FileSystem>
}

/**
 * Fails at the nth change, counted from 0: like a process that ends (`crash`), like a disk that is full from then on
 * (`full`), or like a disk that is full at that moment only (`once`).
 */
export const breaking = (at: number, how: Break = "crash"): Breaking => {
  let changes = 0

  const broken = (method: string) =>
    how === "crash" ? Effect.interrupt : Effect.fail(
      new SystemError({
        reason: "Unknown",
        module: "FileSystem",
        method,
        description: "ENOSPC: no space left on device, write"
      })
    )

  const change = <A, E>(
    method: string,
    self: Effect.Effect<A, E>,
    half: Effect.Effect<unknown, E> = Effect.void
  ) =>
    Effect.suspend(() => {
      const n = changes++
      if (n < at || (n > at && how === "once")) return self
      return n > at && how === "crash" ? Effect.interrupt : Effect.zipRight(half, broken(method))
    })

  const layer = Layer.effect(
    FileSystem.FileSystem,
    Effect.map(FileSystem.FileSystem, (fs): FileSystem.FileSystem => ({
      ...fs,
      makeDirectory: (path, options) => change("makeDirectory", fs.makeDirectory(path, options)),
      remove: (path, options) => change("remove", fs.remove(path, options)),
      rename: (from, to) => change("rename", fs.rename(from, to)),
      link: (from, to) => change("link", fs.link(from, to)),
      copyFile: (from, to) => change("copyFile", fs.copyFile(from, to)),
      open: (path, options) =>
        Effect.map(
          // Opening a file to write from its beginning creates the file, or empties it.
          options?.flag === "w" || options?.flag === "wx"
            ? Effect.zipRight(change("open", Effect.void), fs.open(path, options))
            : fs.open(path, options),
          (file) =>
            fileWith(file, {
              sync: change("sync", file.sync),
              truncate: (length) => change("truncate", file.truncate(length)),
              writeAll: (bytes) =>
                change("writeAll", file.writeAll(bytes), file.writeAll(bytes.subarray(0, bytes.length >> 1)))
            })
        )
    }))
  )
  return { changes: () => changes, layer }
}
