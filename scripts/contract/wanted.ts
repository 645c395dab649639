/**
 * The fields that the source must have, with the names of the source. Several models of the contract can be one model
 * in the source.
 */
import type { Contract, Value } from "./facts.js"
import { acceptedNames, expectedModels, usedInRequests } from "./scope.js"
import type { ModelSource } from "./source.js"

/** A field that a model of the source must have. */
export interface WantedField {
  readonly value: Value
  /** Values that the contract lists in any snapshot. */
  readonly values: ReadonlyArray<string>
  /** Day on which the field was removed from the last model that had it. */
  readonly removed: string | undefined
}

export interface WantedModel {
  /** Whether requests contain it. */
  readonly request: boolean
  /** Day on which it was removed, if no other model replaced it. */
  readonly removed: string | undefined
  readonly fields: ReadonlyMap<string, WantedField>
}

/** Returns the model of the source for a model of the contract. */
export const sourceModelOf = (
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

/** Returns the models of the contract with their names in the source. A missing model has its name in the contract. */
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
        // The fields of a removed model are not marked one by one.
        fields: new Map(
          fields.map((
            field
          ) => [field, { ...fieldOf(contract, names, field), ...(alive ? {} : { removed: undefined }) }])
        )
      }]
    })
  )
}
