/**
 * The additions that `contract:update` would write into this package. update.long.test.ts tests the command itself.
 */
import { assert, describe, it } from "@effect/vitest"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { readContract } from "../../scripts/contract/files.js"
import { openSource } from "../../scripts/contract/source.js"
import { updateSource } from "../../scripts/contract/write.js"

const root = fileURLToPath(new URL("../..", import.meta.url))
const contract = readContract(join(root, "contract"))

describe("the models and declarations", () => {
  it("have every field and value of the contract", () => {
    assert.deepStrictEqual(updateSource(contract, openSource(root), "0.9.0"), [])
  })

  it("differ from the contract if a field is missing in an interface or in a schema", () => {
    const project = openSource(root)
    const file = project.getSourceFileOrThrow(join(root, "src/models/User.ts"))
    file.getInterfaceOrThrow("Education").getPropertyOrThrow("school").remove()
    file.replaceWithText(file.getFullText().replace("  hobbies: Model.optional(Model.array(Model.string)),\n", ""))
    assert.deepStrictEqual(updateSource(contract, project, "0.9.0").map(({ what }) => what), [
      "Biography.hobbies",
      "Education.school"
    ])
  })
})
