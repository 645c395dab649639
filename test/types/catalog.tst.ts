import type { Effect } from "effect"
import * as Catalog from "effect-purecloud/Catalog"
import type { PureCloud } from "effect-purecloud/PureCloud"
import type { PureCloudError, UnresolvedNames } from "effect-purecloud/PureCloudError"
import { expect, test } from "tstyche"

declare const names: ReadonlyArray<string>

type Success<T> = T extends Effect.Effect<infer A, infer _E, infer _R> ? A : never

test("resolve has an entity for each name, in the order of the names", () => {
  const resolved = Catalog.resolve({ skills: ["Billing", "Fraud"], queues: names })
  expect<Success<typeof resolved>["skills"]>().type.toBe<readonly [Catalog.Entity, Catalog.Entity]>()
  expect<Success<typeof resolved>["queues"]>().type.toBe<ReadonlyArray<Catalog.Entity>>()
  expect(resolved).type.toBeAssignableTo<
    Effect.Effect<{ readonly queues: ReadonlyArray<Catalog.Entity> }, UnresolvedNames | PureCloudError, PureCloud>
  >()
})

test("resolve accepts the kinds only", () => {
  expect(Catalog.resolve).type.not.toBeCallableWith({ skills: ["Billing"], rolez: ["King"] })
  expect(Catalog.resolve).type.not.toBeCallableWith({ skills: [1] })
})

test("an index accepts the kinds that were read only", () => {
  const read = () => Catalog.readIndex("skills", "roles")
  const resolve = (index: Success<ReturnType<typeof read>>) => index.resolve({ skills: names })
  expect(resolve).type.toBeCallableWith(null as unknown as Catalog.Index<"skills" | "roles">)
  expect((null as unknown as Catalog.Index<"skills">).resolve).type.not.toBeCallableWith({ queues: names })
})
