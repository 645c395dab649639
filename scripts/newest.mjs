// Prints the Effect packages of which the peer ranges allow a newer version, as arguments for npm install.
import { execFileSync } from "node:child_process"
import { readFileSync } from "node:fs"

const read = (file) => JSON.parse(readFileSync(file, "utf8"))
const { devDependencies, peerDependencies } = read("package.json")
for (
  const name of Object.keys(devDependencies).filter((name) => /^(effect|@effect\/(?!language-service).*)$/.test(name))
) {
  const range = `${name}@${peerDependencies[name] ?? "<1"}`
  const versions = JSON.parse(
    execFileSync("npm", ["view", range, "version", "--json"], { stdio: ["ignore", "pipe", "ignore"] })
  )
  const newest = [versions].flat().sort((a, b) => a.localeCompare(b, "en", { numeric: true })).at(-1)
  if (newest !== read(`node_modules/${name}/package.json`).version) console.log(`${name}@${newest}`)
}
