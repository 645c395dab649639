/**
 * TypeScript writes inferred types to the declaration files of programs that use the package. These types may only name
 * modules that the package exports. Any other name would silently be `any` for those who use the program.
 */
import { assert, describe, it } from "@effect/vitest"
import * as models from "effect-purecloud/models/index"
import ts from "typescript"
import { packageOptions, programOf } from "../utils/declarations.js"

/** Names of the schemas. The other values are fields that models share, which are not declared for users. */
const modelNames = Object.keys(models).filter((name) => /^[A-Z]/.test(name))

const program = `
import { Effect, Redacted } from "effect"
import * as Auth from "effect-purecloud/Auth"
import * as Endpoint from "effect-purecloud/Endpoint"
import * as Models from "effect-purecloud/models/index"
import * as OpenApi from "effect-purecloud/OpenApi"
import type * as PureCloudConfig from "effect-purecloud/PureCloudConfig"
import * as Redis from "effect-purecloud/Redis"
import * as Simulator from "effect-purecloud/Simulator"
import * as UserBulk from "effect-purecloud/UserBulk"
import * as Users from "effect-purecloud/Users"

export const state = Effect.map(Users.getUser({ userId: "u" }), (user) => user.state)
export const issues = ({ issues }: PureCloudConfig.Drift) => issues
export const store = ({ tokenStore }: Auth.StoreOptions) => tokenStore
export const shared = Effect.flatMap(Auth.SharedTokens, ({ share }) => share("key", Effect.never))
export const query = Endpoint.make({
  id: "getTeams",
  method: "GET",
  path: "/api/v2/teams",
  query: { name: Endpoint.optional(Models.EntityState), id: Endpoint.repeated(Models.EntityState) },
  permissions: { type: "ANY", permissions: [] }
})
export const paths = OpenApi.users().paths
export const outcomes = UserBulk.deleteAll()
export const command = Effect.flatMap(Redis.Redis, ({ run }) => run((redis) => redis.ping()))
export const connection = Redis.make({ url: Redacted.make("redis://localhost") })
export const refusal = Simulator.refuse(404, "not.found", "There is no such team.")
export const operation = Simulator.operation(Users.getUser.endpoint, () => refusal)
export const faults = (all: ReadonlyArray<Simulator.Fault>) => all.filter(({ nth }) => nth === undefined)
export const selected = (fault: Simulator.Fault) => fault.on
export const options = ({ clients, faults, operations }: Simulator.Options) => ({ clients, faults, operations })
export const requests = Effect.flatMap(Simulator.Simulator, ({ requests }) => requests)
${modelNames.map((name) => `export const a${name} = Models.${name}\n`).join("")}
`

/** Returns the declaration file of the program, and the messages of the compiler. */
const declare = () => {
  const { file, host, paths } = programOf(program)
  const options: ts.CompilerOptions = {
    ...packageOptions(),
    noEmit: false,
    emitDeclarationOnly: true,
    noUnusedLocals: false,
    paths
  }
  const compiled = ts.createProgram([file], options, { ...ts.createCompilerHost(options), ...host })
  const main = compiled.getSourceFile(file)
  let declarations = ""
  const { diagnostics } = compiled.emit(main, (_, text) => {
    declarations += text
  })
  const messages = [...compiled.getSemanticDiagnostics(main), ...diagnostics]
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, " "))
  return { declarations, messages }
}

describe("the declaration file of a program", () => {
  it("names only modules that the package exports", () => {
    const { declarations, messages } = declare()
    assert.deepStrictEqual(messages, [])
    assert.include(declarations, "export declare const state: ")
    const hidden = declarations.match(/\b(bin|internal|simulator)\/[^)]*\)\.\w+/g)
    assert.deepStrictEqual([...new Set(hidden)], [])
  })
})
