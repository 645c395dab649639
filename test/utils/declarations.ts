/**
 * The declaration files of the package, as the build emits them.
 */
import * as Path from "node:path"
import ts from "typescript"

export const source = Path.resolve(import.meta.dirname, "../../src")

/** No file is written there. */
const outDir = Path.resolve(source, "../declarations")

/** The text of the declaration file of each module of `src`, by its name without extension, for example `models/User`. */
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
