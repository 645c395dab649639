import * as Command from "@effect/cli/Command"
import * as Console from "effect/Console"
import type * as Endpoint from "../../Endpoint.js"
import * as Endpoints from "../../endpoints/index.js"

/*
 * The operations, and the command that lists them.
 */

/** All operations, by name. */
export const operations: ReadonlyMap<string, Endpoint.Any> = new Map(
  Object.values(Endpoints).map((endpoint): [string, Endpoint.Any] => [endpoint.id, endpoint])
)

const lineOf = ({ id, method, path, permissions }: Endpoint.Any): string =>
  `${id.padEnd(48)} ${method.padEnd(6)} ${path}${
    permissions.permissions.length === 0
      ? ""
      : `  (${permissions.permissions.join(permissions.type === "ALL" ? " and " : " or ")})`
  }`

/** The command `operations`. */
export const command = Command.make(
  "operations",
  {},
  () => Console.log(Array.from(operations.values(), lineOf).join("\n"))
).pipe(
  Command.withDescription("Lists the operations: name, method, path, and the permissions that they require.")
)
