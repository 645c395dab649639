/**
 * Exports of the users of an organization in memory to real files.
 */
import { FileSystem } from "@effect/platform"
import { NodeContext } from "@effect/platform-node"
import { Effect, Schema } from "effect"
import * as Export from "effect-purecloud/Export"
import * as ExportFile from "effect-purecloud/ExportFile"
import type { User } from "effect-purecloud/models/User"
import type * as PureCloud from "effect-purecloud/PureCloud"
import * as Simulator from "effect-purecloud/Simulator"
import * as Users from "effect-purecloud/Users"
import * as Fs from "node:fs"
import * as Path from "node:path"

/** A temporary directory, and paths in it. */
export const directory = Effect.map(
  Effect.flatMap(FileSystem.FileSystem, (fs) => fs.makeTempDirectoryScoped({ prefix: "export-" })),
  (root) => ({
    at: (name: string) => Path.join(root, name),
    names: () => Fs.readdirSync(root).sort()
  })
)

export type Services = PureCloud.PureCloud | Simulator.Simulator | NodeContext.NodeContext

/** Runs a program against an organization in memory, and a real directory. */
export const withUsers = <A, E>(
  users: number,
  program: (at: Effect.Effect.Success<typeof directory>) => Effect.Effect<A, E, Services>,
  options: Simulator.LayerOptions = {}
) =>
  Effect.scoped(Effect.flatMap(directory, program)).pipe(
    Effect.provide([Simulator.layer({ users, allowance: 100_000, ...options }), NodeContext.layer])
  )

export const columns = ["id", "name", "email", "manager.id", "version"] as const

export const csv = () => Export.csv<User, typeof columns[number]>({ columns })

export const idsIn = (ndjson: string) =>
  ndjson.trimEnd().split("\n").map((line) => (JSON.parse(line) as { readonly id: string }).id)

export const text = (path: string) => Fs.readFileSync(path, "utf8")

/** Returns the page numbers that an effect requests. */
export const pagesRequested = <A, E, R>(self: Effect.Effect<A, E, R>) =>
  Effect.gen(function*() {
    const { requests } = yield* Simulator.Simulator
    const before = (yield* requests).length
    const result = yield* self
    const requested = (yield* requests).slice(before).flatMap(({ url }) =>
      [new URL(url, "http://x").searchParams.get("pageNumber") ?? []].flat().map(Number)
    )
    return [result, requested] as const
  })

/** Interrupts a run at a page. */
export const stopAt = (page: number) => {
  let pages = 0
  return () => Effect.suspend(() => ++pages === page ? Effect.interrupt : Effect.void)
}

export const checkpoint = Schema.decodeUnknownSync(Schema.parseJson(ExportFile.Checkpoint))

/**
 * Runs a check after an export of ten users a page was interrupted at its fourth page, with a checkpoint after each
 * page.
 */
export const stopped = <A>(
  check: (
    at: (name: string) => string,
    write: (
      changes?: Partial<ExportFile.CommonOptions<User>> & {
        readonly input?: { readonly state?: "active" | "deleted" }
      }
    ) => Effect.Effect<ExportFile.Report, unknown, Services>
  ) => Effect.Effect<A, unknown, Services>
) =>
  withUsers(50, ({ at }) => {
    const options = { path: at("users"), format: Export.ndjson, pageSize: 10, checkpointBytes: 0 }
    const write = (changes: Parameters<Parameters<typeof check>[1]>[0] = {}) =>
      ExportFile.write(Users.getUsers, { ...options, ...changes })
    return Effect.zipRight(Effect.exit(write({ onPage: stopAt(3) })), check(at, write))
  })
