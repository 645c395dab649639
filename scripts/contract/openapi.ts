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

/** Returns the current value of a fact and the earlier ones, the current one first. */
const everOf = <K extends "type" | "values">(key: K, value: Value): ReadonlyArray<NonNullable<Value[K]>> =>
  [value[key], ...Object.values(value.was ?? {}).map((was) => was[key])].flatMap((v) =>
    // Null means that the key was absent.
    v === undefined || v === null ? [] : [v as NonNullable<Value[K]>]
  )

const nameOf = ($ref: string): string => $ref.slice($ref.lastIndexOf("/") + 1)

const unionOf = (
  node: Node
): ReadonlyArray<Node> => [...(node.anyOf ?? []), ...(node.oneOf ?? []), ...(node.allOf ?? [])]

/** A check of a document. */
interface Checking {
  readonly contract: Contract
  readonly schemas: Document["components"]["schemas"]
  /** Counts an expectation that is met, or records its message. */
  readonly expect: (isMet: boolean, message: () => string) => void
}

// ----------------------------------------------------------------------------------------------------------- schemas

/** Returns the alternatives of a schema. References are followed. */
const branches = (checking: Checking, node: Node | undefined, depth = 0): ReadonlyArray<Node> => {
  if (node === undefined || depth > 8) return []
  if (node.$ref !== undefined) return branches(checking, checking.schemas[nameOf(node.$ref)], depth + 1)
  const parts = unionOf(node)
  return parts.length === 0
    ? [node]
    : [...(node.type !== undefined ? [node] : []), ...parts.flatMap((part) => branches(checking, part, depth + 1))]
}

const refOf = (node: Node): string | undefined =>
  node.$ref !== undefined ? nameOf(node.$ref) : unionOf(node).map(refOf).find((name) => name !== undefined)

const kindsOf = (checking: Checking, node: Node): ReadonlyArray<string> =>
  branches(checking, node).flatMap(({ const: constant, enum: listed, type }) =>
    type ?? listed?.map((value) => typeof value) ?? (constant === undefined ? "any" : typeof constant)
  )

const listedIn = (checking: Checking, node: Node): ReadonlyArray<unknown> =>
  branches(checking, node).flatMap(({ const: constant, enum: listed }) =>
    listed ?? (constant === undefined ? [] : [constant])
  )

const misfitOfModel = (checking: Checking, type: string, node: Node): string | undefined => {
  const name = refOf(node)
  return name !== undefined && acceptedNames(checking.contract, type).includes(name)
    ? undefined
    : `expected model ${type}, found ${name ?? kindsOf(checking, node).join("|")}`
}

/** Returns the reason why a schema does not fit a type, or `undefined` if it fits. */
const misfitOf = (checking: Checking, type: string, node: Node | undefined): string | undefined => {
  if (node === undefined) return "missing"
  const [, container, inner] = /^(Array|map)<(.*)>$/.exec(type) ?? []
  const kind = container === "Array" ? "array" : container === "map" ? "object" : type
  if (/^[A-Z]/.test(kind)) return misfitOfModel(checking, type, node)
  const kinds = kindsOf(checking, node)
  const fits = kinds.includes(kind) || kinds.includes("any") && kind === "object" ||
    kind === "integer" && kinds.includes("number") || kind === "number" && kinds.includes("integer")
  if (!fits) return `expected ${kind}, found ${kinds.join("|")}`
  if (inner === undefined || inner === "object") return undefined
  const each = branches(checking, node).map((n) => container === "Array" ? n.items : n.additionalProperties)
    .find((n) => typeof n === "object")
  if (typeof each !== "object" || kindsOf(checking, each).includes("any")) return undefined
  const why = misfitOf(checking, inner, each)
  return why && `each: ${why}`
}

/** Returns the schema of the values in arrays and maps. */
const innermost = (checking: Checking, node: Node): Node => {
  const inner = branches(checking, node).flatMap(({ additionalProperties, items }) => [items, additionalProperties])
    .find((n) => typeof n === "object")
  return typeof inner === "object" ? innermost(checking, inner) : node
}

const checkValue = (checking: Checking, where: string, value: Value, node: Node | undefined): void => {
  const { expect } = checking
  const reasons = everOf("type", value).map((type) => misfitOf(checking, type, node))
  expect(reasons.includes(undefined), () => `${where}: ${reasons[0]}`)
  const listed = node === undefined ? [] : listedIn(checking, innermost(checking, node))
  const lacking = everOf("values", value).flat().filter((v) => !listed.includes(v))
  expect(lacking.length === 0, () => `${where}: values not listed: ${[...new Set(lacking)].join(", ")}`)
}

// -------------------------------------------------------------------------------------------------------- operations

const checkParameter = (
  checking: Checking,
  where: string,
  expected: Parameter,
  { parameters = [] }: Described,
  name: string
): void => {
  const { expect } = checking
  const found = parameters.find((parameter) => parameter.name === name && parameter.in === expected.in)
  expect(found !== undefined, () => `${where}: missing in ${expected.in}`)
  if (found === undefined) return
  const required = expected.required === true && (expected.in === "path" || expected.removed === undefined)
  expect((found.required === true) === required, () => `${where}: required ${found.required}, expected ${required}`)
  checkValue(checking, where, expected, found.schema)
}

const checkBody = (checking: Checking, where: string, body: Value, { requestBody }: Described): void => {
  checking.expect(requestBody !== undefined, () => `${where}: no request body`)
  checking.expect(
    body.required !== true || body.was !== undefined || requestBody?.required === true,
    () => `${where}: should be required`
  )
  checkValue(checking, where, body, requestBody?.content?.["application/json"]?.schema)
}

const checkSuccess = (checking: Checking, where: string, operation: Operation, { responses }: Described): void => {
  const { expect } = checking
  const earlier = Object.values(operation.was ?? {}).flatMap(({ success }) => success === undefined ? [] : [success])
  for (const [status, type] of Object.entries(operation.success)) {
    const found = responses[status] ?? Object.entries(responses).find(([key]) => key.startsWith("2"))?.[1]
    expect(status === "default" || responses[status] !== undefined, () => `${where}: status ${status} not declared`)
    if (type === null || type === noBody) continue
    const was = Object.fromEntries(earlier.map((success, i) => [String(i), { type: success[status] ?? type }]))
    checkValue(checking, `${where} response ${status}`, { type, was }, found?.content?.["application/json"]?.schema)
  }
  for (const status of operation.errors ?? []) {
    expect(responses[status] !== undefined, () => `${where}: error status ${status} not declared`)
  }
}

const checkPermissions = (
  { expect }: Checking,
  where: string,
  { permissions, was }: Operation,
  found: Described
): void => {
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

const checkOperation = (
  checking: Checking,
  name: string,
  operation: Operation,
  path: string,
  found: Described
): void => {
  const { expect } = checking
  expect(found.operationId === name, () => `${name}: operationId is ${found.operationId}`)
  for (const [key, parameter] of Object.entries(operation.parameters)) {
    if (parameter.in === "path" && !path.includes(`{${key}}`)) continue
    checkParameter(checking, `${name} parameter ${key}`, parameter, found, key)
  }
  if (operation.body !== undefined) checkBody(checking, `${name} body`, operation.body, found)
  checkSuccess(checking, name, operation, found)
  checkPermissions(checking, name, operation, found)
  const old = operation.deprecated === true || operation.removed !== undefined
  expect((found.deprecated === true) === old, () => `${name}: deprecated ${found.deprecated}, expected ${old}`)
  expect(operation.paging === undefined || found["x-paging"] !== undefined, () => `${name}: not paged`)
}

const checkOperations = (checking: Checking, { paths }: Document): void => {
  for (const [name, operation] of Object.entries(checking.contract.operations)) {
    if (!isDeclared(checking.contract, name)) continue
    const ever = [operation.path, ...Object.values(operation.was ?? {}).flatMap(({ path }) => path ?? [])]
    const method = operation.method.toLowerCase()
    const path = ever.find((path) => paths[path]?.[method] !== undefined)
    const found = path === undefined ? undefined : paths[path]?.[method]
    checking.expect(found !== undefined, () => `${name}: missing`)
    if (path !== undefined && found !== undefined) checkOperation(checking, name, operation, path, found)
  }
}

/** Checks that each operation is either declared or listed as undeclared, but not both. */
const checkUndeclared = ({ contract, expect }: Checking, { paths }: Document): void => {
  const ids = Object.values(paths).flatMap((item) => Object.values(item)).map(({ operationId }) => operationId)
  for (const name of contract.index.undeclared) {
    expect(!ids.includes(name), () => `${name}: declared, but also listed in "undeclared" of index.json`)
    expect(
      contract.operations[name] !== undefined,
      () => `${name}: listed in "undeclared" of index.json, but not in the contract`
    )
  }
}

// ------------------------------------------------------------------------------------------------------------ models

const checkModel = (checking: Checking, name: string, { fields }: Model, isRequest: boolean): void => {
  const { contract, expect, schemas } = checking
  const found = acceptedNames(contract, name).map((n) => schemas[n]).find((n) => n !== undefined)
  expect(found !== undefined, () => `model ${name}: missing`)
  if (found === undefined) return
  const parts = branches(checking, found)
  const propertyOf = (key: string): Node | undefined =>
    parts.map(({ properties }) => properties?.[key]).find((property) => property !== undefined)
  for (const [key, field] of Object.entries(fields)) {
    checkValue(checking, `model ${name}.${key}`, field, propertyOf(key))
  }
  if (!isRequest) return
  for (const key of parts.flatMap(({ required = [] }) => required)) {
    const field = fields[key]
    const documented = field?.required === true || field?.readOnly === true ||
      Object.values(field?.was ?? {}).some(({ readOnly, required }) => required === true || readOnly === true)
    expect(documented, () => `model ${name}.${key}: required in requests, but not documented as required`)
  }
}

/** Compares a document with the contract. */
export const check = (contract: Contract, document: Document): Report => {
  let passed = 0
  const failures: Array<string> = []
  const checking: Checking = {
    contract,
    schemas: document.components.schemas,
    expect: (isMet, message) => {
      if (isMet) passed++
      else failures.push(message())
    }
  }
  checkOperations(checking, document)
  const requests = usedInRequests(contract)
  for (const name of expectedModels(contract)) {
    checkModel(checking, name, contract.models[name]!, requests.has(name))
  }
  checkUndeclared(checking, document)
  return { passed, failures }
}
