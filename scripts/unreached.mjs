// Bundles an import of every module without using any. Prints the code that remains, and exits 1 if there is any.
import { build } from "esbuild"
import { readdirSync } from "node:fs"
import { resolve } from "node:path"

// The simulator is left out: a program that imports it uses all of it.
const modules = readdirSync("dist/esm", { recursive: true })
  .filter((file) => file.endsWith(".js") && !/^bin|simulator/i.test(file))
const { outputFiles: [bundle] } = await build({
  stdin: { contents: modules.map((file) => `import "./${file}"`).join("\n"), resolveDir: "dist/esm" },
  bundle: true,
  format: "esm",
  packages: "external",
  write: false,
  plugins: [{
    name: "marks only, not sideEffects of package.json",
    setup: ({ onResolve }) =>
      onResolve({ filter: /^\./ }, ({ path, resolveDir }) => ({ path: resolve(resolveDir, path), sideEffects: true }))
  }]
})
// esbuild keeps constants such as 64 * 1024. Minifiers remove them.
const kept = bundle.text.split("\n").filter((line) => !/^(import |\/\/|$|var \w+ = [\d\s*]+;)/.test(line))
console.log(kept.length === 0 ? `${modules.length} modules leave no code in the bundle` : kept.join("\n"))
process.exitCode = kept.length === 0 ? 0 : 1
