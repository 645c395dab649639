/**
 * Compares an OpenAPI document with the contract. The document may contain more than the contract.
 */
import * as Schema from "effect/Schema"
import type { Contract, Model, Operation, Parameter, Value } from "./facts.js"
import { acceptedNames, expectedModels, isDeclared, noBody, usedInRequests } from "./scope.js"

interface Node {
  readonly $ref?: string | undefined
  readonly type?: string | ReadonlyArray<string> | undefined
  readonly enum?: ReadonlyArray<unknown> | undefined
  readonly const?: unknown
  readonly items?: Node | boolean | undefined
  readonly additionalProperties?: Node | boolean | undefined
  readonly properties?: { readonly [key: string]: Node } | undefined
  readonly required?: ReadonlyArray<string> | undefined
  readonly anyOf?: ReadonlyArray<Node> | undefined
  readonly oneOf?: ReadonlyArray<Node> | undefined
  readonly allOf?: ReadonlyArray<Node> | undefined
}

const suspended: Schema.Schema<Node> = Schema.suspend(() => Node)

const nodes = Schema.optional(Schema.Array(suspended))

const Node: Schema.Schema<Node> = Schema.Struct({
  $ref: Schema.optional(Schema.String),
  type: Schema.optional(Schema.Union(Schema.String, Schema.Array(Schema.String))),
  enum: Schema.optional(Schema.Array(Schema.Unknown)),
  const: Schema.optional(Schema.Unknown),
  items: Schema.optional(Schema.Union(suspended, Schema.Boolean)),
  additionalProperties: Schema.optional(Schema.Union(suspended, Schema.Boolean)),
  properties: Schema.optional(Schema.Record({ key: Schema.String, value: suspended })),
  required: Schema.optional(Schema.Array(Schema.String)),
  anyOf: nodes,
  oneOf: nodes,
  allOf: nodes
})

const Body = Schema.Struct({
  required: Schema.optional(Schema.Boolean),
  content: Schema.optional(
    Schema.Record({ key: Schema.String, value: Schema.Struct({ schema: Schema.optional(Node) }) })
  )
})

const Described = Schema.Struct({
  operationId: Schema.String,
  deprecated: Schema.optional(Schema.Boolean),
  parameters: Schema.optional(Schema.Array(Schema.Struct({
    name: Schema.String,
    in: Schema.String,
    required: Schema.optional(Schema.Boolean),
    schema: Schema.optional(Node)
  }))),
  requestBody: Schema.optional(Body),
  responses: Schema.Record({ key: Schema.String, value: Body }),
  "x-inin-requires-permissions": Schema.optional(
    Schema.Struct({ type: Schema.String, permissions: Schema.Array(Schema.String) })
  ),
  "x-paging": Schema.optional(Schema.Unknown)
})
type Described = typeof Described.Type

/** The parts of an OpenAPI 3.1 document that the contract has facts about. */
export const Document = Schema.Struct({
  paths: Schema.Record({ key: Schema.String, value: Schema.Record({ key: Schema.String, value: Described }) }),
  components: Schema.Struct({ schemas: Schema.Record({ key: Schema.String, value: Node }) })
})
export type Document = typeof Document.Type

export interface Report {
  readonly passed: number
  readonly failures: ReadonlyArray<string>
}

/** Returns the current and the earlier values of a fact, the current one first. */
const everOf = <K extends "type" | "values">(key: K, value: Value): ReadonlyArray<NonNullable<Value[K]>> =>
  [value[key], ...Object.values(value.was ?? {}).map((was) => was[key])].flatMap((v) =>
    // Null means that the key was absent.
    v === undefined || v === null ? [] : [v as NonNullable<Value[K]>]
  )

const nameOf = ($ref: string): string => $ref.slice($ref.lastIndexOf("/") + 1)

const unionOf = (
  node: Node
): ReadonlyArray<Node> => [...(node.anyOf ?? []), ...(node.oneOf ?? []), ...(node.allOf ?? [])]

/** Compares a document with the contract. */
export const check = (contract: Contract, document: Document): Report => {
  const { models, operations } = contract
  let passed = 0
  const failures: Array<string> = []
  const expect = (ok: boolean, message: () => string): void => {
    if (ok) passed++
    else failures.push(message())
  }

  const branches = (node: Node | undefined, depth = 0): ReadonlyArray<Node> => {
    if (node === undefined || depth > 8) return []
    if (node.$ref !== undefined) return branches(document.components.schemas[nameOf(node.$ref)], depth + 1)
    const parts = unionOf(node)
    return parts.length === 0
      ? [node]
      : [...(node.type !== undefined ? [node] : []), ...parts.flatMap((part) => branches(part, depth + 1))]
  }

  const refOf = (node: Node): string | undefined =>
    node.$ref !== undefined ? nameOf(node.$ref) : unionOf(node).map(refOf).find((name) => name !== undefined)

  const kindsOf = (node: Node): ReadonlyArray<string> =>
    branches(node).flatMap(({ const: constant, enum: listed, type }) =>
      type ?? listed?.map((value) => typeof value) ?? (constant === undefined ? "any" : typeof constant)
    )

  const listedIn = (node: Node): ReadonlyArray<unknown> =>
    branches(node).flatMap(({ const: constant, enum: listed }) => listed ?? (constant === undefined ? [] : [constant]))

  /** Returns the reason why a schema does not fit a type, or `undefined` if it fits. */
  const misfit = (type: string, node: Node | undefined): string | undefined => {
    if (node === undefined) return "missing"
    const [, container, inner] = /^(Array|map)<(.*)>$/.exec(type) ?? []
    const kinds = kindsOf(node)
    const kind = container === "Array" ? "array" : container === "map" ? "object" : type
    if (/^[A-Z]/.test(kind)) {
      const name = refOf(node)
      return name !== undefined && acceptedNames(contract, type).includes(name)
        ? undefined
        : `expected model ${type}, found ${name ?? kinds.join("|")}`
    }
    const fits = kinds.includes(kind) || kinds.includes("any") && kind === "object" ||
      kind === "integer" && kinds.includes("number") || kind === "number" && kinds.includes("integer")
    if (!fits) return `expected ${kind}, found ${kinds.join("|")}`
    if (inner === undefined || inner === "object") return undefined
    const each = branches(node).map((n) => container === "Array" ? n.items : n.additionalProperties)
      .find((n) => typeof n === "object")
    if (typeof each !== "object" || kindsOf(each).includes("any")) return undefined
    const why = misfit(inner, each)
    return why && `each: ${why}`
  }

  /** Returns the schema of the values in arrays and maps. */
  const innermost = (node: Node): Node => {
    const inner = branches(node).flatMap(({ additionalProperties, items }) => [items, additionalProperties])
      .find((n) => typeof n === "object")
    return typeof inner === "object" ? innermost(inner) : node
  }

  const checkValue = (where: string, value: Value, node: Node | undefined): void => {
    const reasons = everOf("type", value).map((type) => misfit(type, node))
    expect(reasons.includes(undefined), () => `${where}: ${reasons[0]}`)
    const listed = node === undefined ? [] : listedIn(innermost(node))
    const lacking = everOf("values", value).flat().filter((v) => !listed.includes(v))
    expect(lacking.length === 0, () => `${where}: values not listed: ${[...new Set(lacking)].join(", ")}`)
  }

  const checkParameter = (where: string, expected: Parameter, { parameters = [] }: Described, name: string): void => {
    const found = parameters.find((parameter) => parameter.name === name && parameter.in === expected.in)
    expect(found !== undefined, () => `${where}: missing in ${expected.in}`)
    if (found === undefined) return
    const required = expected.required === true && (expected.in === "path" || expected.removed === undefined)
    expect((found.required === true) === required, () => `${where}: required ${found.required}, expected ${required}`)
    checkValue(where, expected, found.schema)
  }

  const checkBody = (where: string, body: Value, { requestBody }: Described): void => {
    expect(requestBody !== undefined, () => `${where}: no request body`)
    expect(
      body.required !== true || body.was !== undefined || requestBody?.required === true,
      () => `${where}: should be required`
    )
    checkValue(where, body, requestBody?.content?.["application/json"]?.schema)
  }

  const checkSuccess = (where: string, operation: Operation, { responses }: Described): void => {
    const earlier = Object.values(operation.was ?? {}).flatMap(({ success }) => success === undefined ? [] : [success])
    for (const [status, type] of Object.entries(operation.success)) {
      const found = responses[status] ?? Object.entries(responses).find(([key]) => key.startsWith("2"))?.[1]
      expect(status === "default" || responses[status] !== undefined, () => `${where}: status ${status} not declared`)
      if (type === null || type === noBody) continue
      const was = Object.fromEntries(earlier.map((success, i) => [String(i), { type: success[status] ?? type }]))
      checkValue(`${where} response ${status}`, { type, was }, found?.content?.["application/json"]?.schema)
    }
    for (const status of operation.errors ?? []) {
      expect(responses[status] !== undefined, () => `${where}: error status ${status} not declared`)
    }
  }

  const checkPermissions = (where: string, { permissions, was }: Operation, found: Described): void => {
    const declared = found["x-inin-requires-permissions"]
    const ever = [permissions, ...Object.values(was ?? {}).map((earlier) => earlier.permissions)]
    const lacking = ever.flatMap((p) => p?.permissions ?? []).filter((p) => declared?.permissions.includes(p) !== true)
    expect(lacking.length === 0, () => `${where}: permissions not declared: ${lacking.join(", ")}`)
    const type = permissions?.type
    expect(
      type === undefined || declared?.type === type || was !== undefined,
      () => `${where}: permissions of type ${declared?.type}, expected ${type}`
    )
  }

  const checkOperation = (name: string, operation: Operation, path: string, found: Described): void => {
    expect(found.operationId === name, () => `${name}: operationId is ${found.operationId}`)
    for (const [key, parameter] of Object.entries(operation.parameters)) {
      if (parameter.in === "path" && !path.includes(`{${key}}`)) continue
      checkParameter(`${name} parameter ${key}`, parameter, found, key)
    }
    if (operation.body !== undefined) checkBody(`${name} body`, operation.body, found)
    checkSuccess(name, operation, found)
    checkPermissions(name, operation, found)
    const old = operation.deprecated === true || operation.removed !== undefined
    expect((found.deprecated === true) === old, () => `${name}: deprecated ${found.deprecated}, expected ${old}`)
    expect(operation.paging === undefined || found["x-paging"] !== undefined, () => `${name}: not paged`)
  }

  const checkModel = (name: string, { fields }: Model, request: boolean): void => {
    const found = acceptedNames(contract, name).map((n) => document.components.schemas[n]).find((n) => n !== undefined)
    expect(found !== undefined, () => `model ${name}: missing`)
    if (found === undefined) return
    const parts = branches(found)
    const propertyOf = (key: string): Node | undefined =>
      parts.map(({ properties }) => properties?.[key]).find((property) => property !== undefined)
    for (const [key, field] of Object.entries(fields)) checkValue(`model ${name}.${key}`, field, propertyOf(key))
    if (!request) return
    for (const key of parts.flatMap(({ required = [] }) => required)) {
      const field = fields[key]
      const documented = field?.required === true || field?.readOnly === true ||
        Object.values(field?.was ?? {}).some(({ readOnly, required }) => required === true || readOnly === true)
      expect(documented, () => `model ${name}.${key}: required in requests, but not documented as required`)
    }
  }

  for (const [name, operation] of Object.entries(operations)) {
    if (!isDeclared(contract, name)) continue
    const paths = [operation.path, ...Object.values(operation.was ?? {}).flatMap(({ path }) => path ?? [])]
    const method = operation.method.toLowerCase()
    const path = paths.find((path) => document.paths[path]?.[method] !== undefined)
    const found = path === undefined ? undefined : document.paths[path]?.[method]
    expect(found !== undefined, () => `${name}: missing`)
    if (path !== undefined && found !== undefined) checkOperation(name, operation, path, found)
  }
  const requests = usedInRequests(contract)
  for (const name of expectedModels(contract)) checkModel(name, models[name]!, requests.has(name))
  checkUndeclared(contract, document, expect)
  return { passed, failures }
}

/** Checks that each operation is either declared or listed as undeclared, but not both. */
const checkUndeclared = (
  { index: { undeclared }, operations }: Contract,
  document: Document,
  expect: (ok: boolean, message: () => string) => void
): void => {
  const ids = Object.values(document.paths).flatMap((item) => Object.values(item)).map(({ operationId }) => operationId)
  for (const name of undeclared) {
    expect(!ids.includes(name), () => `${name}: declared, but also listed in "undeclared" of index.json`)
    expect(
      operations[name] !== undefined,
      () => `${name}: listed in "undeclared" of index.json, but not in the contract`
    )
  }
}
