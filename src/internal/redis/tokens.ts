import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import type { AuthError } from "../../PureCloudError.js"
import { marginMillis, type Token } from "../auth/token.js"
import * as Cipher from "../auth/tokenCipher.js"
import { type Connection, RedisError } from "./connection.js"
import { removeIf } from "./keyValueStore.js"

/*
 * Shares tokens through Redis. A token is encrypted, and Redis removes it when it expires. One process at a time
 * fetches a token, and the others wait until it is stored.
 */

const StoredToken = Schema.parseJson(Schema.Struct({
  value: Schema.String,
  /** Milliseconds from the fetch of the token until it expires, if known. */
  lifetime: Schema.optional(Schema.Number)
}))
const decodeToken = Schema.decodeOption(StoredToken)
const encodeToken = Schema.encodeSync(StoredToken)

/** Time after which another process may fetch a token if the process with the lock has ended, in milliseconds. */
const lockMillis = 10_000

/** Time between two reads of Redis while another process fetches a token. */
const pollInterval = "100 millis"

/** The shared tokens, by the key of a token service. */
export interface SharedTokens {
  /** Returns the token in Redis, or fetches one and stores it. While Redis is not available, fetches one. */
  readonly share: (
    key: string,
    fetch: Effect.Effect<Token, AuthError>
  ) => Effect.Effect<Token, AuthError>
  /** Removes the token in Redis, if it is the one that the service rejected. */
  readonly invalidate: (key: string, token: Redacted.Redacted) => Effect.Effect<void>
}

/** Makes the shared tokens. */
export const make = (
  connection: Connection,
  secret: Redacted.Redacted,
  refreshMargin: Duration.Duration
): SharedTokens => {
  const { orElse, run } = connection
  const { load, save } = makeStore(connection, secret, refreshMargin)
  const removeIfEqual = (key: string, value: string) => connection.evaluate(removeIf, [key, key], [value])

  const share: SharedTokens["share"] = (key, fetch) => {
    const lockKey = `${keyOf(connection, key)}:lock`
    const id = crypto.randomUUID()
    const lock = run((redis) => redis.set(lockKey, id, "PX", lockMillis, "NX"))
    const unlock = Effect.ignore(removeIfEqual(lockKey, id))
    // A token that cannot be stored is used only by this process.
    const fetchAndSave = Effect.tap(fetch, (token) => Effect.ignore(save(key, token)))
    // Another process may have stored a token after the first load.
    const whileLocked = Effect.flatMap(
      load(key),
      (latest): typeof fetch => latest?.isFresh === true ? Effect.succeed(latest.token) : fetchAndSave
    )
    const shared: Effect.Effect<Token, AuthError | RedisError> = Effect.gen(function*() {
      const found = yield* load(key)
      if (found?.isFresh === true) return found.token
      if ((yield* lock) !== null) return yield* Effect.ensuring(whileLocked, unlock)
      yield* Effect.sleep(pollInterval)
      return yield* shared
    })
    return orElse(shared, fetch)
  }

  return {
    share,
    invalidate: (key, token) =>
      orElse(
        Effect.flatMap(load(key), (found) =>
          found === undefined || Redacted.value(found.token.value) !== Redacted.value(token)
            ? Effect.void
            : Effect.asVoid(removeIfEqual(keyOf(connection, key), found.encrypted))),
        Effect.void
      )
  }
}

const keyOf = ({ prefix }: Connection, key: string): string => `${prefix}:token:${key}`

interface Stored {
  readonly token: Token
  readonly encrypted: string
  /** Whether the token does not have to be refreshed yet. */
  readonly isFresh: boolean
}

/** Makes the functions that load and save an encrypted token. */
const makeStore = (connection: Connection, secret: Redacted.Redacted, refreshMargin: Duration.Duration) => {
  const { run } = connection
  /** Ciphers by key. They are cached, because deriving a key takes long. */
  const ciphers = new Map<string, Effect.Effect<Cipher.Cipher>>()
  const cipherOf = (key: string): Effect.Effect<Cipher.Cipher> =>
    Effect.suspend(() => {
      const known = ciphers.get(key)
      if (known !== undefined) return known
      return Effect.tap(
        Cipher.make(secret, keyOf(connection, key)),
        (cipher) => Effect.sync(() => ciphers.set(key, Effect.succeed(cipher)))
      )
    })

  const load = (key: string): Effect.Effect<Stored | undefined, RedisError> =>
    Effect.gen(function*() {
      const at = keyOf(connection, key)
      const [encrypted, left] = yield* run((redis) => Promise.all([redis.get(at), redis.pttl(at)]))
      if (encrypted === null) return undefined
      const { decrypt } = yield* cipherOf(key)
      const text = yield* Effect.option(decrypt(encrypted))
      const stored = Option.getOrUndefined(Option.flatMap(text, (text) => decodeToken(text)))
      if (stored === undefined) return undefined
      const { lifetime, value } = stored
      return {
        token: { value: Redacted.make(value), expiresIn: lifetime === undefined ? undefined : Duration.millis(left) },
        encrypted,
        isFresh: lifetime === undefined || left > marginMillis(refreshMargin, lifetime)
      }
    })

  const save = (key: string, { expiresIn, value }: Token): Effect.Effect<void, RedisError> =>
    Effect.gen(function*() {
      const at = keyOf(connection, key)
      const lifetime = expiresIn === undefined ? undefined : Math.floor(Duration.toMillis(expiresIn))
      const { encrypt } = yield* cipherOf(key)
      const text = encodeToken({ value: Redacted.value(value), lifetime })
      const encrypted = yield* Effect.mapError(encrypt(text), (cause) => new RedisError({ cause }))
      yield* run((redis) =>
        lifetime === undefined ? redis.set(at, encrypted) : redis.set(at, encrypted, "PX", Math.max(1, lifetime))
      )
    })

  return { load, save }
}
