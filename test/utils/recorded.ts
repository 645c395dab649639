/**
 * The changes of the API between 2018 and 2026, recorded from the vendor's SDKs and release notes. The facts in
 * contract/ come from another source.
 */
import type { Change } from "../../scripts/contract/changes.js"
import type { Facts } from "../../scripts/contract/facts.js"
import recorded from "../fixtures/contract/recorded-2026.json" with { type: "json" }

interface Field {
  readonly name: string
  readonly type: string
  readonly format?: string
  readonly enum?: ReadonlyArray<string>
  readonly values?: ReadonlyArray<string>
  readonly required?: boolean
  readonly readOnly?: boolean
}

interface FieldChange {
  readonly field: string
  readonly what: string
  readonly from?: unknown
  readonly to?: unknown
}

interface ModelRecord {
  readonly status: string
  readonly changes?: {
    readonly fields_added?: ReadonlyArray<Field>
    readonly fields_removed?: ReadonlyArray<string>
    readonly fields_changed?: ReadonlyArray<FieldChange>
    readonly enum_added?: { readonly [field: string]: ReadonlyArray<string> }
    readonly enum_removed?: { readonly [field: string]: ReadonlyArray<string> }
  }
}

interface ParameterChange {
  readonly param: string
  readonly what: string
  readonly added?: ReadonlyArray<string>
  readonly removed?: ReadonlyArray<string>
  readonly from?: unknown
  readonly to?: unknown
}

interface Permissions {
  readonly type: string
  readonly permissions: ReadonlyArray<string>
}

interface OperationRecord {
  readonly method: string
  readonly status: string
  readonly path?: { readonly from: string; readonly to: string }
  readonly params?: {
    readonly added?: ReadonlyArray<Field>
    readonly removed?: ReadonlyArray<string>
    readonly changed?: ReadonlyArray<ParameterChange>
  }
  readonly returns?: { readonly from: string; readonly to: string }
  readonly permissions?: { readonly from: Permissions; readonly to: Permissions }
  /** Statuses that were added and removed, in the order of the releases. */
  readonly responses?: ReadonlyArray<string>
}

type Part = Omit<Change, "of" | "name">

// The types above describe the file. The type that TypeScript infers for it has a member for each entry.
const operations = recorded.operations as { readonly [name: string]: OperationRecord }
const models = recorded.models as { readonly [name: string]: ModelRecord }
const modelsAdded: { readonly [name: string]: ReadonlyArray<Field> } = recorded.modelsAdded

/** Returns a type in the notation of contract/: numbers with the format of an integer are integers. */
const typeOf = ({ format, type }: Field): string =>
  (format?.startsWith("int") === true ? type.replace("number", "integer") : type)
    .replace(/^String$/, "string").replace(/^\[String\]$/, "Array<string>")

const describe = (field: Field): string => {
  const values = field.values ?? field.enum
  return [
    typeOf(field) + (field.format === undefined ? "" : ` (${field.format})`),
    ...(field.required === true ? ["required"] : []),
    ...(field.readOnly === true ? ["read-only"] : []),
    ...(values === undefined ? [] : [`values ${values.join(", ")}`])
  ].join("; ")
}

const changed = (item: string, detail: string): Part => ({ action: "changed", item, detail })

const flag = (item: string, name: string, to: unknown): Part => changed(item, to === true ? name : `no longer ${name}`)

const list = (item: string, what: string, values: ReadonlyArray<string> = []): ReadonlyArray<Part> =>
  values.length === 0 ? [] : [changed(item, `values ${what}: ${values.join(", ")}`)]

const parameterChanges = ({ added, from, param, removed, to, what }: ParameterChange): ReadonlyArray<Part> => {
  const item = param === "body" ? "body" : `parameter ${param}`
  switch (what) {
    case "values":
      return [...list(item, "added", added), ...list(item, "removed", removed)]
    case "renamed":
      return [{ action: "added", item: `parameter ${String(to)}`, detail: "string; required" }, {
        action: "removed",
        item
      }]
    case "required":
      return [flag(item, "required", to)]
    default:
      return [changed(item, `type ${String(from)} -> ${String(to)}`)]
  }
}

const permissionsOf = ({ permissions, type }: Permissions): string =>
  type === "NO" ? "none" : `${type} of ${permissions.join(", ")}`

/** Returns the changes of statuses between the first and the last release. */
const statusChanges = (responses: ReadonlyArray<string>, before: ReadonlyArray<number>): ReadonlyArray<Part> => {
  const now = new Set(before)
  for (const entry of responses) {
    const status = Number(entry.slice(1))
    if (entry.startsWith("+")) now.add(status)
    else now.delete(status)
  }
  return [
    ...[...now].filter((status) => !before.includes(status)).map((status): Part => ({
      action: "added",
      item: `response ${status}`
    })),
    ...before.filter((status) => !now.has(status)).map((status): Part => ({
      action: "removed",
      item: `response ${status}`
    }))
  ]
}

const operationChanges = (record: OperationRecord, errors: ReadonlyArray<number>): ReadonlyArray<Part> => {
  if (record.status === "removed") return [{ action: "removed" }]
  const { method, params = {}, path, permissions, responses = [], returns, status } = record
  return [
    ...(path === undefined ? [] : [changed("path", `from ${method} ${path.from} -> ${method} ${path.to}`)]),
    ...(params.added ?? []).map((field): Part => ({
      action: "added",
      item: `parameter ${field.name}`,
      detail: describe(field)
    })),
    ...(params.removed ?? []).map((name): Part => ({ action: "removed", item: `parameter ${name}` })),
    ...(params.changed ?? []).flatMap(parameterChanges),
    ...(returns === undefined ? [] : [changed("response 200", `type ${returns.from} -> ${returns.to}`)]),
    ...(permissions === undefined
      ? []
      : [changed("permissions", `from ${permissionsOf(permissions.from)} -> ${permissionsOf(permissions.to)}`)]),
    ...statusChanges(responses, errors),
    ...(status === "deprecated" ? [changed("operation", "deprecated")] : [])
  ]
}

const fieldChanges = ({ field, from, to, what }: FieldChange): Part => {
  const item = `field ${field}`
  switch (what) {
    case "enum no longer listed":
      return changed(item, "values no longer listed")
    case "type":
      return changed(item, `type ${String(from)} -> ${String(to)}`)
    default:
      return flag(item, what === "readOnly" ? "read-only" : what, to)
  }
}

const modelChanges = ({ changes = {}, status }: ModelRecord): ReadonlyArray<Part> => {
  if (status === "removed") return [{ action: "removed" }]
  const unlisted = (changes.fields_changed ?? []).filter(({ what }) => what === "enum no longer listed")
    .map(({ field }) => field)
  const values = (what: string, of: { readonly [field: string]: ReadonlyArray<string> } = {}) =>
    Object.entries(of).flatMap(([field, each]) => unlisted.includes(field) ? [] : list(`field ${field}`, what, each))
  return [
    ...(changes.fields_added ?? []).map((field): Part => ({
      action: "added",
      item: `field ${field.name}`,
      detail: describe(field)
    })),
    ...(changes.fields_removed ?? []).map((name): Part => ({ action: "removed", item: `field ${name}` })),
    ...(changes.fields_changed ?? []).map(fieldChanges),
    ...values("added", changes.enum_added),
    ...values("removed", changes.enum_removed)
  ]
}

/** Returns the recorded changes. The facts of 2018 show which statuses were documented before. */
export const recordedChanges = (facts2018: Facts): ReadonlyArray<Change> => [
  ...Object.entries(operations).flatMap(([name, record]) =>
    operationChanges(record, facts2018.operations[name]?.errors ?? [])
      .map((part): Change => ({ of: "operation", name, ...part }))
  ),
  ...recorded.operationsAdded.map(({ method, name, path }): Change => ({
    of: "operation",
    name,
    action: "added",
    detail: `${method} ${path}`
  })),
  ...Object.entries(models).flatMap(([name, record]) =>
    modelChanges(record).map((part): Change => ({ of: "model", name, ...part }))
  ),
  ...Object.entries(modelsAdded).map(([name, fields]): Change => ({
    of: "model",
    name,
    action: "added",
    detail: `fields ${fields.map((field) => field.name).sort().join(", ")}`
  }))
]
