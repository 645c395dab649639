/**
 * Finds models and declarations in the source, as syntax trees.
 */
import {
  type CallExpression,
  type Expression,
  type InterfaceDeclaration,
  Node,
  type ObjectLiteralExpression,
  Project,
  type PropertyAssignment,
  type PropertySignature,
  type SourceFile,
  type VariableDeclaration
} from "ts-morph"

/** Opens the files of the models and declarations of a package. */
export const openSource = (root: string): Project => {
  const project = new Project({ skipAddingFilesFromTsConfig: true, skipFileDependencyResolution: true })
  project.addSourceFilesAtPaths([`${root}/src/models/*.ts`, `${root}/src/endpoints/*.ts`])
  return project
}

/** A model: its interface, and the call that makes its schema. */
export interface ModelSource {
  /** Name of the interface and of the schema. */
  readonly name: string
  readonly file: SourceFile
  readonly interface: InterfaceDeclaration
  /** Object literals with the fields: first the literals that other models share, then the model's own. */
  readonly literals: ReadonlyArray<ObjectLiteralExpression>
}

/** Returns the file that a namespace import loads. */
const importedFile = (file: SourceFile, namespace: string): SourceFile | undefined => {
  const declaration = file.getImportDeclaration((d) => d.getNamespaceImport()?.getText() === namespace)
  const specifier = declaration?.getModuleSpecifierValue()
  if (specifier === undefined) return undefined
  const path = `${file.getDirectoryPath()}/${specifier.replace(/\.js$/, ".ts")}`
  return file.getProject().getSourceFile(path)
}

/** Returns the file and the name of the declaration of `name` or `Namespace.name`. */
const located = (file: SourceFile, text: string): readonly [SourceFile, string] | undefined => {
  const [first, second] = text.split(".")
  if (first === undefined) return undefined
  if (second === undefined) return [file, first]
  const imported = importedFile(file, first)
  return imported && [imported, second]
}

const variableOf = (expression: Expression): VariableDeclaration | undefined => {
  if (!Node.isIdentifier(expression) && !Node.isPropertyAccessExpression(expression)) return undefined
  const found = located(expression.getSourceFile(), expression.getText())
  return found?.[0].getVariableDeclaration(found[1])
}

const withoutAssertion = (expression: Expression): Expression =>
  Node.isAsExpression(expression) || Node.isSatisfiesExpression(expression)
    ? withoutAssertion(expression.getExpression())
    : expression

/** Returns an expression, or the initializer of the constant that it names. */
export const resolved = (expression: Expression): Expression => {
  const inner = variableOf(expression)?.getInitializer()
  return inner === undefined ? withoutAssertion(expression) : resolved(inner)
}

/** Returns the object literals of an expression. Literals that are spread into another one come first. */
export const literalsOf = (expression: Expression | undefined): ReadonlyArray<ObjectLiteralExpression> => {
  if (expression === undefined) return []
  const object = resolved(expression)
  if (!Node.isObjectLiteralExpression(object)) return []
  const spread = object.getProperties().filter(Node.isSpreadAssignment).flatMap((p) => literalsOf(p.getExpression()))
  return [...spread, object]
}

/** Returns the assignment of a key in one of some literals. */
export const assignmentOf = (
  literals: ReadonlyArray<ObjectLiteralExpression>,
  key: string
): PropertyAssignment | undefined => {
  for (const literal of literals) {
    const property = literal.getProperty((p) => Node.isPropertyAssignment(p) && nameOf(p) === key)
    if (Node.isPropertyAssignment(property)) return property
  }
  return undefined
}

/** Returns the name of a property, without quotes. */
export const nameOf = (property: PropertyAssignment | PropertySignature): string => {
  const name = property.getNameNode()
  return Node.isStringLiteral(name) ? name.getLiteralText() : name.getText()
}

/** Returns an interface and the interfaces that it extends. */
export const interfacesOf = (declaration: InterfaceDeclaration): ReadonlyArray<InterfaceDeclaration> => [
  declaration,
  ...declaration.getExtends().flatMap((extended) => {
    const found = located(declaration.getSourceFile(), extended.getExpression().getText())
    const base = found?.[0].getInterface(found[1])
    return base === undefined ? [] : interfacesOf(base)
  })
]

/** Returns the signature of a property in an interface or in an interface that it extends. */
export const signatureOf = (declaration: InterfaceDeclaration, key: string): PropertySignature | undefined => {
  for (const each of interfacesOf(declaration)) {
    const found = each.getProperties().find((property) => nameOf(property) === key)
    if (found !== undefined) return found
  }
  return undefined
}

/** Returns the type alias that a name in a file refers to. */
export const aliasOf = (file: SourceFile, name: string) => {
  const found = located(file, name)
  return found?.[0].getTypeAlias(found[1])
}

const isCallOf = (node: Node | undefined, functions: ReadonlyArray<string>): node is CallExpression =>
  Node.isCallExpression(node) && functions.includes(node.getExpression().getText().replace(/\s/g, ""))

/** Returns the first call of one of the given functions, in an expression or in the constant that it names. */
export const callIn = (expression: Expression, functions: ReadonlyArray<string>): CallExpression | undefined => {
  if (isCallOf(expression, functions)) return expression
  if (Node.isCallExpression(expression)) {
    for (const argument of expression.getArguments()) {
      const found = Node.isExpression(argument) ? callIn(argument, functions) : undefined
      if (found !== undefined) return found
    }
    return undefined
  }
  const named = variableOf(expression)?.getInitializer()
  return named === undefined ? undefined : callIn(named, functions)
}

/** Returns the model of a constant, with its name in documents. */
const modelOf = (variable: VariableDeclaration): readonly [string, ModelSource] | undefined => {
  const [file, name, call] = [variable.getSourceFile(), variable.getName(), variable.getInitializer()]
  const declaration = file.getInterface(name)
  if (!isCallOf(call, ["Model.model", "Model.extend"]) || declaration === undefined) return undefined
  const [identifier, ...fields] = call.getArguments()
  if (!Node.isStringLiteral(identifier)) return undefined
  const literals = fields.flatMap((argument) => Node.isExpression(argument) ? literalsOf(argument) : [])
  return [identifier.getLiteralText(), { name, file, interface: declaration, literals }]
}

/** Returns the models of some files, by their names in documents. */
export const modelsOf = (files: ReadonlyArray<SourceFile>): ReadonlyMap<string, ModelSource> =>
  new Map(
    files.flatMap((file) => file.getVariableDeclarations()).flatMap((variable) => {
      const model = modelOf(variable)
      return model === undefined ? [] : [model]
    })
  )

/** Returns the options of the declarations of operations, by the operation's name. */
export const declarationsOf = (project: Project): ReadonlyMap<string, ObjectLiteralExpression> =>
  new Map(
    project.getSourceFiles().flatMap((file) => file.getVariableDeclarations()).flatMap((variable) => {
      const call = variable.getInitializer()
      const options = isCallOf(call, ["Endpoint.make"]) ? call.getArguments()[0] : undefined
      return Node.isObjectLiteralExpression(options) ? [[variable.getName(), options] as const] : []
    })
  )
