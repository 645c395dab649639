import { FileSystem, KeyValueStore } from "@effect/platform"
import { SystemError } from "@effect/platform/Error"
import { assert, describe, it } from "@effect/vitest"
import { Chunk, Effect, Layer, Stream } from "effect"
import * as Export from "effect-purecloud/Export"
import * as ExportFile from "effect-purecloud/ExportFile"
import * as ExportJob from "effect-purecloud/ExportJob"
import type { User } from "effect-purecloud/models/User"
import * as Simulator from "effect-purecloud/Simulator"
import * as Users from "effect-purecloud/Users"
import { once } from "node:events"
import * as Fs from "node:fs"
import { createServer } from "node:http"
import { gunzipSync } from "node:zlib"
import { csv, idsIn, stopAt, text, withUsers } from "./utils/exports.js"
import { breaking } from "./utils/files.js"

/** The bytes of a stream in a format, without ExportFile. */
const streamed = <R>(bytes: Stream.Stream<Uint8Array, unknown, R>) =>
  Effect.map(Stream.runCollect(bytes), (chunks) => Buffer.concat(Chunk.toReadonlyArray(chunks)))

// ------------------------------------------------------------------------------------------------------------- tests

describe("a file", () => {
  it.live("has the bytes of the stream in each format, and the report has their number", () =>
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

  it.live("is written for an empty listing", () =>
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
        // User details without records have no page.
        const report = yield* ExportFile.write(Users.postAnalyticsUsersDetailsQuery, {
          path: at("e"),
          input: { body: { interval: "2016-01-01T00:00:00.000Z/2016-01-02T00:00:00.000Z" } },
          format: Export.format({ id: "x", header: "header\n", encode: () => "" })
        })
        assert.strictEqual(report.pages, 0)
        assert.strictEqual(text(at("e")), "header\n")
      })))

  it.live("is written to a directory that is created", () =>
    withUsers(3, ({ at }) =>
      Effect.gen(function*() {
        yield* ExportFile.write(Users.getUsers, { path: at("a/b/users"), format: Export.ndjson })
        assert.strictEqual(idsIn(text(at("a/b/users"))).length, 3)
      })))

  it.live("that exists is not replaced until the new one is complete", () =>
    withUsers(50, ({ at, names }) =>
      Effect.gen(function*() {
        Fs.writeFileSync(at("users"), "yesterday's")
        const write = ExportFile.write(Users.getUsers, {
          path: at("users"),
          format: Export.ndjson,
          pageSize: 10,
          checkpointBytes: 0
        })
        const error = yield* Effect.flip(write)
        assert.strictEqual(error._tag, "PureCloudBadRequest")
        assert.strictEqual(text(at("users")), "yesterday's")
        assert.deepStrictEqual(names(), ["users", "users.checkpoint-0", "users.checkpoint-1", "users.part"])
        yield* write
        assert.strictEqual(idsIn(text(at("users"))).length, 50)
        assert.deepStrictEqual(names(), ["users"])
      }), { faults: [{ _tag: "Status", status: 400, on: "getUsers", nth: 4 }], config: { pageConcurrency: 1 } }))

  it.live.runIf(process.platform !== "win32")(
    "can be read by those who could read the file that it replaces",
    () =>
      withUsers(20, ({ at }) =>
        Effect.gen(function*() {
          const modeOf = (path: string) => Fs.statSync(path).mode & 0o777
          const parts: Array<number> = []
          const onPage = () => Effect.sync(() => void parts.push(modeOf(at("users.part"))))
          for (const mode of [0o600, 0o640, 0o400, 0o750]) {
            const expected = (mode & 0o666) | 0o600
            Fs.writeFileSync(at("users"), "yesterday's")
            Fs.chmodSync(at("users"), mode)
            yield* ExportFile.write(Users.getUsers, { path: at("users"), format: Export.ndjson, onPage })
            const job = ExportJob.make(Users.getUsers, { id: String(mode), path: at("users"), format: Export.ndjson })
            // A run can continue only if its user may write the part file.
            assert.deepStrictEqual([modeOf(at("users")), ...parts.splice(0)], [expected, expected])
            const plan = yield* ExportJob.plan(job, { ranges: 1 })
            for (const cursor of plan) yield* ExportJob.step(job, cursor)
            yield* ExportJob.merge(job, plan)
            assert.strictEqual(modeOf(at("users")), expected)
          }
        }))
  )

  it.live("is written in a custom format of bytes", () =>
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

  it.live("that cannot be written fails with an ExportError, and the next run continues", () =>
    withUsers(50, ({ at }) =>
      Effect.gen(function*() {
        const write = ExportFile.write(Users.getUsers, {
          path: at("users"),
          format: Export.ndjson,
          pageSize: 10,
          checkpointBytes: 0
        })
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
  /** Returns the error of an export. It must send no request and create no file. */
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

  it.live("a path that cannot be a file fails with an error that names it", () =>
    withUsers(3, ({ at }) =>
      Effect.gen(function*() {
        Fs.mkdirSync(at("directory"))
        Fs.writeFileSync(at("file"), "")
        Fs.symlinkSync("file", at("link"))
        Fs.symlinkSync("nowhere", at("dangling"))
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
          [at("socket"), "is not a regular file"],
          [at("link"), "is a symbolic link"],
          [at("dangling"), "is a symbolic link"]
        ]
        for (const [path, words, resume = true] of paths) {
          const error = yield* refused(at, path, { resume })
          assert.deepInclude({ ...error }, { _tag: "PureCloudExportError", reason: "File" }, path)
          assert.include(error.message, words)
        }
      }).pipe(Effect.scoped)))

  it.live("a directory without write permission fails with an error that names the file", () =>
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
          assert.include(error.message, at("users"))
          assert.include(error.message, "PermissionDenied")
        }
      }).pipe(Effect.provide(KeyValueStore.layerMemory))))

  it.live("options that are invalid in a request fail", () =>
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

  it.live("has each row with its results; failed rows are omitted and counted", () =>
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

  it.live("is continued, but not with another enrichment", () =>
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
