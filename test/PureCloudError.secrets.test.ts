/**
 * Errors, logs and spans without the secrets that a response repeats.
 */
import { assert, describe, it } from "@effect/vitest"
import { Effect, Exit } from "effect"
import * as Auth from "effect-purecloud/Auth"
import * as PureCloud from "effect-purecloud/PureCloud"
import type * as PureCloudConfig from "effect-purecloud/PureCloudConfig"
import * as Users from "effect-purecloud/Users"
import * as Redacted from "effect/Redacted"
import { assertSound, failureOf, read } from "./utils/errors.js"
import { invalid } from "./utils/invalid.js"
import { type Reply, secretMark, withService } from "./utils/service.js"
import { observed, shown, shownCause } from "./utils/shown.js"

const marks = new RegExp(secretMark, "i")

/** Runs a program that fails. Returns its exit, and the text of its error, its events, its log and its spans. */
const everythingShown = <A, E>(
  run: (onEvent: (event: PureCloudConfig.Event) => Effect.Effect<void>) => Effect.Effect<A, E>
) =>
  Effect.gen(function*() {
    const events: Array<string> = []
    const program = run((event) => Effect.sync(() => void events.push(shown(event)))).pipe(
      Effect.tapErrorCause((cause) => Effect.logError("it failed", cause)),
      Effect.withSpan("outer")
    )
    const { exit, texts } = yield* observed(program)
    const result = Exit.isFailure(exit) ? shownCause(exit.cause) : shown(exit.value)
    return { exit, text: [...texts, ...events, result].join("\n") }
  })

describe("a secret that the service repeats is not shown", () => {
  const token = `t0k.en-${secretMark}_x+/=`
  const oldPassword = "0ld"
  const newPassword = `0ld"<${secretMark}>&'\\ ü`
  const change = Users.postUsersMePassword({ body: { oldPassword, newPassword } })

  const spellings = (secret: string) => [
    secret,
    JSON.stringify(secret).slice(1, -1),
    encodeURIComponent(secret),
    secret.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll("\"", "&quot;")
      .replaceAll("'", "&#39;")
  ]
  const echo = [token, newPassword, oldPassword].flatMap(spellings).join(" and ")
  const words = `Refused: ${echo}`

  const replies: ReadonlyArray<readonly [string, Reply]> = [
    ["in the message", { body: { message: words } }],
    ["in all of the body", {
      body: {
        code: words,
        message: `${words} does not match the current version`,
        messageWithParams: words,
        messageParams: { permissions: words, password: words },
        contextId: words,
        details: [{ errorCode: words, fieldName: words, entityId: words, entityName: words }],
        errors: [{ message: words }]
      }
    }],
    ["as a permission", { body: { message: `needs a:b:${token} or x:y:${token}` } }],
    ["far down in the message", { body: { message: "x".repeat(480) + words } }],
    ["in headers", {
      headers: {
        "inin-correlation-id": token,
        "content-type": `text/html; token="${token}"`,
        "retry-after": token,
        location: `/login?token=${token}`
      },
      body: words
    }],
    ["in HTML", { headers: { "content-type": "text/html" }, body: `<p>${words}</p>` }],
    ["in HTML, over the end of the snippet", {
      headers: { "content-type": "text/html" },
      body: "x".repeat(190) + words
    }],
    ["in broken JSON", { body: `{"message": ${JSON.stringify(words)}` }],
    ["in JSON of another kind", { body: [words] }]
  ]

  for (const [name, reply] of replies) {
    it.effect(name, () =>
      Effect.gen(function*() {
        for (const status of [200, 302, 400, 401, 403, 404, 409, 418, 429, 500]) {
          const retryAfter = status === 429 ? { "retry-after": "9999" } : {}
          const { exit, text } = yield* everythingShown((onEvent) =>
            withService(
              () => ({ ...reply, status, headers: { ...reply.headers, ...retryAfter } }),
              () => Effect.zipRight(change, read),
              { auth: Auth.layerStatic(Redacted.make(token)), retry: { attempts: 1 }, onEvent }
            )
          )
          assert.notMatch(text, marks, `${status}`)
          if (status !== 200) assertSound(failureOf(exit))
        }
      }))
  }

  it.effect("by the token endpoint", () =>
    Effect.gen(function*() {
      const clientSecret = `client-${secretMark}`
      const bodies = [
        { error: "invalid_client", error_description: `Wrong secret ${clientSecret}` },
        { error: clientSecret, description: clientSecret },
        `<p>${clientSecret}</p>`,
        { access_token: 5, secret: clientSecret }
      ]
      for (const body of bodies) {
        for (const status of [200, 302, 400, 401, 403, 429, 500]) {
          const { exit, text } = yield* everythingShown((onEvent) =>
            withService(() => ({}), () => read, {
              retry: { attempts: 1, deadline: "1 millis" },
              onEvent,
              token: () => ({ status, body })
            })
          )
          assertSound(failureOf(exit))
          assert.notMatch(text, marks)
        }
      }
    }))

  it.effect("by the client, in transport errors and in errors of the input", () =>
    Effect.gen(function*() {
      const programs = [
        Effect.flatMap(PureCloud.PureCloud, Effect.fail),
        read,
        Users.getUser(invalid({ userId: secretMark, unknown: secretMark })),
        Users.postUserPassword({ userId: "u", body: { newPassword: invalid({ [secretMark]: secretMark }) } }),
        Users.getUsers({ state: invalid(secretMark) })
      ]
      for (const program of programs) {
        const { exit, text } = yield* everythingShown((onEvent) =>
          withService(() => (_, socket) => void socket.destroy(), () => program as typeof read, {
            retry: { attempts: 1 },
            onEvent
          })
        )
        assert.isTrue(Exit.isFailure(exit))
        assert.notMatch(text, marks)
      }
    }))
})
