import type * as FileSystem from "@effect/platform/FileSystem"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type { Store } from "./checkpointStore.js"
import { isMissing } from "./storageError.js"

/** Stores each value in a file, which is flushed to the disk. The keys are the paths of the files. */
export const fileStore = (fs: FileSystem.FileSystem): Store => ({
  get: (path) =>
    fs.readFileString(path).pipe(
      Effect.map(Option.some),
      Effect.catchIf(isMissing, () => Effect.succeedNone)
    ),
  set: (path, value) =>
    Effect.scoped(Effect.flatMap(fs.open(path, { flag: "w" }), (file) =>
      Effect.zipRight(
        file.writeAll(typeof value === "string" ? new TextEncoder().encode(value) : value),
        file.sync
      ))),
  remove: (path) => fs.remove(path)
})
