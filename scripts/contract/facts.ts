/**
 * The facts of the API as data: the parameters, bodies and responses of operations, and the fields of models.
 * `contract/README.md` describes the files.
 */
import * as Arr from "effect/Array"
import * as Schema from "effect/Schema"

/** A day, `yyyy-MM-dd`: the day of a snapshot, or the day of a change if it is known. */
export const Day = Schema.String.pipe(Schema.pattern(/^\d{4}-\d\d-\d\d$/))

const Values = Schema.Array(Schema.String)

/** Earlier values of some keys, by the day of the last snapshot that had them. `null` means that the key was absent. */
const was = <Fields extends Schema.Struct.Fields>(fields: Fields) =>
  Schema.optional(Schema.Record({ key: Day, value: Schema.partial(Schema.Struct(fields)) }))

/** Day on which an entry was added, unless the first snapshot has it, and day on which it was removed. */
const lifetime = { since: Schema.optional(Day), removed: Schema.optional(Day) }

const valueFacts = {
  /** `string`, `integer`, `number`, `boolean`, `object` (any JSON object), a model's name, `Array<T>` or `map<T>`. */
  type: Schema.String,
  format: Schema.optional(Schema.String),
  values: Schema.optional(Values),
  required: Schema.optional(Schema.Literal(true)),
  readOnly: Schema.optional(Schema.Literal(true))
}

/** A field of a model, a parameter, or the body of a request. */
export const Value = Schema.Struct({
  ...valueFacts,
  ...lifetime,
  was: was({
    type: Schema.String,
    format: Schema.NullOr(Schema.String),
    values: Schema.NullOr(Values),
    required: Schema.NullOr(Schema.Literal(true)),
    readOnly: Schema.NullOr(Schema.Literal(true))
  })
})
export type Value = typeof Value.Type

export const Parameter = Schema.Struct({ ...Value.fields, in: Schema.Literal("path", "query") })
export type Parameter = typeof Parameter.Type

export const Permissions = Schema.Struct({ type: Schema.Literal("ANY", "ALL"), permissions: Values })
export type Permissions = typeof Permissions.Type

export const Paging = Schema.Struct({
  by: Schema.Literal("pageNumber", "cursor", "link"),
  /** The place in the request to which the page number, cursor or link is written: `query.<key>` or `body.<path>`. */
  send: Schema.String,
  /** Field of the response that has the next cursor or link. */
  read: Schema.optional(Schema.String),
  /** Field of the response that has the items. */
  items: Schema.String
})
export type Paging = typeof Paging.Type

/**
 * Types of the responses by status. `null` means that the response has no body. The key `default` means that no status
 * is declared.
 */
const Success = Schema.Record({ key: Schema.String, value: Schema.NullOr(Schema.String) })

const operationFacts = {
  method: Schema.Literal("DELETE", "GET", "PATCH", "POST", "PUT"),
  path: Schema.String,
  success: Success,
  errors: Schema.optional(Schema.Array(Schema.Int)),
  permissions: Schema.optional(Permissions),
  paging: Schema.optional(Paging),
  deprecated: Schema.optional(Schema.Literal(true)),
  preview: Schema.optional(Schema.Literal(true))
}

export const Operation = Schema.Struct({
  ...operationFacts,
  parameters: Schema.Record({ key: Schema.String, value: Parameter }),
  body: Schema.optional(Value),
  ...lifetime,
  was: was({
    method: operationFacts.method,
    path: Schema.String,
    success: Success,
    errors: Schema.NullOr(Schema.Array(Schema.Int)),
    permissions: Schema.NullOr(Permissions),
    paging: Schema.NullOr(Paging),
    deprecated: Schema.NullOr(Schema.Literal(true)),
    preview: Schema.NullOr(Schema.Literal(true))
  })
})
export type Operation = typeof Operation.Type

export const Model = Schema.Struct({
  fields: Schema.Record({ key: Schema.String, value: Value }),
  /** Models that replaced this model, if it was removed. */
  replacedBy: Schema.optional(Values),
  ...lifetime
})
export type Model = typeof Model.Type

export type Table<A> = { readonly [name: string]: A }

export const Operations = Schema.Record({ key: Schema.String, value: Operation })
export const Models = Schema.Record({ key: Schema.String, value: Model })

/** The facts of one day: operations and models without history. */
export interface Facts {
  readonly operations: Table<Operation>
  readonly models: Table<Model>
}

/** The snapshots of the facts, and the decisions of this package about them. */
export const Index = Schema.Struct({
  /** The days of the snapshots, oldest first. */
  snapshots: Schema.NonEmptyArray(Day),
  /** Names of models in `src/models` that differ from the contract's, by the contract's name. */
  names: Schema.Record({ key: Schema.String, value: Schema.String }),
  /** Operations that have no declaration. */
  undeclared: Values
})
export type Index = typeof Index.Type

/** The facts of all snapshots, with history. */
export interface Contract extends Facts {
  readonly index: Index
}

/** Returns the day of the newest snapshot. */
export const today = ({ index: { snapshots } }: Contract): string => snapshots[snapshots.length - 1]!

export const emptyContract = (day: string): Contract => ({
  operations: {},
  models: {},
  index: { snapshots: [day], names: {}, undeclared: [] }
})

/** An entry with its lifetime and its earlier values. */
interface WithHistory {
  readonly since?: string | undefined
  readonly removed?: string | undefined
  readonly was?: { readonly [day: string]: object } | undefined
}

const existsAt = (day: string, { removed, since }: WithHistory): boolean =>
  (since === undefined || since <= day) && (removed === undefined || day < removed)

const withoutAbsent = <A extends object>(value: A): A =>
  // Only keys without a value are removed, and the types allow them to be absent.
  Object.fromEntries(Object.entries(value).filter(([, v]) => v !== undefined && v !== null)) as A

/** Returns the values that an entry had on a day, without its history. */
const at = <A extends WithHistory>(day: string, { removed: _removed, since: _since, was, ...now }: A): A => {
  const earlier = Object.entries(was ?? {}).filter(([until]) => until >= day).sort(([a], [b]) => a < b ? 1 : -1)
  // `was` holds earlier values of keys that the entry has.
  return withoutAbsent(Object.assign({}, now, ...earlier.map(([, values]) => values))) as unknown as A
}

const tableAt = <A extends WithHistory>(day: string, table: Table<A>, inner: (entry: A) => A): Table<A> =>
  Object.fromEntries(
    Object.entries(table).filter(([, entry]) => existsAt(day, entry)).map((
      [name, entry]
    ) => [name, inner(at(day, entry))])
  )

/** Returns the facts of a day. */
export const factsAt = (day: string, { models, operations }: Facts): Facts => ({
  operations: tableAt(day, operations, ({ body, parameters, ...operation }): Operation => ({
    ...operation,
    parameters: tableAt(day, parameters, (parameter) => parameter),
    ...(body !== undefined && existsAt(day, body) ? { body: at(day, body) } : {})
  })),
  models: tableAt(day, models, ({ fields, replacedBy: _, ...model }): Model => ({
    ...model,
    fields: tableAt(day, fields, (field) => field)
  }))
})

/** Returns the same text for equal values. The order of keys, listed values and permissions does not matter. */
const canonical = (value: unknown): string =>
  JSON.stringify(
    value,
    (_, v: unknown) =>
      Array.isArray(v) ? [...v].sort() : typeof v === "object" && v !== null ? Object.entries(v).sort() : v
  ) ?? "absent"

export const sameFact = (a: unknown, b: unknown): boolean => canonical(a ?? undefined) === canonical(b ?? undefined)

/** The days of two snapshots. */
interface Days {
  /** Day of the previous snapshot. Absent for the first one. */
  readonly last: string | undefined
  /** Day of the newer facts. */
  readonly day: string
}

/** Keys whose entries have a history of their own. */
const nested: ReadonlySet<string> = new Set(["parameters", "body", "fields", "replacedBy"])

/** Returns an entry with newer values. Its history keeps the values that differ. */
const withNewerValues = <A extends WithHistory>(
  last: string,
  { removed: _, since, was, ...before }: A,
  newer: A
): A => {
  const [old, now]: ReadonlyArray<{ readonly [key: string]: unknown }> = [before, { ...newer }]
  const changed = [...new Set([...Object.keys(old!), ...Object.keys(now!)])]
    .filter((key) => !nested.has(key) && !sameFact(old![key], now![key]))
    .map((key) => [key, old![key] ?? null])
  const history = changed.length === 0 ? was : { ...was, [last]: { ...Object.fromEntries(changed), ...was?.[last] } }
  // Equal values keep their order, so that the file does not change.
  const values = Object.entries(now!).map(([key, value]) => [key, sameFact(old![key], value) ? old![key] : value])
  return { ...newer, ...Object.fromEntries(values), since, was: history }
}

const mergeEntry = <A extends WithHistory>(
  { day, last }: Days,
  old: A | undefined,
  newer: A | undefined
): A | undefined => {
  if (newer === undefined) return old && { ...old, removed: old.removed ?? day }
  if (last === undefined) return newer
  return old === undefined ? { ...newer, since: day } : withNewerValues(last, old, newer)
}

const mergeTable = <A extends WithHistory>(
  days: Days,
  old: Table<A>,
  newer: Table<A>,
  inner: (merged: A, old: A, newer: A) => A = (merged) => merged
): Table<A> =>
  Object.fromEntries(
    [...new Set([...Object.keys(old), ...Object.keys(newer)])].sort().map((name) => {
      const [before, after] = [old[name], newer[name]]
      const merged = mergeEntry(days, before, after)!
      return [name, before === undefined || after === undefined ? merged : inner(merged, before, after)]
    })
  )

/**
 * Returns the contract with the facts of a newer snapshot. Entries that it does not have are marked as removed on that
 * day. If the contract already has facts of that day, they are replaced.
 */
export const withNewer = ({ index, models, operations }: Contract, newer: Facts, day: string): Contract => {
  const earlier = index.snapshots.filter((snapshot) => snapshot < day)
  const last = Object.keys(operations).length === 0 ? undefined : earlier[earlier.length - 1]
  const days = { day, last }
  return {
    operations: mergeTable<Operation>(days, operations, newer.operations, (merged, old, now) => ({
      ...merged,
      parameters: mergeTable<Parameter>(days, old.parameters, now.parameters),
      body: mergeEntry<Value>(days, old.body, now.body)
    })),
    models: mergeTable<Model>(days, models, newer.models, (merged, old, now) => ({
      ...merged,
      fields: mergeTable<Value>(days, old.fields, now.fields),
      replacedBy: old.replacedBy
    })),
    index: {
      ...index,
      snapshots: Arr.append(earlier, day)
    }
  }
}
