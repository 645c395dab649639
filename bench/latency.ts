/**
 * Elapsed time with a service that has a latency for each page: the vendor's loop, compared with 8 concurrent pages.
 */
import { withFile } from "./files.js"
import { type Job, main, ours, type Row, type Service } from "./sample.js"

const pageSize = 25
const concurrency = 8

const pageCountOf = ({ users }: Service, part: number) => Math.ceil(users * part / pageSize)

const vendor: Job = async (service, part) => {
  const client = await import("./clients/vendor.js")
  await client.pages(service, pageSize, pageCountOf(service, part))
}

const floor: Job = async (service, part) => {
  const client = await import("./clients/floor.js")
  await client.pages(service, pageSize, pageCountOf(service, part), () => {}, concurrency)
}

const schema: Job = async (service, part) => {
  const client = await import("./clients/effectHttp.js")
  await client.pages(client.withSchema, service, pageSize, pageCountOf(service, part), concurrency)
}

const pages: Job = async (service, part) => {
  const client = await import("./clients/ours.js")
  await client.pages(service, { pageSize, concurrency, pageCount: pageCountOf(service, part) })
}

const file: Job = async (service, part) => {
  if (part < 1) return pages(service, part)
  const client = await import("./clients/ours.js")
  await withFile(service, (path) => client.file(service, path, { pageSize, concurrency }))
}

const row = (id: string, title: string, service: "20 ms" | "100 ms", target: number, job: Job): Row => ({
  id,
  title,
  metric: "speed",
  base: "vendor",
  target,
  rounds: 3,
  service,
  variants: { floor, vendor, ...(job === pages && { "+ Schema": schema }), [ours]: job }
})

export const rows: ReadonlyArray<Row> = [
  row("latency-20", "20 ms a page, 8 concurrent pages", "20 ms", 5.5, pages),
  row("latency-20-file", "the same, `ExportFile.write`", "20 ms", 4.5, file),
  row("latency-100-file", "100 ms a page, 8 concurrent pages, `ExportFile.write`", "100 ms", 7, file)
]

await main("latency", rows)
