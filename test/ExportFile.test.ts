import { FileSystem, KeyValueStore } from "@effect/platform"
import { NodeContext } from "@effect/platform-node"
import { SystemError } from "@effect/platform/Error"
import { assert, describe, it } from "@effect/vitest"
import { Chunk, type Clock, Duration, Effect, Exit, Layer, Schema, Stream } from "effect"
import * as Export from "effect-purecloud/Export"
import * as ExportFile from "effect-purecloud/ExportFile"
import type { User } from "effect-purecloud/models/User"
import type * as PureCloud from "effect-purecloud/PureCloud"
import * as Simulator from "effect-purecloud/Simulator"
import * as Users from "effect-purecloud/Users"
import { once } from "node:events"
import * as Fs from "node:fs"
import { createServer } from "node:http"
import * as Path from "node:path"
import { gunzipSync } from "node:zlib"
import { breaking } from "./utils/files.js"
import { type Script, withService } from "./utils/service.js"

// ------------------------------------------------------------------------------------------------------------- tools

/** A directory of its own for each test, and the names in it. */
const directory = Effect.map(
  Effect.flatMap(FileSystem.FileSystem, (fs) => fs.makeTempDirectoryScoped({ prefix: "export-" })),
  (root) => ({
    at: (name: string) => Path.join(root, name),
    names: () => Fs.readdirSync(root).sort()
  })
)

type Services = PureCloud.PureCloud | Simulator.Simulator | NodeContext.NodeContext

/** Runs a program against an organisation in memory, and a real directory. */
const withUsers = <A, E>(
  users: number,
  program: (at: Effect.Effect.Success<typeof directory>) => Effect.Effect<A, E, Services>,
  options: Simulator.LayerOptions = {}
) =>
  Effect.scoped(Effect.flatMap(directory, program)).pipe(
    Effect.provide([Simulator.layer({ users, allowance: 100_000, ...options }), NodeContext.layer])
  )

const columns = ["id", "name", "email", "manager.id", "version"] as const

const csv = () => Export.csv<User, typeof columns[number]>({ columns })

const idsIn = (ndjson: string) =>
  ndjson.trimEnd().split("\n").map((line) => (JSON.parse(line) as { readonly id: string }).id)

const text = (path: string) => Fs.readFileSync(path, "utf8")

/** What a stream writes, by other means. */
const streamed = <R>(bytes: Stream.Stream<Uint8Array, unknown, R>) =>
  Effect.map(Stream.runCollect(bytes), (chunks) => Buffer.concat(Chunk.toReadonlyArray(chunks)))

/** The page numbers that an effect asks for. */
const pagesAskedFor = <A, E, R>(self: Effect.Effect<A, E, R>) =>
  Effect.gen(function*() {
    const { requests } = yield* Simulator.Simulator
    const before = (yield* requests).length
    const result = yield* self
    const asked = (yield* requests).slice(before).flatMap(({ url }) =>
      [new URL(url, "http://x").searchParams.get("pageNumber") ?? []].flat().map(Number)
    )
    return [result, asked] as const
  })

/** Ends a run at a page, as if the program were interrupted there. */
const stopAt = (page: number) => {
  let pages = 0
  return () => Effect.suspend(() => ++pages === page ? Effect.interrupt : Effect.void)
}

const checkpoint = Schema.decodeUnknownSync(Schema.parseJson(ExportFile.Checkpoint))

// ------------------------------------------------------------------------------------------------------------- tests

describe("a file", () => {
  it.live("holds what the stream gives, in each format, and the report says so", () =>
    withUsers(103, ({ at, names }) =>
      Effect.gen(function*() {
        const users = Users.getUsers.items({ state: "active" })
        const expected = {
          ndjson: yield* streamed(Export.ndjson(users)),
          csv: yield* streamed(users.pipe(Export.csv({ columns: ["id", "name", "email", "manager.id", "version"] })))
        }
        for (const [name, format] of [["ndjson", Export.ndjson], ["csv", csv()]] as const) {
          for (const gzip of [false, true]) {
            const path = at(`${name}${gzip ? ".gz" : ""}`)
            const report = yield* ExportFile.write(Users.getUsers, {
              path,
              input: { state: "active" },
              format,
              gzip,
              pageSize: 20
            })
            const bytes = Fs.readFileSync(path)
            assert.deepStrictEqual(gzip ? gunzipSync(bytes) : bytes, expected[name])
            assert.deepStrictEqual(report, {
              path,
              rows: 103,
              failures: 0,
              pages: 6,
              bytes: bytes.length,
              duplicates: 0,
              totalAtStart: 103,
              totalAtEnd: 103,
              resumedFrom: undefined,
              moved: false
            })
          }
        }
        assert.deepStrictEqual(names(), ["csv", "csv.gz", "ndjson", "ndjson.gz"])
      })))

  it.live("is there for an empty listing too", () =>
    withUsers(0, ({ at }) =>
      Effect.gen(function*() {
        const write = (name: string, format: Export.Format<User>, gzip: boolean) =>
          Effect.map(
            ExportFile.write(Users.getUsers, { path: at(name), format, gzip }),
            ({ rows }) => [rows, gzip ? gunzipSync(Fs.readFileSync(at(name))).toString() : text(at(name))]
          )
        const header = "id,name,email,manager.id,version\r\n"
        assert.deepStrictEqual(yield* write("a", Export.ndjson, false), [0, ""])
        assert.deepStrictEqual(yield* write("b", Export.ndjson, true), [0, ""])
        assert.deepStrictEqual(yield* write("c", csv(), false), [0, header])
        assert.deepStrictEqual(yield* write("d", csv(), true), [0, header])
        // User details without a row have not even a page.
        const report = yield* ExportFile.write(Users.postAnalyticsUsersDetailsQuery, {
          path: at("e"),
          input: { body: { interval: "2016-01-01T00:00:00.000Z/2016-01-02T00:00:00.000Z" } },
          format: Export.format({ id: "x", header: "header\n", encode: () => "" })
        })
        assert.strictEqual(report.pages, 0)
        assert.strictEqual(text(at("e")), "header\n")
      })))

  it.live("makes its directory", () =>
    withUsers(3, ({ at }) =>
      Effect.gen(function*() {
        yield* ExportFile.write(Users.getUsers, { path: at("a/b/users"), format: Export.ndjson })
        assert.strictEqual(idsIn(text(at("a/b/users"))).length, 3)
      })))

  it.live("that was there stays until the new one is whole", () =>
    withUsers(50, ({ at, names }) =>
      Effect.gen(function*() {
        Fs.writeFileSync(at("users"), "yesterday's")
        const write = ExportFile.write(Users.getUsers, { path: at("users"), format: Export.ndjson, pageSize: 10 })
        const error = yield* Effect.flip(write)
        assert.strictEqual(error._tag, "PureCloudBadRequest")
        assert.strictEqual(text(at("users")), "yesterday's")
        assert.deepStrictEqual(names(), ["users", "users.checkpoint-0", "users.checkpoint-1", "users.part"])
        yield* write
        assert.strictEqual(idsIn(text(at("users"))).length, 50)
        assert.deepStrictEqual(names(), ["users"])
      }), { faults: [{ _tag: "Status", status: 400, on: "getUsers", nth: 4 }], config: { pageConcurrency: 1 } }))

  it.live("takes a format of one's own, also of bytes", () =>
    withUsers(7, ({ at }) =>
      Effect.gen(function*() {
        const ids: Export.Format<{ readonly id: string }> = Export.format({
          id: "ids",
          header: Uint8Array.of(1, 2),
          encode: (users) => new Uint8Array(Array.from(users, ({ id }) => id.charCodeAt(0)))
        })
        yield* ExportFile.write(Users.getUsers, { path: at("ids"), format: ids, pageSize: 3 })
        const users = yield* Stream.runCollect(Users.getUsers.items())
        assert.deepStrictEqual([...Fs.readFileSync(at("ids"))], [
          1,
          2,
          ...Array.from(users, ({ id }) => id.charCodeAt(0))
        ])
      })))

  it.live("that cannot be written is an ExportError, and later goes on", () =>
    withUsers(50, ({ at }) =>
      Effect.gen(function*() {
        const write = ExportFile.write(Users.getUsers, { path: at("users"), format: Export.ndjson, pageSize: 10 })
        const { layer } = breaking(16, "full")
        const error = yield* Effect.flip(Effect.provide(write, layer))
        assert.strictEqual(error._tag, "PureCloudExportError")
        assert.include(error.message, "no space left")
        assert.strictEqual((yield* write).resumedFrom, 3)
        assert.strictEqual(idsIn(text(at("users"))).length, 50)
        Fs.mkdirSync(at("directory"))
        const taken = yield* Effect.flip(
          ExportFile.write(Users.getUsers, { path: at("directory"), format: Export.ndjson })
        )
        assert.strictEqual(taken._tag, "PureCloudExportError")
      })))
})

describe("before the first request", () => {
  /** Tries to write, and says how that failed. Nothing was asked for, and nothing was made in the directory. */
  const refused = (
    at: (name: string) => string,
    path: string,
    options: Partial<ExportFile.CommonOptions<User>> = {}
  ) =>
    Effect.gen(function*() {
      const { requests } = yield* Simulator.Simulator
      const before = [Fs.readdirSync(at(".")), (yield* requests).length]
      const error = yield* Effect.flip(ExportFile.write(Users.getUsers, { path, format: Export.ndjson, ...options }))
      assert.deepStrictEqual([Fs.readdirSync(at(".")), (yield* requests).length], before)
      return error
    })

  it.live("a path that can be no file is refused, and named", () =>
    withUsers(3, ({ at }) =>
      Effect.gen(function*() {
        Fs.mkdirSync(at("directory"))
        Fs.writeFileSync(at("file"), "")
        for (const name of ["part", "lease", "checkpoint-0"]) Fs.mkdirSync(at(`${name}.${name}`))
        yield* Effect.acquireRelease(
          Effect.promise(async () => {
            const server = createServer()
            await once(server.listen(at("socket")), "listening")
            return server
          }),
          (server) => Effect.sync(() => server.close())
        )
        const paths: ReadonlyArray<readonly [path: string, words: string, resume?: boolean]> = [
          ["", "the path is empty"],
          [at("directory"), "is a directory"],
          [`${at("directory")}/`, "is a directory"],
          [`${at("missing")}/`, "missing/"],
          [`${at("missing")}/`, "names a directory"],
          [`${at("missing")}/.`, "names a directory"],
          [`${at("missing")}/..`, "names a directory"],
          [`${at("missing")}/deeper/.`, "names a directory", false],
          [`${at("file")}/users`, "file"],
          [at("part"), "part.part: is a directory"],
          [at("part"), "part.part: is a directory", false],
          [at("lease"), "lease.lease"],
          [at("checkpoint-0"), "checkpoint-0.checkpoint-0"],
          [at("nul\0"), "nul"],
          [at("socket"), "is not a regular file"]
        ]
        for (const [path, words, resume = true] of paths) {
          const error = yield* refused(at, path, { resume })
          assert.strictEqual(error._tag, "PureCloudExportError", path)
          assert.strictEqual((error as { readonly reason: string }).reason, "File", path)
          assert.include(error.message, words)
        }
      }).pipe(Effect.scoped)))

  it.live("so is a directory in which nothing may be written", () =>
    withUsers(3, ({ at }) =>
      Effect.gen(function*() {
        const readOnly = Layer.effect(
          FileSystem.FileSystem,
          Effect.map(FileSystem.FileSystem, (fs): FileSystem.FileSystem => ({
            ...fs,
            open: (path, options) =>
              options?.flag === "r" ? fs.open(path, options) : Effect.fail(
                new SystemError({
                  reason: "PermissionDenied",
                  module: "FileSystem",
                  method: "open",
                  pathOrDescriptor: path
                })
              )
          }))
        )
        for (const checkpoints of [undefined, yield* KeyValueStore.KeyValueStore]) {
          const error = yield* Effect.provide(refused(at, at("users"), checkpoints && { checkpoints }), readOnly)
          assert.deepInclude({ ...error }, { _tag: "PureCloudExportError", reason: "File" })
          assert.include(error.message, "PermissionDenied")
        }
      }).pipe(Effect.provide(KeyValueStore.layerMemory))))

  it.live("so are options that no request could have", () =>
    withUsers(3, ({ at }) =>
      Effect.gen(function*() {
        for (
          const options of [
            { pageSize: 0 },
            { pageSize: -1 },
            { pageSize: 1.5 },
            { pageSize: NaN },
            { pageSize: 501 },
            { concurrency: 0 },
            { concurrency: -1 },
            { concurrency: 0.5 },
            { concurrency: NaN }
          ]
        ) {
          const error = yield* refused(at, at("new/users"), options)
          assert.strictEqual(error._tag, "PureCloudEncodeError")
          assert.include(error.message, Object.keys(options).join(""))
        }
        const linked = yield* Effect.flip(ExportFile.write(Users.getUsersSearch, {
          path: at("new/users"),
          input: { q64: "e30=" },
          format: Export.ndjson,
          pageSize: 10
        }))
        assert.strictEqual(linked._tag, "PureCloudEncodeError")
        assert.isFalse(Fs.existsSync(at("new")))
      })))
})

describe("a run that ended early", () => {
  it.live("is gone on with where it stood", () =>
    withUsers(100, ({ at, names }) =>
      Effect.gen(function*() {
        const options = { input: { state: "active" as const }, format: Export.ndjson, pageSize: 10, concurrency: 1 }
        yield* ExportFile.write(Users.getUsers, { ...options, path: at("whole") })
        yield* Effect.exit(
          ExportFile.write(Users.getUsers, { ...options, path: at("users"), onPage: stopAt(4) })
        )
        const kept = checkpoint(text(at("users.checkpoint-0")))
        assert.deepInclude(kept, { operation: "getUsers", next: 5, pages: 4, rows: 40, totalAtStart: 100 })
        assert.strictEqual(kept.bytes, Fs.statSync(at("users.part")).size)

        const resumed: Array<ExportFile.Checkpoint> = []
        const pages: Array<PureCloud.PageInfo> = []
        const [report, asked] = yield* pagesAskedFor(ExportFile.write(Users.getUsers, {
          ...options,
          path: at("users"),
          onResume: (checkpoint) => Effect.sync(() => void resumed.push(checkpoint)),
          onPage: (page) => Effect.sync(() => void pages.push(page))
        }))
        assert.deepStrictEqual(resumed, [kept])
        assert.strictEqual(pages.length, 6)
        assert.deepStrictEqual(asked, [5, 6, 7, 8, 9, 10])
        assert.deepInclude(report, { rows: 100, pages: 10, resumedFrom: 5, moved: false })
        assert.deepStrictEqual(Fs.readFileSync(at("users")), Fs.readFileSync(at("whole")))
        assert.deepStrictEqual(names(), ["users", "whole"])

        // After the last page there is nothing left to ask for.
        yield* Effect.exit(ExportFile.write(Users.getUsers, { ...options, path: at("last"), onPage: stopAt(10) }))
        const last = yield* pagesAskedFor(ExportFile.write(Users.getUsers, { ...options, path: at("last") }))
        assert.deepStrictEqual(last, [{ ...report, path: at("last"), resumedFrom: 11 }, []])
        assert.deepStrictEqual(Fs.readFileSync(at("last")), Fs.readFileSync(at("whole")))
      })))

  it.live(
    "is right after a crash at any change to a file, and another at any change of the next run",
    () =>
      withUsers(23, ({ at }) =>
        Effect.gen(function*() {
          for (const [format, gzip] of [[Export.ndjson, false], [csv(), true]] as const) {
            const options = { format, gzip, pageSize: 5 }
            const whole = breaking(Infinity)
            yield* Effect.provide(ExportFile.write(Users.getUsers, { ...options, path: at("whole") }), whole.layer)
            const expected = Fs.readFileSync(at("whole"))
            assert.isAbove(whole.changes(), 30)
            for (let n = 0; n < whole.changes(); n++) {
              const path = at(`users-${gzip}-${n}`)
              const write = ExportFile.write(Users.getUsers, { ...options, path })
              for (let crashes = 0; crashes < 3; crashes++) {
                const exit = yield* Effect.exit(Effect.provide(write, breaking(n).layer))
                if (Exit.isFailure(exit)) assert.isTrue(Exit.isInterrupted(exit), String(exit.cause))
                // Half a file never has the final name.
                if (Fs.existsSync(path)) assert.deepStrictEqual(Fs.readFileSync(path), expected)
              }
              const { rows } = yield* write
              assert.strictEqual(rows, 23)
              assert.deepStrictEqual(Fs.readFileSync(path), expected)
            }
          }
        }))
  )

  it.live("begins anew where that is asked for", () =>
    withUsers(30, ({ at }) =>
      Effect.gen(function*() {
        const options = { path: at("users"), pageSize: 10 }
        yield* Effect.exit(
          ExportFile.write(Users.getUsers, { ...options, format: Export.ndjson, onPage: stopAt(2) })
        )
        // Of the run before nothing is left that the next one could take for its own.
        yield* Effect.exit(
          ExportFile.write(Users.getUsers, { ...options, format: csv(), resume: false, onPage: stopAt(1) })
        )
        const report = yield* ExportFile.write(Users.getUsers, { ...options, format: csv() })
        assert.strictEqual(report.resumedFrom, 2)
        assert.strictEqual(text(at("users")).split("\r\n").length, 32)
      })))

  it.live("keeps its checkpoints in any store", () =>
    withUsers(30, ({ at, names }) =>
      Effect.gen(function*() {
        const checkpoints = yield* KeyValueStore.KeyValueStore
        const write = (onPage: () => Effect.Effect<void>) =>
          ExportFile.write(Users.getUsers, {
            path: at("users"),
            format: Export.ndjson,
            pageSize: 10,
            checkpoints,
            onPage
          })
        yield* Effect.exit(write(stopAt(2)))
        assert.deepStrictEqual(names(), ["users.part"])
        assert.strictEqual(yield* checkpoints.size, 2)
        assert.strictEqual((yield* write(() => Effect.void)).resumedFrom, 3)
        assert.strictEqual(yield* checkpoints.size, 0)
      }).pipe(Effect.provide(KeyValueStore.layerMemory))))

  it.live("follows links", () => {
    const results = (n: number) => Array.from({ length: 2 }, (_, i) => ({ id: `u${n * 2 + i}` }))
    const links: Script = ({ url }) => {
      const n = Number(new URL(url, "http://x").searchParams.get("q64"))
      return {
        body: { results: results(n), total: 8, ...(n < 3 ? { nextPage: `/api/v2/users/search?q64=${n + 1}` } : {}) }
      }
    }
    return withService(links, ({ seen }) =>
      Effect.gen(function*() {
        const { at } = yield* directory
        const write = (onPage: () => Effect.Effect<void>) =>
          ExportFile.write(Users.getUsersSearch, {
            path: at("users"),
            input: { q64: "0" },
            format: Export.ndjson,
            onPage
          })
        yield* Effect.exit(write(stopAt(2)))
        const report = yield* write(() => Effect.void)
        assert.deepInclude(report, { rows: 8, pages: 4, resumedFrom: 3 })
        assert.deepStrictEqual(idsIn(text(at("users"))), ["u0", "u1", "u2", "u3", "u4", "u5", "u6", "u7"])
        assert.deepStrictEqual(seen.map(({ url }) => url.replace(/.*q64=/, "")), ["0", "1", "2", "3"])
      }).pipe(Effect.scoped, Effect.provide(NodeContext.layer)))
  })
})

describe("an enriched file", () => {
  const enrich = (failed: Array<string>) =>
    Export.enrich({
      queues: ({ id }: User) =>
        Users.getUserQueues.items({ userId: id }).pipe(
          Stream.map(({ name = "" }) => name),
          Stream.runCollect,
          Effect.map(Chunk.join("; "))
        )
    }, {
      concurrency: 3,
      onFailure: (user, error) => Effect.sync(() => void failed.push(`${user.id} ${error._tag}`))
    })
  const format = Export.csv<User & { readonly queues: string }, "id" | "queues">({ columns: ["id", "queues"] })

  it.live("holds each row with what was found for it; what failed is kept apart, and counted", () =>
    withUsers(30, ({ at }) =>
      Effect.gen(function*() {
        const failed: Array<string> = []
        const report = yield* ExportFile.writeEnriched(Users.getUsers, enrich(failed), {
          path: at("users"),
          format,
          pageSize: 10
        })
        assert.deepInclude(report, { rows: 28, failures: 2, pages: 3 })
        assert.deepStrictEqual(failed.map((each) => each.split(" ")[1]), ["PureCloudNotFound", "PureCloudForbidden"])
        const gone = new Set(failed.map((each) => each.split(" ")[0]))
        const { users } = yield* Simulator.Simulator
        const expected = yield* Effect.forEach(
          Array.from(yield* users("active")).filter(({ id }) => !gone.has(id)),
          ({ id }) =>
            Effect.map(Users.getUserQueues({ userId: id }), ({ entities }) =>
              `${id},${entities.map(({ name }) => name).join("; ")}`)
        )
        assert.strictEqual(text(at("users")), ["id,queues", ...expected, ""].join("\r\n"))
      }), {
      faults: [
        { _tag: "Status", status: 404, on: "getUserQueues", nth: 4 },
        { _tag: "Status", status: 403, on: "getUserQueues", nth: 25 }
      ]
    }))

  it.live("is gone on with, and not with another enrichment", () =>
    withUsers(30, ({ at }) =>
      Effect.gen(function*() {
        const options = { path: at("users"), format, pageSize: 10, concurrency: 1 }
        yield* ExportFile.writeEnriched(Users.getUsers, enrich([]), { ...options, path: at("whole") })
        yield* Effect.exit(
          ExportFile.writeEnriched(Users.getUsers, enrich([]), { ...options, onPage: stopAt(2) })
        )
        const other = Export.enrich({ queues: (_: User) => Effect.succeed(""), roles: () => Effect.void }, {
          onFailure: () => Effect.void
        })
        for (
          const [write, words] of [
            [ExportFile.writeEnriched(Users.getUsers, other, options), "enrich queues, here queues,roles"],
            [ExportFile.write(Users.getUsers, { ...options, format: Export.ndjson }), "enrich queues, here not set"]
          ] as const
        ) {
          assert.include((yield* Effect.flip(write)).message, words)
        }
        const report = yield* ExportFile.writeEnriched(Users.getUsers, enrich([]), options)
        assert.deepInclude(report, { rows: 30, failures: 0, resumedFrom: 3 })
        assert.deepStrictEqual(Fs.readFileSync(at("users")), Fs.readFileSync(at("whole")))
      })))
})

describe("a checkpoint", () => {
  /** An export that stopped after three of its pages, to be changed. */
  const stopped = <A>(
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
      const options = { path: at("users"), format: Export.ndjson, pageSize: 10 }
      const write = (changes: Parameters<Parameters<typeof check>[1]>[0] = {}) =>
        ExportFile.write(Users.getUsers, { ...options, ...changes })
      return Effect.zipRight(Effect.exit(write({ onPage: stopAt(3) })), check(at, write))
    })

  const refused = (effect: Effect.Effect<unknown, unknown, Services>, ...words: ReadonlyArray<string>) =>
    Effect.map(Effect.flip(effect), (error) => {
      const { message, reason, _tag } = error as { _tag: string; reason: string; message: string }
      assert.deepStrictEqual([_tag, reason], ["PureCloudExportError", "Checkpoint"])
      for (const word of [...words, "resume: false"]) assert.include(message, word)
    })

  it.live("of another export is refused, and the difference named", () =>
    stopped((at, write) =>
      Effect.gen(function*() {
        yield* refused(write({ pageSize: 20 }), "pageSize 10, here 20")
        yield* refused(write({ format: csv() }), "format ndjson, here csv")
        yield* refused(write({ gzip: true }), "gzip false, here true")
        yield* refused(write({ input: { state: "deleted" } }), "another input")
        yield* refused(
          ExportFile.write(Users.getProfilesUsers, { path: at("users"), format: Export.ndjson, pageSize: 10 }),
          "operation getUsers, here getProfilesUsers"
        )
        // Nothing was lost by that.
        assert.deepInclude(yield* write(), { rows: 50, resumedFrom: 4 })
      })
    ))

  it.live("is refused where its file was changed, is too short or is missing", () =>
    stopped((at, write) =>
      Effect.gen(function*() {
        const part = at("users.part")
        const bytes = Fs.readFileSync(part)
        for (const place of [0, bytes.length >> 1, bytes.length - 1]) {
          const changed = Uint8Array.from(bytes)
          changed[place]! ^= 1
          Fs.writeFileSync(part, changed)
          yield* refused(write(), "was changed")
          assert.deepStrictEqual(Fs.readFileSync(part), Buffer.from(changed))
        }
        Fs.writeFileSync(part, bytes.subarray(0, -1))
        yield* refused(write(), `has ${bytes.length - 1} bytes and should have ${bytes.length}`)
        Fs.rmSync(part)
        yield* refused(write(), "is missing")
        // What goes beyond is cut, also what nothing is going to be written over.
        Fs.writeFileSync(part, Buffer.concat([bytes, Buffer.from("{\"id\":\"half a line".repeat(10_000))]))
        assert.deepInclude(yield* write(), { rows: 50, resumedFrom: 4 })
        assert.strictEqual(new Set(idsIn(text(at("users")))).size, 50)
      })
    ))

  it.live("that was torn is made good by the one before", () =>
    stopped((at, write) =>
      Effect.gen(function*() {
        const latest = at("users.checkpoint-1")
        const before = text(at("users.checkpoint-0"))
        const whole = text(latest)
        assert.strictEqual(checkpoint(whole).sequence, 3)
        const part = Fs.readFileSync(at("users.part"))
        for (const length of [0, 1, whole.length >> 1, whole.length - 1]) {
          Fs.writeFileSync(at("users.checkpoint-0"), before)
          Fs.writeFileSync(latest, whole.slice(0, length))
          Fs.writeFileSync(at("users.part"), part)
          assert.deepInclude(yield* write(), { rows: 50, resumedFrom: 3 })
          assert.strictEqual(new Set(idsIn(text(at("users")))).size, 50)
        }
        // Of the very first one there is none before, and nothing to lose.
        Fs.writeFileSync(latest, "{")
        assert.deepInclude(yield* write(), { rows: 50, resumedFrom: undefined })
        // Two torn ones are no crash.
        Fs.writeFileSync(latest, "{")
        Fs.writeFileSync(at("users.checkpoint-0"), whole.replace("\"version\":1", "\"version\":2"))
        yield* refused(write(), "damaged")
      })
    ))

  it.live(
    "of a run that ended after the file got its name is forgotten: its rows are not those of the next export",
    () =>
      stopped((at, write) =>
        Effect.gen(function*() {
          // After the renaming, before both checkpoints went.
          const renamed = (yield* Effect.forEach(Array.from({ length: 40 }, (_, n) => n), (n) =>
            Effect.gen(function*() {
              const path = at(`users-${n}`)
              yield* Effect.exit(Effect.provide(write({ path }), breaking(n).layer))
              const left = [0, 1].map((n) => `${path}.checkpoint-${n}`).filter((name) => Fs.existsSync(name))
              return Fs.existsSync(path) && left.length > 0 ? [{ path, left }] : []
            }))).flat()
          assert.deepStrictEqual(renamed.map(({ left }) => left.length), [2, 1])
          for (const { left, path } of renamed) {
            const kept = left.map((name) => [name, text(name)] as const)
            const [report, asked] = yield* pagesAskedFor(write({ path }))
            assert.deepInclude(report, { rows: 50, pages: 5, resumedFrom: undefined })
            assert.deepStrictEqual(asked, [1, 2, 3, 4, 5])
            assert.isFalse(left.some((name) => Fs.existsSync(name)))
            // Somebody took the file away: that export is over, and this is another one.
            Fs.rmSync(path)
            for (const [name, value] of kept) Fs.writeFileSync(name, value)
            assert.deepInclude(yield* write({ path }), { rows: 50, resumedFrom: undefined })
          }
        })
      )
  )
})

describe("the export of the next day", () => {
  const options = { format: Export.ndjson, pageSize: 5, concurrency: 1 }
  const day = Duration.toMillis("1 day")

  /** Ends a run at a change to a file, lets time pass, and adds a user. The next run says what it did. */
  const next = (path: string, n: number, millis: number, changes: Partial<ExportFile.CommonOptions<User>> = {}) =>
    Effect.gen(function*() {
      const write = ExportFile.write(Users.getUsers, { ...options, ...changes, path })
      yield* Effect.exit(Effect.provide(write, breaking(n).layer))
      const isNamed = Fs.existsSync(path)
      const { id } = yield* Users.postUsers({ body: { name: "New", email: `new.${n}.${millis}@acme.example` } })
      const clock = yield* Effect.clock
      const later: Clock.Clock = {
        ...clock,
        sleep: (duration) => clock.sleep(duration),
        currentTimeNanos: clock.currentTimeNanos,
        unsafeCurrentTimeNanos: () => clock.unsafeCurrentTimeNanos(),
        unsafeCurrentTimeMillis: () => clock.unsafeCurrentTimeMillis() + millis,
        currentTimeMillis: Effect.map(clock.currentTimeMillis, (now) => now + millis)
      }
      const [report, asked] = yield* pagesAskedFor(Effect.withClock(write, later))
      yield* Users.deleteUser({ userId: id })
      return { report, asked, isNamed, hasNew: idsIn(text(path)).includes(id) }
    })

  it.live(
    "has the rows of its day, whatever the run of the day before was killed at",
    () =>
      withUsers(12, ({ at }) =>
        Effect.gen(function*() {
          for (const millis of [day, -day]) {
            const whole = breaking(Infinity)
            yield* Effect.provide(
              ExportFile.write(Users.getUsers, { ...options, path: at(`whole${millis}`) }),
              whole.layer
            )
            let named = 0
            for (let n = 0; n < whole.changes(); n++) {
              const { asked, hasNew, isNamed, report } = yield* next(at(`users${millis}-${n}`), n, millis)
              assert.strictEqual(report.resumedFrom, undefined)
              assert.deepStrictEqual(asked, Array.from({ length: report.pages }, (_, i) => i + 1))
              assert.isTrue(hasNew)
              if (isNamed) named++
            }
            // The steps after the renaming are among them.
            assert.isAtLeast(named, 2)
          }
        }))
  )

  it.live(
    "within the time that the options say, a run that was killed is gone on with, unless its file has its name",
    () =>
      withUsers(12, ({ at }) =>
        Effect.gen(function*() {
          const whole = breaking(Infinity)
          yield* Effect.provide(ExportFile.write(Users.getUsers, { ...options, path: at("whole") }), whole.layer)
          const steps = { resumed: 0, named: 0 }
          for (let n = 0; n < whole.changes(); n++) {
            const { asked, hasNew, isNamed, report } = yield* next(at(`users-${n}`), n, day, { resumeWithin: "2 days" })
            if (report.resumedFrom !== undefined) steps.resumed++
            if (isNamed) {
              steps.named++
              assert.strictEqual(report.resumedFrom, undefined)
              assert.isTrue(hasNew)
            }
            assert.strictEqual(asked[0] ?? report.pages + 1, report.resumedFrom ?? 1)
          }
          assert.isAtLeast(steps.resumed, 5)
          assert.isAtLeast(steps.named, 2)
        }))
  )

  it.live("is not stopped by a checkpoint of other options, or of a version that kept no time", () =>
    withUsers(12, ({ at }) =>
      Effect.gen(function*() {
        const write = (pageSize: number, resumeWithin?: Duration.DurationInput) =>
          ExportFile.write(Users.getUsers, {
            ...options,
            path: at("users"),
            pageSize,
            ...resumeWithin !== undefined && { resumeWithin },
            onPage: stopAt(2)
          })
        yield* Effect.exit(write(5))
        yield* Effect.sleep("2 millis")
        const other = yield* Effect.flip(write(10))
        assert.include(other.message, "pageSize 5, here 10")
        assert.isTrue(Exit.isInterrupted(yield* Effect.exit(write(4, 0))))
        const latest = at("users.checkpoint-0")
        const { savedAt, ...kept } = checkpoint(text(latest))
        assert.isNumber(savedAt)
        Fs.writeFileSync(latest, JSON.stringify(kept))
        Fs.rmSync(at("users.checkpoint-1"))
        const report = yield* ExportFile.write(Users.getUsers, { ...options, path: at("users") })
        assert.deepInclude(report, { rows: 12, resumedFrom: undefined })
      })))
})

describe("a list that moves while it is read", () => {
  /** A list that is changed before each answer, and serves what it then is. */
  const moving = (change: (list: Array<string>, n: number) => void) => {
    const list = Array.from({ length: 200 }, (_, i) => `u${i}`)
    const script: Script = ({ url }, n) => {
      if (n > 0) change(list, n)
      const params = new URL(url, "http://x").searchParams
      const [pageSize, pageNumber] = [Number(params.get("pageSize")), Number(params.get("pageNumber"))]
      return {
        body: {
          entities: list.slice((pageNumber - 1) * pageSize, pageNumber * pageSize).map((id) => ({ id })),
          pageSize,
          pageNumber,
          total: list.length,
          pageCount: Math.ceil(list.length / pageSize)
        }
      }
    }
    return script
  }

  const changes: ReadonlyArray<readonly [string, (list: Array<string>, n: number) => void]> = [
    ["grows in front", (list, n) => list.unshift(`n${n}`)],
    [
      "grows in front by more than a page",
      (list, n) => n === 5 && list.unshift(...Array.from({ length: 35 }, (_, i) => `n${i}`))
    ],
    ["shrinks in front", (list) => list.shift()],
    ["grows and shrinks anywhere", (list, n) => {
      for (let i = 0; i < 5; i++) list.splice((n * 7919 + i * 104729) % list.length, i % 2, `n${n}-${i}`)
    }],
    ["is another one of the same length", (list, n) => n % 3 === 0 && list.unshift(list.pop()!, list.pop()!)]
  ]

  for (const [name, change] of changes) {
    for (const interrupted of [false, true]) {
      it.live(`${name}: no row twice${interrupted ? ", over two runs," : ""} and the report says that it moved`, () =>
        withService(moving(change), () =>
          Effect.gen(function*() {
            const { at } = yield* directory
            const options = { path: at("users"), format: Export.ndjson, pageSize: 10 }
            if (interrupted) yield* Effect.exit(ExportFile.write(Users.getUsers, { ...options, onPage: stopAt(9) }))
            const report = yield* ExportFile.write(Users.getUsers, options)
            const ids = idsIn(text(at("users")))
            assert.strictEqual(new Set(ids).size, ids.length)
            assert.strictEqual(report.rows, ids.length)
            assert.isTrue(report.moved)
          }).pipe(Effect.scoped, Effect.provide(NodeContext.layer))))
    }
  }

  it.live("as the simulator moves it: users deleted, restored and created between pages", () =>
    withUsers(300, ({ at }) =>
      Effect.gen(function*() {
        const context = yield* Effect.context<Services>()
        const { users } = yield* Simulator.Simulator
        const [active, deleted] = [Array.from(yield* users("active")), Array.from(yield* users("deleted"))]
        let page = 0
        const report = yield* ExportFile.write(Users.getUsers, {
          path: at("users"),
          format: Export.ndjson,
          pageSize: 20,
          onPage: () =>
            Effect.gen(function*() {
              const n = page++
              if (n > 10) return
              const gone = active[n * 3]!
              const back = deleted[n]!
              yield* n % 2 === 0
                ? Users.deleteUser({ userId: gone.id })
                : Users.patchUser({ userId: back.id, body: { state: "active", version: back.version ?? 1 } })
              yield* Users.postUsers({
                body: { name: `New ${n}`, email: `new.${n}@acme.example`, divisionId: gone.division?.id ?? "" }
              })
            }).pipe(Effect.orDie, Effect.provide(context))
        })
        const ids = idsIn(text(at("users")))
        assert.strictEqual(new Set(ids).size, ids.length)
        assert.isTrue(report.moved)
        assert.strictEqual(report.totalAtStart, 300)
        assert.isAbove(report.totalAtEnd ?? 0, 300)
      }), { deletedUsers: 40 }))
})
