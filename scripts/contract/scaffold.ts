/**
 * Writes models that are missing in the source, next to related models.
 */
import type { InterfaceDeclaration, SourceFile } from "ts-morph"
import type { Context } from "./context.js"
import type { ModelSource } from "./source.js"
import { modelsIn } from "./swagger.js"
import { fieldText, imports, isRequired, quoted, type Reference, referenceTo } from "./text.js"
import { sourceModelOf, wantedModels } from "./wanted.js"

/** Returns the words of a name in camel case, for example `User`, `Skill`, `Group`. */
const wordsOf = (name: string): ReadonlyArray<string> => name.match(/[A-Z]+(?![a-z])|[A-Z][a-z0-9]*/g) ?? [name]

/** Returns the number of words that two names have in common at their beginning. */
const sharedWords = (a: string, b: string): number => {
  const [x, y] = [wordsOf(a), wordsOf(b)]
  const end = x.findIndex((word, i) => word !== y[i])
  return end < 0 ? x.length : end
}

/** Returns the models of the source that have a field of a type. */
const referrersOf = (context: Context, name: string): ReadonlyArray<ModelSource> => {
  const models = context.models
  return Object.entries(context.contract.models)
    .filter(([, { fields }]) => Object.values(fields).some(({ type }) => modelsIn(type).includes(name)))
    .flatMap(([referrer]) => sourceModelOf(context.contract, models, referrer) ?? [])
    .filter((referrer) => referrer.name !== name)
}

interface Place {
  readonly file: SourceFile
  /** Declaration before which the model is written. If it is absent, the model is written at the end of the file. */
  readonly before: InterfaceDeclaration | undefined
}

/** Returns the models of the source that are types of the fields of a model. */
const dependenciesOf = ({ contract, models }: Context, name: string): ReadonlyArray<ModelSource> =>
  Object.values(contract.models[name]!.fields).flatMap(({ type }) => modelsIn(type))
    .flatMap((type) => sourceModelOf(contract, models, type) ?? [])

/** Whether a model can be in a file without a circular import. */
const isFree = (context: Context, name: string, file: SourceFile): boolean => {
  const above = referrersOf(context, name).map((referrer) => referrer.file).filter((other) => other !== file)
  const below = dependenciesOf(context, name).map((dependency) => dependency.file).filter((other) => other !== file)
  return !above.some((other) => imports(file, other) || below.some((each) => each === other || imports(each, other))) &&
    !below.some((other) => imports(other, file))
}

/** Returns a new file for a model that has no related models. Its name is the first word of the model's name. */
const newFile = ({ project, since }: Context, name: string): SourceFile => {
  const [index] = project.getSourceFiles().filter((file) => file.getFilePath().endsWith("/models/index.ts"))
  const [base = name] = wordsOf(name)
  const known = project.getSourceFile(`${index?.getDirectoryPath()}/${base}.ts`)
  if (index === undefined) throw new Error("src/models/index.ts is missing")
  if (known !== undefined) return known
  index.addExportDeclaration({ moduleSpecifier: `./${base}.js` })
  return project.createSourceFile(
    `${index.getDirectoryPath()}/${base}.ts`,
    `/**\n * ${titleOf(base)}.\n *\n * @since ${since}\n */\n\nimport type * as Schema from "effect/Schema"\n` +
      `import * as Model from "../internal/schema/model.js"\n`
  )
}

/** Returns the model with the most similar name, if the first word is the same. */
const alike = (context: Context, name: string): ModelSource | undefined => {
  const [first] = [...context.models.values()].map((model) => ({ model, words: sharedWords(name, model.name) }))
    .sort((a, b) => b.words - a.words)
  return first !== undefined && first.words > 0 ? first.model : undefined
}

/**
 * Returns the place of a new model. It is before the first model that has a field of its type, unless that would make a
 * circular import. Otherwise it is in the file of the model that needs it, of a model with a similar name, or of the
 * models of its fields. If there is no such file, it is in a new file.
 */
const placeOf = (context: Context, name: string, home: SourceFile | undefined): Place => {
  const referrer = referrersOf(context, name).find(({ file }) => isFree(context, name, file))
  if (referrer !== undefined) return { file: referrer.file, before: referrer.interface }
  const files = [home, alike(context, name)?.file, ...dependenciesOf(context, name).map((model) => model.file)]
  const file = files.find((each) => each !== undefined && isFree(context, name, each))
  return { file: file ?? newFile(context, name), before: undefined }
}

/** Returns a name as text, for example `User skill group` for `UserSkillGroup`. */
const titleOf = (name: string): string => {
  const [first = name, ...rest] = wordsOf(name)
  return [first, ...rest.map((word) => /^[A-Z]{2,}$/.test(word) ? word : word.toLowerCase())].join(" ")
}

const docOf = (title: string, since: string): string =>
  `/**\n * ${title}\n *\n * @since ${since}\n * @category models\n */`

/** Order of fields: id and name first, `selfUri` last. */
const order = (field: string): number => ["id", "name"].indexOf(field) + 1 || (field === "selfUri" ? 9 : 5)

/** Returns a name for a model that differs from the imports of the file. */
const nameIn = (file: SourceFile, name: string): string =>
  file.getImportDeclarations().some((each) => each.getNamespaceImport()?.getText() === name) ? `${name}Model` : name

const isMissing = ({ contract, models }: Context, type: string): boolean =>
  contract.models[type] !== undefined && sourceModelOf(contract, models, type) === undefined

interface Adding {
  /** File of the model that needs the new model. */
  readonly home?: SourceFile
  /** Models whose addition has begun, for models that refer to each other. */
  readonly within?: ReadonlySet<string>
}

/** Adds the models of the fields of a model, then the model. */
export const addModel = (context: Context, name: string, { home, within = new Set() }: Adding = {}): void => {
  const { contract, since } = context
  const { fields, request } = wantedModels(contract, context.models).get(name)!
  const adding = new Set([...within, name])
  const homeFile = placeOf(context, name, home).file
  for (const type of [...fields.values()].flatMap(({ value }) => modelsIn(value.type))) {
    if (isMissing(context, type) && !adding.has(type)) addModel(context, type, { home: homeFile, within: adding })
  }
  const { before, file } = placeOf(context, name, home)
  const refer = (type: string): Reference => {
    const found = sourceModelOf(contract, context.models, type)
    if (found !== undefined) return referenceTo(found, file, before)
    return contract.models[type] === undefined
      ? { type: "{ readonly [key: string]: unknown }", schema: "Model.anyObject" }
      : { type, schema: `Model.lazy(() => ${type})` }
  }
  const texts = [...fields].sort(([a], [b]) => order(a) - order(b))
    .filter(([, { removed }]) => removed === undefined)
    .map(([field, { value }]) => fieldText(field, value, isRequired(value, request), refer))
  const own = nameIn(file, name)
  file.insertStatements(before?.getChildIndex() ?? file.getStatements().length, [
    `\n${docOf(`${titleOf(name)}.`, since)}\nexport interface ${own} {\n${
      texts.map(({ property }) => property).join("\n")
    }\n}\n`,
    `${docOf(`Schema of {@link ${own}}.`, since)}\nexport const ${own}: Schema.Schema<${own}> = Model.model(${
      quoted(name)
    }, {\n${texts.map(({ assignment }) => assignment).join(",\n")}\n})\n`
  ])
  context.added(file, name)
}
