import type { Client } from "./tokens.js"

/*
 * The data of the organization that the engine reads. It reads them through this interface, so that it does not depend
 * on how they are stored. Users are identified by their ordinals.
 */

/** The users of an organization and their permissions. */
export interface Directory {
  /** Short name of the organization. */
  readonly orgName: string
  /** Sets the current time, in milliseconds, before a request is processed. */
  readonly tick: (now: number) => void
  /** Whether a user exists and is active. */
  readonly isActive: (user: number) => boolean
  /** Returns the permissions of the roles of a user. */
  readonly permissionsOf: (user: number) => ReadonlySet<string>
  /** Returns the permissions of an OAuth client. */
  readonly permissionsOfClient: (client: Client) => ReadonlySet<string>
  /** Returns the active user with this email address, or -1. */
  readonly activeUserByEmail: (email: string) => number
  /** Returns the names and email addresses of the first active users. */
  readonly firstActiveUsers: (count: number) => ReadonlyArray<{ readonly name: string; readonly email: string }>
}
