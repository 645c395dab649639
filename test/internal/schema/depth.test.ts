/**
 * JSON that is nested deeper than the stack allows, in every place where a service or a program may pass it. The result
 * is a typed error, or the value is not checked.
 */
import { FileSystem } from "@effect/platform"
import { NodeContext } from "@effect/platform-node"
import { assert, describe, it } from "@effect/vitest"
import { Cause, Chunk, Effect, Exit, Option, Sink, Stream } from "effect"
import * as Export from "effect-purecloud/Export"
import * as ExportFile from "effect-purecloud/ExportFile"
import type { User } from "effect-purecloud/models/User"
import { EncodeError, ExportError, isPureCloudError } from "effect-purecloud/PureCloudError"
import * as Users from "effect-purecloud/Users"
import * as UserUpdate from "effect-purecloud/UserUpdate"
import * as Fs from "node:fs"
import * as Path from "node:path"
import { failureOf } from "../../utils/errors.js"
import { invalid } from "../../utils/invalid.js"
import { type Script, withService } from "../../utils/service.js"

const depth = 20_000

const nested = `${"[".repeat(depth)}${"]".repeat(depth)}`
const chained = `${"{\"manager\":".repeat(depth)}{"id":"boss"}${"}".repeat(depth)}`

const parse = (text: string): unknown => JSON.parse(text)

const errorOf = <A, E, R>(self: Effect.Effect<A, E, R>) => Effect.map(Effect.exit(self), failureOf)

const notWritten = (error: unknown, path: string, item: string) => {
  assert.instanceOf(error, ExportError)
  assert.strictEqual(error.reason, "Encode")
  assert.strictEqual(error.path, path)
  assert.include(error.message, item)
  assert.isBelow(error.message.length, 300)
}

/** Serves pages of two users each, and returns the given user as the last one. */
const pages = (last: string): Script => ({ url }) => {
  const pageNumber = Number(new URL(url, "http://x").searchParams.get("pageNumber"))
  const user = pageNumber === 3 ? last : `{"id":"b${pageNumber}"}`
  return {
    headers: { "content-type": "application/json" },
    body:
      `{"entities":[{"id":"a${pageNumber}"},${user}],"pageSize":2,"pageNumber":${pageNumber},"pageCount":3,"total":6}`
  }
}

const deepUsers = {
  "an unknown field": `{"id":"deep","zodiac":${nested}}`,
  "an unknown field of a known one": `{"id":"deep","division":{"id":"d","zodiac":${nested}}}`,
  "a known field that refers to its own kind": `{"id":"deep","manager":${chained}}`
}

describe("streams of bytes", () => {
  const rows = [{ id: "a" }, { id: "deep", value: parse(nested) }]
  const formats: { readonly [id: string]: Export.Format<{ readonly id: string; readonly value?: unknown }> } = {
    ndjson: Export.ndjson,
    "csv [\"id\",\"value\"]": Export.csv({ columns: ["id", "value"] }),
    own: Export.format({ id: "own", encode: (values) => Array.from(values, (value) => JSON.stringify(value)).join() })
  }
  for (const [id, format] of Object.entries(formats)) {
    it.effect(`${id}: a value that cannot be written is a typed error, after the values before it`, () =>
      Effect.gen(function*() {
        let bytes = 0
        const written = Stream.fromIterable(rows).pipe(
          Stream.rechunk(1),
          format,
          Stream.runForEach((chunk) => Effect.sync(() => void (bytes += chunk.length)))
        )
        notWritten(yield* errorOf(written), id, "deep")
        assert.isAbove(bytes, 0)
        notWritten(
          yield* errorOf(Stream.run(Stream.fromIterable(rows), Export.sink(Sink.drain, format))),
          id,
          "deep"
        )
      }))
  }

  it.effect("every other error of a format is typed too, and no further values are read", () =>
    Effect.gen(function*() {
      const circle: { readonly id: string; self?: unknown } = { id: "circle" }
      circle.self = circle
      let pulled = 0
      for (const value of [circle, { id: "big", count: 1n }, { id: "own", toJSON: () => raise() }]) {
        const stream = Stream.make({ id: "first" }, value).pipe(
          Stream.rechunk(1),
          Stream.concat(Stream.sync(() => ({ id: String(++pulled) })))
        )
        notWritten(yield* errorOf(Stream.runDrain(Export.ndjson(stream))), "ndjson", value.id)
      }
      assert.strictEqual(pulled, 0)
    }))
  const raise = () => {
    throw new Error("no")
  }

  it.effect("csv: the depth of fields that are not columns does not matter", () =>
    Effect.gen(function*() {
      const bytes = yield* Stream.runCollect(
        Export.csv<typeof rows[number], "id">({ columns: ["id"] })(
          Stream.fromIterable(rows)
        )
      )
      assert.strictEqual(Buffer.concat(Chunk.toReadonlyArray(bytes)).toString(), "id\r\na\r\ndeep\r\n")
    }))
})

describe("files", () => {
  const inDirectory = <A, E, R>(run: (path: string) => Effect.Effect<A, E, R>) =>
    Effect.flatMap(
      Effect.flatMap(FileSystem.FileSystem, (fs) => fs.makeTempDirectoryScoped()),
      (root) => run(Path.join(root, "users"))
    ).pipe(Effect.scoped, Effect.provide(NodeContext.layer))

  for (const [name, user] of Object.entries(deepUsers)) {
    it.live(`${name}: a typed error, and the pages before it are kept`, () =>
      withService(pages(user), () =>
        inDirectory((path) =>
          Effect.gen(function*() {
            const write = ExportFile.write(Users.getUsers, { path, format: Export.ndjson, pageSize: 2, concurrency: 1 })
            notWritten(yield* errorOf(write), path, "deep")
            assert.strictEqual(Fs.readFileSync(`${path}.part`, "utf8").trimEnd().split("\n").length, 4)
            notWritten(yield* errorOf(write), path, "deep")
          })
        ), { decode: "off" }))

    it.live(`${name}: cells of CSV and enriched rows`, () =>
      withService(pages(user), () =>
        inDirectory((path) =>
          Effect.gen(function*() {
            const options = { path, pageSize: 2, resume: false } as const
            const columns = [
              "id",
              name.startsWith("an unknown field of") ? "division" : name.startsWith("a known") ? "manager" : "zodiac"
            ]
            const csv = Export.csv<User, never>({ columns: columns as Array<never> })
            notWritten(yield* errorOf(ExportFile.write(Users.getUsers, { ...options, format: csv })), path, "deep")
            const enrich = Export.enrich({ more: ({ id }: User) => Effect.succeed(id === "a2" ? parse(nested) : id) }, {
              onFailure: () => Effect.void
            })
            notWritten(
              yield* errorOf(ExportFile.writeEnriched(Users.getUsers, enrich, { ...options, format: Export.ndjson })),
              path,
              "a2"
            )
          })
        ), { decode: "off" }))
  }

  it.live("a deep input is rejected before anything is written", () =>
    withService(pages("{\"id\":\"b3\"}"), ({ seen }) =>
      inDirectory((path) =>
        Effect.gen(function*() {
          const error = yield* errorOf(ExportFile.write(Users.postUsersSearch, {
            path,
            input: { body: { query: [{ type: "EXACT", values: invalid(parse(nested)) }] } },
            format: Export.ndjson
          }))
          assert.isTrue(isPureCloudError(error) || error instanceof ExportError)
          assert.strictEqual(seen.length, 0)
          assert.isFalse(Fs.existsSync(`${path}.part`))
        })
      )))
})

describe("calls", () => {
  for (const [name, user] of Object.entries(deepUsers)) {
    for (const decode of ["lenient", "strict", "off"] as const) {
      it.live(`${name} of a response, ${decode}: its value, or a typed error`, () =>
        withService(
          () => ({ body: user, headers: { "content-type": "application/json" } }),
          () =>
            Effect.map(Effect.exit(Users.getUser({ userId: "deep" })), (exit) => {
              if (Exit.isSuccess(exit)) assert.strictEqual(exit.value.id, "deep")
              else assert.isTrue(isPureCloudError(Option.getOrNull(Cause.failureOption(exit.cause))))
            }),
          { decode }
        ))
    }
  }

  for (const status of [400, 401, 403, 404, 409, 413, 418, 500]) {
    for (
      const [what, body] of [
        ["array", nested],
        ["fields", `{"message":${nested},"details":${nested},"messageParams":${nested},"errors":${nested}}`]
      ] as const
    ) {
      it.live(`status ${status} with a deep body, ${what}: a typed error`, () =>
        withService(
          () => ({ status, body, headers: { "content-type": "application/json" } }),
          () =>
            Effect.map(errorOf(Users.getUser({ userId: "deep" })), (error) => assert.isTrue(isPureCloudError(error))),
          { retry: { attempts: 1 } }
        ))
    }
  }

  it.live("a request body is rejected, in known fields and in others", () =>
    withService(() => ({}), ({ seen }) =>
      Effect.gen(function*() {
        for (const field of ["manager", "addresses", "zodiac"]) {
          for (const deep of [nested, chained]) {
            const body = invalid({ name: "n", email: "e@acme.example", [field]: parse(deep) })
            assert.instanceOf(yield* errorOf(Users.postUsers({ body })), EncodeError)
            assert.instanceOf(yield* errorOf(Users.patchUser({ userId: "u", body })), EncodeError)
          }
        }
        assert.strictEqual(seen.length, 0)
      })))

  it.live("a change of a user with deep fields: the user, or a typed error", () =>
    withService(
      () => ({
        body: `{"id":"u","version":1,"zodiac":${nested}}`,
        headers: { "content-type": "application/json" }
      }),
      () =>
        Effect.gen(function*() {
          const change = invalid({ zodiac: parse(nested) })
          const exit = yield* Effect.exit(UserUpdate.update("u", change))
          if (Exit.isFailure(exit)) {
            assert.isTrue(isPureCloudError(Option.getOrNull(Cause.failureOption(exit.cause))))
          }
        })
    ))
})
