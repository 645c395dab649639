/**
 * The declaration files contain the documentation, so that editors show it. The compiler omits the first comment of a
 * module together with an import that it omits, unless a blank line is between them.
 */
import { assert, describe, it } from "@effect/vitest"
import type * as Endpoint from "effect-purecloud/Endpoint"
import * as endpoints from "effect-purecloud/endpoints/index"
import * as Fs from "node:fs"
import * as Path from "node:path"
import ts from "typescript"
import { emitDeclarations, source } from "../utils/declarations.js"

/** Folders that the package does not export. */
const hidden = /^(bin|internal|simulator)\//

const modules = Fs.readdirSync(source, { encoding: "utf8", recursive: true })
  .map((name) => name.replaceAll("\\", "/"))
  .filter((name) => name.endsWith(".ts") && !hidden.test(name))
  .sort()

/** Returns the text of a module up to the end of its first comment. */
const headOf = (text: string): string => text.slice(0, text.indexOf("*/") + 2)

const declarations = emitDeclarations()

describe("the first comment of a module is in its declaration file", () => {
  it.each(modules)("%s", (name) => {
    const head = headOf(Fs.readFileSync(Path.join(source, name), "utf8"))
    assert.match(head, /^\/\*\*\n \* \S[^]*\n \* @since \d+\.\d+\.\d+\n \*\/$/)
    assert.strictEqual(headOf(declarations.get(name.replace(/\.ts$/, "")) ?? ""), head)
  })
})

interface Documented {
  readonly doc: string
  /** Text of the tag `@deprecated`. */
  readonly deprecated: string | undefined
  /** Doc comments of the properties of the type, at any depth. */
  readonly properties: ReadonlyMap<string, string>
}

const textOf = (comment: string | ts.NodeArray<ts.JSDocComment> | undefined): string =>
  (ts.getTextOfJSDocComment(comment) ?? "").replace(/\s+/g, " ")

const docOf = (node: ts.Node): string =>
  textOf(ts.getJSDocCommentsAndTags(node).find((each) => ts.isJSDoc(each))?.comment)

const propertiesOf = (node: ts.Node): ReadonlyArray<readonly [string, string]> => {
  const found: Array<readonly [string, string]> = []
  node.forEachChild((child) => {
    if (ts.isPropertySignature(child)) found.push([child.name.getText(), docOf(child)])
    found.push(...propertiesOf(child))
  })
  return found
}

/** The documentation of the constants of a declaration file. */
const constantsOf = (name: string): ReadonlyMap<string, Documented> => {
  const file = ts.createSourceFile(`${name}.d.ts`, declarations.get(name) ?? "", ts.ScriptTarget.ES2022, true)
  return new Map(
    file.statements.filter(ts.isVariableStatement).flatMap((statement) =>
      statement.declarationList.declarations.map((declaration) => {
        const tag = ts.getJSDocDeprecatedTag(declaration)
        return [declaration.name.getText(), {
          doc: docOf(statement),
          deprecated: tag && textOf(tag.comment),
          properties: new Map(propertiesOf(declaration))
        }]
      })
    )
  )
}

const permissionsOf = ({ permissions: { permissions, type } }: Endpoint.Any): string => {
  const names = permissions.map((name) => `\`${name}\``)
  return names.length === 0
    ? "Permissions: none."
    : names.length === 1
    ? `Permission: ${names[0]}.`
    : `Permissions: ${type === "ANY" ? "any" : "all"} of ${names.join(", ")}.`
}

const deprecationOf = ({ deprecated }: Endpoint.Any): string | undefined => {
  if (deprecated === undefined) return undefined
  const { removed = false, since, use } = deprecated
  return `${since === undefined ? "" : `${removed ? "Removed on" : "Since"} ${since}. `}Replacement: ${use}.`
}

describe("the documentation of an operation agrees with its declaration", () => {
  const programs = constantsOf("Users")
  const declared = new Map(
    modules.flatMap((name) => name.startsWith("endpoints/") ? [...constantsOf(name.replace(/\.ts$/, ""))] : [])
  )
  it.each(Object.entries<Endpoint.Any>(endpoints))(
    "%s",
    (id, endpoint) => {
      const place = `\`${endpoint.method} ${endpoint.path}\``
      const program = programs.get(id)
      assert.match(program?.doc ?? "", /^[A-Z][a-z]+s? /)
      assert.include(program?.doc, ` ${place}. ${permissionsOf(endpoint)}`)
      assert.strictEqual(program?.deprecated, deprecationOf(endpoint))
      const isPreview = program?.doc.includes("Preview: the vendor may change or remove the operation without notice.")
      assert.strictEqual(isPreview, endpoint.preview)
      const { maxPageSize } = endpoint.pagination ?? {}
      if (maxPageSize !== undefined) assert.include(program?.doc, `${maxPageSize} at most`)

      const declaration = declared.get(id)
      assert.strictEqual(declaration?.doc, `Declares ${place}, which \`Users.${id}\` documents.`)
      assert.strictEqual(declaration?.deprecated, deprecationOf(endpoint))
      for (const [key, param] of Object.entries(endpoint.query)) {
        const doc = declaration?.properties.get(key) ?? ""
        assert.match(doc, /^[A-Z].*\.$/, key)
        if ("maxItems" in param && param.maxItems !== undefined) assert.include(doc, `${param.maxItems} at most`, key)
      }
    }
  )
})
