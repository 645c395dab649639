/**
 * Many users: memory while they are exported, and whether a user costs the same however many there are.
 */
import { withFile } from "./files.js"
import { type Job, main, ours, type Row } from "./sample.js"

const pageSize = 500

/** Exports all users, and sums up the resident set of the process after each page, in bytes. */
const exported = (summary: (residentSets: ReadonlyArray<number>) => number): Job => async (service, part) => {
  if (part < 1) return
  const client = await import("./clients/ours.js")
  const residentSets: Array<number> = []
  await withFile(
    service,
    (path) => client.file(service, path, { pageSize, onPage: () => residentSets.push(process.memoryUsage.rss()) })
  )
  return summary(residentSets)
}

const mean = (values: ReadonlyArray<number>) => values.reduce((a, b) => a + b, 0) / values.length

const quarter = (values: ReadonlyArray<number>, n: number) =>
  values.slice(values.length * (n - 1) / 4, values.length * n / 4)

/** Gives the processor time for a user, of some of all users. The warm-up is the same, however many there are. */
const listed = (share: number): Job => async (service, part) => {
  const client = await import("./clients/ours.js")
  const users = service.users * (part < 1 ? 0.05 : share)
  const before = process.cpuUsage()
  await client.items(service, { pageSize, pageCount: Math.ceil(users / pageSize) })
  const { system, user } = process.cpuUsage(before)
  return (system + user) / users
}

export const rows: ReadonlyArray<Row> = [
  {
    id: "memory-growth",
    title: "resident set over 500,000 users, last quarter ÷ second",
    metric: "×",
    target: 1.1,
    rounds: 1,
    service: "many users",
    variants: { [ours]: exported((sets) => mean(quarter(sets, 4)) / mean(quarter(sets, 2))) }
  },
  {
    id: "memory-peak",
    title: "the same, peak",
    metric: "MB",
    target: 300,
    rounds: 1,
    service: "many users",
    variants: { [ours]: exported((sets) => Math.max(...sets) / 1e6) }
  },
  {
    id: "growth",
    title: "processor time for a user of 10,000 and of 1,000,000 ÷ of 100,000, the worse",
    metric: "cpu",
    base: "100,000",
    target: 1.1,
    rounds: 1,
    service: "most users",
    variants: { "10,000": listed(0.01), "100,000": listed(0.1), "1,000,000": listed(1) }
  }
]

await main("memory", rows)
