import type * as FastCheck from "effect/FastCheck"
import { pipeArguments } from "effect/Pipeable"
import * as Schema from "effect/Schema"
import * as AST from "effect/SchemaAST"
import type { Simplify } from "effect/Types"
import { bounded } from "./arbitrary.js"

/*
 * The constructors of models. A model is the schema of a JSON value, and does not transform it: a value that fits is
 * returned unchanged. Each model is one call, so that a bundler can drop unused models. A schema is built when it is
 * first used, so that importing a model is cheap. It is built from syntax trees and not with the constructors of
 * Schema, which make classes: that takes several times as long, and a program waits for it before its first response.
 */

/**
 * Makes a schema that is built once, when its `ast` is first read. Using the schema as a field of another model, in an
 * endpoint, or with `pipe` does not read it.
 */
const deferred = <A>(build: () => AST.AST): Schema.Schema<A> => {
  const schema = {
    [Schema.TypeId]: Schema.Never[Schema.TypeId],
    get ast() {
      const ast = build()
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
  // The missing members (`Type`, `Encoded`, `Context`) and the variance exist in types only.
  return schema as unknown as Schema.Schema<A>
}

/** A field that may be absent: a field of a model, a query key, or the body of an endpoint. */
export interface OptionalField<out A> {
  readonly _tag: "Optional"
  readonly schema: Schema.Schema.AnyNoContext
  readonly _A?: () => A
}

/** Fields of a model: a schema for a required field, {@link OptionalField} for an optional field. */
export interface Fields {
  readonly [key: string]: Schema.Schema.AnyNoContext | OptionalField<unknown>
}

type OptionalKey<F> = { [K in keyof F]: F[K] extends { readonly _tag: "Optional" } ? K : never }[keyof F]

type TypeOf<F> = Simplify<
  & { readonly [K in Exclude<keyof F, OptionalKey<F>>]: F[K] extends Schema.Schema<infer A> ? A : never }
  & { readonly [K in OptionalKey<F>]?: F[K] extends OptionalField<infer A> ? A | undefined : never }
>

/** Makes a named object model. Unknown fields are kept, because guards do not rebuild a value. */
export const model = <const F extends Fields>(identifier: string, fields: F): Schema.Schema<TypeOf<F>> =>
  deferred(() => {
    const ast: AST.AST = new AST.TypeLiteral(
      Object.entries(fields).map(([key, field]) =>
        Schema.isSchema(field)
          ? new AST.PropertySignature(key, field.ast, false, true)
          : new AST.PropertySignature(key, unionOf(field.schema.ast, AST.undefinedKeyword), true, true)
      ),
      [],
      {
        [AST.IdentifierAnnotationId]: identifier,
        [AST.ArbitraryAnnotationId]: () => (fc: typeof FastCheck) => bounded(fc, ast, 2)
      }
    )
    return ast
  })

const unionOf = (...members: ReadonlyArray<AST.AST>): AST.AST => AST.Union.make(members)

const literals = (values: ReadonlyArray<string>): AST.AST => unionOf(...values.map((value) => new AST.Literal(value)))

/** Makes a named object model with the fields of another model and its own. */
export const extend = <const Shared extends Fields, const F extends Fields>(
  identifier: string,
  shared: Shared,
  fields: F
): Schema.Schema<TypeOf<Shared & F>> => model(identifier, { ...shared, ...fields })

/** Makes a field that may be absent. */
export const optional = <A>(schema: Schema.Schema<A>): OptionalField<A> => ({ _tag: "Optional", schema })

/** Makes a field of a request that may be absent, or `null` to clear its value. */
export const clearable = <A>(schema: Schema.Schema<A>): OptionalField<A | null> =>
  optional(deferred(() => unionOf(schema.ast, AST.null)))

/** Makes a reference to a model that is declared later in the file, or that refers to this model. */
export const lazy = <A>(schema: () => Schema.Schema<A>): Schema.Schema<A> =>
  deferred(() => new AST.Suspend(() => schema().ast))

/** Makes the schema of an array with a maximum number of items, which an OpenAPI document contains. */
export const arrayUpTo = <A>(maximum: number, item: Schema.Schema<A>): Schema.Schema<ReadonlyArray<A>> =>
  deferred(() =>
    Schema.Array(item).pipe(
      Schema.maxItems(maximum, {
        title: `an array of at most ${maximum} items`,
        // The bound says the same, so the document has neither a title nor a description.
        jsonSchema: { maxItems: maximum, title: undefined, description: undefined }
      })
    ).ast
  )

/** Makes the schema of an array. */
export const array = <A>(item: Schema.Schema<A>): Schema.Schema<ReadonlyArray<A>> =>
  deferred(() => new AST.TupleType([], [new AST.Type(item.ast)], true))

/** Makes the schema of an object with any keys. */
export const record = <A>(value: Schema.Schema<A>): Schema.Schema<{ readonly [key: string]: A }> =>
  deferred(() => new AST.TypeLiteral([], [new AST.IndexSignature(AST.stringKeyword, value.ast, true)]))

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

/** Makes the schema of a whole number within bounds, which an OpenAPI document contains. */
export const integerWithin = (minimum: number, maximum: number = Number.MAX_SAFE_INTEGER): Schema.Schema<number> =>
  deferred(() => {
    const isBounded = maximum < Number.MAX_SAFE_INTEGER
    return Schema.Number.pipe(
      Schema.filter((n) => Number.isSafeInteger(n) && n >= minimum && n <= maximum, {
        title: `a whole number from ${minimum} ${isBounded ? `to ${maximum}` : "on"}`,
        jsonSchema: { type: "integer", minimum, ...(isBounded ? { maximum } : {}) },
        arbitrary: () => (fc) => fc.integer({ min: minimum, max: Math.min(maximum, 2 ** 31 - 1) })
      })
    ).ast
  })

/** A number that JSON can represent (finite). */
export const number: Schema.Schema<number> = Schema.Finite

const text = (format: string): Schema.Schema<string> =>
  deferred(() => AST.annotations(AST.stringKeyword, { [AST.JSONSchemaAnnotationId]: { type: "string", format } }))

/**
 * ISO-8601 instant in UTC, `yyyy-MM-ddTHH:mm:ss[.mmm]Z`. It stays text, so decoding takes no time and loses no
 * precision.
 */
export const dateTime: Schema.Schema<string> = text("date-time")

/** A URI, usually relative to the API host. */
export const uri: Schema.Schema<string> = text("uri-reference")

/** Makes the schema of one of the listed values, for a query, so that a typo does not compile. */
export const closed = <const Values extends readonly [string, ...Array<string>]>(
  ...values: Values
): Schema.Schema<Values[number]> => deferred(() => literals(values))

/**
 * A value that the vendor lists, or a value that it has added later.
 *
 * @since 0.2.0
 * @category models
 */
export type Open<Known extends string> = Known | (string & {})

/**
 * Makes the schema of an enum in a response or body. It also allows values that are not listed, because the service
 * adds values every month.
 */
export const open = <const Values extends readonly [string, ...Array<string>]>(
  ...values: Values
): Schema.Schema<Open<Values[number]>> => deferred(() => unionOf(literals(values), AST.stringKeyword))
