/**
 * The head of each public module is in its declaration file, where an editor shows it. The compiler drops a head that
 * has no blank line behind it, together with an import that the declarations do not need.
 */
import { assert, describe, it } from "@effect/vitest"
import * as Fs from "node:fs"
import * as Path from "node:path"
import ts from "typescript"

const source = Path.resolve(import.meta.dirname, "../../src")

/** Folders that the package does not export. */
const hidden = /^(bin|internal|simulator)\//

const modules = Fs.readdirSync(source, { encoding: "utf8", recursive: true })
  .map((name) => name.replaceAll("\\", "/"))
  .filter((name) => name.endsWith(".ts") && !hidden.test(name))
  .sort()

/** The text of a module up to the end of its first comment. */
const headOf = (text: string): string => text.slice(0, text.indexOf("*/") + 2)

/** The declaration files of the public modules, as the build emits them, by the name of the module. */
const emitDeclarations = (): ReadonlyMap<string, string> => {
  const host = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => {} }
  const config = ts.getParsedCommandLineOfConfigFile(
    Path.join(source, "tsconfig.json"),
    { noCheck: true, declarationMap: false },
    host
  )
  const program = ts.createProgram(config?.fileNames ?? [], config?.options ?? {})
  const declarations = new Map<string, string>()
  for (const name of modules) {
    const file = program.getSourceFile(Path.join(source, name))
    program.emit(file, (_, text) => declarations.set(name, text), undefined, true)
  }
  return declarations
}

describe("the head of a module is in its declaration file", () => {
  const declarations = emitDeclarations()
  it.each(modules)("%s", (name) => {
    const head = headOf(Fs.readFileSync(Path.join(source, name), "utf8"))
    assert.match(head, /^\/\*\*\n \* \S[^]*\n \* @since \d+\.\d+\.\d+\n \*\/$/)
    assert.strictEqual(headOf(declarations.get(name) ?? ""), head)
  })
})
