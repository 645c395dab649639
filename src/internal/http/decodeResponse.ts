import * as Either from "effect/Either"
import * as Predicate from "effect/Predicate"
import type * as Endpoint from "../../Endpoint.js"
import type { DecodeMode } from "../../PureCloudConfig.js"
import { DecodeError, type Origin, type UnexpectedResponse } from "../../PureCloudError.js"
import { maxDepth, TooDeep } from "../schema/depth.js"
import { explain, issuesOf } from "../schema/explain.js"
import { compile } from "../schema/guard.js"
import { mayHaveKey } from "../schema/hasKey.js"
import type { Issue } from "../schema/issue.js"
import { decoderOf, transforms, wireOf } from "../schema/transform.js"
import { compileWithoutNulls } from "../schema/withoutNulls.js"
import { fieldsOf, unexpected } from "./errorResponse.js"
import { quoting, type Secrets } from "./quote.js"
import { isBlank, isJsonType, parseJson, type RawResponse } from "./rawResponse.js"
import { redactor } from "./redaction.js"

/*
 * Decodes the value of a successful response.
 */

/** The value of a response, and the issues that its decode mode allows. */
export interface Decoded {
  readonly value: unknown
  readonly issues: ReadonlyArray<Issue>
}

/** Decodes the successful responses of an endpoint. */
export type Decoder = (
  origin: Origin,
  response: RawResponse,
  mode: DecodeMode,
  secrets: Secrets
) => Either.Either<Decoded, UnexpectedResponse | DecodeError>

const empty: Decoded = { value: undefined, issues: [] }

/** Prepares the decoder of an endpoint. */
export const decoder = (endpoint: Endpoint.Any): Decoder => {
  if (endpoint.success === undefined) {
    // A body that is not JSON is the web page of a gateway, and not a success.
    return (origin, response, _, secrets) =>
      isBlank(response) ? Either.right(empty) : Either.map(parseBody(origin, response, secrets), () => empty)
  }
  const check = checker(endpoint.success, itemsOf(endpoint.success, endpoint.pagination))
  const mayBeEmpty = endpoint.otherStatuses.includes(204)
  return (origin, response, mode, secrets) => {
    if (mayBeEmpty && response.status === 204 && isBlank(response)) return Either.right(empty)
    return Either.flatMap(
      parseBody(origin, response, secrets),
      (body) =>
        Either.mapLeft(
          check(body, mode, secrets),
          (issues) => new DecodeError({ ...fieldsOf(origin, response, undefined, quoting(secrets)), issues })
        )
    )
  }
}

/** Returns the field of the items, if a success is a page, or the whole of a listing that is not paged. */
const itemsOf = ({ ast }: Success, pagination: Endpoint.Any["pagination"]): string | undefined =>
  pagination?.items ?? (mayHaveKey(ast, "entities") ? "entities" : undefined)

/** Parses the body of a success. */
const parseBody = (
  origin: Origin,
  response: RawResponse,
  secrets: Secrets
): Either.Either<unknown, UnexpectedResponse> => {
  const fail = (reason: string) => {
    const quote = quoting(secrets)
    return Either.left(unexpected(fieldsOf(origin, response, undefined, quote), response, reason, quote))
  }
  const contentType = response.headers["content-type"] ?? ""
  if (isBlank(response)) return fail("a success without a body")
  if (contentType !== "" && !isJsonType(contentType)) return fail("a success that is not JSON")
  return Either.orElse(parseJson(response), () => fail("a success with invalid JSON"))
}

type Check = (body: unknown, mode: DecodeMode, secrets: Secrets) => Either.Either<Decoded, ReadonlyArray<Issue>>

/** Prepares the check of a body. */
const checker = (success: Success, items: string | undefined): Check => {
  const check = transforms(success.ast) ? transformingCheck(success, items) : guardCheck(success, items)
  return (body, mode, secrets) => {
    try {
      return check(body, mode, secrets)
    } catch (error) {
      // A RangeError is a stack overflow in a part that Schema checks.
      if (!(error instanceof TooDeep || error instanceof RangeError)) throw error
      return Either.left([{ path: "", expected: `at most ${maxDepth} nested references`, found: "more" }])
    }
  }
}

/**
 * Prepares the check of a body that the schema transforms. Without decoding there is no value, so a body that cannot be
 * decoded is an error in every mode.
 */
const transformingCheck = (success: Success, items: string | undefined): Check => {
  const decode = decoderOf(success.ast)
  const withoutNulls = compileWithoutNulls(wireOf(success).ast)
  return (body, _, secrets) => {
    const decoded = Either.orElse(
      decode(body),
      () => decode(items === undefined ? withoutNulls(body) : withItems(withoutNulls(body), items))
    )
    return Either.mapBoth(decoded, {
      onLeft: (issue) => issuesOf(issue, redactor(secrets())),
      onRight: (value) => ({ value, issues: [] })
    })
  }
}

type Success = NonNullable<Endpoint.Any["success"]>

/**
 * Prepares the check of a body that the schema does not transform. The guards are called in order until one accepts the
 * body, so a body that fits is checked only once. Each is compiled when it is first called, because most bodies need
 * only the first one.
 */
const guardCheck = ({ ast }: Success, items: string | undefined): Check => (body, mode, secrets) => {
  if (compile(ast, mode === "off")(body)) return Either.right({ value: body, issues: [] })
  const withoutNulls = compileWithoutNulls(ast)(body)
  const value = items === undefined ? withoutNulls : withItems(withoutNulls, items)
  if (compile(ast)(value)) return Either.right({ value, issues: [] })
  const fits = compile(ast, true)(value)
  if (fits && mode === "off") return Either.right({ value, issues: [] })
  const issues = explain(ast, value, redactor(secrets()))
  return fits && mode === "lenient" ? Either.right({ value, issues }) : Either.left(issues)
}

/** Adds an empty array of items to a page that has no items and no such field. */
const withItems = (page: unknown, field: string): unknown =>
  Predicate.isRecord(page) && (page[field] ?? undefined) === undefined && (page["total"] ?? page["totalHits"]) === 0
    ? { ...page, [field]: [] }
    : page
