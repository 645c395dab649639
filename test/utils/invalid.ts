/**
 * Values that the compiler would refuse. Programs in JavaScript and data from elsewhere can contain them.
 */

/** Returns an invalid value with the type that a function expects, to test how the function refuses it. */
export const invalid = (value: unknown): never => value as never
