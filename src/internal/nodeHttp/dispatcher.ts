// @effect-diagnostics nodeBuiltinImport:off
import * as ConfigError from "effect/ConfigError"
import * as Duration from "effect/Duration"
import * as Either from "effect/Either"
import * as Predicate from "effect/Predicate"
import * as Redacted from "effect/Redacted"
import * as Crypto from "node:crypto"
import * as Tls from "node:tls"
import * as Undici from "undici"
import * as Check from "../schema/options.js"

/*
 * Makes the dispatcher from the options.
 */

type Text = string | Redacted.Redacted

/** Certificate of the client and its private key, as PEM text. */
export interface ClientCertificate {
  readonly certificate: string
  readonly privateKey: Text
  readonly passphrase?: Text
}

/** The options, with the defaults. */
export interface Settings {
  readonly maxConnections: number
  readonly connectTimeout: Duration.DurationInput
  readonly keepAliveTimeout: Duration.DurationInput
  readonly httpProxy: Text | undefined
  readonly httpsProxy: Text | undefined
  readonly noProxy: string
  readonly certificateAuthorities: ReadonlyArray<string>
  readonly clientCertificate: ClientCertificate | undefined
}

/**
 * Makes a dispatcher, or returns an error with the name of the invalid option. The error does not contain the value of
 * an option.
 */
export const make = (settings: Settings): Either.Either<Undici.Dispatcher, ConfigError.ConfigError> =>
  Either.gen(function*() {
    const connections = yield* Check.wholeNumber(["maxConnections"], settings.maxConnections, 1)
    const timeout = yield* millisOf("connectTimeout", settings.connectTimeout)
    const keepAliveTimeout = yield* millisOf("keepAliveTimeout", settings.keepAliveTimeout)
    const httpProxy = yield* proxyOf("httpProxy", settings.httpProxy)
    const httpsProxy = yield* proxyOf("httpsProxy", settings.httpsProxy)
    const { certificateAuthorities, clientCertificate, noProxy } = settings
    const service = { timeout, ...yield* secureContext(certificateAuthorities, clientCertificate) }
    // HTTP/1.1 without pipelining, because its errors show whether a request was certainly not sent.
    const agent = { connections, keepAliveTimeout, pipelining: 1, allowH2: false, connect: service }
    return httpProxy === "" && httpsProxy === "" ? new Undici.Agent(agent) : new Undici.EnvHttpProxyAgent({
      ...agent,
      requestTls: service,
      proxyTls: { timeout, ...yield* secureContext(certificateAuthorities, undefined) },
      proxyTunnel: true,
      clientFactory: proxyClient(timeout),
      // With an empty text, undici does not read the environment variable.
      httpProxy,
      httpsProxy,
      noProxy
    })
  })

/**
 * Makes the client that asks a proxy for tunnels. An error after the connection was opened gets the code
 * `UND_ERR_PRX_CONN`, as in later versions of undici. With another code, `ProxyAgent` would connect again for ever.
 */
const proxyClient = (timeout: number) => (origin: URL, options: object): Undici.Dispatcher => {
  const pool = new Undici.Pool(origin, { ...options, headersTimeout: timeout })
  const connect = pool.connect.bind(pool)
  return Object.assign(pool, {
    connect: (options: Undici.Dispatcher.ConnectOptions) =>
      connect(options).catch((error: unknown) => Promise.reject(isNoTunnel(error) ? noTunnel(error) : error))
  })
}

/** Whether an error shows that the proxy was reached, and opened no tunnel. */
const isNoTunnel = (error: unknown): boolean =>
  error instanceof Undici.errors.SocketError ||
  error instanceof Undici.errors.HTTPParserError ||
  error instanceof Undici.errors.HeadersTimeoutError ||
  error instanceof Undici.errors.HeadersOverflowError ||
  (Predicate.hasProperty(error, "syscall") && (error.syscall === "read" || error.syscall === "write"))

const noTunnel = (cause: unknown): Error =>
  Object.assign(new Error("The proxy opened no tunnel", { cause }), { code: "UND_ERR_PRX_CONN" })

const millisOf = (name: string, input: Duration.DurationInput) => {
  const millis = Duration.decodeUnknown(input).pipe(Either.fromOption(() => undefined), Either.map(Duration.toMillis))
  return Either.isRight(millis) && millis.right >= 1 && millis.right < 2 ** 31
    ? Either.right(Math.round(millis.right))
    : Check.invalid([name], "Expected a duration from 1 millisecond to 24 days")
}

/** Checks the URL of a proxy. An error does not contain the URL, which may contain a password. */
const proxyOf = (name: string, proxy: Text | undefined) => {
  const url = proxy === undefined ? "" : textOf(proxy)
  return url === "" || (URL.canParse(url) && /^(https?|socks5?):$/.test(new URL(url).protocol))
    ? Either.right(url)
    : Check.invalid([name], "Expected the URL of a proxy, for example http://proxy.example.com:8080")
}

/**
 * Makes the TLS context once for all connections, because making it takes more time than a connection. Makes none if
 * the default context of Node is sufficient.
 */
const secureContext = (
  extra: ReadonlyArray<string>,
  client: ClientCertificate | undefined
): Either.Either<{ readonly secureContext?: Tls.SecureContext }, ConfigError.ConfigError> =>
  extra.length === 0 && client === undefined
    ? Either.right({})
    : Either.flatMap(
      ofPem("certificateAuthorities", () => authoritiesOf(extra)),
      (ca) =>
        ofPem("clientCertificate", () => ({ secureContext: Tls.createSecureContext({ ...ca, ...keyOf(client) }) }))
    )

/** Replaces the error of OpenSSL, which may quote the text that it cannot read. */
const ofPem = <A>(name: string, make: () => A): Either.Either<A, ConfigError.ConfigError> =>
  Either.try({ try: make, catch: () => ConfigError.InvalidData([name], "Expected PEM text that OpenSSL can read") })

const authoritiesOf = (extra: ReadonlyArray<string>): Tls.SecureContextOptions => {
  // `createSecureContext` ignores text that it cannot read, but `X509Certificate` throws.
  for (const pem of extra) new Crypto.X509Certificate(pem)
  return extra.length === 0 ? {} : { ca: [...defaultAuthorities(), ...extra] }
}

/**
 * Returns the authorities that Node trusts by default. From Node 22.15 on, they include those of NODE_EXTRA_CA_CERTS.
 * The types are those of Node 20, which has no `getCACertificates`.
 */
const defaultAuthorities = (): ReadonlyArray<string> =>
  (Tls as { readonly getCACertificates?: () => ReadonlyArray<string> }).getCACertificates?.() ?? Tls.rootCertificates

const keyOf = (client: ClientCertificate | undefined): Tls.SecureContextOptions =>
  client === undefined ? {} : {
    cert: client.certificate,
    key: textOf(client.privateKey),
    ...(client.passphrase === undefined ? {} : { passphrase: textOf(client.passphrase) })
  }

const textOf = (text: Text): string => Redacted.isRedacted(text) ? Redacted.value(text) : text
