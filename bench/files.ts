/**
 * Exports of all users to an NDJSON file. Only the export of effect-purecloud can be resumed.
 */
import * as Fs from "node:fs"
import * as Os from "node:os"
import * as Path from "node:path"
import { type Job, main, ours, type Row, type Service } from "./sample.js"

type Pages = (
  service: Service,
  pageSize: number,
  pageCount: number,
  onPage: (users: ReadonlyArray<unknown>) => unknown
) => Promise<void>

/** Runs a job with the path of a file, which must have all users at the end. */
export const withFile = async ({ users }: Service, write: (path: string) => Promise<void>): Promise<void> => {
  const directory = Fs.mkdtempSync(Path.join(Os.tmpdir(), "bench-"))
  const path = Path.join(directory, "users.ndjson")
  try {
    await write(path)
    const { size } = Fs.statSync(path)
    if (size < users * 300) throw new Error(`${size} bytes of ${users} users`)
  } finally {
    Fs.rmSync(directory, { recursive: true })
  }
}

const stringified =
  (pageSize: number, client: () => Promise<{ readonly pages: Pages }>): Job => async (service, part) => {
    const { pages } = await client()
    const pageCount = Math.ceil(service.users / pageSize)
    if (part < 1) return pages(service, pageSize, Math.ceil(pageCount * part), () => {})
    await withFile(service, async (path) => {
      const file = await Fs.promises.open(path, "w")
      await pages(
        service,
        pageSize,
        pageCount,
        (users) => file.write(users.map((user) => JSON.stringify(user) + "\n").join(""))
      )
      await file.close()
    })
  }

const row = (pageSize: number): Row => ({
  id: `file-${pageSize}`,
  title: `\`ExportFile.write\`, NDJSON, ${pageSize} a page`,
  metric: "cpu",
  base: "vendor",
  target: 1,
  variants: {
    floor: stringified(pageSize, () => import("./clients/floor.js")),
    vendor: stringified(pageSize, () => import("./clients/vendor.js")),
    [ours]: async (service, part) => {
      const client = await import("./clients/ours.js")
      if (part < 1) return client.pages(service, { pageSize, pageCount: Math.ceil(service.users * part / pageSize) })
      await withFile(service, (path) => client.file(service, path, { pageSize }))
    }
  }
})

export const rows: ReadonlyArray<Row> = [row(25), row(100), row(500)]

await main("files", rows)
