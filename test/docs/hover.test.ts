/**
 * What an editor shows: short, readable, by the models' names.
 */
import { assert, it } from "@effect/vitest"
import * as Path from "node:path"
import ts from "typescript"

const source = `
import * as Users from "effect-purecloud/Users"
Users.getUser
Users.getUsers
Users.patchUser
const user = Users.getUser({ userId: "u" })
`

/** The language server's quick info at each `Users.x` and at `user`. */
const quickInfo = () => {
  const root = Path.resolve(import.meta.dirname, "../..")
  const file = Path.join(root, "test", "hovered.ts")
  const config = ts.parseJsonConfigFileContent(
    ts.readConfigFile(Path.join(root, "tsconfig.json"), ts.sys.readFile).config,
    ts.sys,
    root
  )
  const service = ts.createLanguageService({
    getCompilationSettings: () => ({ ...config.options, noErrorTruncation: false }),
    getScriptFileNames: () => [file],
    getScriptVersion: () => "1",
    getScriptSnapshot: (name) => {
      const text = name === file ? source : ts.sys.readFile(name)
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text)
    },
    getCurrentDirectory: () => root,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    fileExists: (name) => name === file || ts.sys.fileExists(name),
    readFile: ts.sys.readFile,
    readDirectory: ts.sys.readDirectory,
    directoryExists: ts.sys.directoryExists
  })
  const at = (text: string) => {
    const info = service.getQuickInfoAtPosition(file, source.indexOf(text) + text.length - 1)
    return ts.displayPartsToString(info?.displayParts).replace(/\s+/g, " ")
  }
  return {
    getUser: at("\nUsers.getUser"),
    getUsers: at("\nUsers.getUsers"),
    patchUser: at("\nUsers.patchUser"),
    user: at("const user")
  }
}

it("is short to read on hover", () => {
  const shown = quickInfo()
  assert.strictEqual(
    shown.getUser,
    "const getUser: Call<{ readonly userId: string; readonly expand?: readonly UserExpand[] | undefined; " +
      "readonly state?: \"active\" | \"deleted\" | undefined; " +
      "readonly integrationPresenceSource?: IntegrationPresenceSource | undefined; " +
      "readonly userCustomAttributeSchemaIds?: readonly string[] | undefined; }, User>"
  )
  assert.match(
    shown.getUsers,
    /^const getUsers: PagedCall<\{ .*readonly state\?: UserState \| undefined; .*\}, UserEntityListing, User>$/
  )
  assert.notMatch(shown.getUsers, /Schema\.|\.\.\.|"/)
  assert.strictEqual(
    shown.patchUser,
    "const patchUser: Call<{ readonly userId: string; readonly body: UpdateUser; }, User>"
  )
  assert.strictEqual(shown.user, "const user: Effect<User, PureCloudError, PureCloud>")
}, 60_000)
