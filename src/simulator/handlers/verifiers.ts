import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Encoding from "effect/Encoding"
import * as Predicate from "effect/Predicate"
import type * as Verifier from "../../models/Verifier.js"
import type * as WebAuthn from "../../models/WebAuthn.js"
import type { Challenge, StoredVerifier, Totp, Verifiers } from "../data/verifiers.js"
import * as Views from "../data/views.js"
import * as Json from "../engine/json.js"
import { hash, ids } from "../engine/random.js"
import { Refusal, refuse, refuseMissing, refuseValue } from "../engine/refusal.js"
import * as Codes from "../engine/totp.js"
import { type Call, currentUser, type Handlers } from "./handler.js"

/*
 * Verifiers of users. The vendor documents neither the errors of the operations on the current user nor the defaults of
 * one-time codes. The simulator has the defaults that most apps support. A verifier of one-time codes is not enabled
 * before a code confirms it. The fields of credentials are not documented, so a change of a credential is refused.
 */

const maxName = 100

const checkName = (name: string): void => {
  if (name.trim() === "" || name.length > maxName) refuseValue("name", name, `1 to ${maxName} characters`)
}

const checkRange = (field: string, value: number, min: number, max: number): number =>
  value >= min && value <= max ? value : refuseValue(field, value, `${min} to ${max}`)

const toResponse = ({ store }: Call, ordinal: number, verifier: StoredVerifier): Verifier.Verifier => ({
  id: verifier.id,
  name: verifier.name,
  type: verifier.totp === undefined ? "WEBAUTHN" : "TOTP",
  enabled: verifier.enabled,
  default: verifier.default,
  selfUri: `${Views.userUri(store.people.idOf(ordinal))}/verifiers/${verifier.id}`
})

const list = (call: Call, ordinal: number): Verifier.VerifierEntityListing => {
  const { all } = call.store.verifiers.get(ordinal)
  return {
    entities: all.map((verifier) => toResponse(call, ordinal, verifier)),
    total: all.length,
    selfUri: call.path
  }
}

const find = ({ store }: Call, ordinal: number, id: string): StoredVerifier =>
  store.verifiers.get(ordinal).all.find((verifier) => verifier.id === id) ?? refuseMissing("verifier", id)

/** Adds or replaces a verifier. At most one is the default. */
const put = ({ store }: Call, ordinal: number, verifier: StoredVerifier, changes: Partial<Verifiers> = {}): void => {
  const before = store.verifiers.get(ordinal)
  const others = before.all.map((each) => verifier.default ? { ...each, default: false } : each)
  const isNew = others.every(({ id }) => id !== verifier.id)
  store.verifiers.put(ordinal, {
    ...before,
    ...changes,
    all: isNew ? [...others, verifier] : others.map((each) => each.id === verifier.id ? verifier : each)
  })
}

const update = (call: Call, ordinal: number, id: string, body: Verifier.UpdateVerifierRequest): Verifier.Verifier => {
  const before = find(call, ordinal, id)
  checkName(body.name)
  if (body.credential !== undefined) refuseValue("credential", body.credential.type.name, "no credential")
  if (body.enabled === true && before.totp?.confirmed === false) {
    refuseValue("enabled", true, "false, until a code has confirmed the verifier")
  }
  const verifier = {
    ...before,
    name: body.name,
    enabled: body.enabled ?? before.enabled,
    default: body.default ?? before.default
  }
  put(call, ordinal, verifier)
  return toResponse(call, ordinal, verifier)
}

const remove = (call: Call, ordinal: number, id: string): void => {
  const { verifiers } = call.store
  find(call, ordinal, id)
  const before = verifiers.get(ordinal)
  verifiers.put(ordinal, { ...before, all: before.all.filter((verifier) => verifier.id !== id) })
}

const nextId = ({ store }: Call, ordinal: number): string =>
  ids(store.seed, `verifiers of ${ordinal}`).of(store.verifiers.get(ordinal).created)

/** Returns bytes that depend on the seed, the user and the number of verifiers that the user created before. */
const bytes = ({ store }: Call, ordinal: number, length: number): ReadonlyArray<number> => {
  const { created } = store.verifiers.get(ordinal)
  return Array.from({ length }, (_, index) => hash(hash(store.seed, ordinal, 600), created, index) & 255)
}

// ---------------------------------------------------------------------------------------------------- one-time codes

const startTotp = (
  call: Call,
  ordinal: number,
  body: Verifier.CreateVerifierRequest
): Verifier.CreateVerifierResponse => {
  const { algorithm = "SHA1", digits = 6, name, period = 30, secretSize = 20 } = body
  checkName(name)
  const totp: Totp = {
    algorithm,
    digits: checkRange("digits", digits, 6, 12),
    period: checkRange("period", period, 1, 3600),
    secret: bytes(call, ordinal, checkRange("secretSize", secretSize, 10, 64)),
    confirmed: false
  }
  const verifier = { id: nextId(call, ordinal), name, enabled: false, default: body.default ?? false, totp }
  const { store } = call
  put(call, ordinal, verifier, { created: store.verifiers.get(ordinal).created + 1 })
  const { id, type } = toResponse(call, ordinal, verifier)
  const account = store.accounts.get(ordinal).email
  const issuer = store.organization.organization.name ?? ""
  // The image of the QR code is absent: the simulator draws none.
  return { id, name, type, enabled: false, default: verifier.default, keyUri: Codes.keyUri(totp, { account, issuer }) }
}

const invalidCode = new Refusal(400, {
  code: "invalid.value",
  messageWithParams: "The code is not valid.",
  details: [{ errorCode: "invalid.value", fieldName: "token" }]
})

/** Confirms a verifier. It is only enabled if the request says so, because the default is not documented. */
const confirmTotp = (
  call: Call,
  ordinal: number,
  id: string,
  { enable = false, token }: Verifier.ValidateVerifierRequest
): Effect.Effect<void, Refusal> => {
  const { totp } = find(call, ordinal, id)
  if (totp === undefined) return refuseMissing("verifier", id)
  return Effect.flatMap(Codes.isValid(totp, token, call.now), (isValid) => {
    // The verifier can have been deleted while the code was checked.
    const verifier = call.store.verifiers.get(ordinal).all.find((each) => each.id === id)
    if (!isValid || verifier === undefined) return Effect.fail(invalidCode)
    put(call, ordinal, { ...verifier, enabled: enable || verifier.enabled, totp: { ...totp, confirmed: true } })
    return Effect.void
  })
}

// ---------------------------------------------------------------------------------------------------------- WebAuthn

/** Time until a challenge expires, in milliseconds. */
const challengeLife = 60_000

const toBase64Url = (values: ReadonlyArray<number>): string => Encoding.encodeBase64Url(new Uint8Array(values))

const beginWebAuthn = (call: Call, ordinal: number): WebAuthn.BeginWebAuthnRegistrationResponse => {
  const { now, store } = call
  const before = store.verifiers.get(ordinal)
  const value = toBase64Url(bytes(call, ordinal, 32))
  const { email, id, name } = store.accounts.get(ordinal)
  store.verifiers.put(ordinal, {
    ...before,
    created: before.created + 1,
    challenge: { value, until: now + challengeLife }
  })
  return {
    publicKey: {
      challenge: value,
      rp: {
        id: store.organization.organization.domain ?? "",
        name: store.organization.organization.name ?? ""
      },
      user: { id: Encoding.encodeBase64Url(id), name: email, displayName: name },
      // ES256 and RS256.
      pubKeyCredParams: [{ type: "public-key", alg: -7 }, { type: "public-key", alg: -257 }],
      timeout: challengeLife,
      excludeCredentials: before.all.flatMap(({ keyId }) =>
        keyId === undefined ? [] : [{ type: "public-key", id: keyId }]
      ),
      attestation: "none"
    }
  }
}

/** Whether the data of the browser are from a registration with the challenge, which has not expired. */
const hasChallenge = (clientDataJSON: string, challenge: Challenge | undefined, now: number): boolean => {
  const text = Either.getOrElse(Encoding.decodeBase64UrlString(clientDataJSON), () => "")
  const data = Either.getOrElse(Json.parse(text), () => undefined)
  return challenge !== undefined && now < challenge.until && Predicate.isRecord(data) &&
    data["type"] === "webauthn.create" && data["challenge"] === challenge.value
}

/**
 * Registers a key. The attestation and the origin are not checked, because the simulator does not know the page that
 * calls it. A challenge is valid once.
 */
const finishWebAuthn = (
  call: Call,
  ordinal: number,
  { credential, default: isDefault = false, name }: WebAuthn.FinishWebAuthnRegistrationRequest
): Verifier.Verifier => {
  const { now, store: { verifiers } } = call
  const { challenge, ...before } = verifiers.get(ordinal)
  checkName(name)
  if (credential.type !== "public-key") refuseValue("credential.type", credential.type, "public-key")
  if (credential.id === "" || credential.id !== credential.rawId) {
    refuseValue("credential.rawId", credential.rawId, "the id of the key")
  }
  if (credential.response.attestationObject === "") refuseValue("credential.response.attestationObject", "", "a proof")
  if (!hasChallenge(credential.response.clientDataJSON, challenge, now)) {
    refuseValue("credential.response.clientDataJSON", "…", "data with the current challenge")
  }
  verifiers.put(ordinal, before)
  if (before.all.some(({ keyId }) => keyId === credential.id)) {
    refuse(409, "general.conflict", "The key is registered already.")
  }
  const verifier = { id: nextId(call, ordinal), name, enabled: true, default: isDefault, keyId: credential.id }
  put(call, ordinal, verifier, { created: before.created + 1 })
  return toResponse(call, ordinal, verifier)
}

/** Handlers of verifiers. */
export const verifiers: Pick<
  Handlers,
  | "getUserVerifiers"
  | "putUserVerifier"
  | "deleteUserVerifier"
  | "getUsersMeVerifiers"
  | "putUsersMeVerifier"
  | "deleteUsersMeVerifier"
  | "postUsersMeVerifiersTotp"
  | "postUsersMeVerifiersTotpVerifierId"
  | "postUsersMeVerifiersWebauthnRegisterOptions"
  | "postUsersMeVerifiersWebauthnRegister"
> = {
  getUserVerifiers: ({ userId }, call) => list(call, Views.findUser(call, userId)),
  putUserVerifier: ({ body, userId, verifierId }, call) => update(call, Views.findUser(call, userId), verifierId, body),
  deleteUserVerifier: ({ userId, verifierId }, call) => remove(call, Views.findUser(call, userId), verifierId),
  getUsersMeVerifiers: (_, call) => list(call, currentUser(call)),
  putUsersMeVerifier: ({ body, verifierId }, call) => update(call, currentUser(call), verifierId, body),
  deleteUsersMeVerifier: ({ verifierId }, call) => remove(call, currentUser(call), verifierId),
  postUsersMeVerifiersTotp: ({ body }, call) => startTotp(call, currentUser(call), body),
  postUsersMeVerifiersTotpVerifierId: ({ body, verifierId }, call) =>
    confirmTotp(call, currentUser(call), verifierId, body),
  postUsersMeVerifiersWebauthnRegisterOptions: (_, call) => beginWebAuthn(call, currentUser(call)),
  postUsersMeVerifiersWebauthnRegister: ({ body }, call) => finishWebAuthn(call, currentUser(call), body)
}
