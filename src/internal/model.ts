import * as Schema from "effect/Schema"

/*
 * How a model is written down. A model is a plain wire schema: what passes is handed on as it is, never rebuilt, so
 * nothing here transforms. Each is one call, so that a bundler can drop the models a program does not reach.
 */

/** A named object model. Unknown fields are kept, because the guards never rebuild. */
export const model = <const Fields extends Schema.Struct.Fields>(
  identifier: string,
  fields: Fields
): Schema.Struct<Fields> => Schema.Struct(fields).annotations({ identifier })

/** A named object model that has another one's fields and its own. */
export const extend = <const Shared extends Schema.Struct.Fields, const Fields extends Schema.Struct.Fields>(
  identifier: string,
  shared: Shared,
  fields: Fields
): Schema.Struct<Shared & Fields> => Schema.Struct({ ...shared, ...fields }).annotations({ identifier })

/** A field that may be absent. */
export const optional = <A>(schema: Schema.Schema<A>): Schema.optional<Schema.Schema<A>> => Schema.optional(schema)

/** A field of a request that may be absent, and may be `null` to clear what is set. */
export const clearable = <A>(schema: Schema.Schema<A>): Schema.optional<Schema.NullOr<Schema.Schema<A>>> =>
  Schema.optional(Schema.NullOr(schema))

/** A reference to a model that is declared further down, or that refers back. */
export const lazy = <A>(schema: () => Schema.Schema<A>): Schema.Schema<A> => Schema.suspend(schema)

/** An array field. */
export const array = <A>(item: Schema.Schema<A>): Schema.Schema<ReadonlyArray<A>> => Schema.Array(item)

/** An object used as a map from any key. */
export const record = <A>(value: Schema.Schema<A>): Schema.Schema<{ readonly [key: string]: A }> =>
  Schema.Record({ key: Schema.String, value })

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

/** A number that JSON can write. */
export const number: Schema.Schema<number> = Schema.Finite

const text = (format: string): Schema.Schema<string> =>
  Schema.String.annotations({ jsonSchema: { type: "string", format } })

/** ISO-8601 instant in UTC, `yyyy-MM-ddTHH:mm:ss[.mmm]Z`. It stays text: that costs nothing and loses nothing. */
export const dateTime: Schema.Schema<string> = text("date-time")

/** A URI, as a rule relative to the API host. */
export const uri: Schema.Schema<string> = text("uri-reference")

/** One of the listed values and nothing else: for what is sent in a query, so that a typo does not compile. */
export const closed = <const Values extends readonly [string, ...Array<string>]>(
  ...values: Values
): Schema.Schema<Values[number]> => Schema.Literal(...values)

/** A value the vendor lists, or one that it has added since: kept as it is, never an error. */
export type Open<Known extends string> = Known | (string & {})

/** Listed values in answers and bodies: open, because the service adds new ones every month. */
export const open = <const Values extends readonly [string, ...Array<string>]>(
  ...values: Values
): Schema.Schema<Open<Values[number]>> => Schema.Union(Schema.Literal(...values), Schema.String)
