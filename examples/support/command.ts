/**
 * Functions for the command lines of the examples. The command line of the package uses the same functions.
 */
export { runMain } from "../../src/bin/main.js"
export { wholeNumber } from "../../src/bin/options.js"
