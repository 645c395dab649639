/**
 * The other end of the benches, in a process of its own: one user, or a page of them, as fast as Node can send it.
 */
import * as Http from "node:http"

const user = (i: number) => ({
  id: `00000000-0000-4000-8000-${String(i).padStart(12, "0")}`,
  name: `User Number ${i}`,
  division: { id: "11111111-0000-4000-8000-000000000000", name: "Home", selfUri: "/api/v2/authorization/divisions/1" },
  chat: { jabberId: `${i}@genesys.orgspan.com` },
  department: "Customer Care",
  email: `user.${i}@example.com`,
  primaryContactInfo: [{ address: `user.${i}@example.com`, mediaType: "EMAIL", type: "PRIMARY" }],
  addresses: Array.from({ length: 4 }, (_, n) => ({
    address: `+1317555${String(i * 10 + n).padStart(4, "0")}`,
    display: "+1 317-555-0000",
    mediaType: "PHONE",
    type: n === 0 ? "WORK" : `WORK${n + 1}`,
    countryCode: "US"
  })),
  state: "active",
  title: "Senior Service Agent",
  username: `user.${i}@example.com`,
  manager: { id: "22222222-0000-4000-8000-000000000000", selfUri: "/api/v2/users/2" },
  images: ["x48", "x96", "x128", "x200", "x300", "x400"].map((resolution) => ({
    resolution,
    imageUri: `https://prod-apps.example.com/images/${i}-${resolution}.png`
  })),
  version: i % 40,
  routingStatus: { userId: String(i), status: "IDLE", startTime: "2026-11-01T08:00:00.000Z" },
  presence: {
    source: "PURECLOUD",
    presenceDefinition: { id: "3", systemPresence: "AVAILABLE", selfUri: "/api/v2/presencedefinitions/3" },
    message: "",
    modifiedDate: "2026-11-01T08:00:00.000Z"
  },
  acdAutoAnswer: false,
  selfUri: `/api/v2/users/${i}`
})

const listings = new Map<number, Buffer>()

const listing = (pageSize: number): Buffer => {
  let body = listings.get(pageSize)
  if (body === undefined) {
    body = Buffer.from(JSON.stringify({
      entities: Array.from({ length: pageSize }, (_, i) => user(i)),
      pageSize,
      pageNumber: 1,
      total: 1_000_000,
      pageCount: Math.ceil(1_000_000 / pageSize)
    }))
    listings.set(pageSize, body)
  }
  return body
}

const one = Buffer.from(JSON.stringify({ id: "u", name: "A", version: 1, selfUri: "/api/v2/users/u" }))
const token = Buffer.from(JSON.stringify({ access_token: "t", token_type: "bearer", expires_in: 86_400 }))

const server = Http.createServer((request, response) => {
  const url = new URL(request.url ?? "", "http://localhost")
  const body = url.pathname === "/oauth/token"
    ? token
    : url.pathname === "/api/v2/users"
    ? listing(Number(url.searchParams.get("pageSize") ?? 25))
    : one
  request.resume()
  response.writeHead(200, { "content-type": "application/json", "content-length": body.byteLength })
  response.end(body)
})

server.listen(0, "127.0.0.1", () => {
  const address = server.address()
  if (typeof address === "object" && address !== null) process.send?.(address.port)
})
process.on("disconnect", () => process.exit(0))
