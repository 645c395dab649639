/**
 * The operations and models of the contract that the source must have, and their names.
 */
import type { Contract, Operation, Value } from "./facts.js"
import { modelsIn, reachable, typesOf } from "./swagger.js"

/** The model of a response without a body. */
export const noBody = "Empty"

export const isDeclared = ({ index }: Contract, operation: string): boolean => !index.undeclared.includes(operation)

/** Returns the current and the earlier types of a value. */
const typesEver = ({ type, was }: Value): ReadonlyArray<string> => [
  type,
  ...Object.values(was ?? {}).flatMap((earlier) => earlier.type === undefined ? [] : [earlier.type])
]

const responseTypes = ({ success, was }: Operation): ReadonlyArray<string> =>
  [success, ...Object.values(was ?? {}).flatMap((earlier) => earlier.success === undefined ? [] : [earlier.success])]
    .flatMap((byStatus) => Object.values(byStatus)).filter((type) => type !== null)

const requestTypes = ({ body }: Operation): ReadonlyArray<string> => body === undefined ? [] : typesEver(body)

const declaredIn = (contract: Contract): ReadonlyArray<Operation> =>
  Object.entries(contract.operations).flatMap(([name, operation]) => isDeclared(contract, name) ? [operation] : [])

/** Returns the models that declared operations use in any snapshot, directly or through fields, and the error body. */
export const expectedModels = (contract: Contract): ReadonlyArray<string> =>
  [
    ...reachable(
      [...declaredIn(contract).flatMap((o) => [...requestTypes(o), ...responseTypes(o)]), "ErrorBody"],
      contract.models,
      typesEver
    )
  ].filter((name) => name !== noBody).sort()

/** Returns the same models in another order: first the models that operations use directly. */
export const modelsInOrder = (contract: Contract): ReadonlyArray<string> => {
  const expected = expectedModels(contract)
  const named = declaredIn(contract).flatMap((operation) => typesOf(operation).flatMap(modelsIn))
  return [...new Set([...named.filter((name) => expected.includes(name)), ...expected])]
}

/** Returns the models that requests contain. Requests contain no read-only fields. */
export const usedInRequests = (contract: Contract): ReadonlySet<string> =>
  reachable(
    declaredIn(contract).flatMap(requestTypes),
    contract.models,
    (field) => field.readOnly === true ? [] : typesEver(field)
  )

/**
 * Returns the names that the source may use for a model: the name in the contract, the name that this package has
 * chosen, or the name of the model that it replaced.
 */
export const acceptedNames = ({ index: { names }, models }: Contract, model: string): ReadonlyArray<string> => [
  model,
  ...(names[model] === undefined ? [] : [names[model]]),
  ...replaced(models, model)
]

const replaced = (models: Contract["models"], model: string): ReadonlyArray<string> =>
  Object.entries(models).filter(([, { replacedBy }]) => replacedBy?.includes(model) === true).map(([name]) => name)
