// Bundles a program that calls one operation, and prints the models in the bundle. The exit code is 1 if the bundle has a
// model that the schemas of the operation and of errors do not use.
import * as AST from "effect/SchemaAST"
import { build } from "esbuild"

const call = "getUserState"

const { outputFiles: [bundle] } = await build({
  stdin: { contents: `export { ${call} } from "./Users.js"`, resolveDir: "dist/esm" },
  bundle: true,
  format: "esm",
  packages: "external",
  write: false
})
const kept = new Set([...bundle.text.matchAll(/\b(?:model|extend)\d*\(\s*"(\w+)"/g)].map(([, name]) => name))

const used = new Set()
const visited = new Set()
const visit = (ast) => {
  if (visited.has(ast)) return
  visited.add(ast)
  const name = AST.getIdentifierAnnotation(ast)
  if (AST.isTypeLiteral(ast) && name._tag === "Some") used.add(name.value)
  if (AST.isSuspend(ast)) visit(ast.f())
  for (const child of Object.values(ast)) {
    for (const each of Array.isArray(child) ? child : [child]) {
      for (const type of [each, each?.type]) if (typeof type?._tag === "string" && "annotations" in type) visit(type)
    }
  }
}

const { endpoint } = (await import("../dist/esm/Users.js"))[call]
const { ErrorBody } = await import("../dist/esm/models/ErrorBody.js")
// The operation has no body.
for (const { ast } of [endpoint.success, ErrorBody]) visit(ast)

const sorted = (names) => [...names].sort().join(", ")
console.log(`the bundle of ${call} has the models ${sorted(kept)}`)
// Some models of errors are only types, so the bundle does not have all the models that are used.
if (!kept.has("UserState") || [...kept].some((name) => !used.has(name))) {
  console.log(`its schemas use ${sorted(used)}`)
  process.exitCode = 1
}
