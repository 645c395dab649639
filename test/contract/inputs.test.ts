/**
 * Inputs of every operation: every input that the schemas allow becomes a request with the same values, or is refused
 * before anything is sent.
 */
import { assert, describe, it } from "@effect/vitest"
import { Either } from "effect"
import type * as Endpoint from "effect-purecloud/Endpoint"
import * as endpoints from "effect-purecloud/endpoints/index"
import * as FastCheck from "effect/FastCheck"
import { callOf, type Input, inputs, sendable, unwritable } from "../utils/inputs.js"
import { memory } from "../utils/memory.js"
import { hostile, throughJson } from "../utils/values.js"

/** The values of the placeholders of a path. */
const readPath = (template: string, path: string): Input => {
  const names = template.split("/")
  const segments = path.split("/")
  assert.strictEqual(segments.length, names.length, path)
  return Object.fromEntries(names.flatMap((name, i) => {
    const key = /^\{(.+)\}$/.exec(name)?.[1]
    if (key !== undefined) return [[key, decodeURIComponent(segments[i]!)]]
    assert.strictEqual(segments[i], name)
    return []
  }))
}

const asText = (value: unknown): ReadonlyArray<string> | undefined =>
  value === undefined ? undefined : (Array.isArray(value) ? value : [value]).map(String)

describe.each(Object.entries<Endpoint.Any>(endpoints))("%s", (_, endpoint) => {
  const { run } = memory()
  const call = callOf(endpoint)

  it("sends its input or refuses it", () =>
    FastCheck.assert(
      FastCheck.asyncProperty(inputs(endpoint), async (input) => {
        const { result, sent } = await run({ status: 404 }, call(input))
        const refused = unwritable(endpoint, input)
        const error = Either.isLeft(result) ? result.left : undefined
        if (refused.length > 0) {
          assert.isTrue(error?._tag === "PureCloudEncodeError" && sent.length === 0)
          const [issue] = error?._tag === "PureCloudEncodeError" ? error.issues : []
          assert.include(refused, issue?.path.replace(/\[\d+\]$/, ""))
          return
        }
        assert.strictEqual(error?._tag, "PureCloudNotFound")
        assert.lengthOf(sent, 1)
        const [{ body, headers, method, url }] = sent as [(typeof sent)[0]]
        const { origin, pathname, searchParams } = new URL(url)
        assert.strictEqual(origin, "https://api.memory.example")
        assert.strictEqual(method, endpoint.method)
        assert.deepStrictEqual(
          readPath(endpoint.path, pathname),
          Object.fromEntries(Object.keys(endpoint.pathParams).map((key) => [key, input[key]]))
        )
        const query = Object.keys(endpoint.query).filter((key) => input[key] !== undefined)
        assert.sameMembers([...new Set(searchParams.keys())], query)
        for (const key of query) assert.deepStrictEqual(searchParams.getAll(key), asText(input[key]))
        assert.strictEqual(headers["content-type"], body === undefined ? undefined : "application/json")
        assert.deepStrictEqual(
          body === undefined ? undefined : JSON.parse(body),
          input["body"] === undefined ? undefined : throughJson(input["body"])
        )
      }),
      { numRuns: 30 }
    ))

  if (Object.keys(endpoint.pathParams).length === 0) return

  it("keeps every hostile id within its path segment", async () => {
    const input = sendable(endpoint)
    for (const text of hostile) {
      const ids = Object.fromEntries(Object.keys(endpoint.pathParams).map((key) => [key, text]))
      const { sent } = await run({ status: 404 }, call({ ...input, ...ids }))
      assert.deepStrictEqual(readPath(endpoint.path, new URL(sent[0]!.url).pathname), ids)
    }
  })
})
