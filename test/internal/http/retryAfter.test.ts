import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import * as FC from "effect/FastCheck"
import { retryAfterMillis } from "../../../src/internal/http/retryAfter.js"

const days = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]

/** The three forms of a date in RFC 9110, section 5.6.7. */
const forms = (millis: number) => {
  const date = new Date(millis)
  const [, day, month, year, time] = /^\w+, (\d+) (\w+) (\d+) (\S+) GMT$/.exec(date.toUTCString())!
  const name = days[date.getUTCDay()]!
  return {
    "IMF-fixdate": `${name.slice(0, 3)}, ${day} ${month} ${year} ${time} GMT`,
    "RFC 850": `${name}, ${day}-${month}-${year!.slice(2)} ${time} GMT`,
    asctime: `${name.slice(0, 3)} ${month} ${String(Number(day)).padStart(2)} ${time} ${year}`
  }
}

const read = (value: string, now = 0) => retryAfterMillis({ "retry-after": value }, now)

describe("Retry-After", () => {
  it("may be whole seconds", () => {
    assert.strictEqual(read("0"), 0)
    assert.strictEqual(read(" 120 "), 120_000)
    // Two headers, for example of the service and of a gateway, are joined with a comma.
    assert.strictEqual(read("5, 120,60"), 120_000)
    for (const value of ["", "-1", "1.5", "1e3", "soon", "0x10", ",", "5,", "5, -1"]) {
      assert.isUndefined(read(value), value)
    }
    assert.isUndefined(retryAfterMillis({}, 0))
  })

  it("may be a date of RFC 9110", () => {
    const examples = ["Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994"]
    const now = Date.UTC(1994, 10, 6, 8, 49, 0)
    for (const example of examples) assert.strictEqual(read(example, now), 37_000, example)
    for (const example of examples) assert.strictEqual(read(example, now + 60_000), 0, example)
  })

  for (const zone of ["UTC", "America/New_York", "Asia/Kolkata"]) {
    describe(`on a machine in ${zone}`, () => {
      const before = process.env["TZ"]
      beforeAll(() => void (process.env["TZ"] = zone))
      afterAll(() => {
        if (before === undefined) delete process.env["TZ"]
        else process.env["TZ"] = before
      })
      it.prop(
        "is the same wait in each form of a date, in this century and the next",
        [
          FC.integer({ min: Date.UTC(2000, 0, 1) / 1000, max: Date.UTC(2150, 0, 1) / 1000 }),
          FC.integer({ min: 0, max: 40 * 365 * 86_400 })
        ],
        ([now, wait]) => {
          for (const [form, text] of Object.entries(forms((now + wait) * 1000))) {
            assert.strictEqual(read(text, now * 1000), wait * 1000, `${form}: ${text}`)
          }
        }
      )
    })
  }

  it("may not be a date that does not exist", () => {
    for (
      const value of [
        "Sun Nov  6 08:49:37 1994 GMT",
        "Sun Nov  6 08:49:37",
        "Sun Foo  6 08:49:37 1994",
        "Sun Feb 30 08:49:37 1994",
        "Sun Nov  6 24:49:37 1994",
        "Sunday, 06-Nov-94 08:60:37 GMT",
        "Sunday, 06-Nov-94 08:49:61 GMT",
        "Sunday, 06-Nov-94 08:49:37 PST",
        "Sun, 31 Feb 2027 08:49:37 GMT",
        "Sun, 06 Nov 1994",
        "Someday, 06-Nov-94 08:49:37 GMT",
        "2027-01-01T00:00:00Z"
      ]
    ) assert.isUndefined(read(value), value)
  })
})
