import * as ConfigError from "effect/ConfigError"
import * as Duration from "effect/Duration"
import * as Either from "effect/Either"
import * as Option from "effect/Option"

/*
 * Checks options. An error has the path of the option.
 */

/** Returns options without the keys that are `undefined`, so that they do not replace those of other options. */
export const withoutUndefined = <A extends object>(options: A): A =>
  // The keys that the result lacks were `undefined`, so they are optional.
  Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as A

type Checked<A> = Either.Either<A, ConfigError.ConfigError>

/** Names of the objects that contain the option, outermost first, and the name of the option. */
type Path = readonly [string, ...ReadonlyArray<string>]

/** Makes the error of an invalid option. */
export const invalid = (path: Path, message: string): Checked<never> =>
  Either.left(ConfigError.InvalidData([...path], message))

/** Checks a whole number that has a minimum. */
export const wholeNumber = (path: Path, value: number, min: number): Checked<number> =>
  Number.isSafeInteger(value) && value >= min
    ? Either.right(value)
    : invalid(path, `Expected a whole number from ${min} on`)

/** Checks a duration. A negative duration is an error, because `Duration` would replace it by zero. */
export const duration = (path: Path, value: Duration.DurationInput): Checked<Duration.Duration> =>
  isNegative(value)
    ? invalid(path, "Expected a duration that is not negative")
    : Option.match(Duration.decodeUnknown(value), {
      onNone: () => invalid(path, "Expected a duration"),
      onSome: Either.right
    })

/** Checks a duration that must be longer than zero. */
export const positiveDuration = (path: Path, value: Duration.DurationInput): Checked<Duration.Duration> =>
  Either.filterOrLeft(
    duration(path, value),
    (checked) => Duration.greaterThan(checked, Duration.zero),
    () => ConfigError.InvalidData([...path], "Expected a duration longer than zero")
  )

/** Whether the number of a duration is negative or NaN. */
const isNegative = (value: Duration.DurationInput): boolean => {
  if (typeof value === "string") return value.trimStart().startsWith("-")
  if (typeof value === "number" || typeof value === "bigint") return !(value >= 0)
  return Array.isArray(value) && value.some((part) => !(part >= 0))
}

/** Checks that a value is one of the allowed values. */
export const oneOf = <const A extends string | number>(path: Path, value: A, allowed: ReadonlyArray<A>): Checked<A> =>
  allowed.includes(value)
    ? Either.right(value)
    : invalid(path, `Expected ${allowed.map((each) => JSON.stringify(each)).join(" or ")}`)
