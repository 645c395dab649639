/**
 * The fault matrix: the result of a call of each method when the service responds with an error. It uses real loopback
 * sockets, so that connections can be counted, and simulated time.
 */
import { fine, inTurn, limited, status } from "../utils/faults.js"
import { backoffs, exhausted, large, ok, once, type Row, row, runRows } from "../utils/matrix.js"

const statusesRows: ReadonlyArray<Row> = [
  row("408", () => status(408), exhausted("RequestTimeout", 1), once("RequestTimeout", 1)),
  row("408 once", inTurn(status(408)), ok(2, backoffs(1)), once("RequestTimeout", 1)),
  ...[500, 502, 503, 504].flatMap((code) => [
    row(`${code} once`, inTurn(status(code)), ok(2, backoffs(1)), once("ServerError", 1)),
    row(`${code} twice`, inTurn(status(code), status(code)), ok(3, backoffs(2)), once("ServerError", 1)),
    row(`${code} always`, () => status(code), exhausted("ServerError", 1), once("ServerError", 1))
  ]),
  row("501", () => status(501), once("ServerError", 1)),
  row(
    "100 KB error bodies",
    () => status(503, {}, { code: "x", message: large }),
    exhausted("ServerError", 1),
    once("ServerError", 1)
  ),
  row("a 100 KB body of an error that is not retried", () => status(404, {}, large), once("NotFound", 1)),
  row("redirect", () => status(302, { location: "http://127.0.0.1:1/" }), once("UnexpectedResponse", 1)),
  row("429 for 0 s", inTurn(limited("0")), ok(2, backoffs(1))),
  row("429 for 1 s", inTurn(limited("1")), ok(2, [1])),
  row("429 for 60 s", inTurn(limited("60")), ok(2, [60])),
  row("429 for 180 s", inTurn(limited("180")), ok(2, [180])),
  row("429 for 181 s", () => limited("181"), once("RateLimited", 1)),
  {
    fault: "429 until a date",
    setting: (time) => ({ script: (_, n) => n === 0 ? limited(new Date(time.now() + 90_000).toUTCString()) : fine }),
    repeatable: ok(2, [90])
  },
  {
    fault: "429 until a date in the past",
    setting: (time) => ({ script: (_, n) => n === 0 ? limited(new Date(time.now() - 90_000).toUTCString()) : fine }),
    repeatable: ok(2, backoffs(1))
  },
  row("429 with an invalid Retry-After", inTurn(limited("soon"), limited("-5"), limited("1.5")), ok(4, backoffs(3))),
  row("429 without Retry-After", inTurn(limited(), limited()), ok(3, backoffs(2))),
  row("429 for 60 s, always", () => limited("60"), {
    ends: "TransportError/Deadline",
    requests: 5,
    waits: [60, 60, 60, 60],
    sockets: 1
  }),
  row(
    "429 for 1 s, 20 times",
    inTurn(...Array.from({ length: 20 }, () => limited("1"))),
    ok(21, Array(20).fill(1))
  ),
  row(
    "429 and 503 alternately",
    (_, n) => n === 6 ? fine : n % 2 === 0 ? limited("10") : status(503),
    ok(7, [10, [0.25, 0.5], 10, [0.5, 1], 10, [1, 2]]),
    { ends: "ServerError", requests: 2, waits: [10], sockets: 1 }
  ),
  ...[408, 503].flatMap((code) => {
    const withRetryAfter = (retryAfter: string) => status(code, { "retry-after": retryAfter })
    const ends = code === 408 ? "RequestTimeout" : "ServerError"
    return [
      row(`${code} for 0 s`, inTurn(withRetryAfter("0")), ok(2, backoffs(1)), once(ends, 1)),
      row(`${code} for 1 s`, inTurn(withRetryAfter("1")), ok(2, [1]), once(ends, 1)),
      row(`${code} for 60 s`, inTurn(withRetryAfter("60")), ok(2, [60]), once(ends, 1)),
      row(`${code} for 181 s`, () => withRetryAfter("181"), once(ends, 1)),
      row(
        `${code} for less than the backoff`,
        inTurn(withRetryAfter("1")),
        ok(2, [[5, 10]]),
        once(ends, 1),
        { retry: { baseDelay: "10 seconds" } }
      ),
      row(
        `${code} for 1 s, always`,
        () => withRetryAfter("1"),
        { ...exhausted(ends, 1), waits: [1, 1, [1, 2], [2, 4]] },
        once(ends, 1)
      )
    ]
  })
]

runRows("statuses", statusesRows)
