/**
 * Users of the simulator.
 */
import { Effect } from "effect"
import * as Users from "effect-purecloud/Users"

export const someUser = Effect.map(Users.getUsers({ pageSize: 1, pageNumber: 4 }), ({ entities }) => entities[0]!)
