/**
 * Shared by the command lines of the examples: the same code as that of the command line of the package.
 */
export { runMain } from "../../src/bin/main.js"
export { wholeNumber } from "../../src/bin/options.js"
