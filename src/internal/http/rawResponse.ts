import type * as Headers from "@effect/platform/Headers"
import * as Either from "effect/Either"

/** A response whose body was read, but not decoded. */
export interface RawResponse {
  readonly status: number
  readonly headers: Headers.Headers
  readonly text: string
}

/** Returns the correlation id of a response, which Genesys support asks for. */
export const correlationIdOf = ({ headers }: RawResponse): string | undefined =>
  headers["inin-correlation-id"] || undefined

/** Whether a response has no body, or only white space. */
export const isBlank = ({ text }: RawResponse): boolean => text === "" || text.trim() === ""

/** Whether a content type is JSON. */
export const isJsonType = (contentType: string): boolean => /^[^;]*[/+]json\s*(;|$)/i.test(contentType)

/** Parses the body of a response as JSON. */
export const parseJson = ({ text }: RawResponse): Either.Either<unknown, void> => {
  try {
    return Either.right(JSON.parse(text))
  } catch {
    return Either.left(undefined)
  }
}
