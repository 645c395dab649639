// Prints what stays in a bundle that imports every module and uses none; exits 1 unless that is nothing.
import { build } from "esbuild"
import { readdirSync } from "node:fs"
import { resolve } from "node:path"

// The simulator is a program more than a library: whoever imports it wants all of it.
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
// esbuild keeps 64 * 1024, minifiers do not
const kept = bundle.text.split("\n").filter((line) => !/^(import |\/\/|$|var \w+ = [\d\s*]+;)/.test(line))
console.log(kept.length === 0 ? `${modules.length} modules leave nothing behind` : kept.join("\n"))
process.exitCode = kept.length === 0 ? 0 : 1
