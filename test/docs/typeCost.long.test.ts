/**
 * The cost of type checks is bounded: a program that calls every operation needs no more type instantiations for each of
 * them than a program that calls the 52 operations of the API of 2018.
 */
import { assert, describe, it } from "@effect/vitest"
import * as Path from "node:path"
import ts from "typescript"
import { readContract } from "../../scripts/contract/files.js"
import { emitDeclarations } from "../utils/declarations.js"

const root = Path.resolve(import.meta.dirname, "../..")
const installed = Path.join(root, "test", "installed")
const consumer = Path.join(root, "test", "consumer.ts")

const declarations = new Map(
  [...emitDeclarations()].map(([name, text]) => [Path.join(installed, `${name}.d.ts`), text])
)

/** Type-checks a program that has the package installed and calls operations. */
const check = (ids: ReadonlyArray<string>) => {
  const text = [
    `import * as Users from "effect-purecloud/Users"`,
    ...ids.map((id) => `export const ${id} = (input: Parameters<typeof Users.${id}>[0]) => Users.${id}(input!)`)
  ].join("\n")
  const files = new Map([...declarations, [consumer, text]])
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: true,
    noEmit: true,
    types: [],
    paths: { "effect-purecloud/*": [Path.join(installed, "*.d.ts")] }
  }
  const host = ts.createCompilerHost(options)
  const program = ts.createProgram([consumer], options, {
    ...host,
    getCurrentDirectory: () => root,
    directoryExists: (name) => name.startsWith(installed) || ts.sys.directoryExists(name),
    fileExists: (name) => files.has(name) || ts.sys.fileExists(name),
    readFile: (name) => files.get(name) ?? ts.sys.readFile(name),
    getSourceFile: (name, language) => {
      const content = files.get(name) ?? ts.sys.readFile(name)
      return content === undefined ? undefined : ts.createSourceFile(name, content, language)
    }
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
