import { fileURLToPath } from "node:url"
import { defineConfig } from "vitest/config"

const src = fileURLToPath(new URL("src", import.meta.url))

export default defineConfig({
  resolve: {
    alias: [
      { find: /^effect-purecloud$/, replacement: `${src}/index.ts` },
      { find: /^effect-purecloud\/(.*)$/, replacement: `${src}/$1.ts` }
    ]
  },
  test: {
    include: ["test/**/*.test.ts"],
    reporters: process.env.CI ? ["default", ["json", { outputFile: "tmp/vitest.json" }]] : ["default"]
  }
})
