/**
 * Schemas written by hand, and random values for any schema.
 */
import * as Schema from "effect/Schema"

export type AnySchema = Schema.Schema.AnyNoContext

class Declared extends Schema.Class<Declared>("Declared")({ a: Schema.String }) {}

export interface Tree {
  readonly value: number
  readonly left?: Tree | undefined
  readonly trees?: ReadonlyArray<Tree> | undefined
}

export const Tree: Schema.Schema<Tree> = Schema.Struct({
  value: Schema.Number,
  left: Schema.optional(Schema.suspend(() => Tree)),
  trees: Schema.optional(Schema.Array(Schema.suspend(() => Tree)))
})

export const byHand: { readonly [name: string]: AnySchema } = {
  string: Schema.String,
  number: Schema.Number,
  boolean: Schema.Boolean,
  unknown: Schema.Unknown,
  any: Schema.Any,
  null: Schema.Null,
  undefined: Schema.Undefined,
  void: Schema.Void,
  object: Schema.Object,
  date: Schema.DateFromSelf,
  "a tuple": Schema.Tuple(Schema.String, Schema.Number),
  "a tuple with optional and rest": Schema.Tuple(
    [Schema.String, Schema.optionalElement(Schema.Number)],
    Schema.Struct({ a: Schema.optional(Schema.String) })
  ),
  "an array that is not empty": Schema.NonEmptyArray(Schema.Number),
  "an array of arrays": Schema.Array(Schema.Array(Schema.NullOr(Schema.Int))),
  "an array with a filter": Schema.Array(Schema.Number).pipe(Schema.maxItems(1)),
  "a union of structs": Schema.Union(
    Schema.Struct({ a: Schema.String, b: Schema.optional(Schema.Number) }),
    Schema.Struct({ b: Schema.Number, a: Schema.optional(Schema.String) }),
    Schema.Struct({ a: Schema.Null })
  ),
  "a union with a literal in each member": Schema.Union(
    Schema.Struct({ kind: Schema.Literal("a"), a: Schema.optional(Schema.String) }),
    Schema.Struct({ kind: Schema.Literal("b"), a: Schema.optional(Schema.NullOr(Schema.Number)) }),
    Schema.String
  ),
  "a struct within a union within a struct": Schema.Struct({
    a: Schema.optional(Schema.Union(
      Schema.Struct({ a: Schema.String, b: Schema.optional(Schema.Struct({ a: Schema.optional(Schema.String) })) }),
      Schema.Array(Schema.Struct({ a: Schema.optional(Schema.Boolean) }))
    ))
  }),
  "a record": Schema.Record({ key: Schema.String, value: Schema.NullOr(Schema.Number) }),
  "a record of structs": Schema.Record({
    key: Schema.String,
    value: Schema.Struct({ a: Schema.optional(Schema.String) })
  }),
  "a record with a pattern for keys": Schema.Record({
    key: Schema.String.pipe(Schema.pattern(/^[a-c]$/)),
    value: Schema.Struct({ a: Schema.optional(Schema.Number) })
  }),
  "a record with a template for keys": Schema.Record({
    key: Schema.TemplateLiteral("a", Schema.String),
    value: Schema.Struct({ a: Schema.optional(Schema.Number) })
  }),
  "a record of literal keys": Schema.Record({ key: Schema.Literal("a", "b"), value: Schema.Boolean }),
  "a struct with a record": Schema.Struct(
    { a: Schema.optional(Schema.Struct({ b: Schema.optional(Schema.Number) })) },
    { key: Schema.String, value: Schema.Struct({ c: Schema.optional(Schema.Number) }) }
  ),
  "the longest text": Schema.String.pipe(Schema.maxLength(3)),
  "text that is not empty": Schema.NonEmptyString,
  "text of a pattern": Schema.String.pipe(Schema.pattern(/^a+$/)),
  "a date as text": Schema.String.pipe(Schema.pattern(/^\d{4}-/), Schema.maxLength(10)),
  int: Schema.Int,
  finite: Schema.Finite,
  "an int above": Schema.Int.pipe(Schema.greaterThan(3)),
  "a finite with a bound": Schema.Finite.pipe(Schema.between(0, 1)),
  "an int of another description": Schema.Int.annotations({ description: "another" }),
  "a brand": Schema.String.pipe(Schema.minLength(2), Schema.brand("Id")),
  "a template": Schema.TemplateLiteral("a-", Schema.Number),
  literals: Schema.Literal("a", 1, true, null, -0),
  "one literal": Schema.Literal("a"),
  "literals of text": Schema.Literal("a", "b"),
  enums: Schema.Enums({ A: "a", B: 1 } as const),
  "an open enum": Schema.Union(Schema.Literal("a", "b"), Schema.String),
  "an open enum or null": Schema.NullOr(Schema.Union(Schema.Literal("a"), Schema.String)),
  "an open enum of described text": Schema.Union(Schema.Literal("a"), Schema.String.annotations({ title: "t" })),
  "exactly optional": Schema.Struct({
    a: Schema.optionalWith(Schema.String, { exact: true }),
    b: Schema.optionalWith(Schema.NullOr(Schema.String), { exact: true }),
    c: Schema.optional(Schema.Null)
  }),
  "required that may be undefined": Schema.Struct({ a: Schema.UndefinedOr(Schema.String), b: Schema.Unknown }),
  "required and optional unknown": Schema.Struct({ a: Schema.Unknown, b: Schema.optional(Schema.Unknown) }),
  "names of Object.prototype": Schema.Struct({
    constructor: Schema.optional(Schema.String),
    toString: Schema.Unknown,
    hasOwnProperty: Schema.Number,
    valueOf: Schema.optional(Schema.Struct({ a: Schema.optional(Schema.String) }))
  }),
  "a struct of none": Schema.Struct({}),
  "a struct with a filter": Schema.Struct({ a: Schema.optional(Schema.Number), b: Schema.Number }).pipe(
    Schema.filter(({ a, b }) => a === undefined || a < b)
  ),
  "a struct with a filter on all of it": Schema.Struct({ a: Schema.optional(Schema.Number) }).pipe(
    Schema.filter((all) => Object.keys(all).length <= 1)
  ),
  "a symbol for a key": Schema.Struct({
    a: Schema.optional(Schema.String),
    [Symbol.for("s")]: Schema.optional(Schema.String)
  }),
  "a symbol that is required": Schema.Struct({ [Symbol.for("s")]: Schema.String }),
  "a class": Declared,
  "a class in a struct": Schema.Struct({ a: Schema.optional(Declared) }),
  "a transformation": Schema.Struct({ a: Schema.NumberFromString, b: Schema.optional(Schema.Date) }),
  "a default": Schema.Struct({ a: Schema.optionalWith(Schema.Number, { default: () => 1 }), b: Schema.Number }),
  "a struct renamed": Schema.Struct({ a: Schema.propertySignature(Schema.Number).pipe(Schema.fromKey("b")) }),
  "a tree": Tree
}
