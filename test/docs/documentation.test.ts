/**
 * The code, commands and file names in the documentation are correct.
 */
import { assert, describe, it } from "@effect/vitest"
import type * as Endpoint from "effect-purecloud/Endpoint"
import * as listings from "effect-purecloud/endpoints/catalog/index"
import * as endpoints from "effect-purecloud/endpoints/index"
import { spawn } from "node:child_process"
import * as Fs from "node:fs"
import * as Path from "node:path"
import { guides } from "../utils/guides.js"

const root = Path.resolve(import.meta.dirname, "../..")
const readme = Fs.readFileSync(Path.join(root, "README.md"), "utf8")
const blocks = (language: string) =>
  [...readme.matchAll(new RegExp(`\`\`\`${language}\n([^]*?)\`\`\``, "g"))].map(([, code]) => code ?? "")

describe("the README", () => {
  it("shows the code of the examples in examples/", () => {
    const examples = Fs.readdirSync(Path.join(root, "examples"), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts"))
      .map((name) => Fs.readFileSync(Path.join(root, "examples", name), "utf8"))
    assert.isAbove(blocks("ts").length, 0)
    for (const block of blocks("ts")) assert.include(examples, block)
  })

  it("uses UserUpdate.update, and no example or doc comment invents a version", () => {
    const files = ["src", "examples"].flatMap((folder) =>
      Fs.readdirSync(Path.join(root, folder), { recursive: true, encoding: "utf8" })
        .filter((name) => name.endsWith(".ts"))
        .map((name) => Path.join(folder, name))
    )
    assert.include(readme, "UserUpdate.update(")
    for (const file of ["README.md", ...files]) {
      assert.notMatch(Fs.readFileSync(Path.join(root, file), "utf8"), /version(!| \?\? 1)/, file)
    }
  })

  it("shows how to start a simulator that other clients can use", async () => {
    const command = blocks("sh").find((code) => code.includes("npm run simulator"))
    assert.isDefined(command)
    // The test uses another port, because the one in the README may be in use.
    const simulator = spawn("sh", ["-c", command!.replace("--port 4010", "--port 0")], { cwd: root, detached: true })
    try {
      const url = await new Promise<string>((resolve, reject) => {
        let output = ""
        simulator.stdout.on("data", (data) => {
          output += data
          const ready = /ready at (http:\S+)/.exec(output)
          if (ready?.[1] !== undefined) resolve(ready[1])
        })
        simulator.on("exit", () => reject(new Error(`it ended: ${output}`)))
      })
      const token = await fetch(`${url}/oauth/token`, {
        method: "POST",
        headers: { authorization: `Basic ${btoa("a:b")}`, "content-type": "application/x-www-form-urlencoded" },
        body: "grant_type=client_credentials"
      })
      const { access_token } = await token.json() as { readonly access_token: string }
      const listing = await fetch(`${url}/api/v2/users`, { headers: { authorization: `Bearer ${access_token}` } })
      assert.strictEqual(listing.headers.get("inin-ratelimit-allowed"), "300")
      assert.strictEqual((await listing.json() as { readonly total: number }).total, 5000)
    } finally {
      process.kill(-simulator.pid!, "SIGTERM")
    }
  })
})

describe("the doc comment of each operation", () => {
  /** The doc comments of the operations in a module, each on one line, by the name of the operation. */
  const commentsIn = (file: string): ReadonlyMap<string, string> =>
    new Map(
      [
        ...Fs.readFileSync(Path.join(root, "src", file), "utf8").matchAll(
          /\/\*\*\n((?: \*.*\n)+?) \*\/\nexport const (\w+): PureCloud\.CallOf/g
        )
      ].map(([, text = "", name = ""]) => [name, text.replace(/\n? \*/g, " ").replace(/ +/g, " ")])
    )

  const cases: ReadonlyArray<readonly [string, ReadonlyArray<Endpoint.Any>]> = [
    ["Users.ts", Object.values(endpoints)],
    ["Catalog.ts", Object.values(listings)]
  ]
  it.each(cases)("in %s has the facts of its declaration", (file, declared) => {
    const comments = commentsIn(file)
    assert.sameMembers([...comments.keys()], declared.map(({ id }) => id))
    for (const { deprecated, id, idempotent, method, path, permissions, preview } of declared) {
      const comment = comments.get(id) ?? ""
      const [, list = ""] = comment.split(`\`${method} ${path}\`. Permission`)
      const [named = ""] = list.split(/\. (?:[A-Z]|@)/)
      assert.deepStrictEqual(
        Array.from(named.matchAll(/`([^`]+)`/g), ([, name]) => name),
        [...permissions.permissions],
        id
      )
      if (permissions.permissions.length > 1) {
        assert.include(named, permissions.type === "ALL" ? ": all of" : ": any of", id)
      }
      assert.strictEqual(/retried like a GET/.test(comment), method === "POST" && idempotent, id)
      assert.strictEqual(/Preview: /.test(comment), preview, id)
      assert.strictEqual(/@deprecated /.test(comment), deprecated !== undefined, id)
      assert.include(comment, deprecated?.since ?? "", id)
    }
  })
})

describe("the documents", () => {
  const documents = [
    "README.md",
    "CONTRIBUTING.md",
    "AGENTS.md",
    "llms.txt",
    ...guides.map((name) => `docs/${name}.md`)
  ]

  it.each(documents)("%s links to files that exist", (name) => {
    const text = Fs.readFileSync(Path.join(root, name), "utf8")
    for (const [, link = ""] of text.matchAll(/\]\((?![a-z]+:|#)([^)#]+)/g)) {
      assert.isTrue(Fs.existsSync(Path.join(root, Path.dirname(name), link)), link)
    }
  })

  it.each(["README.md", "AGENTS.md", "llms.txt"])("%s links to each guide", (name) => {
    const text = Fs.readFileSync(Path.join(root, name), "utf8")
    for (const guide of guides) {
      if (guide !== "ARCHITECTURE") assert.include(text, `](docs/${guide}.md)`)
    }
  })
})
