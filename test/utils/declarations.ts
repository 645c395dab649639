/**
 * The declaration files of the package, as the build emits them, and programs that use them.
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

/** The directory of this package. */
export const root = Path.resolve(source, "..")

/** The directory in which a program finds the declaration files. No file is written to it. */
const installed = Path.join(root, "test", "installed")

/** A program of a user who has the package installed, in one file. */
export interface Program {
  readonly file: string
  /** The option `paths` of the compiler. */
  readonly paths: ts.MapLike<Array<string>>
  /** Functions with which the compiler reads the files. */
  readonly host: Required<
    Pick<ts.CompilerHost, "directoryExists" | "fileExists" | "getSourceFile" | "readFile">
  >
}

/** Makes a program. The declaration files are emitted if they are not given. */
export const programOf = (text: string, declarations = emitDeclarations()): Program => {
  const file = Path.join(root, "test", "program.ts")
  const files = new Map([[file, text]])
  for (const [name, declaration] of declarations) files.set(Path.join(installed, `${name}.d.ts`), declaration)
  const readFile = (name: string) => files.get(name) ?? ts.sys.readFile(name)
  return {
    file,
    paths: { "effect-purecloud/*": [Path.join(installed, "*.d.ts")] },
    host: {
      directoryExists: (name) => name.startsWith(installed) || ts.sys.directoryExists(name),
      fileExists: (name) => files.has(name) || ts.sys.fileExists(name),
      readFile,
      getSourceFile: (name, options) => {
        const content = readFile(name)
        return content === undefined ? undefined : ts.createSourceFile(name, content, options)
      }
    }
  }
}

/** Returns the compiler options of this package. */
export const packageOptions = (): ts.CompilerOptions =>
  ts.parseJsonConfigFileContent(
    ts.readConfigFile(Path.join(root, "tsconfig.json"), ts.sys.readFile).config,
    ts.sys,
    root
  ).options
