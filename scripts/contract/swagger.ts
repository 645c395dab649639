/**
 * Reads the facts from the vendor's published Swagger 2.0 file.
 */
import * as Schema from "effect/Schema"
import type { Facts, Model, Operation, Paging, Parameter, Table, Value } from "./facts.js"

interface Node {
  readonly $ref?: string | undefined
  readonly type?: string | undefined
  readonly format?: string | undefined
  readonly enum?: ReadonlyArray<string> | undefined
  readonly items?: Node | undefined
  readonly additionalProperties?: Node | boolean | undefined
  readonly properties?: { readonly [key: string]: Node } | undefined
  readonly required?: ReadonlyArray<string> | boolean | undefined
  readonly readOnly?: boolean | undefined
  readonly "x-readOnly"?: boolean | undefined
}

const suspended: Schema.Schema<Node> = Schema.suspend(() => Node)

const Node: Schema.Schema<Node> = Schema.Struct({
  $ref: Schema.optional(Schema.String),
  type: Schema.optional(Schema.String),
  format: Schema.optional(Schema.String),
  enum: Schema.optional(Schema.Array(Schema.String)),
  items: Schema.optional(suspended),
  additionalProperties: Schema.optional(Schema.Union(suspended, Schema.Boolean)),
  properties: Schema.optional(Schema.Record({ key: Schema.String, value: suspended })),
  required: Schema.optional(Schema.Union(Schema.Array(Schema.String), Schema.Boolean)),
  readOnly: Schema.optional(Schema.Boolean),
  "x-readOnly": Schema.optional(Schema.Boolean)
})

const Declared = Schema.Struct({
  tags: Schema.optional(Schema.Array(Schema.String)),
  deprecated: Schema.optional(Schema.Boolean),
  parameters: Schema.optional(Schema.Array(Schema.extend(
    Node,
    Schema.Struct({ name: Schema.String, in: Schema.String, schema: Schema.optional(Node) })
  ))),
  responses: Schema.Record({ key: Schema.String, value: Schema.Struct({ schema: Schema.optional(Node) }) }),
  "x-purecloud-method-name": Schema.optional(Schema.String),
  "x-inin-requires-permissions": Schema.optional(Schema.Struct({
    type: Schema.optional(Schema.String),
    permissions: Schema.optional(Schema.Array(Schema.String))
  }))
})

/** The parts of a Swagger file that contain facts. */
export const Swagger = Schema.Struct({
  swagger: Schema.Literal("2.0"),
  paths: Schema.Record({ key: Schema.String, value: Schema.Record({ key: Schema.String, value: Schema.Unknown }) }),
  definitions: Schema.Record({ key: Schema.String, value: Node })
})
export type Swagger = typeof Swagger.Type

const methods = ["delete", "get", "patch", "post", "put"] as const

const isMethod = Schema.is(Schema.Literal(...methods))

const refOf = ($ref: string): string => $ref.slice($ref.lastIndexOf("/") + 1)

const typeOf = (node: Node): string => {
  if (node.$ref !== undefined) return refOf(node.$ref)
  if (node.type === "array") return `Array<${typeOf(node.items ?? {})}>`
  if (typeof node.additionalProperties === "object") return `map<${typeOf(node.additionalProperties)}>`
  return node.type ?? "object"
}

/** Returns the node of the values in arrays and maps. */
const innermost = (node: Node): Node =>
  node.type === "array" && node.items !== undefined
    ? innermost(node.items)
    : typeof node.additionalProperties === "object"
    ? innermost(node.additionalProperties)
    : node

const valueOf = (node: Node, required: boolean): Value => {
  const { enum: values, format } = innermost(node)
  return {
    type: typeOf(node),
    ...(format === undefined ? {} : { format }),
    ...(values === undefined ? {} : { values }),
    ...(required ? { required } : {}),
    ...(node.readOnly === true || node["x-readOnly"] === true ? { readOnly: true } : {})
  }
}

/** Returns the models that a type names. */
export const modelsIn = (type: string): ReadonlyArray<string> =>
  type.match(/\b[A-Z]\w*\b/g)?.filter((t) => t !== "Array") ?? []

const modelOf = ({ properties = {}, required }: Node): Model => ({
  fields: Object.fromEntries(
    Object.entries(properties).map(([name, node]) => [
      name,
      valueOf(node, Array.isArray(required) && required.includes(name))
    ])
  )
})

/** Returns the paging of an operation, if its parameters and fields show it. */
export const pagingOf = (
  { body, parameters, success }: Pick<Operation, "body" | "parameters" | "success">,
  models: Table<Model>
): Paging | undefined => {
  const fieldsOf = (type: string | null | undefined): Table<Value> => models[type ?? ""]?.fields ?? {}
  const response = fieldsOf(Object.values(success).find((type) => type !== null))
  const items = Object.entries(response).find(([, { type }]) => /^Array<[A-Z]/.test(type))?.[0]
  if (items === undefined) return undefined
  if (parameters.pageNumber !== undefined) return { by: "pageNumber", send: "query.pageNumber", items }
  if (parameters.cursor !== undefined) return { by: "cursor", send: "query.cursor", read: "cursor", items }
  if (parameters.after !== undefined) return { by: "link", send: "query.after", read: "nextUri", items }
  if (parameters.q64 !== undefined) return { by: "link", send: "query.q64", read: "nextPage", items }
  const sent = fieldsOf(body?.type)
  if (sent.pageNumber !== undefined) return { by: "pageNumber", send: "body.pageNumber", items }
  const inner = Object.entries(sent).find(([, { type }]) =>
    fieldsOf(type).pageNumber !== undefined && fieldsOf(type).pageSize !== undefined
  )
  return inner === undefined ? undefined : { by: "pageNumber", send: `body.${inner[0]}.pageNumber`, items }
}

const successOf = (responses: typeof Declared.Type["responses"]): Operation["success"] => {
  const found = Object.entries(responses).filter(([status]) => status.startsWith("2"))
  return Object.fromEntries(
    (found.length > 0 ? found : [["default", responses.default] as const])
      .map(([status, response]) => [status, response?.schema === undefined ? null : typeOf(response.schema)])
  )
}

const operationOf = (method: typeof methods[number], path: string, declared: typeof Declared.Type): Operation => {
  const { parameters = [], responses } = declared
  const required = declared["x-inin-requires-permissions"]
  const body = parameters.find((parameter) => parameter.in === "body")
  const errors = Object.keys(responses).filter((status) => /^[45]\d\d$/.test(status)).map(Number)
  return {
    // The two names differ in case only.
    method: method.toUpperCase() as Operation["method"],
    path,
    parameters: Object.fromEntries(
      parameters.flatMap((parameter): ReadonlyArray<readonly [string, Parameter]> =>
        parameter.in === "path" || parameter.in === "query"
          ? [[parameter.name, { in: parameter.in, ...valueOf(parameter, parameter.required === true) }]]
          : []
      )
    ),
    ...(body?.schema === undefined ? {} : { body: valueOf(body.schema, body.required === true) }),
    success: successOf(responses),
    ...(errors.length === 0 ? {} : { errors }),
    ...(required?.permissions === undefined || required.permissions.length === 0
      ? {}
      : { permissions: { type: required.type === "ALL" ? "ALL" : "ANY", permissions: required.permissions } }),
    ...(declared.deprecated === true ? { deprecated: true } : {})
  }
}

/** Returns the models that types use, directly or through the fields of other models. */
export const reachable = (
  types: ReadonlyArray<string>,
  models: Table<Model>,
  typesOfField: (field: Value) => ReadonlyArray<string> = ({ type }) => [type]
): ReadonlySet<string> => {
  const found = new Set<string>()
  const visit = (type: string): void => {
    for (const name of modelsIn(type)) {
      if (found.has(name) || models[name] === undefined) continue
      found.add(name)
      for (const field of Object.values(models[name].fields)) typesOfField(field).forEach(visit)
    }
  }
  types.forEach(visit)
  return found
}

/** Returns the types that an operation names. */
export const typesOf = ({ body, success }: Operation): ReadonlyArray<string> => [
  ...(body === undefined ? [] : [body.type]),
  ...Object.values(success).filter((type) => type !== null)
]

const sorted = <A>(entries: Iterable<readonly [string, A]>): Table<A> =>
  Object.fromEntries([...entries].sort(([a], [b]) => a < b ? -1 : 1))

/**
 * Returns the facts of a Swagger file: the operations that have the tag `Users` or were known before, the models that
 * these operations use, and the models that were known before.
 */
export const factsOf = (
  { definitions, paths }: Swagger,
  known: Facts = { operations: {}, models: {} }
): Facts => {
  const chosen = new Map<string, Operation>()
  const types: Array<string> = Object.keys(known.models)
  for (const [path, item] of Object.entries(paths)) {
    for (const [method, unread] of Object.entries(item)) {
      if (!isMethod(method)) continue
      const declared = Schema.decodeUnknownSync(Declared)(unread)
      const name = declared["x-purecloud-method-name"]
      if (name === undefined) continue
      if (declared.tags?.includes("Users") !== true && known.operations[name] === undefined) continue
      chosen.set(name, operationOf(method, path, declared))
      types.push(
        ...Object.values(declared.responses).flatMap(({ schema }) => schema === undefined ? [] : [typeOf(schema)])
      )
    }
  }
  const all = Object.fromEntries(Object.entries(definitions).map(([name, node]) => [name, modelOf(node)]))
  const reached = reachable([...types, ...[...chosen.values()].flatMap(typesOf)], all)
  const models = sorted([...reached].map((name) => [name, all[name]!]))
  return {
    operations: sorted([...chosen].map(([name, operation]) => {
      const paging = pagingOf(operation, models)
      // A Swagger file does not show which operations are a preview.
      const preview = known.operations[name]?.preview
      return [name, { ...operation, ...(paging && { paging }), ...(preview && { preview }) }]
    })),
    models
  }
}
