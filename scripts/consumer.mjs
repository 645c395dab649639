// Packs this package and installs it into a folder, like a user would, with the peer dependencies that npm chooses.
// Then writes two kinds of files to the folder: run.mjs, which loads every module as ESM and as CommonJS, and TypeScript
// projects, with which the declarations are checked.
//   node scripts/consumer.mjs DIR
import { execFileSync } from "node:child_process"
import { readdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"

const dir = process.argv[2]
const run = (command, ...args) =>
  execFileSync(command, args, { cwd: dir, stdio: ["ignore", "pipe", "inherit"] }).toString()

const modules = readdirSync("src", { recursive: true })
  .filter((file) => file.endsWith(".ts") && !/^(internal|simulator|bin)\//.test(file))
  .map((file) => file === "index.ts" ? "effect-purecloud" : `effect-purecloud/${file.slice(0, -3)}`)
  .sort()
const write = (name, text) => writeFileSync(join(dir, name), text)

write("package.json", `{ "private": true, "type": "module" }\n`)
run("npm", "pack", process.cwd(), "--silent")
run(
  "npm",
  "install",
  "--silent",
  readdirSync(dir).find((file) => file.endsWith(".tgz")),
  "undici@7",
  "ioredis@5",
  "@effect/sql",
  "@effect/workflow@0.19",
  "@types/node@20"
)

write("modules.txt", modules.map((name) => name.replace("effect-purecloud", ".")).join("\n") + "\n")
write(
  "run.mjs",
  `import assert from "node:assert"
import { createRequire } from "node:module"

const require = createRequire(import.meta.url)
const names = ${JSON.stringify(modules)}
for (const name of names) {
  assert.deepStrictEqual(Object.keys(require(name)).sort(), Object.keys(await import(name)).sort(), name)
}
for (const users of [await import("effect-purecloud/Users"), require("effect-purecloud/Users")]) {
  assert.strictEqual(users.getUser.endpoint.id, "getUser")
}
for (const path of ["internal/schema/model", "simulator/data/store", "bin/simulator"]) {
  await assert.rejects(import("effect-purecloud/" + path), { code: "ERR_PACKAGE_PATH_NOT_EXPORTED" })
}
console.log(\`\${names.length} modules load as ESM and as CommonJS\`)
`
)
// Modules that need no types of Node are type-checked without these types. Workflow depends on packages that need them.
const needsNode = (name) => /^effect-purecloud\/(NodeHttp|Redis|Sql|Workflow)$/.test(name)
const importsOf = (names) =>
  names.map((name, i) => `import * as m${i} from "${name}"\n`).join("")
  + `export const all: ReadonlyArray<object> = [${names.map((_, i) => `m${i}`).join(", ")}]\n`
write("node.mts", importsOf(modules))
write("esm.mts", importsOf(modules.filter((name) => !needsNode(name))))
write("cjs.cts", importsOf(modules.filter((name) => !needsNode(name))))
const writeProject = (name, compilerOptions, files) =>
  write(
    name,
    JSON.stringify({
      compilerOptions: {
        target: "ES2022",
        lib: ["ES2022", "DOM", "DOM.Iterable"],
        types: [],
        strict: true,
        exactOptionalPropertyTypes: true,
        skipLibCheck: false,
        noEmit: true,
        ...compilerOptions
      },
      files
    })
  )
writeProject("tsconfig.json", { module: "NodeNext" }, ["esm.mts", "cjs.cts"])
writeProject("tsconfig.node.json", { module: "NodeNext", types: ["node"] }, ["node.mts"])
// TypeScript 7 no longer has node10.
writeProject("tsconfig.node10.json", { module: "CommonJS", moduleResolution: "node10" }, ["cjs.cts"])
