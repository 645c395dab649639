#!/usr/bin/env node
import * as HttpServer from "@effect/platform/HttpServer"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { createServer } from "node:http"
import { parseArgs } from "node:util"
import * as Simulator from "../Simulator.js"

const help = `effect-purecloud-simulator: a PureCloud to test against, token endpoint and API at one address.

  --port <number>           default 4010; 0 takes any that is free
  --host <name>             default 127.0.0.1: nobody outside this machine can reach it
  --seed <number>           the organisation's seed, default 1
  --users <number>          active users, default 100
  --inactive-users <number> default 0
  --deleted-users <number>  default 0
  --client-id <text>        default simulator
  --client-secret <text>    default simulator-secret
  --roles <names>           roles of the client, with commas, default Admin
  --token-life <duration>   default "1 day"
  --allowance <number>      requests a token has in a minute, default 300
  --search-lag <duration>   how long searches do not know of a change, default "0 millis"
  --version-conflict <code> what a wrong version is answered with: 409 (default) or 400
  --help
`

const say = (text: string): void => void process.stdout.write(text)

const fail = (text: string): never => {
  process.stderr.write(`${text}\n`)
  process.exit(1)
}

const read = () => {
  try {
    return parseArgs({
      options: {
        port: { type: "string", default: "4010" },
        host: { type: "string", default: "127.0.0.1" },
        seed: { type: "string", default: "1" },
        users: { type: "string", default: "100" },
        "inactive-users": { type: "string", default: "0" },
        "deleted-users": { type: "string", default: "0" },
        "client-id": { type: "string", default: Simulator.defaultClient.id },
        "client-secret": { type: "string", default: Simulator.defaultClient.secret },
        roles: { type: "string", default: "Admin" },
        "token-life": { type: "string", default: "1 day" },
        allowance: { type: "string", default: "300" },
        "search-lag": { type: "string", default: "0 millis" },
        "version-conflict": { type: "string", default: "409" },
        help: { type: "boolean", default: false }
      }
    }).values
  } catch (error) {
    return fail(`${error instanceof Error ? error.message : error}\n\n${help}`)
  }
}

const number = (name: string, text: string): number =>
  /^\d+$/.test(text) ? Number(text) : fail(`--${name} takes a whole number, not ${text}`)

// The platform is an optional peer: whoever only imports the library need not have it.
const platform = () =>
  Promise.all([import("@effect/platform-node/NodeHttpServer"), import("@effect/platform-node/NodeRuntime")]).catch(() =>
    fail("The simulator needs @effect/platform-node beside it: npm install @effect/platform-node")
  )

const main = async (): Promise<void> => {
  const given = read()
  if (given.help) return say(help)
  const [NodeHttpServer, NodeRuntime] = await platform()
  const client = {
    id: given["client-id"],
    secret: given["client-secret"],
    roles: given.roles.split(",").map((role) => role.trim()),
    tokenLife: given["token-life"] as "1 day"
  }

  const announce = HttpServer.addressWith((address) => {
    const url = address._tag === "UnixAddress" ? address.path : `http://${address.hostname}:${address.port}`
    return Effect.sync(() =>
      say(
        `The simulator is ready at ${url}\n` +
          `  token endpoint  POST ${url}/oauth/token, client ${client.id}\n` +
          `  API             ${url}/api/v2/users, ${given.users} users, ${given.allowance} requests a minute\n` +
          `  in this SDK     environment: { apiUrl: "${url}", loginUrl: "${url}" }\n`
      )
    )
  })

  const simulator = Simulator.layerSimulator({
    seed: number("seed", given.seed),
    users: number("users", given.users),
    inactiveUsers: number("inactive-users", given["inactive-users"]),
    deletedUsers: number("deleted-users", given["deleted-users"]),
    clients: [client],
    allowance: number("allowance", given.allowance),
    searchLag: given["search-lag"] as "1 day",
    versionConflict: given["version-conflict"] === "400" ? 400 : 409
  })

  const server = NodeHttpServer.layer(createServer, { port: number("port", given.port), host: given.host })

  Layer.launch(Layer.merge(Simulator.serve, Layer.effectDiscard(announce))).pipe(
    Effect.provide(Layer.merge(simulator, server)),
    Effect.catchAll((error) => Effect.sync(() => fail(String(error)))),
    NodeRuntime.runMain
  )
}

void main()
