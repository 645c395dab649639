/**
 * Source text of the types and schemas of the contract.
 */
import type { Node, SourceFile } from "ts-morph"
import type { Table, Value } from "./facts.js"
import type { ModelSource } from "./source.js"

const namespaceOf = (file: SourceFile): string => file.getBaseNameWithoutExtension()

/** Whether a file imports another file, directly or through other files. */
export const imports = (file: SourceFile, other: SourceFile, seen: Set<SourceFile> = new Set()): boolean =>
  file.getImportDeclarations().some((declaration) => {
    const specifier = declaration.getModuleSpecifierValue().replace(/\.js$/, ".ts")
    const next = file.getProject().getSourceFile(`${file.getDirectoryPath()}/${specifier}`)
    if (next === undefined || seen.has(next)) return false
    seen.add(next)
    return next === other || imports(next, other, seen)
  })

/** A model, as a type and as a schema. */
export interface Reference {
  readonly type: string
  readonly schema: string
}

/**
 * Returns the reference to a model for a place in a file: before a node, or at the end of the file. A reference to a
 * model that is declared later is lazy.
 */
export const referenceTo = (model: ModelSource, file: SourceFile, before: Node | undefined): Reference => {
  if (model.file === file) {
    const later = before !== undefined && model.interface.getStart() >= before.getStart()
    return { type: model.name, schema: later ? `Model.lazy(() => ${model.name})` : model.name }
  }
  const namespace = namespaceOf(model.file)
  const circular = imports(model.file, file)
  const specifier = file.getRelativePathAsModuleSpecifierTo(model.file)
  const known = file.getImportDeclaration((declaration) =>
    declaration.getModuleSpecifierValue().replace(/\.js$/, "") === specifier.replace(/\.js$/, "")
  )
  if (known === undefined) {
    file.addImportDeclaration({ namespaceImport: namespace, moduleSpecifier: `${specifier.replace(/\.js$/, "")}.js` })
  }
  const name = `${known?.getNamespaceImport()?.getText() ?? namespace}.${model.name}`
  return { type: name, schema: circular ? `Model.lazy(() => ${name})` : name }
}

const scalars: Table<Reference> = {
  string: { type: "string", schema: "Model.string" },
  integer: { type: "number", schema: "Model.integer" },
  number: { type: "number", schema: "Model.number" },
  boolean: { type: "boolean", schema: "Model.boolean" },
  object: { type: "{ readonly [key: string]: unknown }", schema: "Model.anyObject" }
}

const formats: Table<string> = { "date-time": "Model.dateTime", uri: "Model.uri" }

export const quoted = (value: string): string => JSON.stringify(value)

const listed = (values: ReadonlyArray<string>): Reference => ({
  type: [...values.map(quoted), "(string & {})"].join(" | "),
  schema: `Model.open(${values.map(quoted).join(", ")})`
})

/** Returns a value as a type and as a schema. */
export const written = (
  { format, type, values }: Pick<Value, "format" | "type" | "values">,
  refer: (model: string) => Reference
): Reference => {
  const [, container, inner] = /^(Array|map)<(.*)>$/.exec(type) ?? []
  if (container !== undefined && inner !== undefined) {
    const each = written({ type: inner, format, values }, refer)
    return container === "Array"
      ? { type: `ReadonlyArray<${each.type}>`, schema: `Model.array(${each.schema})` }
      : { type: `{ readonly [key: string]: ${each.type} }`, schema: `Model.record(${each.schema})` }
  }
  if (values !== undefined) return listed(values)
  const scalar = scalars[type]
  if (scalar === undefined) return refer(type)
  return format === undefined ? scalar : { ...scalar, schema: formats[format] ?? scalar.schema }
}

const remarksOf = ({ format, readOnly }: Value): string =>
  [...(readOnly === true ? ["Read-only."] : []), ...(format === "date-time" ? ["ISO-8601 in UTC."] : [])].join(" ")

export const keyOf = (name: string): string => /^[A-Za-z_$][\w$]*$/.test(name) ? name : quoted(name)

/** Text of a field: its property in an interface, and its assignment in the fields of a schema. */
export interface FieldText {
  readonly property: string
  readonly assignment: string
}

export const fieldText = (
  name: string,
  value: Value,
  required: boolean,
  refer: (model: string) => Reference
): FieldText => {
  const { schema, type } = written(value, refer)
  const remarks = remarksOf(value)
  return {
    property: `${remarks === "" ? "" : `/** ${remarks} */\n`}readonly ${keyOf(name)}${
      required ? `: ${type}` : `?: ${type} | undefined`
    }`,
    assignment: `${keyOf(name)}: ${required ? schema : `Model.optional(${schema})`}`
  }
}

/** Whether a field is always present. A read-only field is not, if requests contain the model. */
export const isRequired = ({ readOnly, required }: Value, request: boolean): boolean =>
  required === true && !(request && readOnly === true)
