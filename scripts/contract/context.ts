/**
 * State of the modules that write to the source.
 */
import type { ObjectLiteralExpression, Project, SourceFile } from "ts-morph"
import type { Contract } from "./facts.js"
import { declarationsOf, modelsOf, type ModelSource } from "./source.js"

/** A change that was made to a file. */
export interface Edit {
  readonly file: string
  readonly what: string
}

export interface Context {
  readonly contract: Contract
  readonly project: Project
  /** Version of the package in which the additions appear first (`@since`). */
  readonly since: string
  readonly edits: ReadonlyArray<Edit>
  readonly declarations: ReadonlyMap<string, ObjectLiteralExpression>
  /** The models of the source, including the added ones. */
  readonly models: ReadonlyMap<string, ModelSource>
  readonly edited: (file: SourceFile, what: string) => void
  readonly added: (file: SourceFile, model: string) => void
}

export const makeContext = (contract: Contract, project: Project, since: string): Context => {
  const edits: Array<Edit> = []
  const models = new Map(modelsOf(project.getSourceFiles()))
  const edited = (file: SourceFile, what: string): void => {
    edits.push({ file: file.getFilePath(), what })
  }
  return {
    contract,
    project,
    since,
    edits,
    declarations: declarationsOf(project),
    models,
    edited,
    added: (file, model) => {
      for (const [name, added] of modelsOf([file])) models.set(name, added)
      edited(file, `${model}: added`)
    }
  }
}
