import * as Effect from "effect/Effect"
import type * as Endpoints from "../../endpoints/index.js"
import { getUser } from "../../endpoints/Users.js"
import type * as User from "../../models/User.js"
import * as PureCloud from "../../PureCloud.js"
import { DecodeError, type PureCloudError } from "../../PureCloudError.js"
import { originOf } from "../http/origin.js"
import { describeType } from "../schema/issue.js"

/** Reads a user who is in a state. */
export type Read = (
  state: "active" | "deleted"
) => Effect.Effect<User.User, PureCloudError, PureCloud.PureCloud>

const callGetUser = PureCloud.call(getUser)

const inputOf = (userId: string, expand: ReadonlyArray<Endpoints.UserExpand>, state: "active" | "deleted") => ({
  userId,
  state,
  ...(expand.length === 0 ? {} : { expand })
})

/** Reads a user. */
export const readUser = (userId: string, expand: ReadonlyArray<Endpoints.UserExpand>): Read => (state) =>
  callGetUser(inputOf(userId, expand, state))

/** Reads a user. Fails if the response has no version. */
export const readVersion = (userId: string, expand: ReadonlyArray<Endpoints.UserExpand>): Read => (state) =>
  Effect.flatMap(
    callGetUser.withResponse(inputOf(userId, expand, state)),
    (response) => Number.isSafeInteger(response.value.version) ? Effect.succeed(response.value) : noVersion(response)
  )

const noVersion = ({ correlationId, status, value }: PureCloud.Response<User.User>) =>
  new DecodeError({
    origin: originOf(getUser, 1),
    status,
    correlationId,
    details: [],
    issues: [{ path: "version", expected: "a whole number", found: describeType(value.version) }]
  })

/** Reads a user who may have been deleted or restored in the meantime. Tries the likely state first. */
export const inEitherState = (
  likely: string | undefined,
  read: Read
): Effect.Effect<User.User, PureCloudError, PureCloud.PureCloud> => {
  const [first, second] = likely === "deleted" ? ["deleted", "active"] as const : ["active", "deleted"] as const
  return Effect.catchTag(
    read(first),
    "PureCloudNotFound",
    (error) => Effect.catchTag(read(second), "PureCloudNotFound", () => error)
  )
}
