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
  type Names = Parameters<typeof Catalog.resolve>[0]
  expect<{ readonly skills: readonly ["Billing"] }>().type.toBeAssignableTo<Names>()
  expect<{ readonly skills: readonly [1] }>().type.not.toBeAssignableTo<Names>()
  expect<keyof Names>().type.toBe<Catalog.Kind>()
})

test("an index accepts the kinds that were read only", () => {
  type KindOf<Kinds extends Catalog.Kind> = keyof Parameters<Catalog.Index<Kinds>["resolve"]>[0]
  expect<KindOf<"skills" | "roles">>().type.toBe<"skills" | "roles">()
  expect<KindOf<"skills">>().type.toBe<"skills">()
})
