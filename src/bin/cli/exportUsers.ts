import * as Command from "@effect/cli/Command"
import * as CliOptions from "@effect/cli/Options"
import * as Console from "effect/Console"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type * as Endpoints from "../../endpoints/index.js"
import * as Export from "../../Export.js"
import * as ExportFile from "../../ExportFile.js"
import type { User } from "../../models/User.js"
import { ExportError, type PureCloudError } from "../../PureCloudError.js"
import * as Users from "../../Users.js"
import { choice, list, text, wholeNumber } from "../options.js"
import * as Progress from "../progress.js"
import { UsageError } from "../runCommand.js"
import * as Client from "./client.js"
import { findUnknown } from "./columns.js"

/*
 * Exports users to a file.
 */

/** Options of the command. */
export const options = {
  out: text(
    "out",
    "Path of the file. It appears when it is complete. If its name ends with .gz, it is compressed. Default users.ndjson, or users.csv.",
    "file"
  ).pipe(CliOptions.optional),
  format: choice(
    "format",
    ["ndjson", "csv"],
    "ndjson writes all fields of each user, csv the columns. Default: csv with --columns or if the name of the file has .csv, else ndjson."
  ).pipe(CliOptions.optional),
  columns: list(
    "columns",
    "Fields to write as CSV, for example id,name,manager.id. Default id,name,email,title,department,state."
  ).pipe(CliOptions.optional),
  state: choice(
    "state",
    ["active", "inactive", "deleted", "any"],
    "State of the users. The service returns at most 10,000 inactive users. Default active."
  ).pipe(CliOptions.withDefault("active" as const)),
  expand: list("expand", "Additional fields to request, for example skills,languages. Default: none.").pipe(
    CliOptions.optional
  ),
  pageSize: wholeNumber("page-size", "Users per page, from 1 to 500. Default 100.", { from: 1, to: 500 }).pipe(
    CliOptions.withDefault(100)
  ),
  concurrency: wholeNumber("concurrency", "Pages that are fetched at the same time. Default 4.", { from: 1 }).pipe(
    CliOptions.withDefault(4)
  ),
  restart: CliOptions.boolean("restart").pipe(
    CliOptions.withDescription("Start over, instead of continuing a run that was interrupted.")
  ),
  ...Client.options
}

type Options = Command.Command.ParseConfig<typeof options>

/** Path and format of the file. */
interface Target {
  readonly path: string
  readonly gzip: boolean
  readonly format: Export.Format<User>
}

const defaultColumns = ["id", "name", "email", "title", "department", "state"]

/** Returns the path and the format of the file, from the options and the name of the file. */
const targetOf = ({ columns, format, out }: Options): Effect.Effect<Target, UsageError> =>
  Effect.suspend(() => {
    const kind = Option.getOrElse(
      format,
      () => Option.isSome(columns) || Option.exists(out, (path) => /\.csv(\.gz)?$/.test(path)) ? "csv" : "ndjson"
    )
    const path = Option.getOrElse(out, () => `users.${kind}`)
    const target = { path, gzip: path.endsWith(".gz") }
    if (kind === "ndjson") {
      return Option.isSome(columns)
        ? Effect.fail(new UsageError({ message: "--columns: only csv has columns, ndjson has all fields" }))
        : Effect.succeed({ ...target, format: Export.ndjson })
    }
    const names = Option.getOrElse(columns, () => defaultColumns)
    return Option.match(findUnknown(names), {
      onSome: ({ column, fields }) =>
        Effect.fail(
          new UsageError({ message: `--columns: ${column} is not a field of a user. Fields: ${fields.join(", ")}` })
        ),
      // The names were checked to be paths of fields.
      onNone: () => Effect.succeed({ ...target, format: Export.csv({ columns: names as Array<Export.Path<User>> }) })
    })
  })

/** Describes the result of an export. */
const describe = (
  report: ExportFile.Report,
  { elapsed, rate, requests, retries, throttled }: Export.Progress
): string => {
  const { bytes, duplicates, moved, pages, path, resumedFrom, rows, totalAtEnd, totalAtStart } = report
  const lines = [
    ["users", `${rows}${duplicates > 0 ? `, and ${duplicates} repeated ones that were dropped` : ""}`],
    ["bytes", bytes],
    ["pages", `${pages}${resumedFrom === undefined ? "" : `, this run from page ${resumedFrom}`}`],
    ["requests", `${requests}, of which ${retries} were retries and ${throttled} exceeded the rate limit`],
    ["seconds", Duration.toSeconds(elapsed).toFixed(1)],
    ["users/s", Math.round(rate)],
    ...(moved ? [["changed", `the listing had ${totalAtStart} users at the start and ${totalAtEnd} at the end`]] : [])
  ]
  return [path, ...lines.map(([name, value]) => `  ${String(name).padEnd(10)} ${value}`)].join("\n")
}

/** Changes the advice of an error: it names an option of this command instead of an option of the library. */
const adviseRestart = (error: ExportError | PureCloudError): ExportError | PureCloudError =>
  error._tag === "PureCloudExportError" && error.advice !== undefined
    ? new ExportError({ ...error, advice: error.advice.replace("`resume: false`", "--restart") })
    : error

/** Returns the field "expand" of the input, if the option is given. */
const expandOf = ({ expand }: Options): { readonly expand?: ReadonlyArray<Endpoints.UserExpand> } =>
  Option.match(expand, {
    onNone: () => ({}),
    // The client checks the names before it sends a request.
    onSome: (expand) => ({ expand: expand as ReadonlyArray<Endpoints.UserExpand> })
  })

const exportUsers = (given: Options, target: Target) =>
  Effect.gen(function*() {
    const meter = yield* Export.progress
    const report = yield* ExportFile.write(Users.getUsers, {
      ...target,
      input: { state: given.state, ...expandOf(given) },
      pageSize: given.pageSize,
      concurrency: given.concurrency,
      resume: !given.restart,
      onResume: meter.onResume,
      onPage: meter.onPage
    }).pipe(
      Effect.mapError(adviseRestart),
      (write) => Progress.show(meter, write),
      Effect.provide(Client.layer(given, { onEvent: meter.onEvent }))
    )
    yield* Console.log(describe(report, yield* meter.current))
  })

/** The command `export users`. */
export const command = Command.make(
  "users",
  options,
  (given) => Effect.flatMap(targetOf(given), (target) => exportUsers(given, target))
).pipe(
  Command.withDescription(
    "Exports users. If a run is interrupted or killed, the same command continues it, and the file is the same."
  )
)
