/**
 * The cost of type checks is bounded: a program that calls every operation needs no more type instantiations for each of
 * them than a program that calls the 52 operations of the API of 2018.
 */
import { assert, describe, it } from "@effect/vitest"
import * as Path from "node:path"
import ts from "typescript"
import { readContract } from "../../scripts/contract/files.js"
import { emitDeclarations, programOf, root } from "../utils/declarations.js"

const declarations = emitDeclarations()

/** Type-checks a program that has the package installed and calls operations. */
const check = (ids: ReadonlyArray<string>) => {
  const text = [
    `import * as Users from "effect-purecloud/Users"`,
    ...ids.map((id) => `export const ${id} = (input: Parameters<typeof Users.${id}>[0]) => Users.${id}(input!)`)
  ].join("\n")
  const { file, host, paths } = programOf(text, declarations)
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: true,
    noEmit: true,
    types: [],
    paths
  }
  const program = ts.createProgram([file], options, {
    ...ts.createCompilerHost(options),
    ...host,
    getCurrentDirectory: () => root
  })
  const messages = ts.getPreEmitDiagnostics(program).map(({ messageText }) =>
    ts.flattenDiagnosticMessageText(messageText, " ")
  )
  // The method is not in the declarations of TypeScript, but `tsc --extendedDiagnostics` prints its result.
  const { getInstantiationCount } = program as ts.Program & { readonly getInstantiationCount: () => number }
  return { messages, instantiations: getInstantiationCount() }
}

describe("the type check of a program", () => {
  const { operations } = readContract(Path.join(root, "contract"))
  const all = Object.keys(operations)
  const early = all.filter((id) => operations[id]?.since === undefined)

  it("that calls every operation is bounded", () => {
    assert.lengthOf(early, 52)
    assert.lengthOf(all, 131)
    const [some, every] = [check(early), check(all)]
    assert.deepStrictEqual([...some.messages, ...every.messages], [])
    assert.isAtMost(every.instantiations / all.length, some.instantiations / early.length)
  })
})
