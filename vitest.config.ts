import { fileURLToPath } from "node:url"
import { defineConfig } from "vitest/config"

const src = fileURLToPath(new URL("src", import.meta.url))

// `--mode browser` runs what needs a browser, and nothing else.
export default defineConfig(({ mode }) => ({
  resolve: {
    alias: [
      { find: /^effect-purecloud$/, replacement: `${src}/index.ts` },
      { find: /^effect-purecloud\/(.*)$/, replacement: `${src}/$1.ts` }
    ]
  },
  test: {
    include: mode === "browser" ? ["test/browser/*.test.ts"] : ["test/**/*.test.ts", "examples/**/*.test.ts"],
    exclude: mode === "browser" ? [] : ["test/browser/**"],
    reporters: process.env.CI && mode !== "browser"
      ? ["default", ["json", { outputFile: "tmp/vitest.json" }]]
      : ["default"]
  }
}))
