/**
 * Values that were written are read in the form in which the service stores them.
 */
import { HttpBody } from "@effect/platform"
import { assert, describe, it } from "@effect/vitest"
import { DateTime, Effect, Redacted } from "effect"
import * as Simulator from "effect-purecloud/Simulator"
import * as Users from "effect-purecloud/Users"
import * as FastCheck from "effect/FastCheck"
import * as Contact from "../../src/models/Contact.js"
import * as User from "../../src/models/User.js"
import type * as UserRequest from "../../src/models/UserRequest.js"
import { home, simulatedStrictly } from "../utils/simulator.js"
import { throughJson, values } from "../utils/values.js"

const simulated = simulatedStrictly({ users: 30, allowance: 1_000_000 })

const written = ["locations", "groups", "profileSkills", "certifications", "biography", "employerInfo"] as const

const someUser = Effect.map(Users.getUsers({ pageSize: 9 }), ({ entities }) => entities[8]!)

/** Changes a user, and reads the user. */
const patched = (userId: string, body: Omit<UserRequest.UpdateUser, "version">) =>
  Effect.gen(function*() {
    const { version } = yield* Users.getUser({ userId })
    yield* Users.patchUser({ userId, body: { ...body, version: version! } })
    return yield* Users.getUser({ userId, expand: [...written] })
  })

const phone = { mediaType: "PHONE", type: "WORK" } as const

/** Contacts in a request, and the same contacts in a response. */
const contacts: ReadonlyArray<readonly [sent: Contact.Contact, read: Contact.Contact]> = [
  [
    { ...phone, address: "+13175550100" },
    { ...phone, address: "+13175550100", display: "+1 317-555-0100", countryCode: "US" }
  ],
  [
    { ...phone, address: "(317) 555-0100" },
    { ...phone, address: "+13175550100", display: "+1 317-555-0100", countryCode: "US" }
  ],
  [
    { ...phone, mediaType: "SMS", address: "1-317-555-0100", countryCode: "CA" },
    { ...phone, mediaType: "SMS", address: "+13175550100", display: "+1 317-555-0100", countryCode: "CA" }
  ],
  [
    { ...phone, address: "030 901820", countryCode: "DE", display: "ignored" },
    { ...phone, address: "+4930901820", display: "+49 30901820", countryCode: "DE" }
  ],
  [
    { ...phone, address: "0044 20 7946 0018", countryCode: "US" },
    { ...phone, address: "+442079460018", display: "+44 2079460018", countryCode: "GB" }
  ],
  [
    { ...phone, address: "+13175550100", extension: "4711" },
    { ...phone, extension: "4711", display: "+1 317-555-0100", countryCode: "US" }
  ],
  [{ ...phone, extension: "4711" }, { ...phone, extension: "4711", display: "4711" }],
  [{ ...phone, address: "4711" }, { ...phone, extension: "4711", display: "4711" }],
  // This extension is in no pool.
  [{ ...phone, extension: "12" }, { ...phone, display: "(12)" }],
  [
    { mediaType: "EMAIL", type: "HOME", address: "ada@home.example" },
    { mediaType: "EMAIL", type: "HOME", address: "ada@home.example" }
  ]
]

describe("addresses", () => {
  it.effect("are read in the form in which the service stores them", () =>
    Effect.gen(function*() {
      const { id: userId } = yield* someUser
      for (const [sent, read] of contacts) {
        const label = JSON.stringify(sent)
        assert.deepStrictEqual((yield* patched(userId, { addresses: [sent] })).addresses, [read], label)
        assert.deepStrictEqual((yield* patched(userId, { addresses: [read] })).addresses, [read], `${label}, sent back`)
      }
      const created = yield* Users.postUsers({
        body: { name: "N", email: "n@acme.example", divisionId: home, addresses: contacts.map(([sent]) => sent) }
      })
      assert.deepStrictEqual(created.addresses, contacts.map(([, read]) => read))
    }).pipe(simulated))

  it.effect("that are not phone numbers are refused", () =>
    Effect.gen(function*() {
      const { id: userId } = yield* someUser
      for (const address of ["", "none", "+12", "+1234567890123456", "1234567890123"]) {
        const error = yield* Effect.flip(patched(userId, { addresses: [{ ...phone, address }] }))
        assert.strictEqual(error._tag, "PureCloudBadRequest", address)
        if (error._tag === "PureCloudBadRequest") {
          assert.strictEqual(error.details[0]?.fieldName, "addresses[0].address")
        }
      }
    }).pipe(simulated))

  it.effect("of simulated users are in that form, and are found by number and by extension", () =>
    Effect.gen(function*() {
      const { addresses, id: userId } = yield* someUser
      assert.deepStrictEqual((yield* patched(userId, { addresses: addresses! })).addresses, addresses)
      const [{ display, extension } = {}] = addresses!
      const number = `+${display!.replace(/\D/g, "")}`
      for (const value of [display!, number, extension!]) {
        const { results } = yield* Users.postUsersSearch({
          body: { query: [{ type: "EXACT", fields: ["addresses"], value }] }
        })
        assert.include(results.map(({ id }) => id), userId, value)
      }
    }).pipe(simulated))
})

describe("locations and groups", () => {
  it.effect("are written by id and read completely", () =>
    Effect.gen(function*() {
      const { organization } = yield* Simulator.Simulator
      const { id: userId } = yield* someUser
      const [first, second] = organization.locations as [Simulator.Named, Simulator.Named]
      const { groups, locations } = yield* patched(userId, {
        groups: organization.groups.slice(0, 2).map(({ id }) => ({ id })),
        locations: [
          { id: first.id, notes: "Desk by the window", coordinates: { x: 3, y: 4.5 } },
          { locationDefinition: { id: second.id, name: "ignored" } }
        ]
      })
      assert.deepStrictEqual(
        groups!.map(({ id, name, state }) => ({ id, name, state })),
        organization.groups.slice(0, 2).map((group) => ({ ...group, state: "active" }))
      )
      assert.deepStrictEqual(
        locations!.map(({ locationDefinition, ...rest }) => ({ ...rest, name: locationDefinition?.name })),
        [
          { id: first.id, notes: "Desk by the window", coordinates: { x: 3, y: 4.5 }, name: first.name },
          { id: second.id, name: second.name }
        ]
      )
      assert.deepStrictEqual((yield* patched(userId, { locations: locations! })).locations, locations)
    }).pipe(simulated))
})

describe("references", () => {
  it.effect("are cleared by an empty id or by null", () =>
    Effect.gen(function*() {
      const { id: userId, manager } = yield* someUser
      for (const cleared of ["", null]) {
        assert.isDefined((yield* patched(userId, { manager: manager!.id })).manager)
        assert.isUndefined((yield* patched(userId, { manager: cleared })).manager)
        const superiors = yield* Users.getUserSuperiors({ userId })
        assert.deepStrictEqual(superiors, [])
        const reports = yield* Users.getUserDirectreports({ userId: manager!.id })
        assert.notInclude(reports.map(({ id }) => id), userId)
      }
      const { organization } = yield* Simulator.Simulator
      const [group] = organization.groups as [Simulator.Named]
      const [location] = organization.locations as [Simulator.Named]
      for (const cleared of [[], null]) {
        yield* patched(userId, { groups: [{ id: group.id }], locations: [{ id: location.id }] })
        const read = yield* patched(userId, { groups: cleared, locations: cleared, addresses: cleared })
        assert.deepStrictEqual([read.groups, read.locations, read.addresses], [[], [], []])
      }
    }).pipe(simulated))
})

const text = FastCheck.string({ minLength: 1, maxLength: 12 })

/** Any fields of a change of a user, except references. */
const change = FastCheck.record({
  name: text.filter((name) => name.trim() !== ""),
  chat: FastCheck.option(values(Contact.Chat)),
  department: FastCheck.option(text),
  title: FastCheck.option(text),
  email: FastCheck.emailAddress(),
  username: text,
  preferredName: FastCheck.option(text),
  images: FastCheck.option(FastCheck.array(values(User.UserImage), { maxLength: 3 })),
  acdAutoAnswer: FastCheck.boolean(),
  profileSkills: FastCheck.array(text, { maxLength: 3 }),
  certifications: FastCheck.array(text, { maxLength: 3 }),
  biography: FastCheck.option(values(User.Biography)),
  employerInfo: FastCheck.option(values(User.EmployerInfo)),
  addresses: FastCheck.array(FastCheck.constantFrom(...contacts.map(([, read]) => read)), { maxLength: 4 })
}, { requiredKeys: [] })

it.effect.prop(
  "every field of a change is read as it was written",
  [FastCheck.array(change, { minLength: 1, maxLength: 4 })],
  ([changes]) =>
    Effect.gen(function*() {
      const { id: userId } = yield* someUser
      let expected: { [field: string]: unknown } = { ...(yield* Users.getUser({ userId, expand: [...written] })) }
      for (const body of changes) {
        const read = yield* patched(userId, body)
        const usernameFollows = body.username === undefined && expected["username"] === expected["email"]
        expected = {
          ...expected,
          ...throughJson(body) as object,
          ...(usernameFollows && body.email !== undefined ? { username: body.email } : {})
        }
        for (const field of Object.keys(body)) {
          const found: unknown = read[field as keyof typeof read]
          assert.deepStrictEqual(throughJson({ found: found ?? null }), { found: expected[field] ?? null }, field)
        }
        assert.strictEqual(read.username, expected["username"])
      }
    }).pipe(simulated),
  { fastCheck: { numRuns: 40 } }
)

it.effect("a null inside a field means that the value is absent", () =>
  Effect.gen(function*() {
    const { id: userId } = yield* someUser
    const simulator = yield* Simulator.Simulator
    const token = yield* simulator.token()
    const { version } = yield* Users.getUser({ userId })
    const headers = { authorization: `Bearer ${Redacted.value(token)}` }
    const url = `https://api.simulator.example/api/v2/users/${userId}`
    const response = yield* simulator.httpClient.patch(url, {
      headers,
      body: HttpBody.unsafeJson({
        version,
        title: null,
        biography: { spouse: null, hobbies: ["Chess"], education: [{ school: "MIT", notes: null }] }
      })
    })
    assert.strictEqual(response.status, 200)
    // The body of the response, because the SDK removes such nulls.
    const read = yield* Effect.flatMap(
      simulator.httpClient.get(url, { headers, urlParams: { expand: "biography" } }),
      ({ json }) => json
    )
    assert.notProperty(read, "title")
    assert.deepNestedPropertyVal(read, "biography", { hobbies: ["Chess"], education: [{ school: "MIT" }] })
  }).pipe(simulated))

it.effect("fields that are read-only or not in the contract are ignored", () =>
  Effect.gen(function*() {
    const { id: userId } = yield* someUser
    const before = yield* patched(userId, {})
    const body = {
      id: "other",
      selfUri: "/other",
      primaryContactInfo: [],
      divisionId: "other",
      created: 0,
      modified: "now",
      invited: 0,
      nonsense: 1
    }
    const after = yield* patched(userId, body)
    assert.deepStrictEqual(after, { ...before, version: before.version! + 1 })
    const profile = yield* Users.getUserProfile({ userId })
    assert.strictEqual(profile.dateModified, DateTime.formatIso(yield* DateTime.now))
  }).pipe(simulated))
