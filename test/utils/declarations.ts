/**
 * The declaration files of the package, as the build emits them.
 */
import * as Path from "node:path"
import ts from "typescript"

export const source = Path.resolve(import.meta.dirname, "../../src")

/** The output directory that the compiler is given. No file is written to it. */
const outDir = Path.resolve(source, "../declarations")

/**
 * Returns the text of the declaration file of each module of `src`, by name without extension, for example
 * `models/User`.
 */
export const emitDeclarations = (): ReadonlyMap<string, string> => {
  const host = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => {} }
  const config = ts.getParsedCommandLineOfConfigFile(
    Path.join(source, "tsconfig.json"),
    { noCheck: true, declarationMap: false, sourceMap: false, emitDeclarationOnly: true, outDir },
    host
  )
  const declarations = new Map<string, string>()
  ts.createProgram(config?.fileNames ?? [], config?.options ?? {}).emit(undefined, (file, text) => {
    declarations.set(Path.relative(outDir, file).replaceAll("\\", "/").replace(/\.d\.ts$/, ""), text)
  })
  return declarations
}
