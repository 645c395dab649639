import { assert, describe, it } from "@effect/vitest"
import type { Handlers } from "../../../src/simulator/handlers/handler.js"
import { endpoints, handlers } from "../../../src/simulator/handlers/operations.js"
import { operations } from "../../fixtures/operations.js"

describe("handlers", () => {
  it("code compiles only if each endpoint has a handler", () => {
    assert.sameMembers(Object.keys(handlers), endpoints.map(({ id }) => id))
    assert.includeMembers(Object.keys(handlers), Object.keys(operations))

    const { getUser: _, ...others } = handlers
    // @ts-expect-error: a handler is missing
    const missing: Handlers = others
    // @ts-expect-error: not an operation
    const unknown: Handlers = { ...handlers, getNobody: () => ({}) }
    // @ts-expect-error: not the success of the endpoint
    const success: Handlers["getUser"] = () => ({ id: 1 })
    // @ts-expect-error: not the input of the endpoint
    const input: Handlers["getUser"] = ({ queueId }) => ({ id: queueId })
    assert.lengthOf([missing, unknown, success, input], 4)
  })
})
