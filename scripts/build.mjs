// Builds dist/esm and dist/cjs from src, each with its own declarations and source maps, and the programs in dist/bin.
// Calls that run when a module loads are marked /*#__PURE__*/, so that bundlers can drop values that are not used.
import { build } from "esbuild"
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import ts from "typescript"

const pure = (node) => ts.addSyntheticLeadingComment(node, ts.SyntaxKind.MultiLineCommentTrivia, "#__PURE__")

const markPure = (context) => (file) => {
  const visit = (node, marked) => {
    if (ts.isFunctionLike(node) || ts.isExpressionStatement(node)) return node
    const called = ts.isCallExpression(node) || ts.isNewExpression(node)
    // In a chain, for example a().b(), one mark at the beginning is enough for all calls.
    if (called && !marked) pure(node)
    const visited = ts.visitEachChild(
      node,
      (child) => visit(child, child === node.expression && (called || marked)),
      context
    )
    // Bundlers treat a spread as a side effect, because it could run a getter.
    return (ts.isObjectLiteralExpression(node) && node.properties.some(ts.isSpreadAssignment)) ||
        (ts.isArrayLiteralExpression(node) && node.elements.some(ts.isSpreadElement)) ||
        (ts.isCallExpression(node) && node.arguments.some(ts.isSpreadElement))
      ? pure(context.factory.createImmediatelyInvokedArrowFunction([context.factory.createReturnStatement(visited)]))
      : visited
  }
  return ts.visitEachChild(file, (statement) => visit(statement, false), context)
}

const emit = (options) => {
  const host = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: console.error }
  const config = ts.getParsedCommandLineOfConfigFile("src/tsconfig.json", options, host)
  const modules = config.fileNames.filter((name) => !name.includes("/src/bin/"))
  const program = ts.createProgram(modules, config.options)
  const { diagnostics } = program.emit(undefined, undefined, undefined, false, { before: [markPure] })
  const all = [...config.errors, ...diagnostics, ...(options.noCheck ? [] : ts.getPreEmitDiagnostics(program))]
  if (all.length > 0) {
    console.error(ts.formatDiagnostics(all, {
      getCanonicalFileName: (name) => name,
      getCurrentDirectory: () => process.cwd(),
      getNewLine: () => "\n"
    }))
    process.exit(1)
  }
}

rmSync("dist", { recursive: true, force: true })
emit({})
emit({
  outDir: "dist/cjs",
  module: ts.ModuleKind.CommonJS,
  moduleResolution: ts.ModuleResolutionKind.Node10,
  esModuleInterop: false,
  verbatimModuleSyntax: false,
  declaration: false,
  declarationMap: false,
  stripInternal: false,
  noCheck: true,
  noResolve: true
})
cpSync("dist/esm", "dist/cjs", {
  recursive: true,
  filter: (name) => !/\.js(\.map)?$/.test(name)
})
writeFileSync("dist/cjs/package.json", `{ "type": "commonjs", "sideEffects": [] }\n`)

// The programs contain the packages that they use, so that they run where only this package is installed.
const { metafile } = await build({
  entryPoints: ["src/bin/effect-purecloud.ts", "src/bin/simulator.ts"],
  outdir: "dist/bin",
  bundle: true,
  splitting: true,
  minifySyntax: true,
  minifyWhitespace: true,
  format: "esm",
  platform: "node",
  target: "node20",
  metafile: true,
  // The page of Swagger, which no program serves, is 2 MB.
  external: ["*/HttpApiSwagger.js"],
  legalComments: "none",
  // Packages in CommonJS load modules of Node by require.
  banner: {
    js:
      `import { createRequire as $createRequire } from "node:module"; const require = $createRequire(import.meta.url);`
  }
})

// Their licences require that their texts are part of every copy.
const packages = new Set(
  Object.keys(metafile.inputs).flatMap((file) => /^.*node_modules\/((@[^/]+\/)?[^/]+)/.exec(file)?.[0] ?? [])
)
const licenceOf = (directory) => {
  const { license, name, version } = JSON.parse(readFileSync(join(directory, "package.json"), "utf8"))
  const file = readdirSync(directory).find((file) => /^licen[cs]e/i.test(file))
  const text = file === undefined ? "" : readFileSync(join(directory, file), "utf8")
  return `${name} ${version} (${license})\n\n${text.trim()}\n`
}
writeFileSync("dist/bin/LICENSES.txt", [...packages].sort().map(licenceOf).join(`\n${"-".repeat(80)}\n\n`))
