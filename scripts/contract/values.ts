/**
 * Listed values in the source: the strings of a union type, and the arguments of a schema constructor.
 */
import {
  type ArrayLiteralExpression,
  type CallExpression,
  type Expression,
  Node,
  type SourceFile,
  SyntaxKind,
  type TypeNode
} from "ts-morph"
import { aliasOf, callIn, resolved } from "./source.js"
import { quoted } from "./text.js"

const constructors = ["Model.open", "Model.closed"]

type List = CallExpression | ArrayLiteralExpression

const elementsOf = (list: List): ReadonlyArray<Node> =>
  Node.isCallExpression(list) ? list.getArguments() : list.getElements()

/** Returns a list and the lists that are spread into it. */
const listsOf = (list: List): ReadonlyArray<List> => [
  list,
  ...elementsOf(list).flatMap((element) => {
    const spread = Node.isSpreadElement(element) ? resolved(element.getExpression()) : undefined
    return Node.isArrayLiteralExpression(spread) ? listsOf(spread) : []
  })
]

/** Adds the missing values to the schema of an expression. Returns the values that were added. */
export const addToSchema = (expression: Expression, values: ReadonlyArray<string>): ReadonlyArray<string> => {
  const call = callIn(expression, constructors)
  if (call === undefined) return listInSchema(expression, values)
  const lists = listsOf(call)
  const known = lists.flatMap(elementsOf).flatMap((node) => Node.isStringLiteral(node) ? [node.getLiteralText()] : [])
  const missing = values.filter((value) => !known.includes(value))
  const target = lists.find((list) => elementsOf(list).some(Node.isStringLiteral)) ?? call
  if (missing.length === 0) return []
  if (Node.isCallExpression(target)) target.addArguments(missing.map(quoted))
  else target.addElements(missing.map(quoted))
  return missing
}

/** Replaces `Model.string` by a list of values. */
const listInSchema = (expression: Expression, values: ReadonlyArray<string>): ReadonlyArray<string> => {
  const plain = [expression, ...expression.getDescendants()].find((node) => node.getText() === "Model.string")
  if (plain === undefined) return []
  plain.replaceWithText(`Model.open(${values.map(quoted).join(", ")})`)
  return values
}

const literalsIn = (type: TypeNode): ReadonlyArray<Node> =>
  [type, ...type.getDescendants()].filter((node) =>
    Node.isLiteralTypeNode(node) && Node.isStringLiteral(node.getLiteral())
  )

/** Returns the type that lists values: the type itself, or the alias that it names. */
const listingType = (type: TypeNode): TypeNode | undefined => {
  if (literalsIn(type).length > 0) return type
  for (const reference of [type, ...type.getDescendants()].filter(Node.isTypeReference)) {
    const alias = aliasOf(type.getSourceFile(), reference.getTypeName().getText())?.getTypeNode()
    if (alias !== undefined) return alias
  }
  return undefined
}

/** Adds the missing values to a type. */
export const addToType = (type: TypeNode | undefined, values: ReadonlyArray<string>): ReadonlyArray<string> => {
  if (type === undefined) return []
  const listing = listingType(type)
  if (listing === undefined) return listInType(type, values)
  const literals = literalsIn(listing)
  const known = literals.map((node) => Node.isLiteralTypeNode(node) ? node.getLiteral().getText().slice(1, -1) : "")
  const missing = values.filter((value) => !known.includes(value))
  const last = literals[literals.length - 1]
  // An alias without literals is derived from the list of the schema, so it needs no change.
  if (missing.length === 0 || last === undefined) return []
  last.replaceWithText([last.getText(), ...missing.map(quoted)].join(" | "))
  return missing
}

/** Replaces `string` by a union of the values and any other string. */
const listInType = (type: TypeNode, values: ReadonlyArray<string>): ReadonlyArray<string> => {
  const plain = [type, ...type.getDescendantsOfKind(SyntaxKind.StringKeyword)]
    .find((node) => node.getKind() === SyntaxKind.StringKeyword)
  if (plain === undefined) return []
  plain.replaceWithText(`${values.map(quoted).join(" | ")} | (string & {})`)
  return values
}

/** Returns the alias with the name of the constant that lists the values of an expression. */
export const typeBeside = (expression: Expression): TypeNode | undefined => {
  const call = callIn(expression, constructors)
  const variable = call?.getParentIfKind(SyntaxKind.VariableDeclaration)
  return variable && variable.getSourceFile().getTypeAlias(variable.getName())?.getTypeNode()
}

/** Returns the file that lists the values of an expression. */
export const fileOfValues = (expression: Expression): SourceFile =>
  (callIn(expression, constructors) ?? expression).getSourceFile()
