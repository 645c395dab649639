/**
 * Programs of the repository, for tests that start them as processes.
 */
import { build } from "esbuild"
import * as Fs from "node:fs"
import * as Path from "node:path"

const root = Path.resolve(import.meta.dirname, "../..")

export interface Program {
  /** The file to start with Node. */
  readonly file: string
  readonly remove: () => void
}

/** Bundles a program into one file, because Node starts it faster than modules that must be compiled. */
export const bundle = async (entry: string): Promise<Program> => {
  Fs.mkdirSync(Path.join(root, "tmp"), { recursive: true })
  // The directory is inside the repository, so that the program finds its packages.
  const directory = Fs.mkdtempSync(Path.join(root, "tmp", "program-"))
  const file = Path.join(directory, "program.mjs")
  await build({
    entryPoints: [Path.join(root, entry)],
    bundle: true,
    packages: "external",
    alias: { "effect-purecloud": Path.join(root, "src") },
    platform: "node",
    format: "esm",
    // A module that is imported dynamically is a separate file, so that the packages it needs are loaded with it.
    splitting: true,
    outdir: directory,
    entryNames: "program",
    outExtension: { ".js": ".mjs" }
  })
  return { file, remove: () => Fs.rmSync(directory, { recursive: true }) }
}
