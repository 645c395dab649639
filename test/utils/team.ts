/**
 * An operation that the SDK does not have, declared like in a program.
 */
import * as Endpoint from "effect-purecloud/Endpoint"
import * as Permissions from "effect-purecloud/Permissions"
import * as Schema from "effect/Schema"

export const getTeam = Endpoint.make({
  id: "getTeam",
  method: "GET",
  path: "/api/v2/teams/{teamId}",
  pathParams: { teamId: Schema.String },
  success: Schema.Struct({ id: Schema.String }),
  permissions: Permissions.none
})
