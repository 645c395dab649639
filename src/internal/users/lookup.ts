import * as Arr from "effect/Array"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Exit from "effect/Exit"
import * as MutableHashMap from "effect/MutableHashMap"
import * as Option from "effect/Option"
import * as Request from "effect/Request"
import * as RequestResolver from "effect/RequestResolver"
import type * as Endpoints from "../../endpoints/index.js"
import { getUser, getUsers } from "../../endpoints/Users.js"
import type * as User from "../../models/User.js"
import * as PureCloud from "../../PureCloud.js"
import { NotFound, type PureCloudError } from "../../PureCloudError.js"
import * as Encoding from "../http/encodeRequest.js"
import { originOf } from "../http/origin.js"
import { checkInput } from "./checkInput.js"
import { gather } from "./gather.js"

/*
 * Lookups that run at the same time share requests: lookups with the same client and the same options are one request
 * that lists the users with their ids.
 */

/** Maximum number of ids in the filter of one request. */
const maxIds = 100

/** The query of a request, compared by value. */
interface Query {
  readonly state?: Endpoints.UserState
  readonly expand?: ReadonlyArray<Endpoints.UserExpand>
}

interface Lookup extends Request.Request<User.User, PureCloudError> {
  readonly _tag: "Lookup"
  readonly client: PureCloud.Service
  readonly userId: string
  readonly query: Query
}

const Lookup = Request.tagged<Lookup>("Lookup")

const queryOf = ({ expand = [], state }: Query): Query =>
  Data.struct({
    ...(state === undefined ? {} : { state }),
    ...(expand.length === 0 ? {} : { expand: Data.array(expand) })
  })

/** Looks up a user. */
export const lookup = (
  userId: string,
  query: Query
): Effect.Effect<User.User, PureCloudError, PureCloud.PureCloud> =>
  Effect.flatMap(PureCloud.PureCloud, (client) =>
    Effect.zipRight(
      // An id that cannot be sent must not fail the lookups that share its request.
      checkInput(getUsers, encodeGetUser({ userId })),
      Effect.request(Lookup({ client, userId, query: queryOf(query) }), resolver)
    ))

const encodeGetUser = Encoding.encoder(getUser)

type Result = Either.Either<User.User, PureCloudError>

const resolver: RequestResolver.RequestResolver<Lookup> = RequestResolver.makeBatched((lookups) =>
  Effect.flatMap(gatherLookups(lookups), (results) =>
    Effect.forEach(lookups, (lookup) => {
      const result = results.get(lookup)
      return result === undefined ? Effect.void : Request.complete(lookup, Exit.fromEither(result))
    }, { discard: true }))
)

/** Gathers lookups of all fibers, and carries out each group of them. */
const gatherLookups = gather((lookups: ReadonlyArray<Lookup>): Effect.Effect<ReadonlyMap<Lookup, Result>> =>
  Effect.map(
    Effect.forEach(
      groupBy(lookups, ({ client, query }) => Data.struct({ client, query })),
      lookUpGroup,
      { concurrency: "unbounded" }
    ),
    (groups) => new Map(groups.flat())
  )
)

/** Carries out lookups that have the same client and query. */
const lookUpGroup = (
  lookups: Arr.NonEmptyReadonlyArray<Lookup>
): Effect.Effect<ReadonlyArray<readonly [Lookup, Result]>> => {
  const { client, query } = lookups[0]
  const chunks = Arr.chunksOf(groupBy(lookups, ({ userId }) => userId), maxIds)
  return Effect.map(
    Effect.forEach(
      chunks,
      (byId) =>
        Effect.map(
          list(client, query, byId.map(([{ userId }]) => userId)),
          (resultOf) => byId.flat().map((lookup) => [lookup, resultOf(lookup.userId)] as const)
        )
    ),
    Arr.flatten
  )
}

/** Groups values by a key, which is compared by value. */
const groupBy = <A, K>(values: Iterable<A>, keyOf: (value: A) => K): ReadonlyArray<Arr.NonEmptyReadonlyArray<A>> => {
  const groups = MutableHashMap.empty<K, Arr.NonEmptyArray<A>>()
  for (const value of values) {
    const key = keyOf(value)
    const group = MutableHashMap.get(groups, key)
    if (Option.isSome(group)) group.value.push(value)
    else MutableHashMap.set(groups, key, [value])
  }
  return Arr.fromIterable(MutableHashMap.values(groups))
}

/** Lists the users of some ids. Returns the result for each id. */
const list = (
  client: PureCloud.Service,
  query: Query,
  ids: ReadonlyArray<string>
): Effect.Effect<(id: string) => Result> =>
  client.runWithResponse(getUsers, { ...query, id: ids, pageSize: maxIds }).pipe(
    Effect.map(({ correlationId, value: { entities } }) => {
      const users = new Map(entities.map((user) => [user.id, user]))
      const { state = "active" } = query
      const notFound = new NotFound({
        origin: originOf(getUsers, 1),
        status: 404,
        correlationId,
        text: `the response has no ${state === "any" ? "" : `${state} `}user with this id`,
        details: []
      })
      return (id: string) => Either.fromNullable(users.get(id), () => notFound)
    }),
    Effect.catchAll((error) => Effect.succeed(() => Either.left(error)))
  )
