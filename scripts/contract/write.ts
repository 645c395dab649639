/**
 * Updates the models and declarations of the source from the contract: adds missing fields, values and parameters,
 * marks those that were removed, and does not change anything else.
 */
import { type InterfaceDeclaration, Node, type ObjectLiteralExpression, type Project, type SourceFile } from "ts-morph"
import { type Context, type Edit, makeContext } from "./context.js"
import type { Contract, Parameter } from "./facts.js"
import { addModel } from "./scaffold.js"
import { isDeclared, modelsInOrder } from "./scope.js"
import { assignmentOf, interfacesOf, literalsOf, type ModelSource, nameOf, signatureOf } from "./source.js"
import { fieldText, isRequired, keyOf, type Reference, referenceTo, written } from "./text.js"
import { addToSchema, addToType, fileOfValues, typeBeside } from "./values.js"
import { sourceModelOf, type WantedField, type WantedModel, wantedModels } from "./wanted.js"

/** An interface and an object literal with the same fields. They belong to one model, or several models share them. */
interface Owner {
  readonly interface: InterfaceDeclaration
  readonly literal: ObjectLiteralExpression
}

/** Returns the parts of a model: first the part that the most models share, at the end the model's own part. */
const ownersOf = ({ interface: declaration, literals }: ModelSource): ReadonlyArray<Owner> => {
  const interfaces = [...interfacesOf(declaration)].reverse()
  const own = { interface: declaration, literal: literals[literals.length - 1]! }
  return interfaces.length === literals.length
    ? interfaces.map((each, i) => ({ interface: each, literal: literals[i]! }))
    : [own]
}

const hasField = ({ interface: declaration, literals }: ModelSource, field: string): boolean =>
  signatureOf(declaration, field) !== undefined && assignmentOf(literals, field) !== undefined

type Wanted = ReadonlyMap<string, WantedModel>

/** Returns the part for a new field: a shared part if all its models need the field, otherwise the model's own part. */
const ownerOf = (
  models: ReadonlyMap<string, ModelSource>,
  wanted: Wanted,
  model: ModelSource,
  field: string
): Owner => {
  const owners = ownersOf(model)
  const type = wanted.get(model.name)?.fields.get(field)?.value.type
  const shared = owners.find(({ literal }) => {
    if (assignmentOf([literal], field) !== undefined) return true
    const sharing = [...models.values()].filter(({ literals }) => literals.includes(literal))
    return sharing.every((other) =>
      wanted.get(other.name)?.fields.get(field)?.value.type === type &&
      assignmentOf(other.literals, field) === undefined
    )
  })
  return shared ?? owners[owners.length - 1]!
}

/** The field that is the last one by convention. */
const last = "selfUri"

const insertProperty = (declaration: InterfaceDeclaration, text: string): void => {
  const properties = declaration.getProperties()
  const end = properties[properties.length - 1]
  const members = declaration.getMembers()
  declaration.insertMember(end?.getName() === last ? members.indexOf(end) : members.length, text)
}

const insertAssignment = (literal: ObjectLiteralExpression, text: string): void => {
  const properties = literal.getProperties()
  const end = properties[properties.length - 1]
  const at = text.indexOf(": ")
  const assignment = { name: text.slice(0, at), initializer: text.slice(at + 2) }
  const isLast = Node.isPropertyAssignment(end) && nameOf(end) === last
  literal.insertPropertyAssignment(isLast ? properties.length - 1 : properties.length, assignment)
}

/** Returns the reference to a model of the contract, for the place before a node. */
const refersFrom = (context: Context, file: SourceFile, before: Node | undefined) => (name: string): Reference => {
  const found = sourceModelOf(context.contract, context.models, name)
  return found === undefined
    ? { type: "{ readonly [key: string]: unknown }", schema: "Model.anyObject" }
    : referenceTo(found, file, before)
}

/** Adds a field to the interface and to the schema of a model, if it is missing there. */
const addField = (context: Context, wanted: Wanted, name: string, field: string): void => {
  const find = (): Owner & ModelSource => {
    const models = context.models
    const model = models.get(name)!
    return { ...model, ...ownerOf(models, wanted, model, field) }
  }
  const { fields, request } = wanted.get(name)!
  const { value } = fields.get(field)!
  const owner = find().interface
  const refer = refersFrom(context, owner.getSourceFile(), owner)
  const text = fieldText(field, value, isRequired(value, request), refer)
  const { file, interface: declaration } = context.models.get(name)!
  if (signatureOf(declaration, field) === undefined) insertProperty(find().interface, text.property)
  if (assignmentOf(context.models.get(name)!.literals, field) === undefined) {
    insertAssignment(find().literal, text.assignment)
  }
  context.edited(file, `${name}.${field}`)
}

/** Adds the missing values of a field. */
const addValues = (context: Context, name: string, field: string, values: ReadonlyArray<string>): void => {
  if (values.length === 0) return
  const model = context.models.get(name)!
  const schema = assignmentOf(model.literals, field)?.getInitializer()
  const added = new Set([
    ...(schema === undefined ? [] : addToSchema(schema, values)),
    ...addToType(signatureOf(model.interface, field)?.getTypeNode(), values)
  ])
  if (added.size > 0) {
    context.edited(
      schema === undefined ? model.file : fileOfValues(schema),
      `${name}.${field}: ${[...added].join(", ")}`
    )
  }
}

const isMarked = (node: { getJsDocs: InterfaceDeclaration["getJsDocs"] }): boolean =>
  node.getJsDocs().some((doc) => doc.getTags().some((tag) => tag.getTagName() === "deprecated"))

/** Marks a field as deprecated if it was removed from all models that share it. Keeps the text of its comment. */
const markFields = (context: Context, wanted: Wanted): void => {
  const models = context.models
  const found = new Map<ReturnType<typeof signatureOf>, Array<{ readonly name: string } & WantedField>>()
  for (const [name, { fields }] of wanted) {
    for (const [field, fact] of fields) {
      const model = models.get(name)
      const signature = model && signatureOf(model.interface, field)
      found.set(signature, [...(found.get(signature) ?? []), { name, ...fact }])
    }
  }
  for (const [signature, uses] of found) {
    const day = uses[0]?.removed
    if (signature === undefined || day === undefined || uses.some(({ removed }) => removed === undefined)) continue
    if (isMarked(signature)) continue
    const [doc] = signature.getJsDocs()
    if (doc === undefined) signature.addJsDoc(`@deprecated Removed on ${day}.`)
    else doc.addTag({ tagName: "deprecated", text: `Removed on ${day}.` })
    context.edited(signature.getSourceFile(), `${uses[0]!.name}.${signature.getName()}: deprecated`)
  }
}

const markModel = (context: Context, name: string, day: string): void => {
  const model = context.models.get(name)
  if (model === undefined || isMarked(model.interface)) return
  const tag = { tagName: "deprecated", text: `Removed on ${day}.` }
  model.interface.getJsDocs()[0]?.insertTag(0, tag)
  model.file.getVariableStatement(model.name)?.getJsDocs()[0]?.insertTag(0, tag)
  context.edited(model.file, `${name}: deprecated`)
}

const writeModels = (context: Context): void => {
  for (const name of modelsInOrder(context.contract)) {
    if (sourceModelOf(context.contract, context.models, name) === undefined) addModel(context, name)
  }
  const wanted = wantedModels(context.contract, context.models)
  for (const [name, { fields, removed }] of wanted) {
    for (const [field, { removed, values }] of fields) {
      const model = context.models.get(name)!
      if (!hasField(model, field) && removed === undefined) addField(context, wanted, name, field)
      addValues(context, name, field, values)
    }
    if (removed !== undefined && context.contract.models[name]?.replacedBy === undefined) {
      markModel(context, name, removed)
    }
  }
  markFields(context, wanted)
}

/** Adds a parameter to the query of a declaration. */
const addParameter = (context: Context, operation: string, name: string, value: Parameter): void => {
  const options = context.declarations.get(operation)!
  const file = options.getSourceFile()
  const inner = /^Array<(.*)>$/.exec(value.type)?.[1]
  const { schema } = written({ ...value, type: inner ?? value.type }, refersFrom(context, file, options))
  const closed = schema.replace(/^Model\.open/, "Model.closed")
  const initializer = inner !== undefined
    ? `Endpoint.repeated(${closed})`
    : value.required === true
    ? closed
    : `Endpoint.optional(${closed})`
  const query = options.getProperty("query")
  const literal = Node.isPropertyAssignment(query) ? query.getInitializer() : undefined
  if (Node.isObjectLiteralExpression(literal)) literal.addPropertyAssignment({ name: keyOf(name), initializer })
  else {
    const names = options.getProperties().map((property) =>
      Node.isPropertyAssignment(property) ? property.getName() : ""
    )
    options.insertPropertyAssignment(Math.max(names.indexOf("path"), names.indexOf("pathParams")) + 1, {
      name: "query",
      initializer: `{ ${keyOf(name)}: ${initializer} }`
    })
  }
  context.edited(file, `${operation}: parameter ${name}`)
}

const writeDeclarations = (context: Context): void => {
  for (const [operation, { parameters }] of Object.entries(context.contract.operations)) {
    if (!isDeclared(context.contract, operation)) continue
    for (const [name, parameter] of Object.entries(parameters)) {
      const options = context.declarations.get(operation)
      if (options === undefined || parameter.in !== "query" || parameter.removed !== undefined) continue
      const query = options.getProperty("query")
      const literals = literalsOf(Node.isPropertyAssignment(query) ? query.getInitializer() : undefined)
      const schema = assignmentOf(literals, name)?.getInitializer()
      if (schema === undefined) {
        addParameter(context, operation, name, parameter)
        continue
      }
      const values = parameter.values ?? []
      // The alias is found from the schema, so it is changed first.
      const alias = typeBeside(schema)
      const added = values.length === 0
        ? []
        : [...new Set([...addToType(alias, values), ...addToSchema(schema, values)])]
      if (added.length > 0) {
        context.edited(fileOfValues(schema), `${operation}: parameter ${name}: ${added.join(", ")}`)
      }
    }
  }
}

/** Updates the source in memory, and returns the changes. Does not write files. */
export const updateSource = (contract: Contract, project: Project, since: string): ReadonlyArray<Edit> => {
  const context = makeContext(contract, project, since)
  writeModels(context)
  writeDeclarations(context)
  return context.edits
}
