import * as PlatformError from "@effect/platform/Error"
import * as Effect from "effect/Effect"
import { ExportError } from "../../PureCloudError.js"

/** Converts errors of the platform to an `ExportError` with the path of the file or the key in the store. */
export const orExportError = <A, R>(
  path: string,
  self: Effect.Effect<A, PlatformError.PlatformError | ExportError, R>
): Effect.Effect<A, ExportError, R> =>
  Effect.mapError(self, (error) => error._tag === "PureCloudExportError" ? error : fileError(path, error))

/** Makes the `ExportError` of a file, or of a key in a store, from an error of the platform. */
export const fileError = (path: string, { message }: PlatformError.PlatformError): ExportError =>
  new ExportError({ reason: "File", path, text: message })

/** Whether an error says that a file does not exist. */
export const isMissing = (error: PlatformError.PlatformError): boolean =>
  error._tag === "SystemError" && error.reason === "NotFound"

/** Whether an error says that a file exists already. */
export const isTaken = (error: PlatformError.PlatformError): boolean =>
  error._tag === "SystemError" && error.reason === "AlreadyExists"

/** Makes the error of a function of a `KeyValueStore`. */
export const storeError = (
  method: string,
  key: string | undefined,
  description: string
): PlatformError.SystemError =>
  new PlatformError.SystemError({
    reason: "Unknown",
    module: "KeyValueStore",
    method,
    ...key !== undefined && { pathOrDescriptor: key },
    description
  })
