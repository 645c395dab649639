/**
 * Writes models that the source lacks, beside their kin.
 */
import type { SourceFile } from "ts-morph"
import type { Context } from "./context.js"
import type { ModelSource } from "./source.js"
import { modelsIn } from "./swagger.js"
import { fieldText, isRequired, keyOf, quoted, type Reference, referenceTo } from "./text.js"
import { standIn, wantedModels } from "./wanted.js"

/** Words of a name in camel case, for example `User`, `Skill`, `Group`. */
const wordsOf = (name: string): ReadonlyArray<string> => name.match(/[A-Z]+(?![a-z])|[A-Z][a-z0-9]*/g) ?? [name]

/** Number of words that two names begin with. */
const sharedWords = (a: string, b: string): number => {
  const [x, y] = [wordsOf(a), wordsOf(b)]
  const end = x.findIndex((word, i) => word !== y[i])
  return end < 0 ? x.length : end
}

/** The models of the source with a field of the type. */
const referrersOf = (context: Context, name: string): ReadonlyArray<ModelSource> => {
  const models = context.models()
  return Object.entries(context.contract.models)
    .filter(([, { fields }]) => Object.values(fields).some(({ type }) => modelsIn(type).includes(name)))
    .flatMap(([referrer]) => standIn(context.contract, models, referrer) ?? [])
    .filter((referrer) => referrer.name !== name)
}

interface Place {
  readonly file: SourceFile
  /** Index of the statement that the model is written in front of. */
  readonly index: number
}

/** In front of the first model that has a field of the type, else behind the models whose names are most alike. */
const placeOf = (context: Context, name: string): Place => {
  const [referrer] = referrersOf(context, name)
  if (referrer !== undefined) return { file: referrer.file, index: referrer.interface.getChildIndex() }
  const models = [...context.models().values()]
  const alike = models.map((model) => ({ model, words: sharedWords(name, model.name) }))
    .reduce((best, each) => each.words > best.words ? each : best)
  const { file } = alike.model
  return { file, index: file.getStatements().length }
}

/** `UserSkillGroup` as the beginning of a sentence: `User skill group`. */
const titleOf = (name: string): string => {
  const [first = name, ...rest] = wordsOf(name)
  return [first, ...rest.map((word) => /^[A-Z]{2,}$/.test(word) ? word : word.toLowerCase())].join(" ")
}

const docOf = (title: string, since: string): string =>
  `/**\n * ${title}\n *\n * @since ${since}\n * @category models\n */`

/** Ids and names come first, links to itself last. */
const order = (field: string): number => ["id", "name"].indexOf(field) + 1 || (field === "selfUri" ? 9 : 5)

/** Adds a model, and before it the models of its fields. */
export const addModel = (context: Context, name: string, adding: ReadonlySet<string> = new Set()): void => {
  const { contract, since } = context
  const { fields, request } = wantedModels(contract, context.models()).get(name)!
  const within = new Set([...adding, name])
  for (const { value } of fields.values()) {
    for (const type of modelsIn(value.type)) {
      const exists = standIn(contract, context.models(), type) !== undefined || contract.models[type] === undefined
      if (!exists && !within.has(type)) addModel(context, type, within)
    }
  }
  const { file, index } = placeOf(context, name)
  const position = file.getStatements()[index]?.getStart(true) ?? file.getEnd()
  const refer = (type: string): Reference => {
    const found = standIn(contract, context.models(), type)
    if (found !== undefined) return referenceTo(found, file, position)
    return contract.models[type] === undefined
      ? { type: "{ readonly [key: string]: unknown }", schema: "Model.anyObject" }
      : { type, schema: `Model.lazy(() => ${type})` }
  }
  const texts = [...fields].sort(([a], [b]) => order(a) - order(b))
    .filter(([, { removed }]) => removed === undefined)
    .map(([field, { value }]) => fieldText(field, value, isRequired(value, request), refer))
  // Imports may have been added in front.
  const target = placeOf(context, name)
  target.file.insertStatements(target.index, [
    `${docOf(`${titleOf(name)}.`, since)}\nexport interface ${keyOf(name)} {\n${
      texts.map(({ property }) => property).join("\n")
    }\n}\n`,
    `${docOf(`Schema of {@link ${name}}.`, since)}\nexport const ${name}: Schema.Schema<${name}> = Model.model(${
      quoted(name)
    }, {\n${texts.map(({ assignment }) => assignment).join(",\n")}\n})\n`
  ])
  context.added(target.file, name)
}
