import type * as PlatformError from "@effect/platform/Error"
import * as Effect from "effect/Effect"
import { ExportError } from "../../PureCloudError.js"

/** Turns the errors of the platform into an `ExportError` that names the file, or the key of a store. */
export const orExportError = <A, R>(
  path: string,
  self: Effect.Effect<A, PlatformError.PlatformError, R>
): Effect.Effect<A, ExportError, R> => Effect.mapError(self, (error) => fileError(path, error))

/** The `ExportError` of a file, or of a key of a store, for an error of the platform. */
export const fileError = (path: string, { message }: PlatformError.PlatformError): ExportError =>
  new ExportError({ reason: "File", path, text: message })

/** Whether an error says that a file does not exist. */
export const isMissing = (error: PlatformError.PlatformError): boolean =>
  error._tag === "SystemError" && error.reason === "NotFound"
