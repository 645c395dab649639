import type * as FastCheck from "effect/FastCheck"
import { pipeArguments } from "effect/Pipeable"
import * as Schema from "effect/Schema"
import type { Simplify } from "effect/Types"
import { bounded } from "./arbitrary.js"

/*
 * The constructors of models. A model is a plain wire schema: values that pass are returned as they are, so no schema
 * here transforms. Each constructor is one call, so that a bundler can drop the models that a program does not reach,
 * and defers its work until the schema is first used, so that importing a model costs next to nothing.
 */

/**
 * A schema that is built when its `ast` is first read, once. Naming it as a field of another model, as a part of an
 * endpoint, or composing it with `pipe`, does not read it.
 */
const deferred = <A>(build: () => Schema.Schema<A>): Schema.Schema<A> => {
  const schema = {
    [Schema.TypeId]: Schema.Never[Schema.TypeId],
    get ast() {
      const { ast } = build()
      Object.defineProperty(schema, "ast", { value: ast, enumerable: true })
      return ast
    },
    annotations: (annotations: Schema.Annotations.GenericSchema<A>) =>
      Schema.make<A>(schema.ast).annotations(annotations),
    pipe() {
      return pipeArguments(schema, arguments)
    },
    toString: () => String(schema.ast)
  }
  // The members that are missing (`Type`, `Encoded`, `Context`) and the variance exist in types only.
  return schema as unknown as Schema.Schema<A>
}

/** A field that may be absent. */
export interface Optional<out A> {
  readonly _tag: "Optional"
  readonly schema: Schema.Schema.AnyNoContext
  readonly _A?: () => A
}

/** The fields of a model: a schema where the field is always there. */
export interface Fields {
  readonly [key: string]: Schema.Schema.AnyNoContext | Optional<unknown>
}

type OptionalKey<F> = { [K in keyof F]: F[K] extends { readonly _tag: "Optional" } ? K : never }[keyof F]

type TypeOf<F> = Simplify<
  & { readonly [K in Exclude<keyof F, OptionalKey<F>>]: F[K] extends Schema.Schema<infer A> ? A : never }
  & { readonly [K in OptionalKey<F>]?: F[K] extends Optional<infer A> ? A | undefined : never }
>

/** A named object model. Unknown fields are kept, because the guards never rebuild. */
export const model = <const F extends Fields>(identifier: string, fields: F): Schema.Schema<TypeOf<F>> =>
  deferred(() => {
    const struct: Record<string, Schema.Struct.Field> = {}
    for (const [key, field] of Object.entries(fields)) {
      struct[key] = Schema.isSchema(field) ? field : Schema.optional(field.schema)
    }
    const schema = Schema.Struct(struct)
    return Schema.make(
      schema.annotations({
        identifier,
        // The values are those of the schema that `bounded` is given, which its type cannot say.
        arbitrary: () => (fc) => bounded(fc, schema.ast, 2) as FastCheck.Arbitrary<typeof schema.Type>
      }).ast
    )
  })

/** A named object model that has another one's fields and its own. */
export const extend = <const Shared extends Fields, const F extends Fields>(
  identifier: string,
  shared: Shared,
  fields: F
): Schema.Schema<TypeOf<Shared & F>> => model(identifier, { ...shared, ...fields })

/** A field that may be absent. */
export const optional = <A>(schema: Schema.Schema<A>): Optional<A> => ({ _tag: "Optional", schema })

/** A field of a request that may be absent, and may be `null` to clear what is set. */
export const clearable = <A>(schema: Schema.Schema<A>): Optional<A | null> =>
  optional(deferred(() => Schema.NullOr(schema)))

/** A reference to a model that is declared further down, or that refers back. */
export const lazy = <A>(schema: () => Schema.Schema<A>): Schema.Schema<A> => deferred(() => Schema.suspend(schema))

/** An array field. */
export const array = <A>(item: Schema.Schema<A>): Schema.Schema<ReadonlyArray<A>> => deferred(() => Schema.Array(item))

/** An object used as a map from any key. */
export const record = <A>(value: Schema.Schema<A>): Schema.Schema<{ readonly [key: string]: A }> =>
  deferred(() => Schema.Record({ key: Schema.String, value }))

/** Any JSON object. */
export const anyObject: Schema.Schema<{ readonly [key: string]: unknown }> = record(Schema.Unknown)

/** Any JSON value. */
export const anyValue: Schema.Schema<unknown> = Schema.Unknown

/** Text. */
export const string: Schema.Schema<string> = Schema.String

/** `true` or `false`. */
export const boolean: Schema.Schema<boolean> = Schema.Boolean

/** A whole number. */
export const integer: Schema.Schema<number> = Schema.Int

/** A whole number within bounds, which an OpenAPI document shows. */
export const integerWithin = (minimum: number, maximum: number = Number.MAX_SAFE_INTEGER): Schema.Schema<number> =>
  deferred(() => {
    const isBounded = maximum < Number.MAX_SAFE_INTEGER
    return Schema.Number.pipe(
      Schema.filter((n) => Number.isSafeInteger(n) && n >= minimum && n <= maximum, {
        title: `a whole number from ${minimum} ${isBounded ? `to ${maximum}` : "on"}`,
        jsonSchema: { type: "integer", minimum, ...(isBounded ? { maximum } : {}) },
        arbitrary: () => (fc) => fc.integer({ min: minimum, max: Math.min(maximum, 2 ** 31 - 1) })
      })
    )
  })

/** A number that JSON can write. */
export const number: Schema.Schema<number> = Schema.Finite

const text = (format: string): Schema.Schema<string> =>
  deferred(() => Schema.String.annotations({ jsonSchema: { type: "string", format } }))

/** ISO-8601 instant in UTC, `yyyy-MM-ddTHH:mm:ss[.mmm]Z`. It stays text: that costs nothing and loses nothing. */
export const dateTime: Schema.Schema<string> = text("date-time")

/** A URI, as a rule relative to the API host. */
export const uri: Schema.Schema<string> = text("uri-reference")

/** One of the listed values and nothing else: for what is sent in a query, so that a typo does not compile. */
export const closed = <const Values extends readonly [string, ...Array<string>]>(
  ...values: Values
): Schema.Schema<Values[number]> => deferred(() => Schema.Literal(...values))

/** A value the vendor lists, or one that it has added since: kept as it is, never an error. */
export type Open<Known extends string> = Known | (string & {})

/** Listed values in answers and bodies: open, because the service adds new ones every month. */
export const open = <const Values extends readonly [string, ...Array<string>]>(
  ...values: Values
): Schema.Schema<Open<Values[number]>> => deferred(() => Schema.Union(Schema.Literal(...values), Schema.String))
