import type * as KeyValueStore from "@effect/platform/KeyValueStore"
import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Hash from "effect/Hash"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import type { Grant } from "../../Endpoint.js"
import type { AuthError } from "../../PureCloudError.js"
import { isHeaderSafe } from "../http/headerValue.js"
import { writeJson } from "../schema/json.js"
import * as Attributes from "../telemetry/attributes.js"
import { type FetchedToken, marginMillis, type Token } from "./token.js"
import * as Cipher from "./tokenCipher.js"

/*
 * Stores tokens, so that the next run of a program uses the token of the last run. An entry that cannot be read counts
 * as absent.
 */

/**
 * Store that keeps tokens between two runs of a program.
 *
 * @since 0.2.0
 * @category models
 */
export interface TokenStore {
  /** Store of the tokens, for example a folder, or the storage of a browser. */
  readonly store: Pick<KeyValueStore.KeyValueStore, "get" | "set" | "remove">
  /**
   * Secret of the encryption. The key that encrypts the entry with AES-GCM is derived from it with PBKDF2. Use a long
   * random text. Default: tokens are stored in plain text, for stores that nobody else can read.
   */
  readonly encryptionKey?: Redacted.Redacted
  /**
   * Name of the entry. Programs with the same name share a token. Default: the host, the grant and the client, so
   * programs that act for several users need a name for each user.
   */
  readonly name?: string
}

/** Functions of a stored token. */
export interface Stored {
  /** Returns the stored token if it is valid, otherwise fetches one and stores it. */
  readonly fetch: Effect.Effect<Token, AuthError>
  /** Removes the stored token, if it is the one that the service rejected. */
  readonly invalidate: (token: Redacted.Redacted) => Effect.Effect<void>
}

/** A stored token. Times are times of day in milliseconds. */
const Entry = Schema.Struct({
  /** Hash of the login that the token belongs to. */
  login: Schema.Number,
  accessToken: Schema.String.pipe(Schema.filter(isHeaderSafe)),
  expiresAt: Schema.Number,
  /** Time from which the token is refreshed. */
  refreshAt: Schema.Number,
  refreshToken: Schema.optional(Schema.String)
})

type Entry = typeof Entry.Type

const decodeEntry = Schema.decodeOption(Schema.parseJson(Entry))

interface Options {
  readonly tokenStore: TokenStore
  readonly grant: Grant
  /** Default name of the entry. */
  readonly key: string
  /** The login: the code or the refresh token that the program passed. `undefined` accepts the entry of every login. */
  readonly login: Redacted.Redacted | undefined
  readonly refreshMargin: Duration.Duration
  /** Fetches a token, with the refresh token of the store if there is one. */
  readonly fetch: (refreshToken: Redacted.Redacted | undefined) => Effect.Effect<FetchedToken, AuthError>
}

/** Makes the functions of a stored token. */
export const make = (
  { fetch, grant, key, login, refreshMargin, tokenStore }: Options
): Effect.Effect<Stored> =>
  Effect.gen(function*() {
    const stored = yield* makeEntryStore(tokenStore, key, grant)
    let loginHash = login === undefined ? 0 : Hash.string(Redacted.value(login))
    /** Value of a token that the service rejected. It may still be stored, if it could not be removed. */
    let rejected: string | undefined
    /** Whether the entry is older than the tokens in memory, because it could not be written. */
    let isOutdated = false

    const load = Effect.map(
      stored.load,
      (entry) => entry === undefined || (login !== undefined && entry.login !== loginHash) ? undefined : entry
    )
    const save = (token: FetchedToken): Effect.Effect<void> =>
      Effect.flatMap(Clock.currentTimeMillis, (now) => {
        const entry = entryOf(token, loginHash, refreshMargin, now)
        return entry === undefined
          ? Effect.void
          : Effect.map(stored.save(entry), (isSaved) => void (isOutdated = !isSaved))
      })

    return {
      // After a response, the service accepts only the new refresh token, so an interruption must not prevent saving
      // it.
      fetch: Effect.uninterruptibleMask((restore) =>
        Effect.gen(function*() {
          const entry = isOutdated ? undefined : yield* restore(load)
          const now = yield* Clock.currentTimeMillis
          if (entry !== undefined) loginHash = entry.login
          if (entry !== undefined && entry.accessToken !== rejected && now < entry.refreshAt) {
            return { value: Redacted.make(entry.accessToken), expiresIn: Duration.millis(entry.expiresAt - now) }
          }
          const refreshToken = entry?.refreshToken === undefined ? undefined : Redacted.make(entry.refreshToken)
          const token = yield* restore(fetch(refreshToken))
          yield* save(token)
          return token
        })
      ),
      // Only the access token is rejected. The entry keeps its refresh token, and its access token counts as expired.
      invalidate: (token) =>
        Effect.suspend(() => {
          rejected = Redacted.value(token)
          return Effect.flatMap(load, (entry) => {
            if (entry === undefined || entry.accessToken !== rejected) return Effect.void
            return entry.refreshToken === undefined
              ? stored.remove
              : Effect.asVoid(stored.save({ ...entry, refreshAt: 0, expiresAt: 0 }))
          })
        })
    }
  })

/** Makes the entry of a token, or returns `undefined` if the next run could not use it. */
const entryOf = (
  { expiresIn, refreshToken, value }: FetchedToken,
  login: number,
  refreshMargin: Duration.Duration,
  now: number
): Entry | undefined => {
  // Without a lifetime, the next run could not know whether the token is still valid, so it uses the refresh token.
  if (expiresIn === undefined && refreshToken === undefined) return undefined
  const lifetime = expiresIn === undefined ? 0 : Duration.toMillis(expiresIn)
  return {
    login,
    accessToken: Redacted.value(value),
    expiresAt: now + lifetime,
    refreshAt: now + lifetime - marginMillis(refreshMargin, lifetime),
    refreshToken: refreshToken === undefined ? undefined : Redacted.value(refreshToken)
  }
}

/** Reads and writes the entry of a token. An error of the store or the encryption is logged as a warning. */
interface EntryStore {
  readonly load: Effect.Effect<Entry | undefined>
  /** Returns whether the entry was written. */
  readonly save: (entry: Entry) => Effect.Effect<boolean>
  readonly remove: Effect.Effect<void>
}

const makeEntryStore = (
  { encryptionKey, name, store }: TokenStore,
  key: string,
  grant: Grant
): Effect.Effect<EntryStore> =>
  Effect.gen(function*() {
    const entryName = `effect-purecloud-token:${name ?? key}`
    const cipher = encryptionKey === undefined ? Cipher.plain : yield* Cipher.make(encryptionKey, entryName)
    return {
      load: store.get(entryName).pipe(
        Effect.flatMap(Option.match({
          onNone: () => Effect.succeed(undefined),
          onSome: (text) => Effect.flatMap(cipher.decrypt(text), parseEntry)
        })),
        Effect.catchAll((error) => Effect.as(warn(grant, "read", error), undefined))
      ),
      save: (entry) =>
        cipher.encrypt(writeJson(entry)).pipe(
          Effect.flatMap((text) => store.set(entryName, text)),
          Effect.as(true),
          Effect.catchAll((error) => Effect.as(warn(grant, "written", error), false))
        ),
      remove: Effect.catchAll(store.remove(entryName), (error) => warn(grant, "removed", error))
    }
  })

const parseEntry = (text: string): Effect.Effect<Entry, Cipher.CipherError> =>
  Option.match(decodeEntry(text), {
    onNone: () => new Cipher.CipherError({ reason: "it is not the entry of a token" }),
    onSome: Effect.succeed
  })

/** Logs that an entry counts as absent. The message of the store is not logged, because it may contain the entry. */
const warn = (
  grant: Grant,
  verb: string,
  error: { readonly _tag: string; readonly reason?: string }
): Effect.Effect<void> =>
  Effect.annotateLogs(
    Effect.logWarning(`The stored token could not be ${verb}: ${error.reason ?? error._tag}`),
    Attributes.grant,
    grant
  )
