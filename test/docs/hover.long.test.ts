/**
 * Editors show short types with the names of models, and the doc comments of calls and of query keys. An installed
 * package has no sources, so the language service reads the declaration files.
 */
import { assert, describe, it } from "@effect/vitest"
import ts from "typescript"
import { packageOptions, programOf, root } from "../utils/declarations.js"

const text = `
import * as Config from "effect/Config"
import { layerConfig } from "effect-purecloud/PureCloud"
import type { Options } from "effect-purecloud/PureCloudConfig"
import * as Users from "effect-purecloud/Users"
const options: Options = { timeout: "10 seconds", retry: { attempts: 1 } }
layerConfig({ decode: Config.succeed("strict") })
Users.getUser
Users.getUsers
Users.patchUser
const user = Users.getUser({ userId: "u" })
Users.getUsers({ pageSize: 100, expand: ["presence"], state: "inactive" })
Users.getUsers.items({ pageSize: 500, sortOrder: "descending" })
Users.getUsersSearch({ q64: "x" })
`

/** The language service of a program that has the package installed. */
const openEditor = () => {
  const { file, host, paths } = programOf(text)
  const options = packageOptions()
  return {
    file,
    service: ts.createLanguageService({
      getCompilationSettings: () => ({
        ...options,
        noErrorTruncation: false,
        noUnusedLocals: false,
        paths
      }),
      getScriptFileNames: () => [file],
      getScriptVersion: () => "1",
      getScriptSnapshot: (name) => {
        const content = host.readFile(name)
        return content === undefined ? undefined : ts.ScriptSnapshot.fromString(content)
      },
      getCurrentDirectory: () => root,
      getDefaultLibFileName: ts.getDefaultLibFilePath,
      directoryExists: host.directoryExists,
      fileExists: host.fileExists,
      readFile: host.readFile,
      readDirectory: ts.sys.readDirectory
    })
  }
}

describe("an editor shows on hover", () => {
  const { file, service } = openEditor()

  /** Returns the text that an editor shows at the last character of the code. */
  const at = (code: string) => {
    const info = service.getQuickInfoAtPosition(file, text.indexOf(code) + code.length - 1)
    return {
      type: ts.displayPartsToString(info?.displayParts).replace(/\s+/g, " "),
      doc: ts.displayPartsToString(info?.documentation).replace(/\s+/g, " ")
    }
  }

  it("types that are short to read", () => {
    assert.deepStrictEqual(
      service.getSemanticDiagnostics(file).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, " ")),
      []
    )
    assert.strictEqual(
      at("\nUsers.getUser").type,
      "const getUser: Call<{ readonly userId: string; readonly expand?: readonly UserExpand[] | undefined; " +
        "readonly state?: \"active\" | \"deleted\" | undefined; " +
        "readonly integrationPresenceSource?: IntegrationPresenceSource | undefined; " +
        "readonly userCustomAttributeSchemaIds?: readonly string[] | undefined; }, User>"
    )
    const getUsers = at("\nUsers.getUsers").type
    assert.match(
      getUsers,
      /^const getUsers: PagedCall<\{ .*readonly state\?: UserState \| undefined; .*\}, UserEntityListing, User>$/
    )
    assert.notMatch(getUsers, /Schema\.|\.\.\.|"/)
    assert.strictEqual(
      at("\nUsers.patchUser").type,
      "const patchUser: Call<{ readonly userId: string; readonly body: UpdateUser; }, User>"
    )
    assert.strictEqual(at("const user").type, "const user: Effect<User, PureCloudError, PureCloud>")
  })

  it("the purpose of a call, its limits, its permissions and its path", () => {
    const { doc } = at("\nUsers.getUsers")
    for (
      const fact of [
        "25 per page by default",
        "500 at most",
        "`state` is `active` by default",
        "first 10,000",
        "`GET /api/v2/users`",
        "Permissions: none."
      ]
    ) assert.include(doc, fact)
    assert.include(at("\nUsers.patchUser").doc, "`directory:user:edit`")
  })

  it("the documentation of a query key of a call", () => {
    assert.match(at("getUsers({ pageSize").doc, /from 1 to 500.*Default: 25/)
    assert.include(at("100, expand").doc, "presence")
    assert.include(at("\"presence\"], state").doc, "`active`")
    assert.match(at("items({ pageSize").doc, /from 1 to 500.*Default: 25/)
    assert.include(at("500, sortOrder").doc, "ascending")
    assert.include(at("getUsersSearch({ q64").doc, "currentPage")
  })

  it("the documentation of an option of the client", () => {
    assert.match(at("= { timeout").doc, /Maximum time of one attempt.*Default:? 30/)
    assert.match(at("retry: { attempts").doc, /Maximum number of attempts.*Default:? 5/)
    assert.match(at("layerConfig({ decode").doc, /Default:? `"lenient"`/)
  })
})
