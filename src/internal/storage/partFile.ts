import type * as PlatformError from "@effect/platform/Error"
import type * as FileSystem from "@effect/platform/FileSystem"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type * as Scope from "effect/Scope"
import { ExportError } from "../../PureCloudError.js"
import { startOver } from "./exportCheckpoint.js"
import * as RunningDigest from "./runningDigest.js"
import { fileError, isMissing, orExportError } from "./storageError.js"

/*
 * The file that an export writes before it is complete. A run that continues checks the bytes that are already there
 * against its checkpoint, and removes those that were written after it.
 */

/** The bytes that a checkpoint describes. */
interface Written {
  readonly bytes: number
  readonly digest: string
}

/** An open part file, and the digest of its bytes. */
export interface PartFile {
  readonly path: string
  readonly file: FileSystem.File
  readonly digest: RunningDigest.RunningDigest
}

/** Returns the path of the part file of an export. */
export const pathOf = (path: string): string => `${path}.part`

/** Fails if a path, or that of its part file, cannot be a file. */
export const checkPath = (fs: FileSystem.FileSystem, path: string): Effect.Effect<void, ExportError> =>
  path === ""
    ? new ExportError({ reason: "File", path: "\"\"", text: "the path is empty" })
    : Effect.zipRight(
      Effect.forEach([path, pathOf(path)], (each) => checkType(fs, each), { discard: true }),
      // Without this check, renaming the part file would fail after all pages have been read.
      /(^|[\\/])\.{0,2}$/.test(path)
        ? new ExportError({ reason: "File", path, text: "names a directory, not a file" })
        : Effect.void
    )

const checkType = (fs: FileSystem.FileSystem, path: string): Effect.Effect<void, ExportError> =>
  Effect.gen(function*() {
    // The rename at the end would replace the link, and not the file that it points to.
    if (Option.isSome(yield* Effect.option(fs.readLink(path)))) return "is a symbolic link, not a file"
    const { type } = yield* fs.stat(path)
    if (type === "File") return undefined
    return type === "Directory" ? "is a directory" : "is not a regular file"
  }).pipe(
    Effect.catchIf(isMissing, () => Effect.succeed(undefined)),
    Effect.mapError((error) => fileError(path, error)),
    Effect.flatMap((text) => text === undefined ? Effect.void : new ExportError({ reason: "File", path, text }))
  )

/**
 * Creates an empty part file, in place of one that an earlier run left behind.
 *
 * @param target the file that it will replace, whose permissions it gets
 */
export const create = (
  fs: FileSystem.FileSystem,
  path: string,
  target: string
): Effect.Effect<PartFile, ExportError, Scope.Scope> =>
  Effect.gen(function*() {
    const found = yield* Effect.option(fs.stat(target))
    // The owner can write the file, because a later run may continue.
    const mode = Option.match(found, { onNone: () => 0o666, onSome: ({ mode }) => (mode & 0o666) | 0o600 })
    yield* fs.remove(path, { force: true })
    const file = yield* fs.open(path, { flag: "wx", mode })
    return { path, file, digest: RunningDigest.make() }
  }).pipe((created) => orExportError(path, created))

/**
 * Opens the part file of an earlier run, checks the bytes that its checkpoint describes, and removes those after them.
 * If the lease is contested, the earlier run may still have the file open: a copy takes its place, so what the earlier
 * run writes goes to the old file.
 */
export const reopen = (
  fs: FileSystem.FileSystem,
  path: string,
  isContested: boolean,
  written: Written
): Effect.Effect<PartFile, ExportError, Scope.Scope> =>
  Effect.gen(function*() {
    const copy = `${path}-copy`
    const replace = Effect.zipRight(fs.copyFile(path, copy), fs.rename(copy, path))
    const file = yield* Effect.zipRight(
      isContested ? replace : Effect.void,
      fs.open(path, { flag: "r+" })
    ).pipe(
      Effect.mapError((error) => isMissing(error) ? wrongFile(path, "is missing") : fileError(path, error))
    )
    const digest = RunningDigest.make()
    const size = yield* orExportError(path, readInto(digest, file, written.bytes))
    if (size < written.bytes) return yield* wrongFile(path, `has ${size} bytes and should have ${written.bytes}`)
    if ((yield* digest.digest) !== written.digest) return yield* wrongFile(path, "was changed since it was written")
    yield* orExportError(path, file.truncate(written.bytes))
    return { path, file, digest }
  })

/** Appends bytes. */
export const append = (
  { digest, file, path }: PartFile,
  bytes: Uint8Array
): Effect.Effect<void, ExportError> =>
  bytes.length === 0
    ? Effect.void
    : Effect.zipRight(orExportError(path, file.writeAll(bytes)), digest.append(bytes))

/** Flushes the appended bytes to the disk. */
export const sync = ({ file, path }: PartFile): Effect.Effect<void, ExportError> => orExportError(path, file.sync)

/** Fails if a file does not have exactly the bytes that were written. */
export const verify = (
  fs: FileSystem.FileSystem,
  path: string,
  written: Written
): Effect.Effect<void, ExportError> =>
  Effect.gen(function*() {
    if (!(yield* fs.exists(path)) || Number((yield* fs.stat(path)).size) !== written.bytes) return false
    const digest = RunningDigest.make()
    yield* readInto(digest, yield* fs.open(path, { flag: "r" }), written.bytes)
    return (yield* digest.digest) === written.digest
  }).pipe(
    Effect.scoped,
    (isSame) => orExportError(path, isSame),
    Effect.flatMap((isSame) =>
      isSame
        ? Effect.void
        : wrongFile(path, "does not have the bytes that were written to it, because something else changed it")
    )
  )

const wrongFile = (path: string, text: string): ExportError =>
  new ExportError({
    reason: "Checkpoint",
    path,
    text: `${text}, so the export cannot continue from its checkpoint`,
    advice: startOver
  })

/** Appends at most a given number of bytes of a file to a digest. Returns the number of bytes. */
const readInto = (
  digest: RunningDigest.RunningDigest,
  file: FileSystem.File,
  bytes: number
): Effect.Effect<number, PlatformError.PlatformError> => {
  const buffer = new Uint8Array(2 ** 20)
  const readFrom = (done: number): Effect.Effect<number, PlatformError.PlatformError> =>
    done === bytes ? Effect.succeed(done) : Effect.flatMap(
      file.read(buffer.subarray(0, Math.min(buffer.length, bytes - done))),
      (size) =>
        Number(size) === 0
          ? Effect.succeed(done)
          : Effect.zipRight(digest.append(buffer.subarray(0, Number(size))), readFrom(done + Number(size)))
    )
  return readFrom(0)
}
