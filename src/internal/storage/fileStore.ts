import type { PlatformError } from "@effect/platform/Error"
import type * as FileSystem from "@effect/platform/FileSystem"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type { Store } from "./checkpointStore.js"
import { isMissing } from "./storageError.js"

/** Reads a file as text. Returns `None` if it does not exist. */
export const readText = (
  fs: FileSystem.FileSystem,
  path: string
): Effect.Effect<Option.Option<string>, PlatformError> =>
  fs.readFileString(path).pipe(
    Effect.map(Option.some),
    Effect.catchIf(isMissing, () => Effect.succeedNone)
  )

/** Stores each value in a file, which is flushed to the disk. The keys are the paths of the files. */
export const fileStore = (fs: FileSystem.FileSystem): Store => ({
  get: (path) => readText(fs, path),
  set: (path, value) =>
    Effect.scoped(
      Effect.flatMap(fs.open(path, { flag: "w" }), (file) =>
        Effect.zipRight(file.writeAll(new TextEncoder().encode(value)), file.sync))
    ),
  remove: (path) => fs.remove(path)
})
