import * as Options from "@effect/cli/Options"
import * as Duration from "effect/Duration"
import * as Schema from "effect/Schema"
import * as Simulator from "../Simulator.js"
import { duration, list, option, text, WholeNumber, wholeNumber } from "./options.js"

/*
 * The options of the simulator's command line.
 */

const Rate = Schema.String.pipe(
  Schema.filter((text) => text.trim() !== ""),
  Schema.compose(Schema.NumberFromString),
  Schema.between(0, 1)
)

/** A delay in milliseconds, or a range of delays. */
const Latency = Schema.String.pipe(
  Schema.pattern(/^\d+(-\d+)?$/),
  Schema.compose(Schema.split("-")),
  Schema.compose(Schema.Array(Schema.NumberFromString)),
  Schema.filter(([from = 0, to = from]) => from <= to)
)

/** The options of the command line. */
export const options = {
  port: wholeNumber("port", "Port to listen on. 0 takes any free port. Default 4010.", { to: 65_535 }).pipe(
    Options.withDefault(4010)
  ),
  host: text("host", "Address to listen on. Default 127.0.0.1, which other machines cannot reach.").pipe(
    Options.withDefault("127.0.0.1")
  ),
  seed: wholeNumber("seed", "Seed of the organization. Default 1.").pipe(Options.withDefault(1)),
  users: wholeNumber("users", "Initial number of active users. Default 100.").pipe(Options.withDefault(100)),
  inactiveUsers: wholeNumber("inactive-users", "Initial number of inactive users. Default 0.").pipe(
    Options.withDefault(0)
  ),
  deletedUsers: wholeNumber("deleted-users", "Initial number of deleted users. Default 0.").pipe(
    Options.withDefault(0)
  ),
  clientId: text("client-id", `Id of the OAuth client. Default ${Simulator.defaultClient.id}.`).pipe(
    Options.withDefault(Simulator.defaultClient.id)
  ),
  clientSecret: text("client-secret", `Secret of the OAuth client. Default ${Simulator.defaultClient.secret}.`).pipe(
    Options.withDefault(Simulator.defaultClient.secret)
  ),
  roles: list("roles", "Roles of the client: Admin, User Admin, Supervisor, Agent, Employee. Default Admin.").pipe(
    Options.withDefault(["Admin"])
  ),
  permissions: list("permissions", "Permissions of the client in addition to those of its roles. Default: none.").pipe(
    Options.withDefault([])
  ),
  tokenLife: duration("token-life", "Time until a token expires. Default \"1 day\".").pipe(
    Options.withDefault(Duration.days(1))
  ),
  allowance: wholeNumber("allowance", "Requests that each token allows in a minute. Default 300.").pipe(
    Options.withDefault(300)
  ),
  tokenAllowance: Options.optional(
    wholeNumber("token-allowance", "Tokens that are issued to the client in a minute. Default: unlimited.")
  ),
  api: option("api", {
    schema: WholeNumber.pipe(Schema.compose(Schema.Literal(2018, 2026))),
    placeholder: "year",
    expected: "2018 or 2026",
    description: "Year of the API: 2026, or 2018 for operations that were removed since then and users without a " +
      "division. Default 2026."
  }).pipe(Options.withDefault(2026)),
  versionConflict: option("version-conflict", {
    schema: WholeNumber.pipe(Schema.compose(Schema.Literal(400, 409))),
    placeholder: "status",
    expected: "400 or 409",
    description: "Status of the response to an update with an outdated version: 409 or 400. Default 409."
  }).pipe(Options.withDefault(409)),
  passwordAge: duration("password-age", "Time until a password can be changed again. Default \"0 seconds\".").pipe(
    Options.withDefault(Duration.zero)
  ),
  jobDuration: duration("job-duration", "Time until an analytics job has results. Default \"10 seconds\".").pipe(
    Options.withDefault(Duration.seconds(10))
  ),
  searchLag: duration("search-lag", "Time until searches find a change. Default \"0 seconds\".").pipe(
    Options.withDefault(Duration.zero)
  ),
  allowedOrigins: list(
    "allowed-origins",
    "Origins of web pages that may call the simulator, or \"*\" for all. Default: none."
  ).pipe(Options.withDefault([])),
  latency: Options.optional(option("latency", {
    schema: Latency,
    placeholder: "milliseconds",
    expected: "milliseconds, for example 200 or 20-300",
    description: "Delay of each response of the API, for example 200 or 20-300. Default: none."
  })),
  errorRate: Options.optional(option("error-rate", {
    schema: Rate,
    placeholder: "rate",
    expected: "a number from 0 to 1",
    description: "Share of the requests to the API that fail with status 503, from 0 to 1. Default: none."
  })),
  faults: Options.optional(
    text("faults", "Path of a JSON file: an array of faults, as Simulator.Fault documents them. Default: none.")
  )
}
