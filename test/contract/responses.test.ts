/**
 * Responses of every operation: the value of a success is complete, and each documented error status becomes its tagged
 * error.
 */
import { assert, describe, it } from "@effect/vitest"
import { Either } from "effect"
import type * as Endpoint from "effect-purecloud/Endpoint"
import * as endpoints from "effect-purecloud/endpoints/index"
import { ErrorBody } from "effect-purecloud/models/ErrorBody"
import * as FastCheck from "effect/FastCheck"
import type * as Schema from "effect/Schema"
import { errorClasses } from "../utils/errors.js"
import { callOf, sendable } from "../utils/inputs.js"
import { memory } from "../utils/memory.js"
import { throughJson, values } from "../utils/values.js"

const errorBodies = FastCheck.oneof(
  values(ErrorBody).map((body) => JSON.stringify(body)),
  FastCheck.constantFrom("", "{}", "null", "[]", "<html>no JSON</html>")
)

const correlation = { "ININ-Correlation-Id": "c-1" }

describe.each(Object.entries<Endpoint.Any>(endpoints))("%s", (_, endpoint) => {
  const { run } = memory()
  const call = callOf(endpoint)
  const { errors, permissions, status } = endpoint
  const input = sendable(endpoint)
  const success = endpoint.success as Schema.Schema.AnyNoContext | undefined

  if (success === undefined) {
    it("returns nothing, with a body and without", async () => {
      for (const body of [undefined, "", "{}", "null"]) {
        const { result } = await run(
          { status, ...(body === undefined || status === 204 ? {} : { body }) },
          call(input)
        )
        assert.deepStrictEqual(result, Either.right(undefined))
      }
    })
  } else {
    it("returns the value of the response", () =>
      FastCheck.assert(
        FastCheck.asyncProperty(values(success), async (value) => {
          const body = JSON.stringify(value)
          const { result } = await run({ status, headers: correlation, body }, call.withResponse(input))
          const { correlationId, value: given } = Either.getOrThrow(result)
          assert.deepStrictEqual(given, throughJson(value))
          assert.strictEqual(correlationId, "c-1")
        }),
        { numRuns: 15 }
      ))
  }

  it("fails with the error of each documented status", () =>
    FastCheck.assert(
      FastCheck.asyncProperty(errorBodies, async (body) => {
        for (const status of errors) {
          const headers = status === 429 ? { ...correlation, "Retry-After": "3600" } : correlation
          const { result } = await run({ status, headers, body }, call(input))
          const error = Either.getOrThrow(Either.flip(result))
          assert.strictEqual(error._tag, errorClasses[status]?.[0])
          assert.deepInclude(error, { status, correlationId: "c-1" })
          assert.deepInclude(error.origin, { endpoint: endpoint.id, route: endpoint.path, attempts: 1 })
          if (error._tag === "PureCloudForbidden") assert.deepEqual(error.required, permissions)
        }
      }),
      { numRuns: 3 }
    ))
})
