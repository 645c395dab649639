import { assert, describe, it } from "@effect/vitest"
import * as FC from "effect/FastCheck"
import { holds, sameField } from "../../../src/internal/users/storedFields.js"

/** A requested field, and the same field as the service stores it. */
type Row = readonly [what: string, requested: unknown, stored: unknown]

const work = { mediaType: "PHONE", type: "WORK" }

const storedRows: ReadonlyArray<readonly [field: string, rows: ReadonlyArray<Row>]> = [
  ["addresses", [
    ["a number with its display and country", [{ ...work, address: "+13175550100" }], [
      { ...work, address: "+13175550100", display: "+1 317-555-0100", countryCode: "US" }
    ]],
    ["a number in other spelling", [{ ...work, address: "+1 (317) 555-0100" }], [{ ...work, address: "+13175550100" }]],
    ["a number in parentheses", [{ ...work, address: "+13175550100" }], [{ ...work, address: "(+13175550100)" }]],
    ["a number that begins with 00", [{ ...work, address: "0044 20 7946 0018" }], [
      { ...work, address: "+442079460018", countryCode: "GB" }
    ]],
    ["a national number", [{ ...work, address: "317-555-0100" }], [{ ...work, address: "+13175550100" }]],
    ["a national number with its country", [{ ...work, address: "020 7946 0018", countryCode: "GB" }], [
      { ...work, address: "+442079460018", countryCode: "GB", display: "+44 2079460018" }
    ]],
    ["a national number that keeps its zero", [{ ...work, address: "06 6982 1234", countryCode: "IT" }], [
      { ...work, address: "+390669821234", countryCode: "IT" }
    ]],
    ["a number with an extension", [{ ...work, address: "+13175550100", extension: "4105" }], [
      { ...work, extension: "4105", display: "+1 317-555-0100", countryCode: "US" }
    ]],
    ["an extension of a pool", [{ ...work, extension: "4105" }], [{ ...work, extension: "4105", display: "4105" }]],
    ["an extension outside every pool", [{ ...work, extension: "77" }], [{ ...work, display: "(77)" }]],
    ["a number that is an extension", [{ ...work, address: "4105" }], [{
      ...work,
      extension: "4105",
      display: "4105"
    }]],
    ["a contact in the form in which it was read", [{ ...work, display: "(77)" }], [{ ...work, display: "(77)" }]],
    ["a contact without a type", [{ address: "+13175550100", mediaType: "PHONE" }], [
      { ...work, address: "+13175550100" }
    ]],
    ["an email address", [{ address: "a@acme.example", mediaType: "EMAIL", type: "WORK" }], [
      { address: "a@acme.example", mediaType: "EMAIL", type: "WORK" }
    ]],
    ["contacts in another order", [{ ...work, address: "+13175550100" }, { ...work, type: "HOME", extension: "1" }], [
      { ...work, type: "HOME", display: "(1)" },
      { ...work, address: "+13175550100" }
    ]],
    ["none", [], undefined],
    ["none, cleared", null, []]
  ]],
  ["groups", [
    ["a group by id", [{ id: "g" }], [{ id: "g", name: "Sales", memberCount: 7, version: 3 }]],
    ["a group with an earlier number of members", [{ id: "g", memberCount: 6 }], [{ id: "g", memberCount: 7 }]],
    ["groups in another order", [{ id: "g" }, { id: "h" }], [{ id: "h", name: "H" }, { id: "g", name: "G" }]],
    ["a group twice", [{ id: "g" }, { id: "g" }], [{ id: "g" }]]
  ]],
  ["locations", [
    ["a location by id", [{ id: "l" }], [{ id: "l", locationDefinition: { id: "l", name: "HQ" } }]],
    ["a location by the id of its definition", [{ id: "l" }], [{ id: "other", locationDefinition: { id: "l" } }]],
    ["a location in the form in which it was read", [{ locationDefinition: { id: "l", name: "HQ" } }], [
      { id: "l", locationDefinition: { id: "l", name: "HQ 2" } }
    ]],
    ["a location with notes", [{ id: "l", notes: "Desk 4" }], [
      { id: "l", notes: "Desk 4", locationDefinition: { id: "l" } }
    ]],
    ["a location with a place", [{ id: "l", coordinates: { x: 1, y: 2 } }], [
      { id: "l", coordinates: { y: 2, x: 1 }, floorplanId: "f", locationDefinition: { id: "l" } }
    ]],
    ["a location with notes, which the request does not mention", [{ id: "l" }], [{ id: "l", notes: "Desk 4" }]]
  ]],
  ["manager", [
    ["a manager by id", "m", { id: "m", selfUri: "/api/v2/users/m" }],
    ["a manager with its fields", "m", { id: "m", name: "Grace", email: "g@acme.example" }],
    ["no manager", "", undefined],
    ["no manager, cleared", null, undefined]
  ]],
  ["division", [["a division by id", { id: "d" }, { id: "d", name: "Home", selfUri: "/d" }]]],
  ["title", [["text", "T", "T"], ["no text", "", null]]],
  ["biography", [["an object", { biography: "b", hobbies: [] }, { biography: "b" }]]],
  ["profileSkills", [["texts", ["a", "b"], ["a", "b"]]]],
  ["acdAutoAnswer", [["a switch", false, false]]]
]

const otherRows: ReadonlyArray<readonly [field: string, rows: ReadonlyArray<Row>]> = [
  ["addresses", [
    ["another number", [{ ...work, address: "+13175550100" }], [{ ...work, address: "+13175550101" }]],
    ["another country", [{ ...work, address: "20 7946 0018", countryCode: "GB" }], [
      { ...work, address: "+12079460018", countryCode: "US" }
    ]],
    ["another international number of the same end", [{ ...work, address: "+443175550100" }], [
      { ...work, address: "+13175550100" }
    ]],
    ["a part of the number", [{ ...work, address: "5550100" }], [{ ...work, address: "+13175550100" }]],
    ["a part of the number after digits that are no calling code", [{ ...work, address: "7555 0100" }], [
      { ...work, address: "+13175550100" }
    ]],
    ["a part of a number in another country", [{ ...work, address: "9123 4567" }], [
      { ...work, address: "+49891234567" }
    ]],
    ["an extension of the same end", [{ ...work, extension: "0100" }], [{ ...work, address: "+13175550100" }]],
    ["another type", [{ ...work, address: "+13175550100" }], [{ ...work, type: "HOME", address: "+13175550100" }]],
    ["another medium", [{ ...work, address: "+13175550100" }], [
      { ...work, mediaType: "SMS", address: "+13175550100" }
    ]],
    ["another integration", [{ ...work, address: "+13175550100", integration: "i" }], [
      { ...work, address: "+13175550100" }
    ]],
    ["an extension that is not stored", [{ ...work, address: "+13175550100", extension: "1" }], [
      { ...work, address: "+13175550100" }
    ]],
    ["an extension that the request removes", [{ ...work, address: "+13175550100" }], [
      { ...work, extension: "4105", display: "+1 317-555-0100" }
    ]],
    ["one more", [{ ...work, address: "+13175550100" }, { ...work, type: "HOME", extension: "1" }], [
      { ...work, address: "+13175550100" }
    ]],
    ["one less", [{ ...work, address: "+13175550100" }], [
      { ...work, address: "+13175550100" },
      { ...work, type: "HOME", display: "(1)" }
    ]],
    ["none", [], [{ ...work, address: "+13175550100" }]],
    ["another email address", [{ address: "a@acme.example", mediaType: "EMAIL" }], [
      { address: "b@acme.example", mediaType: "EMAIL" }
    ]]
  ]],
  ["groups", [
    ["another group", [{ id: "g" }], [{ id: "h" }]],
    ["one more", [{ id: "g" }, { id: "h" }], [{ id: "g" }]],
    ["one less", [{ id: "g" }], [{ id: "g" }, { id: "h" }]],
    ["none", null, [{ id: "g" }]]
  ]],
  ["locations", [
    ["other notes", [{ id: "l", notes: "Desk 5" }], [{ id: "l", notes: "Desk 4" }]],
    ["notes that the request removes", [{ id: "l", notes: "" }], [{ id: "l", notes: "Desk 4" }]],
    ["another place", [{ id: "l", coordinates: { x: 1 } }], [{ id: "l", coordinates: { x: 2 } }]]
  ]],
  ["manager", [
    ["another manager", "m", { id: "n" }],
    ["no manager", "", { id: "n" }],
    ["a manager where there is none", "m", undefined]
  ]],
  ["division", [["another division", { id: "d" }, { id: "e" }]]],
  ["title", [["another text", "T", "t"]]],
  ["biography", [["an object with less", { biography: "b" }, { biography: "b", spouse: "s" }]]],
  ["profileSkills", [["texts in another order", ["a", "b"], ["b", "a"]], ["expanded, but absent", [], undefined]]]
]

describe("stored fields", () => {
  for (const [field, rows] of storedRows) {
    for (const [what, requested, stored] of rows) {
      it(`${field}: ${what} counts as stored`, () => {
        const user = { id: "u", ...(stored === undefined ? {} : { [field]: stored }) }
        assert.isTrue(holds(user, { [field]: requested }))
        assert.isTrue(sameField(user, { id: "u", [field]: stored }, field))
      })
    }
  }

  for (const [field, rows] of otherRows) {
    for (const [what, requested, stored] of rows) {
      it(`${field}: ${what} does not count as stored`, () => {
        const user = { id: "u", ...(stored === undefined ? {} : { [field]: stored }) }
        assert.isFalse(holds(user, { [field]: requested }))
      })
    }
  }

  it("ignores a requested field that is undefined", () => {
    assert.isTrue(holds({ id: "u", title: "T" }, { title: undefined }))
  })

  it("are the same if no field that a change can set has changed", () => {
    const a = { id: "u", groups: [{ id: "g", memberCount: 1 }], manager: { id: "m", name: "A" } }
    const b = { id: "u", groups: [{ id: "g", memberCount: 2 }], manager: { id: "m", name: "B" } }
    assert.isTrue(sameField(a, b, "groups") && sameField(a, b, "manager"))
    // A field that only one of the users has is a change.
    const plain = { id: "u", locations: [{ id: "l" }] }
    const noted = { id: "u", locations: [{ id: "l", notes: "Desk 4" }] }
    assert.isFalse(sameField(plain, noted, "locations") || sameField(noted, plain, "locations"))
  })
})

// ------------------------------------------------------------------------------------------------------------- laws

/** A phone contact in a request, and as the service stores it. */
const contact = FC.record({
  type: FC.constantFrom("WORK", "WORK2", "HOME", "MOBILE"),
  mediaType: FC.constantFrom("PHONE", "SMS"),
  country: FC.constantFrom(["US", "1"] as const, ["GB", "44"] as const, ["IE", "353"] as const),
  national: FC.stringMatching(/^[2-9]\d{9}$/),
  extension: FC.option(FC.stringMatching(/^[1-9]\d{3}$/), { nil: undefined }),
  spelling: FC.constantFrom("e164", "spaced", "national")
}).map(({ country: [countryCode, code], extension, mediaType, national, spelling, type }) => {
  const spaced = `${national.slice(0, 3)} ${national.slice(3, 6)}-${national.slice(6)}`
  const address = {
    e164: `+${code}${national}`,
    spaced: `+${code} (${national.slice(0, 3)}) ${national.slice(3)}`,
    national: spaced
  }[spelling]
  const common = { mediaType, type, countryCode }
  return {
    requested: {
      mediaType,
      type,
      address,
      ...(spelling === "national" ? { countryCode } : {}),
      ...(extension === undefined ? {} : { extension })
    },
    stored: extension === undefined
      ? { ...common, address: `+${code}${national}`, display: `+${code} ${spaced}` }
      : { ...common, extension, display: `+${code} ${spaced}` },
    key: `${mediaType} ${type}`,
    identity: `${mediaType} ${type} ${code} ${national} ${extension}`
  }
})

const contacts = FC.uniqueArray(contact, { selector: ({ key }) => key, minLength: 1, maxLength: 4 })

const reference = FC.record({ id: FC.uuid(), name: FC.string(), version: FC.nat() })

const shuffled = <A>(values: ReadonlyArray<A>) => FC.shuffledSubarray([...values], { minLength: values.length })

describe("any requested fields", () => {
  it("count as stored in the form of the service, in any order", () => {
    FC.assert(FC.property(
      contacts.chain((requested) => FC.tuple(FC.constant(requested), shuffled(requested))),
      FC.uniqueArray(reference, { selector: ({ id }) => id, maxLength: 4 })
        .chain((requested) => FC.tuple(FC.constant(requested), shuffled(requested))),
      ([addresses, stored], [groups, storedGroups]) => {
        const user = { id: "u", addresses: stored.map(({ stored }) => stored), groups: storedGroups }
        assert.isTrue(holds(user, {
          addresses: addresses.map(({ requested }) => requested),
          groups: groups.map(({ id }) => ({ id }))
        }))
        assert.isTrue(sameField(user, { ...user, addresses: addresses.map(({ stored }) => stored) }, "addresses"))
      }
    ))
  })

  it("do not count as stored if the service stores other values", () => {
    FC.assert(FC.property(contacts, contacts, (requested, stored) => {
      const identities = (list: typeof requested) => list.map(({ identity }) => identity).sort()
      FC.pre(JSON.stringify(identities(requested)) !== JSON.stringify(identities(stored)))
      assert.isFalse(holds({ id: "u", addresses: stored.map(({ stored }) => stored) }, {
        addresses: requested.map(({ requested }) => requested)
      }))
    }))
  })

  it("do not count as stored if a value is missing or added", () => {
    FC.assert(FC.property(contacts, contact, (list, other) => {
      FC.pre(!list.some(({ key }) => key === other.key))
      const requested = (of: typeof list) => ({ addresses: of.map(({ requested }) => requested) })
      const stored = (of: typeof list) => ({ id: "u", addresses: of.map(({ stored }) => stored) })
      assert.isFalse(holds(stored(list), requested([...list, other])))
      assert.isFalse(holds(stored([...list, other]), requested(list)))
    }))
  })
})
