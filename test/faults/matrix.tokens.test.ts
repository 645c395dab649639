/**
 * The fault matrix: the result of a call of each method when the token endpoint fails or the clock is set. It uses real
 * loopback sockets, so that connections can be counted, and simulated time.
 */
import { assert } from "@effect/vitest"
import {
  fine,
  html,
  inTurn,
  limited,
  type Options,
  reset,
  silence,
  status,
  throttledToken,
  unauthorized
} from "../utils/faults.js"
import {
  backoffs,
  exhausted,
  type Expected,
  flood,
  ok,
  once,
  type Row,
  row,
  runRows,
  staticToken
} from "../utils/matrix.js"
import { type Script, token } from "../utils/service.js"

/** A fault of the token endpoint. No request to the API was sent, so the result is the same for all methods. */
const tokenRow = (fault: string, script: Script, expected: Expected, options: Options = {}): Row => ({
  fault: `token endpoint ${fault}`,
  setting: { script: () => fine, token: script, options },
  repeatable: expected
})

const tokensRows: ReadonlyArray<Row> = [
  row("401 once", inTurn(unauthorized), { ...ok(2), tokens: 2, sockets: [1, 2] }),
  row("401 always", () => unauthorized, { ends: "Unauthorized", requests: 2, tokens: 2, sockets: [1, 2] }),
  row(
    "503, 401, 503",
    inTurn(status(503), unauthorized, status(503)),
    { ...ok(4, backoffs(2)), tokens: 2, sockets: [1, 2] },
    once("ServerError", 1)
  ),
  row("401 for a static token", () => unauthorized, { ...once("Unauthorized", 1), tokens: 0 }, undefined, staticToken),
  tokenRow("down", () => reset, {
    ...exhausted("AuthError/Transport", 0),
    requests: 0,
    tokens: 5
  }),
  tokenRow("down once", (_, n) => n === 0 ? reset : token(n), { ...ok(1, backoffs(1)), tokens: 2, sockets: [1, 2] }),
  tokenRow("500 once", (_, n) => n === 0 ? status(500) : token(n), {
    ...ok(1, backoffs(1)),
    tokens: 2,
    sockets: [1, 2]
  }),
  tokenRow("408 once", (_, n) => n === 0 ? status(408) : token(n), {
    ...ok(1, backoffs(1)),
    tokens: 2,
    sockets: [1, 2]
  }),
  tokenRow("500 always", () => status(500), { ...exhausted("AuthError/Unexpected", 1), requests: 0, tokens: 5 }),
  tokenRow("silent", () => silence, { ...exhausted("AuthError/Transport", 0), requests: 0, tokens: 5, hangs: 150 }),
  tokenRow("silent, with a deadline shorter than the timeout", () => silence, {
    ends: "TransportError/Deadline",
    requests: 0,
    hangs: 10,
    sockets: 0
  }, { retry: { deadline: "10 seconds" } }),
  tokenRow("throttling for a while", (_, n) => n < 6 ? throttledToken : token(n), {
    ...ok(1, backoffs(6)),
    tokens: 7,
    sockets: [1, 2]
  }),
  tokenRow("throttling always", () => throttledToken, {
    ends: "TransportError/Deadline",
    requests: 0,
    // The backoff is half a second, doubled up to 20 seconds, with jitter between half and all of it. Within a minute
    // there are between 7 and 10 waits.
    tokens: [8, 11],
    waits: "any",
    sockets: 1
  }, { retry: { deadline: "60 seconds" } }),
  tokenRow("throttling for 60 s", (_, n) => n === 0 ? status(429, { "retry-after": "60" }) : token(n), {
    ...ok(1, [60]),
    tokens: 2,
    sockets: [1, 2]
  }),
  tokenRow("throttling for 181 s", () => status(429, { "retry-after": "181" }), {
    ends: "AuthError/RateLimited",
    requests: 0,
    sockets: 1
  }),
  tokenRow(
    "throttling by 400 for 60 s",
    (_, n) => n === 0 ? { ...throttledToken, headers: { "retry-after": "60" } } : token(n),
    {
      ...ok(1, [60]),
      tokens: 2,
      sockets: [1, 2]
    }
  ),
  tokenRow("503 for 60 s", (_, n) => n === 0 ? status(503, { "retry-after": "60" }) : token(n), {
    ...ok(1, [60]),
    tokens: 2,
    sockets: [1, 2]
  }),
  tokenRow("503 for 181 s", () => status(503, { "retry-after": "181" }), {
    ends: "AuthError/Unexpected",
    requests: 0,
    sockets: 1
  }),
  tokenRow("refusing", () => status(400, {}, { error: "invalid_client" }), {
    ends: "AuthError/Credentials",
    requests: 0,
    sockets: 1
  }),
  tokenRow("responding with HTML", () => ({ body: html, headers: { "content-type": "text/html" } }), {
    ends: "AuthError/Unexpected",
    requests: 0,
    sockets: 1
  }),
  tokenRow("redirecting", () => status(307, { location: "http://127.0.0.1:1/" }), {
    ends: "AuthError/Unexpected",
    requests: 0,
    sockets: 1
  }),
  {
    fault: "token endpoint responding with 100 MB",
    setting: (time) => {
      const { script, written } = flood(time, 100)
      return { script: () => fine, token: script, check: () => assert.isAtMost(written(), 100) }
    },
    repeatable: { ...once("AuthError/Transport", 0), requests: 0, tokens: 1 }
  },
  ...[-3600, 3600].flatMap((jump): ReadonlyArray<Row> => [
    {
      fault: `429 for 60 s, and the clock jumps by ${jump} s meanwhile`,
      setting: (time) => ({
        script: (_, n) => {
          if (n > 0) return fine
          setTimeout(() => time.shift(jump * 1000), 1)
          return limited("60")
        }
      }),
      repeatable: ok(2, [60])
    },
    {
      fault: `503 always, and the clock jumps by ${jump} s each time`,
      setting: (time) => ({
        script: () => {
          time.shift(jump * 1000)
          return status(503)
        }
      }),
      repeatable: exhausted("ServerError", 1),
      other: once("ServerError", 1)
    },
    {
      fault: `the allowance of the window is used up, and the clock jumps by ${jump} s`,
      setting: (time) => ({
        script: (_, n) => {
          if (n > 0) return fine
          setTimeout(() => time.shift(jump * 1000), 1)
          return status(429, {
            "retry-after": "30",
            "inin-ratelimit-count": "300",
            "inin-ratelimit-allowed": "300",
            "inin-ratelimit-reset": "40"
          })
        }
      }),
      repeatable: ok(2, [30, 10])
    }
  ])
]

runRows("tokens and time", tokensRows)
