/**
 * Exports of many users: their memory, and whether the time for each user depends on the number of users.
 */
import { withFile } from "./files.js"
import { type Job, main, ours, type Row } from "./sample.js"

const pageSize = 500

/** Exports all users, and records the resident set of the process after each page, in bytes. */
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

/** Returns the CPU time for each user of a listing. The warm-up does not depend on the number of users. */
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
    title: "resident set in an export of 500,000 users, last quarter ÷ second quarter",
    metric: "×",
    target: 1.1,
    rounds: 1,
    service: "many users",
    variants: { [ours]: exported((sets) => mean(quarter(sets, 4)) / mean(quarter(sets, 2))) }
  },
  {
    id: "memory-peak",
    title: "the same export, peak of the resident set",
    metric: "MB",
    target: 300,
    rounds: 1,
    service: "many users",
    variants: { [ours]: exported((sets) => Math.max(...sets) / 1e6) }
  },
  {
    id: "growth",
    title: "CPU time per user, listing of 10,000 or 1,000,000 users ÷ listing of 100,000, the larger one",
    metric: "cpu",
    base: "100,000",
    target: 1.1,
    rounds: 1,
    service: "most users",
    variants: { "10,000": listed(0.01), "100,000": listed(0.1), "1,000,000": listed(1) }
  }
]

await main("memory", rows)
