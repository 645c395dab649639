/**
 * The simulator's `/docs` in a browser without a network. Run by `npm run test:browser`.
 */
import * as HttpServer from "@effect/platform/HttpServer"
import { assert, it } from "@effect/vitest"
import { Effect } from "effect"
import * as Catalog from "effect-purecloud/endpoints/catalog/index"
import * as Simulator from "effect-purecloud/Simulator"
import { execFile } from "node:child_process"
import * as Fs from "node:fs/promises"
import * as Os from "node:os"
import * as Path from "node:path"
import { operations } from "../fixtures/operations.js"
import { simulatorOnSocket } from "../utils/socket.js"
import { getTeam } from "../utils/team.js"
import { chromium, explain, offline } from "./chromium.js"

/** Opens a page and returns its document after its scripts have run. */
const dom = async (url: string, ...options: ReadonlyArray<string>): Promise<string> => {
  const profile = await Fs.mkdtemp(Path.join(Os.tmpdir(), "chromium-"))
  const run = new Promise<string>((resolve, reject) =>
    execFile(
      chromium,
      [
        ...offline,
        "--virtual-time-budget=20000",
        `--user-data-dir=${profile}`,
        ...options,
        "--dump-dom",
        url
      ],
      { maxBuffer: 64 * 1024 * 1024, timeout: 90_000 },
      (error, stdout) =>
        error === null
          ? resolve(stdout)
          : reject(explain(error))
    )
  )
  return run.finally(() => Fs.rm(profile, { recursive: true, force: true }))
}

const server = simulatorOnSocket({
  operations: [Simulator.operation(getTeam, ({ teamId }) => Effect.succeed({ id: teamId }))]
})

it.live(
  "shows every operation, marks deprecated ones, and needs no network",
  () =>
    HttpServer.addressFormattedWith((url) =>
      Effect.gen(function*() {
        const page = yield* Effect.promise(() => dom(`${url}/docs`))
        const listed = [...page.matchAll(/<div class="(opblock [^"]*)" id="operations-[^"]*-(\w+)"/g)]
        assert.sameMembers(listed.map(([, , id]) => id), [
          ...Object.keys(operations),
          ...Object.keys(Catalog),
          "getTeam"
        ])
        assert.sameMembers(
          listed.flatMap(([, style, id]) => style?.includes("opblock-deprecated") === true ? [id] : []),
          [
            "deleteUserRoles",
            "getAuthorizationDivisionspermittedMe",
            "getAuthorizationDivisionspermittedPagedSubjectId",
            "getFieldconfig",
            "getProfilesUsers",
            "getUserFavorites",
            "getUserProfile"
          ]
        )
        assert.include(page, "Get the list of available users.")
        assert.include(page, `<option value="${url}">`, "the simulator is the server to try them on")
      })
    ).pipe(Effect.provide(server)),
  120_000
)
