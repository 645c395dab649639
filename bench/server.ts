/**
 * The service of all measurements, in a separate process. It caches pages if they fit into memory. Users have 2 KB or
 * 300 bytes, and each has its own id.
 */
import * as Http from "node:http"
import { performance } from "node:perf_hooks"

export interface Listener {
  /** Number of users. */
  readonly users: number
  /** Milliseconds between a request and its response. */
  readonly delayMillis: number
  /** Whether users have 300 bytes instead of 2 KB. Default: false. */
  readonly small?: boolean
}

const digits = (n: number, length: number) => String(n).padStart(length, "0")

const idOf = (n: number) => `00000000-0000-4000-8000-${digits(n, 12)}`

/** A user with the fields that every listing has. */
const smallUser = (n: number) => ({
  id: idOf(n),
  name: `User Number ${digits(n, 7)}`,
  division: { id: "11111111-0000-4000-8000-000000000000", name: "Home" },
  chat: { jabberId: `${digits(n, 7)}@genesys.example.com` },
  email: `user.${digits(n, 7)}@example.com`,
  state: "active",
  version: 1,
  selfUri: `/api/v2/users/${idOf(n)}`
})

const user = (n: number) => ({
  ...smallUser(n),
  department: "Customer Care",
  primaryContactInfo: [{ address: `user.${digits(n, 7)}@example.com`, mediaType: "EMAIL", type: "PRIMARY" }],
  addresses: ["WORK", "WORK2", "WORK3", "WORK4"].map((type) => ({
    address: `+1317555${digits(n % 10_000, 4)}`,
    display: "+1 317-555-0000",
    mediaType: "PHONE",
    type,
    countryCode: "US"
  })),
  title: "Senior Service Agent",
  username: `user.${digits(n, 7)}@example.com`,
  manager: { id: "22222222-0000-4000-8000-000000000000", selfUri: "/api/v2/users/2" },
  images: ["x48", "x96", "x128", "x200", "x300", "x400"].map((resolution) => ({
    resolution,
    imageUri: `https://prod-apps.example.com/images/${digits(n, 7)}-${resolution}.png`
  })),
  routingStatus: { userId: idOf(n), status: "IDLE", startTime: "2026-11-01T08:00:00.000Z" },
  presence: {
    source: "PURECLOUD",
    presenceDefinition: { id: "3", systemPresence: "AVAILABLE", selfUri: "/api/v2/presencedefinitions/3" },
    message: "",
    modifiedDate: "2026-11-01T08:00:00.000Z"
  },
  acdAutoAnswer: false
})

/** Makes a function that returns the body of a page. The pages of a service with up to 25,000 users are cached. */
const pagesOf = ({ small = false, users }: Listener) => {
  const cached = new Map<string, Buffer>()
  // All users have the same length, so a page is a copy of another page with other ids.
  const templates = new Map<number, { readonly body: string; readonly offsets: ReadonlyArray<number> }>()
  const templateOf = (count: number) => {
    let template = templates.get(count)
    if (template === undefined) {
      const entities = Array.from({ length: count }, () => JSON.stringify(small ? smallUser(0) : user(0)))
      const body = entities.join(",")
      const length = (entities[0]?.length ?? 0) + 1
      template = { body, offsets: entities.map((_, i) => i * length + `{"id":"${idOf(0)}`.length - 12) }
      templates.set(count, template)
    }
    return template
  }
  const build = (pageSize: number, pageNumber: number): Buffer => {
    const first = (pageNumber - 1) * pageSize
    const { body, offsets } = templateOf(Math.max(0, Math.min(pageSize, users - first)))
    const head = "{\"entities\":["
    const page = Buffer.from(
      `${head}${body}],"pageSize":${pageSize},"pageNumber":${pageNumber},"total":${users},` +
        `"pageCount":${Math.ceil(users / pageSize)}}`,
      "latin1"
    )
    for (const [i, offset] of offsets.entries()) page.write(digits(first + i, 12), head.length + offset, "latin1")
    return page
  }
  return (pageSize: number, pageNumber: number): Buffer => {
    if (users > 25_000) return build(pageSize, pageNumber)
    const key = `${pageSize}/${pageNumber}`
    const page = cached.get(key) ?? build(pageSize, pageNumber)
    cached.set(key, page)
    return page
  }
}

const one = Buffer.from(JSON.stringify({ id: "u", name: "A", version: 1, selfUri: "/api/v2/users/u" }))
const token = Buffer.from(JSON.stringify({ access_token: "t", token_type: "bearer", expires_in: 86_400 }))

let before = performance.eventLoopUtilization()

/** Returns the utilization of this process since the last call, between 0 and 1. */
const utilization = (): number => {
  const now = performance.eventLoopUtilization()
  const share = performance.eventLoopUtilization(now, before).utilization
  before = now
  return share
}

const listen = (listener: Listener): Promise<number> => {
  const pageOf = pagesOf(listener)
  const bodyOf = (url: string): Buffer => {
    if (url === "/utilization") return Buffer.from(String(utilization()))
    if (url.startsWith("/oauth/token")) return token
    if (!url.startsWith("/api/v2/users?")) return one
    const query = new URLSearchParams(url.slice(url.indexOf("?")))
    return pageOf(Number(query.get("pageSize") ?? 25), Number(query.get("pageNumber") ?? 1))
  }
  const server = Http.createServer((request, response) => {
    const send = () => {
      const body = bodyOf(request.url ?? "")
      response.writeHead(200, { "content-type": "application/json", "content-length": body.byteLength })
      response.end(body)
    }
    request.resume()
    if (listener.delayMillis === 0) send()
    else setTimeout(send, listener.delayMillis)
  })
  // A sample may send nothing for longer than the default of 5 seconds, and would find its connection closed.
  server.keepAliveTimeout = 600_000
  return new Promise((resolve, reject) =>
    server.listen(0, "127.0.0.1", () => {
      const address = server.address()
      if (typeof address === "object" && address !== null) resolve(address.port)
      else reject(new Error("no port"))
    })
  )
}

/** Starts a list of listeners, and sends their ports. */
process.on("message", async (message: ReadonlyArray<Listener>) => {
  process.send?.(await Promise.all(message.map(listen)))
})
process.on("disconnect", () => process.exit(0))
