// Follows docs/start.md like a new user: in an empty folder, with the packed tarball in place of the package's name. Each
// TypeScript block that begins with a file name is saved under this name, each `sh` block is run, and the lines of the
// `text` block behind it must be in its output, in this order. Then all links of the installed documentation are checked.
//   node scripts/new-user.mjs TARBALL
import assert from "node:assert"
import { execFileSync } from "node:child_process"
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join, resolve } from "node:path"

const tarball = resolve(process.argv[2])
const dir = mkdtempSync(join(tmpdir(), "new-user-"))

/** Runs commands as a shell does, without the variables that npm sets for the scripts of this project. */
const run = (commands) => {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("npm_")))
  return execFileSync("bash", ["-euo", "pipefail", "-c", commands], {
    cwd: dir,
    env: { ...env, NO_COLOR: "1", npm_config_fund: "false", npm_config_audit: "false" },
    stdio: ["ignore", "pipe", "inherit"]
  }).toString()
}

const follow = (guide) => {
  const blocks = guide.matchAll(/^```(sh|ts)\n([^]*?)^```\n(?:\n```text\n([^]*?)^```\n)?/gm)
  let commands = 0
  for (const [, language, code, expected = ""] of blocks) {
    if (language === "ts") {
      const [, name] = /^\/\/ (\S+)\n/.exec(code) ?? assert.fail(`This block has no file name:\n${code}`)
      writeFileSync(join(dir, name), code)
      continue
    }
    console.log(code.trim())
    const output = run(code.replace("npm install effect-purecloud ", `npm install ${tarball} `))
    console.log(output.trim().split("\n").slice(-40).join("\n"))
    let at = 0
    for (const line of expected.split("\n")) {
      const found = output.indexOf(line, at)
      assert.ok(found >= 0, `The output has no line "${line}" at its place`)
      at = found + line.length
    }
    commands += 1
  }
  assert.ok(commands >= 4, `docs/start.md has ${commands} blocks of commands`)
}

/** Checks that the files to which the documentation links are in the package. */
const checkLinks = (root) => {
  const documents = ["AGENTS.md", "llms.txt", ...readdirSync(join(root, "docs")).map((name) => join("docs", name))]
  for (const document of documents) {
    const text = readFileSync(join(root, document), "utf8")
    for (const [, link] of text.matchAll(/\]\((?![a-z]+:|#)([^)#]+)/g)) {
      assert.ok(existsSync(join(root, dirname(document), link)), `${document} links to ${link}, which does not exist`)
    }
  }
  console.log(`-- ${documents.length} documents are in the package, and their links are valid`)
}

try {
  const readme = readFileSync("README.md", "utf8")
  const guide = readFileSync("docs/start.md", "utf8")
  const line = /^npm install effect-purecloud .*$/m
  assert.strictEqual(line.exec(guide)?.[0], line.exec(readme)?.[0], "README and guide show different install lines")
  follow(guide)
  checkLinks(join(dir, "node_modules/effect-purecloud"))
  console.log("-- a new user gets a response, a test and a trace")
} finally {
  rmSync(dir, { recursive: true, force: true })
}
