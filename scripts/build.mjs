// Builds dist/esm and dist/cjs from src, each with its own declarations and source maps, and the programs in dist/bin.
// Internal modules of dist/esm are joined into a few files, which load faster.
// Calls that run when a module loads are marked /*#__PURE__*/, so that bundlers can drop values that are not used.
import { build } from "esbuild"
import { appendFileSync, cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { dirname, join, relative, resolve } from "node:path"
import ts from "typescript"

/** Marks a call as free of side effects. */
const pure = (node) => ts.addSyntheticLeadingComment(node, ts.SyntaxKind.MultiLineCommentTrivia, "#__PURE__")

/** Marks the calls that run when a module loads. */
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

/** Compiles the modules. The options are added to those of src/tsconfig.json. */
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

/** Writes dist/esm and dist/cjs. */
const emitModules = () => {
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
}

// ---------------------------------------------------------------------------------------------------------- dist/esm

// Node takes as long to find and load a module as to run hundreds of lines. Therefore internal modules that the same
// public modules use become one file. The client, all models and all declarations of endpoints also become one file,
// because most of them are loaded together. Their public modules export parts of this file.
const filesOf = (folder) => readdirSync(folder, { recursive: true }).map((name) => join(folder, name))
const scriptsOf = (folder) => filesOf(folder).filter((name) => name.endsWith(".js"))
const pathOf = (from, to) => `"./${relative(dirname(from), to)}"`

// The root only exports other modules as namespaces. In a bundle they would be code that other bundlers cannot drop.
const isRoot = (name) => name.startsWith("dist/esm/index.js")

const bundleOptions = { outdir: "dist/esm", format: "esm", platform: "neutral", metafile: true }

const plugins = [{
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

/** Writes a file for the models and one for the declarations. Returns the files with the modules that are their parts. */
const writeGroups = () => {
  const groups = ["models", "endpoints"].map((name) => ({
    file: `dist/esm/internal/${name}.js`,
    parts: scriptsOf(`dist/esm/${name}`).filter((name) => !name.endsWith("index.js"))
  }))
  for (const { file, parts } of groups) {
    writeFileSync(file, parts.map((part) => `export * from ${pathOf(file, part)}\n`).join(""))
  }
  return groups
}

/** Bundles the modules. Returns the files that were written. */
const bundleModules = async (groups) => {
  const entryPoints = [
    ...scriptsOf("dist/esm").filter((name) => /^dist\/esm\/(\w+|(\w+\/)+index)\.js$/.test(name) && !isRoot(name)),
    ...groups.map(({ file }) => file)
  ]
  // esbuild joins the modules that the same entry points reach, so each of them reaches the common modules.
  const common = "dist/esm/internal/common.js"
  const commonModules = ["dist/esm/Auth.js", "dist/esm/PureCloud.js", ...groups.map(({ file }) => file)]
  writeFileSync(common, commonModules.map((file) => `import ${pathOf(common, file)}\n`).join(""))
  for (const entry of entryPoints) appendFileSync(entry, `\nimport ${pathOf(entry, common)}\n`)
  const { metafile: { outputs } } = await build({
    ...bundleOptions,
    entryPoints,
    allowOverwrite: true,
    bundle: true,
    splitting: true,
    chunkNames: "internal/[hash]",
    packages: "external",
    sourcemap: true,
    sourcesContent: false,
    plugins
  })
  return new Set(Object.keys(outputs))
}

/** Writes the modules of the groups: each exports its part of the file of its group. */
const writeParts = (groups, outputs) => {
  for (const { file, parts } of groups) {
    for (const part of parts) {
      writeFileSync(part, `export { ${outputs[part].exports.join(", ")} } from ${pathOf(part, file)}\n`)
    }
  }
}

/** Joins the modules of dist/esm into a few files. */
const joinModules = async () => {
  const groups = writeGroups()
  // Only the names of the exports of each part are needed.
  const { metafile: { outputs } } = await build({
    ...bundleOptions,
    entryPoints: groups.flatMap(({ parts }) => parts),
    write: false
  })
  const joined = await bundleModules(groups)
  for (const name of filesOf("dist/esm").filter((name) => /\.js(\.map)?$/.test(name) && !isRoot(name))) {
    if (!joined.has(name)) rmSync(name)
  }
  for (const name of [...joined].filter((name) => name.endsWith(".js"))) {
    const text = readFileSync(name, "utf8")
      .replaceAll(/(?<=from )"(endpoints(\/catalog)?)"/g, (_, folder) => pathOf(name, `dist/esm/${folder}/index.js`))
      // Imports for side effects, which no module has. The lines stay, because source maps count them.
      .replace(/^import "[^"]*";$/gm, "")
    writeFileSync(name, text)
  }
  writeParts(groups, outputs)
}

// ---------------------------------------------------------------------------------------------------------- dist/bin

/** Bundles the programs with the packages that they use, so that they run where only this package is installed. */
const bundlePrograms = async () => {
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
    // The barrel of @effect/platform imports Swagger UI, which is 2 MB. The simulator has its own import, for /docs only.
    external: ["*/HttpApiSwagger.js"],
    legalComments: "none",
    // Packages in CommonJS load modules of Node by require.
    banner: {
      js:
        `import { createRequire as $createRequire } from "node:module"; const require = $createRequire(import.meta.url);`
    }
  })
  return Object.keys(metafile.inputs)
}

const licenseOf = (directory) => {
  const { license, name, version } = JSON.parse(readFileSync(join(directory, "package.json"), "utf8"))
  const file = readdirSync(directory).find((file) => /^licen[cs]e/i.test(file))
  const text = file === undefined ? "" : readFileSync(join(directory, file), "utf8")
  return `${name} ${version} (${license})\n\n${text.trim()}\n`
}

/** Writes the licenses of the packages in the programs. They require that their texts are part of every copy. */
const writeLicenses = (files) => {
  const packages = new Set(files.flatMap((file) => /^.*node_modules\/((@[^/]+\/)?[^/]+)/.exec(file)?.[0] ?? []))
  writeFileSync("dist/bin/LICENSES.txt", [...packages].sort().map(licenseOf).join(`\n${"-".repeat(80)}\n\n`))
}

rmSync("dist", { recursive: true, force: true })
emitModules()
await joinModules()
writeLicenses(await bundlePrograms())
