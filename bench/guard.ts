/**
 * The time to check a page of users against its schema, compared with the time to parse it.
 */
import { Schema } from "effect"
import * as User from "effect-purecloud/models/User"
// oxlint-disable-next-line no-restricted-imports -- the check of responses is not exported
import { compile } from "../src/internal/schema/guard.js"
import { main, ours, type Row, type Service } from "./sample.js"

const rounds = 60

/** Parses pages and checks each of them once. Returns the time of the checks divided by the time of parsing. */
const overParsing =
  (check: (page: unknown) => boolean) => async ({ url }: Service, part: number): Promise<number | void> => {
    if (part < 1) return
    const text = await (await fetch(`${url}/api/v2/users?pageSize=100&pageNumber=1`)).text()
    const time = { parse: 0, check: 0 }
    for (let round = 0; round < rounds; round++) {
      const before = performance.now()
      const pages = Array.from({ length: 20 }, (): unknown => JSON.parse(text))
      const between = performance.now()
      if (!pages.every(check)) throw new Error("a page does not fit")
      // The first rounds are a warm-up.
      if (round < rounds / 6) continue
      time.parse += between - before
      time.check += performance.now() - between
    }
    return time.check / time.parse
  }

const row = (id: string, title: string, service: "users" | "small users"): Row => ({
  id,
  title,
  metric: "×",
  target: 0.2,
  rounds: 3,
  service,
  variants: {
    "+ Schema": overParsing(Schema.is(User.UserEntityListing)),
    [ours]: overParsing(compile(User.UserEntityListing.ast))
  }
})

export const rows: ReadonlyArray<Row> = [
  row("guard", "check ÷ `JSON.parse`, users of 2 KB", "users"),
  row("guard-small", "check ÷ `JSON.parse`, users of 300 B", "small users")
]

await main("guard", rows)
