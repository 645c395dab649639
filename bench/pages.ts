/**
 * Reads all users of an organization as pages, and as single users with an effect for each.
 */
import { Effect } from "effect"
import type * as EffectHttp from "./clients/effectHttp.js"
import { type Job, main, ours, type Row } from "./sample.js"

const pageCountOf = (users: number, pageSize: number, part: number) => Math.ceil(users * part / pageSize)

const effectHttp = (pageSize: number, api: (_: typeof EffectHttp) => EffectHttp.Api): Job => async (service, part) => {
  const client = await import("./clients/effectHttp.js")
  await client.pages(api(client), service, pageSize, pageCountOf(service.users, pageSize, part))
}

const floor = (pageSize: number): Job => async (service, part) => {
  const client = await import("./clients/floor.js")
  await client.pages(service, pageSize, pageCountOf(service.users, pageSize, part))
}

const vendor = (pageSize: number): Job => async (service, part) => {
  const client = await import("./clients/vendor.js")
  await client.pages(service, pageSize, pageCountOf(service.users, pageSize, part))
}

const pagesRow = (pageSize: number, target: number): Row => ({
  id: `pages-${pageSize}`,
  title: `\`.pages\`, ${pageSize} a page`,
  metric: "cpu",
  base: "vendor",
  target,
  variants: {
    floor: floor(pageSize),
    vendor: vendor(pageSize),
    HttpClient: effectHttp(pageSize, (_) => _.withoutSchema),
    "+ Schema": effectHttp(pageSize, (_) => _.withSchema),
    HttpApiClient: effectHttp(pageSize, (_) => _.httpApi),
    [ours]: async (service, part) => {
      const client = await import("./clients/ours.js")
      await client.pages(service, { pageSize, pageCount: pageCountOf(service.users, pageSize, part) })
    }
  }
})

const itemsRow: Row = {
  id: "items-100",
  title: "`.items`, an effect for each user, 100 a page",
  metric: "cpu",
  base: "vendor",
  target: 1,
  variants: {
    vendor: vendor(100),
    [ours]: async (service, part) => {
      const client = await import("./clients/ours.js")
      let seen = 0
      await client.items(
        service,
        { pageSize: 100, pageCount: pageCountOf(service.users, 100, part) },
        () => Effect.sync(() => void seen++)
      )
      if (seen < service.users * part) throw new Error(`${seen} users`)
    }
  }
}

export const rows: ReadonlyArray<Row> = [pagesRow(25, 0.85), pagesRow(100, 0.8), pagesRow(500, 0.95), itemsRow]

await main("pages", rows)
