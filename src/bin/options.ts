import * as HelpDoc from "@effect/cli/HelpDoc"
import * as Options from "@effect/cli/Options"
import * as ValidationError from "@effect/cli/ValidationError"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as ParseResult from "effect/ParseResult"
import * as Schema from "effect/Schema"

/*
 * Constructors of options. The error for an invalid value is one line that names the option.
 */

/** Decodes a text to a whole number of at least 0. */
export const WholeNumber = Schema.NumberFromString.pipe(Schema.filter(Number.isSafeInteger), Schema.nonNegative())

const NonEmptyText = Schema.String.pipe(Schema.minLength(1))

const List = Schema.compose(Schema.split(","), Schema.Array(Schema.compose(Schema.Trim, NonEmptyText)))

// A duration must begin with a digit, because Effect decodes a negative duration to zero.
const DurationFromText = Schema.transformOrFail(Schema.String.pipe(Schema.pattern(/^\s*\d/)), Schema.DurationFromSelf, {
  strict: true,
  decode: (text, _, ast) => ParseResult.fromOption(Duration.decodeUnknown(text), () => new ParseResult.Type(ast, text)),
  encode: (duration) => ParseResult.succeed(Duration.format(duration))
})

/** Makes an option whose value is decoded by a schema. */
export const option = <A>(
  name: string,
  { description, expected, placeholder, schema }: {
    readonly schema: Schema.Schema<A, string>
    /** The name of the value in the help. */
    readonly placeholder: string
    /** The values that the option accepts, for the error message. */
    readonly expected: string
    readonly description: string
  }
): Options.Options<A> =>
  Options.text(name).pipe(
    Options.withPseudoName(placeholder),
    Options.withDescription(description),
    Options.mapEffect((text) =>
      Effect.mapError(
        Schema.decode(schema)(text),
        () => ValidationError.invalidValue(HelpDoc.p(`--${name} takes ${expected}, not ${text}`))
      )
    )
  )

/** Makes an option that takes a whole number. Default bounds: 0, and the largest safe integer. */
export const wholeNumber = (
  name: string,
  description: string,
  { from = 0, to = Number.MAX_SAFE_INTEGER }: { readonly from?: number; readonly to?: number } = {}
): Options.Options<number> => {
  const range = to === Number.MAX_SAFE_INTEGER ? from === 0 ? "" : ` from ${from}` : ` from ${from} to ${to}`
  return option(name, {
    schema: WholeNumber.pipe(Schema.between(from, to)),
    placeholder: "number",
    expected: `a whole number${range}`,
    description
  })
}

/** Makes an option that takes a text that is not empty. */
export const text = (name: string, description: string, placeholder = "text"): Options.Options<string> =>
  option(name, { schema: NonEmptyText, placeholder, expected: "a text that is not empty", description })

/** Makes an option that takes a list separated by commas. No value in it may be empty. */
export const list = (name: string, description: string): Options.Options<ReadonlyArray<string>> =>
  option(name, { schema: List, placeholder: "list", expected: "a list separated by commas", description })

/** Makes an option that takes a duration. */
export const duration = (name: string, description: string): Options.Options<Duration.Duration> =>
  option(name, {
    schema: DurationFromText,
    placeholder: "duration",
    expected: "a duration, for example \"1 day\"",
    description
  })

/** Makes an option that takes one of the given words. */
export const choice = <const Words extends ReadonlyArray<string>>(
  name: string,
  words: Words,
  description: string
): Options.Options<Words[number]> =>
  option(name, {
    schema: Schema.Literal(...words),
    placeholder: words.join(" | "),
    expected: `one of ${words.join(", ")}`,
    description
  })
