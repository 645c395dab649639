/**
 * Compares the facts of two snapshots.
 */
import { type Facts, type Model, type Operation, sameFact, type Table, type Value } from "./facts.js"

/** One difference. If `item` is absent, a whole operation or model was added or removed. */
export interface Change {
  readonly of: "operation" | "model"
  readonly name: string
  readonly action: "added" | "removed" | "changed"
  /** The part that differs, for example `parameter expand` or `field email`. */
  readonly item?: string
  readonly detail?: string
}

type Part = Omit<Change, "of" | "name">

const namesOf = (...tables: ReadonlyArray<Table<unknown>>): ReadonlyArray<string> =>
  [...new Set(tables.flatMap(Object.keys))].sort()

const describe = ({ format, readOnly, required, type, values }: Value): string =>
  [
    format === undefined ? type : `${type} (${format})`,
    ...(required === true ? ["required"] : []),
    ...(readOnly === true ? ["read-only"] : []),
    ...(values === undefined ? [] : [`values ${values.join(", ")}`])
  ].join("; ")

const listChanges = (item: string, what: string, before: ReadonlyArray<string>, after: ReadonlyArray<string>) => {
  const [added, removed] = [after.filter((v) => !before.includes(v)), before.filter((v) => !after.includes(v))]
  return [
    ...(added.length === 0 ? [] : [{ action: "changed", item, detail: `${what} added: ${added.join(", ")}` } as const]),
    ...(removed.length === 0
      ? []
      : [{ action: "changed", item, detail: `${what} removed: ${removed.join(", ")}` } as const])
  ]
}

const valuesChanges = (item: string, before: Value, after: Value): ReadonlyArray<Part> => {
  if (before.values === undefined && after.values === undefined) return []
  if (after.values === undefined) return [{ action: "changed", item, detail: "values no longer listed" }]
  if (before.values === undefined) {
    return [{ action: "changed", item, detail: `values listed: ${after.values.join(", ")}` }]
  }
  return listChanges(item, "values", before.values, after.values)
}

const flagChanges = (item: string, flag: string, before: true | undefined, after: true | undefined) =>
  before === after ? [] : [{ action: "changed", item, detail: after === true ? flag : `no longer ${flag}` } as const]

const changeOf = (item: string, what: string, before: string, after: string): ReadonlyArray<Part> =>
  before === after ? [] : [{ action: "changed", item, detail: `${what} ${before} -> ${after}` }]

const valueChanges = (item: string, before: Value | undefined, after: Value | undefined): ReadonlyArray<Part> => {
  if (before === undefined) return after === undefined ? [] : [{ action: "added", item, detail: describe(after) }]
  if (after === undefined) return [{ action: "removed", item }]
  return [
    ...changeOf(item, "type", before.type, after.type),
    ...changeOf(item, "format", before.format ?? "none", after.format ?? "none"),
    ...flagChanges(item, "required", before.required, after.required),
    ...flagChanges(item, "read-only", before.readOnly, after.readOnly),
    ...valuesChanges(item, before, after)
  ]
}

const permissionsOf = ({ permissions }: Operation): string =>
  permissions === undefined ? "none" : `${permissions.type} of ${permissions.permissions.join(", ")}`

const successChanges = ({ success: before }: Operation, { success: after }: Operation): ReadonlyArray<Part> =>
  namesOf(before, after).flatMap((status): ReadonlyArray<Part> => {
    const item = `response ${status}`
    const [old, now] = [before[status], after[status]]
    if (old === undefined) return [{ action: "added", item, detail: now ?? "no body" }]
    if (now === undefined) return [{ action: "removed", item }]
    return changeOf(item, "type", old ?? "no body", now ?? "no body")
  })

const errorChanges = ({ errors: before }: Operation, { errors: after }: Operation): ReadonlyArray<Part> =>
  before === undefined || after === undefined ? [] : [
    ...after.filter((status) => !before.includes(status)).map((status) =>
      ({ action: "added", item: `response ${status}` }) as const
    ),
    ...before.filter((status) => !after.includes(status)).map((status) =>
      ({ action: "removed", item: `response ${status}` }) as const
    )
  ]

const operationChanges = (before: Operation, after: Operation): ReadonlyArray<Part> => [
  ...changeOf("path", "from", `${before.method} ${before.path}`, `${after.method} ${after.path}`),
  ...namesOf(before.parameters, after.parameters).flatMap((name) =>
    valueChanges(`parameter ${name}`, before.parameters[name], after.parameters[name])
  ),
  ...valueChanges("body", before.body, after.body),
  ...successChanges(before, after),
  ...errorChanges(before, after),
  ...(sameFact(before.permissions, after.permissions)
    ? []
    : changeOf("permissions", "from", permissionsOf(before), permissionsOf(after))),
  ...(before.deprecated === after.deprecated
    ? []
    : [
      {
        action: "changed",
        item: "operation",
        detail: after.deprecated === true ? "deprecated" : "no longer deprecated"
      } as const
    ])
]

const modelChanges = (before: Model, after: Model): ReadonlyArray<Part> =>
  namesOf(before.fields, after.fields).flatMap((name) =>
    valueChanges(`field ${name}`, before.fields[name], after.fields[name])
  )

const tableChanges = <A>(
  of: Change["of"],
  before: Table<A>,
  after: Table<A>,
  describe: (entry: A) => string,
  compare: (before: A, after: A) => ReadonlyArray<Part>
): ReadonlyArray<Change> =>
  namesOf(before, after).flatMap((name): ReadonlyArray<Change> => {
    const [old, now] = [before[name], after[name]]
    if (old === undefined) return now === undefined ? [] : [{ of, name, action: "added", detail: describe(now) }]
    return now === undefined
      ? [{ of, name, action: "removed" }]
      : compare(old, now).map((part) => ({ of, name, ...part }))
  })

/** Returns the differences of two snapshots, by operation and model. */
export const changesOf = (before: Facts, after: Facts): ReadonlyArray<Change> => [
  ...tableChanges(
    "operation",
    before.operations,
    after.operations,
    ({ method, path }) => `${method} ${path}`,
    operationChanges
  ),
  ...tableChanges(
    "model",
    before.models,
    after.models,
    ({ fields }) => `fields ${Object.keys(fields).sort().join(", ")}`,
    modelChanges
  )
]

const signs = { added: "+", removed: "-", changed: "~" } as const

const lineOf = ({ action, detail, item, name }: Change): string =>
  `${item === undefined ? "" : "  "}${signs[action]} ${item ?? name}${detail === undefined ? "" : `: ${detail}`}`

/** Returns the changes as text: each operation and model with its changes, and at the end the number of changes. */
export const render = (changes: ReadonlyArray<Change>): string => {
  const lines: Array<string> = []
  let [heading, name] = ["", ""]
  for (const change of changes) {
    const { of } = change
    if (heading !== of) lines.push(...(lines.length === 0 ? [] : [""]), of === "model" ? "Models" : "Operations")
    if ((heading !== of || name !== change.name) && change.item !== undefined) lines.push(change.name)
    heading = of
    name = change.name
    lines.push(lineOf(change))
  }
  const count = (action: Change["action"]) => changes.filter((change) => change.action === action).length
  const total = `${count("added")} added, ${count("removed")} removed, ${count("changed")} changed`
  return changes.length === 0 ? total : `${lines.join("\n")}\n\n${total}`
}
