import { fileURLToPath } from "node:url"
import { defineConfig } from "vite"

// Your own project does not need this file.
export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  resolve: { alias: { "effect-purecloud": fileURLToPath(new URL("../../src", import.meta.url)) } },
  build: { outDir: "../../tmp/browser", emptyOutDir: true }
})
