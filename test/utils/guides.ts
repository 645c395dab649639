/**
 * The programs in the guides and in the readme.
 */
import * as Fs from "node:fs"
import * as Path from "node:path"

const root = Path.resolve(import.meta.dirname, "../..")

/** A `ts` block of a guide in `docs/`. It is a module of its own. */
export interface Block {
  /** Name of the guide and number of the block, for example `errors-2`. */
  readonly name: string
  readonly code: string
  /** Whether the tests run it. Blocks marked `ts no-run` need a real organization, a browser or a proxy. */
  readonly isRun: boolean
  /** Text that the program prints: the `text` block directly behind it. */
  readonly output: string | undefined
}

/** The names of the guides, without `.md`. */
export const guides: ReadonlyArray<string> = Fs.readdirSync(Path.join(root, "docs"))
  .filter((name) => name.endsWith(".md"))
  .map((name) => name.slice(0, -3))
  .sort()

/** The `ts` blocks of a guide. */
export const blocksOf = (guide: string): ReadonlyArray<Block> => blocksIn(Path.join("docs", `${guide}.md`), guide)

/** The `ts` blocks of a file. */
export const blocksIn = (file: string, guide: string): ReadonlyArray<Block> => {
  const text = Fs.readFileSync(Path.join(root, file), "utf8")
  const blocks = text.matchAll(/^```ts( no-run)?\n([^]*?)^```\n(?:\n```text\n([^]*?)^```\n)?/gm)
  return [...blocks].map(([, mark, code = "", output], index) => ({
    name: `${guide}-${index + 1}`,
    code,
    isRun: mark === undefined,
    output
  }))
}
