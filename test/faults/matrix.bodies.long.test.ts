/**
 * The fault matrix: the result of a call of each method when a body is invalid, large or slow. It uses real loopback
 * sockets, so that connections can be counted, and simulated time.
 */
import { assert } from "@effect/vitest"
import { brotliCompressSync } from "node:zlib"
import { fine, gzipped, html, inTurn, status } from "../utils/faults.js"
import { backoffs, exhausted, flood, large, ok, once, type Row, row, runRows } from "../utils/matrix.js"
import type { Reply } from "../utils/service.js"

/** Whether the platform can decode brotli, which newer versions of Node can. */
const platformDecodesBrotli = (() => {
  try {
    return new DecompressionStream("brotli" as "gzip") instanceof DecompressionStream
  } catch {
    return false
  }
})()

let packed: Reply | undefined

const bomb = (): Reply => (packed ??= gzipped(Buffer.alloc(100 * 1024 * 1024, " ")))

const threaded = (row: Row): Row => ({ ...row, threads: true })

const bodiesRows: ReadonlyArray<Row> = [
  row("HTML on 200", () => ({ body: html, headers: { "content-type": "text/html" } }), once("UnexpectedResponse", 1)),
  row(
    "HTML on 502",
    () => status(502, { "content-type": "text/html" }, html),
    exhausted("ServerError", 1),
    once("ServerError", 1)
  ),
  {
    ...row("empty body on 200", () => ({}), once("UnexpectedResponse", 1)),
    except: { DELETE: ok(1) }
  },
  {
    ...row("204", () => ({ status: 204 }), once("UnexpectedResponse", 1)),
    except: { DELETE: ok(1) }
  },
  row("empty body on 503", () => ({ status: 503 }), exhausted("ServerError", 1), once("ServerError", 1)),
  row(
    "wrong content type",
    () => ({ ...fine, headers: { "content-type": "text/plain" } }),
    once("UnexpectedResponse", 1)
  ),
  row("invalid JSON", () => ({ body: "{\"id\":" }), once("UnexpectedResponse", 1)),
  threaded(row("gzip that was not requested", () => gzipped("{\"id\":\"u1\"}"), ok(1))),
  threaded(row(
    "gzip on 503, once",
    inTurn({ ...gzipped("{}"), status: 503 }),
    ok(2, backoffs(1)),
    once("ServerError", 1)
  )),
  row(
    "body that is not gzip, with the header of gzip",
    () => ({ ...fine, headers: { "content-encoding": "gzip" } }),
    ok(1)
  ),
  threaded(row(
    "invalid gzip",
    () => ({ body: Buffer.from([0x1f, 0x8b, 8, 0, 1, 2, 3]), headers: { "content-encoding": "gzip" } }),
    exhausted("TransportError/Body", 1),
    once("TransportError/Body", 1)
  )),
  threaded(row(
    "incomplete gzip",
    () => {
      const { body, headers = {} } = gzipped(JSON.stringify({ id: "u1", name: large }))
      return { body: (body as Buffer).subarray(0, 100), headers }
    },
    exhausted("TransportError/Body", 1),
    once("TransportError/Body", 1)
  )),
  { ...row("gzip of 100 MB in 100 KB", () => bomb(), once("TransportError/TooLarge", 1)), real: true },
  row(
    "brotli that was not requested",
    () => ({ body: brotliCompressSync("{\"id\":\"u1\"}"), headers: { "content-encoding": "br" } }),
    platformDecodesBrotli ? ok(1) : once("TransportError/Encoding", 1)
  ),
  row(
    "invalid UTF-8",
    () => ({ body: Buffer.from([0x22, 0xc3, 0x28, 0x22]) }),
    exhausted("TransportError/Body", 1),
    once("TransportError/Body", 1)
  ),
  ...[{}, { "content-length": String(100 * 1024 * 1024) }].map((headers): Row => ({
    fault: `100 MB, content length ${headers["content-length"] ?? "absent"}`,
    setting: (time) => {
      const { script, written } = flood(time, 100, headers)
      return {
        script,
        options: { maxResponseBytes: 1024 * 1024 },
        check: () => assert.isAtMost(written(), 16)
      }
    },
    repeatable: once("TransportError/TooLarge", 0)
  })),
  {
    fault: "100 MB with the default maximum size",
    setting: (time) => ({ script: flood(time, 100).script }),
    repeatable: once("TransportError/TooLarge", 0),
    real: true
  }
]

runRows("bodies", bodiesRows)
