// Bundles a program that imports every module and uses none. Prints the code that remains in the bundle. The exit code is
// 1 if any code remains.
import { build } from "esbuild"
import { readdirSync } from "node:fs"
import { resolve } from "node:path"

// The simulator is not included, because a program that imports it uses all of it.
const modules = readdirSync("dist/esm", { recursive: true })
  .filter((file) => file.endsWith(".js") && !/^bin|simulator/i.test(file))
const { outputFiles: [bundle] } = await build({
  stdin: { contents: modules.map((file) => `import "./${file}"`).join("\n"), resolveDir: "dist/esm" },
  bundle: true,
  format: "esm",
  packages: "external",
  write: false,
  plugins: [{
    name: "ignore sideEffects of package.json, so that only the marks count",
    setup: ({ onResolve }) =>
      onResolve({ filter: /^\./ }, ({ path, resolveDir }) => ({ path: resolve(resolveDir, path), sideEffects: true }))
  }]
})
// esbuild keeps constants, for example 2 ** 31 - 1. Minifiers remove them.
const kept = bundle.text.split("\n").filter((line) => !/^(import |\/\/|$|var \w+ = [-\d\s*]+;)/.test(line))
console.log(kept.length === 0 ? `${modules.length} modules leave no code in the bundle` : kept.join("\n"))
process.exitCode = kept.length === 0 ? 0 : 1
