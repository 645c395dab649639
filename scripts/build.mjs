// Builds dist/esm and dist/cjs from src, each with its own declarations and source maps, and the programs in dist/bin.
// Internal modules of dist/esm are joined to few files, which load faster.
// Calls that run when a module loads are marked /*#__PURE__*/, so that bundlers can drop values that are not used.
import { build } from "esbuild"
import { appendFileSync, cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { dirname, join, relative, resolve } from "node:path"
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

// Node takes as long to find and load a module as to run hundreds of lines. Therefore the internal modules that the same
// public modules use become one file. So do the client, all models and all declarations of endpoints, of which most are
// loaded together: their public modules export parts of this file.
const filesOf = (folder) => readdirSync(folder, { recursive: true }).map((name) => join(folder, name))
const scriptsOf = (folder) => filesOf(folder).filter((name) => name.endsWith(".js"))
const pathOf = (from, to) => `"./${relative(dirname(from), to)}"`

const groups = ["models", "endpoints"].map((name) => ({
  file: `dist/esm/internal/${name}.js`,
  parts: scriptsOf(`dist/esm/${name}`).filter((name) => !name.endsWith("index.js"))
}))
for (const { file, parts } of groups) {
  writeFileSync(file, parts.map((part) => `export * from ${pathOf(file, part)}\n`).join(""))
}
const options = { outdir: "dist/esm", format: "esm", platform: "neutral", metafile: true }
const { metafile: { outputs: parts } } = await build({
  ...options,
  entryPoints: groups.flatMap(({ parts }) => parts),
  write: false
})

// The root only exports other modules as namespaces. In a bundle they would be code that other bundlers cannot drop.
const isRoot = (name) => name.startsWith("dist/esm/index.js")
const entryPoints = [
  ...scriptsOf("dist/esm").filter((name) => /^dist\/esm\/(\w+|(\w+\/)+index)\.js$/.test(name) && !isRoot(name)),
  ...groups.map(({ file }) => file)
]
// esbuild joins the modules that the same entry points reach, so each of them reaches the common modules.
const common = "dist/esm/internal/common.js"
const commonModules = ["dist/esm/Auth.js", "dist/esm/PureCloud.js", ...groups.map(({ file }) => file)]
writeFileSync(common, commonModules.map((file) => `import ${pathOf(common, file)}\n`).join(""))
for (const entry of entryPoints) appendFileSync(entry, `\nimport ${pathOf(entry, common)}\n`)
const { metafile: { outputs: joined } } = await build({
  ...options,
  entryPoints,
  allowOverwrite: true,
  bundle: true,
  splitting: true,
  chunkNames: "internal/[hash]",
  packages: "external",
  sourcemap: true,
  sourcesContent: false,
  plugins: [{
    name: "the namespaces of endpoints, which are used as objects, stay imports",
    setup: ({ onResolve }) =>
      onResolve(
        { filter: /\/endpoints\/(catalog\/)?index\.js$/ },
        ({ kind, path }) =>
          kind === "entry-point"
            ? undefined
            : { path: /endpoints(\/catalog)?(?=\/index)/.exec(path)[0], external: true }
      )
  }, {
    name: "imports stay although package.json says that modules have no side effects",
    setup: ({ onResolve }) =>
      onResolve({ filter: /^\./ }, ({ path, resolveDir }) => ({ path: resolve(resolveDir, path), sideEffects: true }))
  }]
})
for (const name of filesOf("dist/esm").filter((name) => /\.js(\.map)?$/.test(name) && !isRoot(name))) {
  if (!(name in joined)) rmSync(name)
}
for (const name of Object.keys(joined).filter((name) => name.endsWith(".js"))) {
  const text = readFileSync(name, "utf8")
    .replaceAll(/(?<=from )"(endpoints(\/catalog)?)"/g, (_, folder) => pathOf(name, `dist/esm/${folder}/index.js`))
    // Imports for side effects, which no module has. The lines stay, because source maps count them.
    .replace(/^import "[^"]*";$/gm, "")
  writeFileSync(name, text)
}
for (const { file, parts: names } of groups) {
  for (const name of names) {
    writeFileSync(name, `export { ${parts[name].exports.join(", ")} } from ${pathOf(name, file)}\n`)
  }
}

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
