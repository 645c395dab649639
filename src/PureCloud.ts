/**
 * The interpreter: it turns an endpoint, which is a value, into a typed program or a stream of its pages.
 *
 * @example
 * ```ts
 * import { NodeHttpClient } from "@effect/platform-node"
 * import { Effect, Layer, Stream } from "effect"
 * import * as PureCloud from "effect-purecloud/PureCloud"
 * import * as Users from "effect-purecloud/Users"
 *
 * // PURECLOUD_ENVIRONMENT, PURECLOUD_CLIENT_ID, PURECLOUD_SECRET
 * const live = PureCloud.layerConfig().pipe(Layer.provide(NodeHttpClient.layerUndici))
 *
 * const program = Users.getUsers.items({ state: "active" }).pipe(
 *   Stream.runForEach((user) => Effect.log(user.name)),
 *   Effect.provide(live)
 * )
 * ```
 *
 * @since 0.1.0
 */

import type * as Headers from "@effect/platform/Headers"
import * as HttpClient from "@effect/platform/HttpClient"
import * as HttpClientRequest from "@effect/platform/HttpClientRequest"
import * as Config from "effect/Config"
import type * as ConfigError from "effect/ConfigError"
import * as Context from "effect/Context"
import * as DefaultServices from "effect/DefaultServices"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Layer from "effect/Layer"
import * as Random from "effect/Random"
import * as Redacted from "effect/Redacted"
import type * as Scope from "effect/Scope"
import * as Stream from "effect/Stream"
import * as Tracer from "effect/Tracer"
import * as Auth from "./Auth.js"
import type * as Endpoint from "./Endpoint.js"
import { runHook } from "./internal/client/hook.js"
import * as InFlight from "./internal/client/inFlight.js"
import * as Paging from "./internal/client/pageStreams.js"
import * as Answer from "./internal/http/decodeResponse.js"
import * as Request from "./internal/http/encodeRequest.js"
import { transportError } from "./internal/http/failure.js"
import { isHeaderSafe } from "./internal/http/headerValue.js"
import { originOf } from "./internal/http/origin.js"
import { sleep, stopwatch } from "./internal/http/stopwatch.js"
import * as Http from "./internal/http/transport.js"
import { formatIssues } from "./internal/schema/issue.js"
import * as PureCloudConfig from "./PureCloudConfig.js"
import * as PureCloudError from "./PureCloudError.js"
import * as RateLimiter from "./RateLimiter.js"

// ----------------------------------------------------------------------------------------------------------- models

/**
 * What a call answered, with what came around it.
 *
 * @since 0.1.0
 * @category models
 */
export interface Response<out A> {
  readonly value: A
  readonly status: number
  readonly headers: Headers.Headers
  /** What Genesys support asks for. */
  readonly correlationId: string | undefined
}

/**
 * @since 0.1.0
 * @category models
 */
export interface Service {
  readonly config: PureCloudConfig.Service
  /** Runs an endpoint. */
  readonly run: <Input, Success, Item>(
    endpoint: Endpoint.Endpoint<Input, Success, Item>,
    input: Input
  ) => Effect.Effect<Success, PureCloudError.PureCloudError>
  /** Runs an endpoint and keeps what came around the value. */
  readonly runWithResponse: <Input, Success, Item>(
    endpoint: Endpoint.Endpoint<Input, Success, Item>,
    input: Input
  ) => Effect.Effect<Response<Success>, PureCloudError.PureCloudError>
  /** The same client, token and rate limit, with other patience: see {@link withRetry} and {@link withTimeout}. */
  readonly with: (options: Pick<PureCloudConfig.Options, "retry" | "timeout">) => Service
}

/**
 * An endpoint that can be called, and still says what it is.
 *
 * @since 0.1.0
 * @category models
 */
export interface Call<Input, Success> {
  (...input: InputArgs<Input>): Effect.Effect<Success, PureCloudError.PureCloudError, PureCloud>
  readonly endpoint: Endpoint.Endpoint<Input, Success, unknown>
  /** The value with status, headers and correlation id. */
  readonly withResponse: (
    ...input: InputArgs<Input>
  ) => Effect.Effect<Response<Success>, PureCloudError.PureCloudError, PureCloud>
}

/**
 * An endpoint whose pages can be streamed.
 *
 * The first page is fetched when the stream is first pulled, further ones only when the consumer goes on: then up to
 * `concurrency` at a time, in order.
 *
 * @since 0.1.0
 * @category models
 */
export interface PagedCall<Input, Success, Item> extends Call<Input, Success> {
  readonly endpoint: Endpoint.Endpoint<Input, Success, Item>
  readonly pages: (
    ...args: PageArgs<Input>
  ) => Stream.Stream<Success, PureCloudError.PureCloudError, PureCloud>
  /** The items of all pages. One that a page repeats, or a shifting list within 1000 items, comes once. */
  readonly items: (...args: PageArgs<Input>) => Stream.Stream<Item, PureCloudError.PureCloudError, PureCloud>
}

/**
 * Position of a page in its listing, as the options of a stream that begins there. It is plain JSON.
 *
 * @example
 * ```ts
 * import { Effect, Option, Ref, Stream } from "effect"
 * import type * as PureCloud from "effect-purecloud/PureCloud"
 * import * as Users from "effect-purecloud/Users"
 *
 * // Reads on where an earlier run stopped, and keeps the position of the page to read next.
 * export const readOn = (saved: Ref.Ref<Option.Option<PureCloud.PagePosition>>) =>
 *   Effect.gen(function*() {
 *     const position = Option.getOrElse(yield* Ref.get(saved), () => ({}))
 *     return yield* Users.getUsers.items({}, {
 *       ...position,
 *       onPage: ({ position }) => Ref.set(saved, Option.some(position))
 *     }).pipe(Stream.runForEach((user) => Effect.log(user.name)))
 *   })
 * ```
 *
 * @since 0.2.0
 * @category models
 */
export interface PagePosition {
  /**
   * Number of the page. Default: `pageNumber` of the input, else 1. Refused if the operation is read by cursor or link.
   */
  readonly startPage?: number
  /**
   * Cursor that requests the page, for operations that are read by cursor or link. Default: that of the input, else the
   * first page. Refused if pages have numbers.
   */
  readonly startCursor?: string
}

/**
 * @since 0.1.0
 * @category models
 */
export interface PageOptions extends PagePosition {
  /** Pages fetched at the same time. Default: the configuration's `pageConcurrency`, 4. */
  readonly concurrency?: number
  /** Items per page. Default: `pageSize` of the input, else 25. Refused if the operation has no page size. */
  readonly pageSize?: number
  /** Called for each page, in order, before its items are handed on: for progress, and to see a list that moves. */
  readonly onPage?: (page: PageInfo) => Effect.Effect<void>
}

/**
 * What one page of a listing held.
 *
 * @since 0.1.0
 * @category models
 */
export interface PageInfo {
  /** Items handed on. */
  readonly items: number
  /** Items left out because a page shortly before held them already: the list moved while it was read. */
  readonly duplicates: number
  /** Items of the whole listing, as this page has it. It may change from page to page, and not every listing says. */
  readonly total: number | undefined
  /**
   * Position of this page. The first page of a listing by cursor has an empty one.
   *
   * @since 0.2.0
   */
  readonly position: PagePosition
  /**
   * Position of the page after it; `undefined` after the last page.
   *
   * @since 0.2.0
   */
  readonly next: PagePosition | undefined
}

/** The input of a call, which may be left out where no key is required. */
type InputArgs<Input> = {} extends Input ? [input?: Input] : [input: Input]

type PageArgs<Input> = {} extends Input ? [input?: Input, options?: PageOptions] : [input: Input, options?: PageOptions]

/**
 * Options of {@link layer} and {@link make}: the configuration, and where tokens come from.
 *
 * @since 0.1.0
 * @category models
 */
export interface Options extends PureCloudConfig.Options {
  /** For example `Auth.layerClientCredentials({ clientId, clientSecret })`. It is built anew for each client. */
  readonly auth: Layer.Layer<
    Auth.Auth,
    ConfigError.ConfigError,
    PureCloudConfig.PureCloudConfig | HttpClient.HttpClient
  >
}

// ------------------------------------------------------------------------------------------------------------- tags

/**
 * The client of one organisation.
 *
 * @since 0.1.0
 * @category tags
 */
export class PureCloud extends Context.Tag("effect-purecloud/PureCloud")<PureCloud, Service>() {}

// ----------------------------------------------------------------------------------------------------------- calling

/**
 * Turns an endpoint into a program: called with its input it is an Effect, and where the endpoint is paged it has
 * `.pages` and `.items`.
 *
 * @since 0.1.0
 * @category constructors
 */
export function call<Input, Success>(endpoint: Endpoint.Endpoint<Input, Success, never>): Call<Input, Success>
export function call<Input, Success, Item>(
  endpoint: Endpoint.Endpoint<Input, Success, Item>
): PagedCall<Input, Success, Item>
export function call<Input, Success, Item>(
  endpoint: Endpoint.Endpoint<Input, Success, Item>
): Call<Input, Success> | PagedCall<Input, Success, Item> {
  const call: Call<Input, Success> = Object.assign(
    (input?: Input) => Effect.flatMap(PureCloud, (client) => client.run(endpoint, orEmpty(input))),
    {
      endpoint,
      withResponse: (input?: Input) =>
        Effect.flatMap(PureCloud, (client) => client.runWithResponse(endpoint, orEmpty(input)))
    }
  )
  return endpoint.pagination === undefined ? call : Object.assign(call, streamsOf(endpoint))
}

/** The streams of a paged endpoint. */
const streamsOf = <Input, Success, Item>(
  endpoint: Endpoint.Endpoint<Input, Success, Item>
): Pick<PagedCall<Input, Success, Item>, "endpoint" | "pages" | "items"> => {
  const streamWith =
    (stream: (paged: Paging.PageRequest) => Stream.Stream<unknown, PureCloudError.PureCloudError>) =>
    (input?: Input, options: PageOptions = {}) =>
      Stream.unwrap(Effect.map(PureCloud, ({ config, runWithResponse }) =>
        stream({
          endpoint,
          // An input is an object of named values, which the encoder of the endpoint checks.
          input: orEmpty(input) as { readonly [key: string]: unknown },
          // It is the input with another page number or cursor.
          fetch: (input) => runWithResponse(endpoint, input as Input),
          concurrency: options.concurrency ?? config.pageConcurrency,
          pageSize: options.pageSize,
          startPage: options.startPage,
          startCursor: options.startCursor,
          onPage: options.onPage
        })))
  return {
    endpoint,
    // The pages are values of `Success`, and the items those of its field of items.
    pages: streamWith(Paging.pages) as PagedCall<Input, Success, Item>["pages"],
    items: streamWith(Paging.items) as PagedCall<Input, Success, Item>["items"]
  }
}

/**
 * Other patience for the calls of an effect: `PureCloud.withRetry({ attempts: 1 })` fails at the first error. What is
 * not said stays as it is configured. For a stream, `Stream.updateService(PureCloud.PureCloud, (client) =>
 * client.with({ retry }))`.
 *
 * @since 0.1.0
 * @category combinators
 */
export const withRetry = (
  retry: NonNullable<PureCloudConfig.Options["retry"]>
): <A, E, R>(self: Effect.Effect<A, E, R>) => Effect.Effect<A, E, R | PureCloud> =>
(self) => Effect.updateService(self, PureCloud, (client) => client.with({ retry }))

/**
 * Another time for one attempt of each call of an effect.
 *
 * @since 0.1.0
 * @category combinators
 */
export const withTimeout = (
  timeout: Duration.DurationInput
): <A, E, R>(self: Effect.Effect<A, E, R>) => Effect.Effect<A, E, R | PureCloud> =>
(self) => Effect.updateService(self, PureCloud, (client) => client.with({ timeout }))

/** Where no key is required, input that was left out means none of them. */
const orEmpty = <Input>(input: Input | undefined): Input => input ?? ({} as Input)

// ------------------------------------------------------------------------------------------------------- interpreter

/** What depends on the endpoint alone. */
interface Prepared {
  readonly encode: Request.Encoder
  readonly read: Answer.Reader
  readonly span: { readonly name: string; readonly attributes: { readonly [key: string]: string } }
}

const preparedEndpoints = new WeakMap<Endpoint.Any, Prepared>()

const prepare = (endpoint: Endpoint.Any): Prepared => {
  let prepared = preparedEndpoints.get(endpoint)
  if (prepared === undefined) {
    prepared = {
      encode: Request.encoder(endpoint),
      read: Answer.reader(endpoint),
      span: {
        name: `PureCloud.${endpoint.id}`,
        attributes: { "http.request.method": endpoint.method, "http.route": endpoint.path }
      }
    }
    preparedEndpoints.set(endpoint, prepared)
  }
  return prepared
}

/** One logical request on its way. */
interface Journey {
  readonly endpoint: Endpoint.Any
  readonly request: HttpClientRequest.HttpClientRequest
  /** What the service may repeat in its words, and nobody should read. */
  readonly secrets: () => ReadonlyArray<string>
  readonly startedAt: number
  /** Spent waiting for the rate limit, which the deadline does not count. */
  idle: number
  /** Requests sent. */
  sent: number
  /** Tries that count against the budget. */
  failures: number
  /** Times told to wait without being told how long, which makes the next wait longer. */
  throttled: number
  /** The token it was sent with last. */
  token: Redacted.Redacted | undefined
  /** The values of all it was sent with. */
  readonly tokens: Set<string>
  renewed: boolean
  /** What the last try ended as. */
  error: PureCloudError.PureCloudError | undefined
}

interface Parts {
  readonly auth: Auth.Service
  readonly rateLimit: RateLimiter.Service
  readonly client: HttpClient.HttpClient
  readonly inFlight: InFlight.InFlight
  /** How long a token may take. */
  readonly tokenMillis: number
  /** How long a 429 may hold back all calls. */
  readonly longestPauseMillis: number
  /** The drifts that the log has told of. */
  readonly reported: Set<string>
  /** Runs before each call. */
  readonly begin: Effect.Effect<void>
}

/** A response, and the error that it stands for, if it does. */
interface Settled {
  readonly answer: Http.RawResponse
  readonly error: PureCloudError.PureCloudError | undefined
}

const makeService = (parts: Parts, config: PureCloudConfig.Service): Service => {
  const { auth, begin, client, inFlight, longestPauseMillis, rateLimit, reported, tokenMillis } = parts
  const timeoutMillis = Duration.toMillis(config.timeout)
  const deadlineMillis = Duration.toMillis(config.retry.deadline)
  const baseMillis = Duration.toMillis(config.retry.baseDelay)
  const maxMillis = Duration.toMillis(config.retry.maxDelay)
  const maxRetryAfterMillis = Duration.toMillis(config.retry.maxRetryAfter)

  const emit = (event: PureCloudConfig.Event): Effect.Effect<void> => {
    const { onEvent } = config
    return onEvent === undefined ? Effect.void : runHook("onEvent", () => onEvent(event))
  }

  // ------------------------------------------------------------------------------------------------------ one attempt

  const remaining = (journey: Journey, now: number): number => deadlineMillis - (now - journey.startedAt - journey.idle)

  const outOfTime = (journey: Journey) =>
    new PureCloudError.TransportError({
      origin: originOf(journey.endpoint, journey.sent),
      reason: "Deadline",
      text: journey.error === undefined ? undefined : `the last error was ${labelOf(journey.error)}`
    })

  const unusableToken = (journey: Journey) =>
    new PureCloudError.AuthError({
      origin: originOf(journey.endpoint, journey.sent),
      reason: "Unexpected",
      text: "it holds characters that no header can hold, for example a line break at its end"
    })

  /** Sends a request when there is room for it, and the rate limit allows it. The wait does not use up the deadline. */
  const inTurn = <A, E>(journey: Journey, request: Effect.Effect<A, E>): Effect.Effect<A, E> =>
    Effect.clockWith((clock) => {
      const before = stopwatch(clock)
      const allowed = rateLimit.acquire(
        auth.key,
        (delay) => emit({ _tag: "Wait", endpoint: journey.endpoint.id, reason: "RateLimit", delay, error: undefined })
      )
      return inFlight.run(Effect.flatMap(allowed, () => {
        journey.idle += stopwatch(clock) - before
        return request
      }))
    })

  /** A token is waited for no longer than what is left of the whole. One at hand starts no timer. */
  const tokenFor = (journey: Journey): Effect.Effect<Redacted.Redacted, PureCloudError.PureCloudError> =>
    Effect.clockWith((clock) => {
      const left = remaining(journey, stopwatch(clock))
      return left >= tokenMillis ? auth.get : Effect.timeoutFail(Effect.interruptible(auth.get), {
        duration: Duration.millis(left),
        onTimeout: () => outOfTime(journey)
      })
    })

  /** Tells of a request that {@link send} is about to send. */
  const announce = (journey: Journey, token: Redacted.Redacted): Effect.Effect<void> =>
    config.onEvent === undefined ?
      Effect.void :
      Effect.clockWith((clock) =>
        remaining(journey, stopwatch(clock)) <= 0 || !isHeaderSafe(Redacted.value(token))
          ? Effect.void
          : emit({ _tag: "Attempt", endpoint: journey.endpoint.id, attempt: journey.sent + 1 })
      )

  const attempt = (journey: Journey): Effect.Effect<Http.RawResponse, PureCloudError.PureCloudError> =>
    // A token first, or callers without one would use up the rate limit; and again after the wait, which may be long.
    Effect.flatMap(
      Effect.zipRight(
        tokenFor(journey),
        inTurn(journey, Effect.flatMap(tokenFor(journey), (token) => send(journey, token)))
      ),
      (settled) => settle(journey, settled)
    )

  const send = (
    journey: Journey,
    token: Redacted.Redacted
  ): Effect.Effect<Settled, PureCloudError.PureCloudError> =>
    Effect.zipRight(
      announce(journey, token),
      Effect.clockWith((clock): Effect.Effect<Settled, PureCloudError.PureCloudError> => {
        const sentAt = stopwatch(clock)
        const left = remaining(journey, sentAt)
        if (left <= 0) {
          return Effect.fail(outOfTime(journey))
        }
        const bearer = Redacted.value(token)
        if (!isHeaderSafe(bearer)) return Effect.fail(unusableToken(journey))
        journey.token = token
        // Each is looked for in the words of the service, and one token may be sent hundreds of times.
        journey.tokens.add(bearer)
        journey.sent++
        const exchange = Http.exchange(
          client,
          HttpClientRequest.setHeader(journey.request, "authorization", `Bearer ${bearer}`),
          { timeoutMillis: Math.min(timeoutMillis, left), maxBytes: config.maxResponseBytes }
        )
        return Effect.matchEffect(exchange, {
          onFailure: (fault) =>
            Effect.fail(
              // A write that was cut may be done, which Deadline does not say.
              fault.reason === "Timeout" && left < timeoutMillis && journey.endpoint.idempotent
                ? outOfTime(journey)
                : transportError(fault, originOf(journey.endpoint, journey.sent), journey.secrets)
            ),
          onSuccess: (answer) => learn(journey, answer, clock.unsafeCurrentTimeMillis(), stopwatch(clock) - sentAt)
        })
      })
    )

  /** Tells successes from errors, and learns what the rate limit is before the next request may start. */
  const learn = (journey: Journey, answer: Http.RawResponse, now: number, age: number): Effect.Effect<Settled> => {
    const { endpoint } = journey
    const error = answer.status >= 200 && answer.status <= 299
      ? undefined
      : Answer.errorOf(endpoint, originOf(endpoint, journey.sent), answer, now, journey.secrets)
    const settled = { answer, error }
    const observation = error !== undefined && isOwnRateLimit(endpoint, error) ? undefined : Answer.rateLimitOf(answer)
    if (observation === undefined) return Effect.succeed(settled)
    return Effect.map(rateLimit.observe(auth.key, { ...observation, age: Duration.millis(age) }), () => {
      inFlight.open()
      return settled
    })
  }

  const settle = (
    journey: Journey,
    { answer, error }: Settled
  ): Effect.Effect<Http.RawResponse, PureCloudError.PureCloudError> => {
    const outcome = error === undefined ? Effect.succeed(answer) : Effect.fail(error)
    return config.onEvent === undefined ? outcome : Effect.zipRight(
      emit({ _tag: "Response", endpoint: journey.endpoint.id, attempt: journey.sent, status: answer.status }),
      outcome
    )
  }

  // --------------------------------------------------------------------------------------------------- trying again

  const backoff = (failures: number): Effect.Effect<number> =>
    Effect.map(Random.next, (random) => Math.ceil(Math.min(maxMillis, baseMillis * 2 ** failures) * (0.5 + random / 2)))

  /** Whether an error may be met by another try, and what that costs. */
  const planOf = (journey: Journey, error: PureCloudError.PureCloudError): Plan | undefined => {
    switch (error._tag) {
      case "PureCloudRateLimited":
        return "Throttled"
      case "PureCloudUnauthorized":
        return journey.renewed || auth.grant === "static" ? undefined : "Renew"
      case "PureCloudAuthError":
        if (!error.isRetryable) return undefined
        return error.reason === "RateLimited" ? "Throttled" : "Again"
      case "PureCloudTransportError":
        return error.isRetryable && (error.isNotSent || journey.endpoint.idempotent) ? "Again" : undefined
      case "PureCloudServerError":
      case "PureCloudRequestTimeout":
        return error.isRetryable && journey.endpoint.idempotent ? "Again" : undefined
      case "PureCloudConflict":
        // Nothing was done. Without a version to send anew, the same request passes once the other change is done.
        return error.isRetryable ? "Again" : undefined
      default:
        return undefined
    }
  }

  const tryAgain =
    (journey: Journey) =>
    (error: PureCloudError.PureCloudError): Effect.Effect<Http.RawResponse, PureCloudError.PureCloudError> => {
      journey.error = error
      const plan = planOf(journey, error)
      const asked = askedOf(error)
      if (plan === undefined || asked > maxRetryAfterMillis) {
        return Effect.zipRight(holdAll(journey, error, asked), giveUp(journey, error))
      }
      if (plan === "Renew") {
        journey.renewed = true
        const { token } = journey
        return Effect.zipRight(token === undefined ? Effect.void : auth.invalidate(token), again(journey))
      }
      if (plan === "Again") {
        journey.failures++
        if (journey.failures >= config.retry.attempts) return giveUp(journey, error)
        return Effect.flatMap(
          backoff(journey.failures - 1),
          (millis) => waitAndTry(journey, error, Math.max(millis, asked), asked > millis ? "RetryAfter" : "Backoff")
        )
      }
      return Effect.flatMap(
        asked === 0 ? backoff(journey.throttled++) : Effect.succeed(asked),
        (millis) => waitAndTry(journey, error, millis, "RetryAfter")
      )
    }

  /**
   * A 429 holds back all calls of the token, also where the call that met it has no time to wait. One that asks for more
   * than is ever waited out is about the day's share of one operation: the other calls need not wait for hours.
   */
  const holdAll = (
    { endpoint }: Journey,
    error: PureCloudError.PureCloudError,
    millis: number
  ): Effect.Effect<void> =>
    error._tag === "PureCloudRateLimited" && !isOwnRateLimit(endpoint, error) && askedOf(error) <= longestPauseMillis
      ? rateLimit.pause(auth.key, Duration.millis(millis))
      : Effect.void

  const waitAndTry = (
    journey: Journey,
    error: PureCloudError.PureCloudError,
    millis: number,
    reason: "RetryAfter" | "Backoff"
  ): Effect.Effect<Http.RawResponse, PureCloudError.PureCloudError> =>
    Effect.clockWith((clock) => {
      const held = holdAll(journey, error, millis)
      if (millis >= remaining(journey, stopwatch(clock))) {
        return Effect.zipRight(held, giveUp(journey, outOfTime(journey)))
      }
      const delay = Duration.millis(millis)
      return held.pipe(
        Effect.zipRight(emit({ _tag: "Wait", endpoint: journey.endpoint.id, reason, delay, error })),
        Effect.zipRight(sleep(millis)),
        Effect.zipRight(again(journey))
      )
    })

  const giveUp = (journey: Journey, error: PureCloudError.PureCloudError) =>
    Effect.zipRight(emit({ _tag: "GiveUp", endpoint: journey.endpoint.id, error }), Effect.fail(error))

  const again = (journey: Journey): Effect.Effect<Http.RawResponse, PureCloudError.PureCloudError> =>
    Effect.catchAll(Effect.suspend(() => attempt(journey)), tryAgain(journey))

  // ----------------------------------------------------------------------------------------------------- the whole of it

  /** Tells the hook of every drift, and the log of each kind of drift once. */
  const report = (drift: PureCloudConfig.Drift): Effect.Effect<void> => {
    const fresh = drift.issues.filter(({ expected, found, path }) => {
      const kind = `${drift.endpoint} ${path.replace(/\[\d+\]/g, "[]")} ${expected} ${found}`
      if (reported.has(kind) || reported.size >= 1000) return false
      reported.add(kind)
      return true
    })
    const { onDrift } = config
    const hook = onDrift === undefined ? Effect.void : runHook("onDrift", () => onDrift(drift))
    return fresh.length === 0 ? hook : Effect.zipRight(
      Effect.logWarning(`${drift.endpoint}: the answer drifts from its schema: ${formatIssues(fresh)}`),
      hook
    )
  }

  const runWithResponse = <Input, Success, Item>(
    endpoint: Endpoint.Endpoint<Input, Success, Item>,
    input: Input
  ): Effect.Effect<Response<Success>, PureCloudError.PureCloudError> =>
    Effect.clockWith((clock) => {
      const prepared = prepare(endpoint)
      if (endpoint.invalidFor.includes(auth.grant)) {
        return new PureCloudError.AuthError({ origin: originOf(endpoint, 0), reason: "GrantNotAllowed" })
      }
      const encoded = prepared.encode(input)
      if (Either.isLeft(encoded)) {
        return new PureCloudError.EncodeError({ origin: originOf(endpoint, 0), issues: [...encoded.left] })
      }
      const journey: Journey = {
        endpoint,
        request: Request.toRequest(endpoint.method, config.apiUrl, encoded.right),
        secrets: () => [
          ...journey.tokens,
          ...encoded.right.passwords
        ],
        startedAt: stopwatch(clock),
        idle: 0,
        sent: 0,
        failures: 0,
        throttled: 0,
        token: undefined,
        tokens: new Set(),
        renewed: false,
        error: undefined
      }
      const program = Effect.flatMap(Effect.zipRight(begin, again(journey)), (answer) => {
        const read = prepared.read(originOf(endpoint, journey.sent), answer, config.decode, journey.secrets)
        if (Either.isLeft(read)) return Effect.fail(read.left)
        const correlationId = Answer.correlationIdOf(answer)
        const response: Response<Success> = {
          // What was read fits the schema, or was handed on as the mode says.
          value: read.right.value as Success,
          status: answer.status,
          headers: answer.headers,
          correlationId
        }
        return read.right.drift.length === 0
          ? Effect.succeed(response)
          : Effect.as(
            report({
              endpoint: endpoint.id,
              issues: read.right.drift,
              correlationId: Answer.quoting(journey.secrets)(correlationId)
            }),
            response
          )
      })
      return Effect.tracerWith((tracer) =>
        tracer === noTracer ? program : Effect.useSpan(
          prepared.span.name,
          { kind: "client", attributes: prepared.span.attributes, captureStackTrace: false },
          (span) =>
            Effect.tapBoth(program, {
              onSuccess: ({ status }) => Effect.sync(() => annotate(span, journey, status)),
              onFailure: (error) => Effect.sync(() => annotate(span, journey, statusOf(error)))
            }).pipe(Effect.withParentSpan(span))
        )
      )
    })

  return {
    config,
    runWithResponse,
    run: (endpoint, input) => Effect.map(runWithResponse(endpoint, input), ({ value }) => value),
    with: (options) => makeService(parts, PureCloudConfig.override(config, options))
  }
}

/** What a failed try calls for. */
type Plan =
  /** Another try, of which there are so many. */
  | "Again"
  /** Another try with another token. */
  | "Renew"
  /** To wait, and another try that does not count. */
  | "Throttled"

/**
 * Milliseconds that an error asks to wait. None at all is no answer to the question when: without a wait it would be
 * asked again and again.
 */
const askedOf = (error: PureCloudError.PureCloudError): number =>
  "retryAfter" in error && error.retryAfter !== undefined ? Duration.toMillis(error.retryAfter) : 0

/** Whether an error is about a rate limit that the endpoint has besides that of the token. */
const isOwnRateLimit = ({ rateLimit }: Endpoint.Any, error: PureCloudError.PureCloudError): boolean =>
  rateLimit !== undefined && error._tag === "PureCloudRateLimited" && error.code === rateLimit.code

/** Runs an effect the first time only. */
const once = (effect: Effect.Effect<void>): Effect.Effect<void> => {
  let isDone = false
  return Effect.suspend(() => {
    if (isDone) return Effect.void
    isDone = true
    return effect
  })
}

const noEnvironment = ({ apiUrl }: PureCloudConfig.Service): string =>
  `No environment is set, so ${apiUrl} is called, in the United States (us-east-1). Another region is set by ` +
  "PURECLOUD_ENVIRONMENT, or by the option environment"

/** The tracer that records nothing. */
const noTracer = Context.get(DefaultServices.liveServices, Tracer.Tracer)

const statusOf = (error: PureCloudError.PureCloudError): number | undefined =>
  "status" in error ? error.status : undefined

const labelOf = (error: PureCloudError.PureCloudError): string => {
  const detail = "reason" in error ? error.reason : statusOf(error)
  return detail === undefined ? error._tag : `${error._tag} (${detail})`
}

const annotate = (span: Tracer.Span, journey: Journey, status: number | undefined): void => {
  if (status !== undefined) span.attribute("http.response.status_code", status)
  if (journey.sent > 1) span.attribute("http.request.resend_count", journey.sent - 1)
}

// ----------------------------------------------------------------------------------------------------------- layers

/**
 * A client with every part from outside. Each place that provides its parts has a client of its own, made from them.
 *
 * @since 0.1.0
 * @category layers
 */
export const layerWithoutDependencies: Layer.Layer<
  PureCloud,
  never,
  Auth.Auth | RateLimiter.RateLimiter | PureCloudConfig.PureCloudConfig | HttpClient.HttpClient
> = Layer.fresh(Layer.effect(
  PureCloud,
  Effect.gen(function*() {
    const config = yield* PureCloudConfig.PureCloudConfig
    const parts: Parts = {
      auth: yield* Auth.Auth,
      rateLimit: yield* RateLimiter.RateLimiter,
      client: yield* HttpClient.HttpClient,
      inFlight: InFlight.make(config.maxConcurrency),
      tokenMillis: Duration.toMillis(config.timeout),
      longestPauseMillis: Duration.toMillis(config.retry.maxRetryAfter),
      reported: new Set(),
      begin: config.hasEnvironment ? Effect.void : once(Effect.logDebug(noEnvironment(config)))
    }
    return makeService(parts, config)
  })
))

/**
 * The client of one organisation. It needs an `HttpClient` only: `NodeHttpClient.layerUndici` is the cheapest on Node.
 * Each call of this function makes a client of its own, with its own token and rate limit.
 *
 * Over fetch, options of each request, for example a `dispatcher` for a proxy, belong into `FetchHttpClient.Fetch`. A
 * `FetchHttpClient.RequestInit` that is provided to `FetchHttpClient.layer` has no effect: this client provides its own,
 * because no redirect may carry the token to another host.
 *
 * @example
 * ```ts
 * import { Redacted } from "effect"
 * import * as Auth from "effect-purecloud/Auth"
 * import * as PureCloud from "effect-purecloud/PureCloud"
 *
 * export const live = PureCloud.layer({
 *   environment: "mypurecloud.ie",
 *   auth: Auth.layerClientCredentials({ clientId: "my-client", clientSecret: Redacted.make("my-secret") }),
 *   decode: "strict"
 * })
 * ```
 *
 * @since 0.1.0
 * @category layers
 */
export const layer = (
  { auth, ...options }: Options
): Layer.Layer<PureCloud, ConfigError.ConfigError, HttpClient.HttpClient> =>
  layerWithoutDependencies.pipe(
    // One auth layer may be given to the clients of two organisations, and would be built for the first one only.
    Layer.provide(Layer.fresh(auth)),
    Layer.provide(RateLimiter.layer),
    Layer.provide(PureCloudConfig.layer(options))
  )

/**
 * The options from environment variables: `PURECLOUD_CLIENT_ID`, `PURECLOUD_SECRET`, and those of
 * `PureCloudConfig.config`: `PURECLOUD_ENVIRONMENT`, `PURECLOUD_API_URL`, `PURECLOUD_LOGIN_URL`, `PURECLOUD_ALLOW_HTTP`.
 *
 * @since 0.1.0
 * @category config
 */
export const config: Config.Config<Options> = Config.map(
  Config.all([PureCloudConfig.config, Auth.config]),
  ([options, credentials]) => ({ ...options, auth: Auth.layerClientCredentials(credentials) })
)

/**
 * The client from a `Config`, by default the environment's. Change it with `Config.map`:
 * `PureCloud.layerConfig(Config.map(PureCloud.config, (options) => ({ ...options, decode: "strict" })))`.
 *
 * @since 0.1.0
 * @category layers
 */
export const layerConfig = (
  options: Config.Config<Options> = config
): Layer.Layer<PureCloud, ConfigError.ConfigError, HttpClient.HttpClient> =>
  Layer.unwrapEffect(Effect.map(options, layer))

/**
 * A client as a value, for programs that hold several organisations. It lives as long as its scope; provide it where
 * it is meant: `Effect.provideService(PureCloud.PureCloud, client)`.
 *
 * @since 0.1.0
 * @category constructors
 */
export const make = (
  options: Options
): Effect.Effect<Service, ConfigError.ConfigError, HttpClient.HttpClient | Scope.Scope> =>
  Effect.map(Layer.build(layer(options)), Context.get(PureCloud))
