/**
 * What the source is expected to have, by the names of the source: several models of the contract may be one there.
 */
import type { Contract, Value } from "./facts.js"
import { acceptedNames, expectedModels, usedInRequests } from "./scope.js"
import type { ModelSource } from "./source.js"

/** A field that a model of the source is expected to have. */
export interface WantedField {
  readonly value: Value
  /** Values that the contract lists, or listed. */
  readonly values: ReadonlyArray<string>
  /** Day on which the last model that had the field lost it. */
  readonly removed: string | undefined
}

export interface WantedModel {
  /** Whether requests send it. */
  readonly request: boolean
  /** Day on which it was removed without a successor. */
  readonly removed: string | undefined
  readonly fields: ReadonlyMap<string, WantedField>
}

/** The model of the source that stands for a model of the contract. */
export const standIn = (
  contract: Contract,
  models: ReadonlyMap<string, ModelSource>,
  name: string
): ModelSource | undefined =>
  acceptedNames(contract, name).map((accepted) => models.get(accepted)).find((model) => model !== undefined)

const valuesEver = ({ values, was }: Value): ReadonlyArray<string> => [
  ...new Set([...(values ?? []), ...Object.values(was ?? {}).flatMap((earlier) => earlier.values ?? [])])
]

const fieldOf = (contract: Contract, names: ReadonlyArray<string>, field: string): WantedField => {
  const all = names.flatMap((name) => {
    const model = contract.models[name]!
    const value = model.fields[field]
    return value === undefined ? [] : [{ value, removed: model.removed ?? value.removed }]
  })
  const current = all.find(({ removed }) => removed === undefined)
  const days = all.flatMap(({ removed }) => removed ?? []).sort()
  return {
    value: (current ?? all[0]!).value,
    values: [...new Set(all.flatMap(({ value }) => valuesEver(value)))],
    removed: current === undefined ? days[days.length - 1] : undefined
  }
}

/** The models of the source that the contract says something about. Models that are missing have their own names. */
export const wantedModels = (
  contract: Contract,
  models: ReadonlyMap<string, ModelSource>
): ReadonlyMap<string, WantedModel> => {
  const groups = new Map<string, Array<string>>()
  for (const name of expectedModels(contract)) {
    const source = acceptedNames(contract, name).find((accepted) => models.has(accepted)) ?? name
    groups.set(source, [...(groups.get(source) ?? []), name])
  }
  const requests = usedInRequests(contract)
  return new Map(
    [...groups].map(([source, names]) => {
      const fields = [...new Set(names.flatMap((name) => Object.keys(contract.models[name]!.fields)))]
      const alive = names.some((name) => contract.models[name]!.removed === undefined)
      const removed = alive ? undefined : contract.models[names[0]!]!.removed
      return [source, {
        request: names.some((name) => requests.has(name)),
        removed,
        // The fields of a model that is gone as a whole are not marked one by one.
        fields: new Map(
          fields.map((
            field
          ) => [field, { ...fieldOf(contract, names, field), ...(alive ? {} : { removed: undefined }) }])
        )
      }]
    })
  )
}
