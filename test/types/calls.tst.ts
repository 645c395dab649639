import type { FileSystem } from "@effect/platform/FileSystem"
import type { HttpClient } from "@effect/platform/HttpClient"
import type { Path } from "@effect/platform/Path"
import { Config, type ConfigError, Context, Effect, type Layer, type Scope, type Stream } from "effect"
import * as Auth from "effect-purecloud/Auth"
import * as Export from "effect-purecloud/Export"
import * as ExportFile from "effect-purecloud/ExportFile"
import type * as Analytics from "effect-purecloud/models/Analytics"
import type * as AnalyticsJob from "effect-purecloud/models/AnalyticsJob"
import type * as CustomAttributes from "effect-purecloud/models/CustomAttributes"
import type * as ExternalId from "effect-purecloud/models/ExternalId"
import type * as Search from "effect-purecloud/models/Search"
import type * as SkillGroup from "effect-purecloud/models/SkillGroup"
import type * as User from "effect-purecloud/models/User"
import type * as WebAuthn from "effect-purecloud/models/WebAuthn"
import * as PureCloud from "effect-purecloud/PureCloud"
import type * as PureCloudConfig from "effect-purecloud/PureCloudConfig"
import type * as PureCloudError from "effect-purecloud/PureCloudError"
import * as Redis from "effect-purecloud/Redis"
import * as Users from "effect-purecloud/Users"
import * as Redacted from "effect/Redacted"
import { describe, expect, test } from "tstyche"

type Errors = PureCloudError.PureCloudError

describe("a call", () => {
  test("has types for its success, error and requirement", () => {
    expect(Users.getUser({ userId: "u" })).type.toBe<Effect.Effect<User.User, Errors, PureCloud.PureCloud>>()
    expect(Users.getUsers()).type.toBe<Effect.Effect<User.UserEntityListing, Errors, PureCloud.PureCloud>>()
    expect(Users.deleteUser({ userId: "u" })).type.toBe<Effect.Effect<void, Errors, PureCloud.PureCloud>>()
    expect(Users.getUserProfileskills({ userId: "u" })).type.toBe<
      Effect.Effect<ReadonlyArray<string>, Errors, PureCloud.PureCloud>
    >()
    expect(Users.getUser.withResponse({ userId: "u" })).type.toBe<
      Effect.Effect<PureCloud.Response<User.User>, Errors, PureCloud.PureCloud>
    >()
  })

  test("loses an error that is caught", () => {
    const program = Users.getUser({ userId: "u" }).pipe(
      Effect.catchTag("PureCloudNotFound", () => Effect.succeed("nobody" as const))
    )
    expect(program).type.toBe<
      Effect.Effect<User.User | "nobody", Exclude<Errors, PureCloudError.NotFound>, PureCloud.PureCloud>
    >()
  })

  test("may omit its input only if no key is required", () => {
    expect(Users.getUsers({ pageSize: 100, state: "inactive", expand: ["presence"] })).type.toBe<
      Effect.Effect<User.UserEntityListing, Errors, PureCloud.PureCloud>
    >()
    expect(Users.postUserInvite({ userId: "u" })).type.toBe<Effect.Effect<void, Errors, PureCloud.PureCloud>>()
    expect(Users.patchUser({ userId: "u", body: { version: 1, title: null, name: undefined } })).type.toBe<
      Effect.Effect<User.User, Errors, PureCloud.PureCloud>
    >()
    // @ts-expect-error Expected 1 arguments, but got 0
    void Users.getUser()
    // @ts-expect-error Expected 1 arguments, but got 0
    void Users.getFieldconfig()
    // @ts-expect-error Property 'userId' is missing
    void Users.getUser({})
  })

  test("refuses invalid query values, other types, unknown keys and missing bodies", () => {
    // @ts-expect-error Type '"activ"' is not assignable
    void Users.getUsers({ state: "activ" })
    // @ts-expect-error Type 'string' is not assignable
    void Users.getUsers({ expand: "presence" })
    // @ts-expect-error Type '"presense"' is not assignable
    void Users.getUsers({ expand: ["presense"] })
    // @ts-expect-error Type 'string' is not assignable to type 'number'
    void Users.getUsers({ pageSize: "100" })
    // @ts-expect-error 'pagesize' does not exist
    void Users.getUsers({ pagesize: 100 })
    // @ts-expect-error Type 'number' is not assignable to type 'string'
    void Users.getUser({ userId: 7 })
    // @ts-expect-error Property 'body' is missing
    void Users.patchUser({ userId: "u" })
    // @ts-expect-error Property 'version' is missing
    void Users.patchUser({ userId: "u", body: { name: "without a version" } })
  })

  test("allows a value in a response that the vendor added later", () => {
    expect<User.User>().type.toBeAssignableFrom({ id: "u", state: "suspended" })
  })
})

describe("operations of today's API (2026)", () => {
  type Returns<A> = Effect.Effect<A, Errors, PureCloud.PureCloud>
  type Streams<A> = Stream.Stream<A, Errors, PureCloud.PureCloud>

  test("that are paged by cursor or link have the type of their items", () => {
    expect(Users.getUsersQuery({ cursor: "c", sortOrder: "DESC", state: "any" })).type.toBe<
      Returns<User.UserCursorEntityListing>
    >()
    expect(Users.getUsersQuery.items({ state: "inactive" }, { pageSize: 100, startCursor: "c" })).type.toBe<
      Streams<User.User>
    >()
    expect(Users.getAnalyticsUsersDetailsJobResults.items({ jobId: "j" })).type.toBe<
      Streams<Analytics.AnalyticsUserDetail>
    >()
    expect(Users.getUserSkillgroups.items({ userId: "u" })).type.toBe<Streams<SkillGroup.SkillGroup>>()
    // @ts-expect-error 'pageNumber' does not exist
    void Users.getUsersQuery({ pageNumber: 2 })
    // @ts-expect-error Type '"descending"' is not assignable
    void Users.getUsersQuery({ sortOrder: "descending" })
  })

  test("that document several statuses have one success, undefined with 204 only", () => {
    const body = { schemaId: "s", attributes: { shoeSize: 42 } }
    expect(Users.patchUserCustomattributes({ userId: "u", body })).type.toBe<
      Returns<CustomAttributes.UserCustomAttributes | undefined>
    >()
    expect(Users.putUserCustomattributes({ userId: "u", body })).type.toBe<
      Returns<CustomAttributes.UserCustomAttributes>
    >()
    expect(Users.postUserExternalid({ userId: "u", body: { authorityName: "hr", externalKey: "7" } })).type.toBe<
      Returns<ReadonlyArray<ExternalId.UserExternalIdentifier>>
    >()
    expect(Users.getAnalyticsUsersDetailsJob({ jobId: "j" })).type.toBe<Returns<AnalyticsJob.AsyncQueryStatus>>()
  })

  test("that are previews are called like others", () => {
    expect(Users.postUsersSearchConversationTarget({ body: {} })).type.toBe<Returns<Search.UsersSearchResponse>>()
    expect(Users.postUsersSearchConversationTarget.items({ body: {} })).type.toBe<Streams<User.User>>()
    expect(Users.postUsersSearchConversationTarget.endpoint.preview).type.toBe<boolean>()
  })

  test("require their repeated keys, bodies and placeholders", () => {
    expect(Users.getUserCustomattributesBulk({ userId: "u", schemaIds: ["s"] })).type.toBe<
      Returns<ReadonlyArray<{ readonly [key: string]: unknown }>>
    >()
    expect(Users.postUsersMeVerifiersWebauthnRegisterOptions()).type.toBe<
      Returns<WebAuthn.BeginWebAuthnRegistrationResponse>
    >()
    expect(Users.deleteUsersStationsMeAssociatedstation()).type.toBe<Returns<void>>()
    // @ts-expect-error Property 'schemaIds' is missing
    void Users.getUserCustomattributesBulk({ userId: "u" })
    // @ts-expect-error Property 'body' is missing
    void Users.postAuthorizationSubjectBulkadd({ subjectId: "u" })
    // @ts-expect-error Type '"USER"' is not assignable
    void Users.postAuthorizationSubjectBulkadd({ subjectId: "u", subjectType: "USER", body: { grants: [] } })
    // @ts-expect-error Property 'roleId' is missing
    void Users.postAuthorizationSubjectDivisionRole({ subjectId: "u", divisionId: "d" })
  })
})

describe("pages and items", () => {
  test("have the type of their items", () => {
    expect(Users.getUsers.items()).type.toBe<Stream.Stream<User.User, Errors, PureCloud.PureCloud>>()
    expect(Users.getUsers.pages({ state: "active" }, { concurrency: 8, pageSize: 500, startPage: 2 })).type.toBe<
      Stream.Stream<User.UserEntityListing, Errors, PureCloud.PureCloud>
    >()
    expect(Users.getUserQueues.items).type.not.toBeCallableWith()
  })

  test("exist only if the operation is paged", () => {
    expect(Users.getUser).type.not.toHaveProperty("items")
    expect(Users.getUserSuperiors).type.not.toHaveProperty("pages")
    // @ts-expect-error Expected 1-2 arguments, but got 0
    void Users.getUserQueues.items()
    type Paged = {
      [K in keyof typeof Users]: (typeof Users)[K] extends { readonly items: unknown } ? K : never
    }[keyof typeof Users]
    expect<Paged>().type.toBe<
      | "getUsers"
      | "getProfilesUsers"
      | "getUserFavorites"
      | "getUserQueues"
      | "getUserRoutinglanguages"
      | "getUserRoutingskills"
      | "getUserTrustors"
      | "postUsersSearch"
      | "postAnalyticsUsersDetailsQuery"
      | "getUsersSearch"
      | "getUsersQuery"
      | "postAnalyticsUsersActivityQuery"
      | "getAnalyticsUsersAggregatesJobResults"
      | "getAnalyticsUsersDetailsJobResults"
      | "getAuthorizationDivisionspermittedPagedMe"
      | "getAuthorizationDivisionspermittedPagedSubjectId"
      | "getUsersChatsMe"
      | "getUsersDevelopmentActivities"
      | "getUsersDevelopmentActivitiesMe"
      | "postUsersSearchConversationTarget"
      | "postUsersSearchQueuemembersManage"
      | "postUsersSearchTeamsAssign"
      | "getUserSkillgroups"
    >()
  })
})

describe("an enriched export", () => {
  const takes = (_: { readonly user: User.User; readonly error: Errors }) => Effect.void

  class Seats extends Context.Tag("Seats")<Seats, { readonly of: (email: string | undefined) => string }>() {}

  const enriched = ExportFile.writeEnriched(
    Users.getUsers,
    Export.enrich({
      roles: ({ id }) => Effect.map(Users.getUserRoles({ userId: id }), ({ roles = [] }) => roles.length),
      seat: (user) => Effect.map(Seats, (seats) => seats.of(user.email))
    }, {
      onFailure: (user, error) => takes({ user, error })
    }),
    { path: "users.csv", format: Export.csv({ columns: ["id", "manager.id", "roles", "seat"] }) }
  )

  test("has the requirements of its joins, and columns for their results", () => {
    expect(enriched).type.toBe<
      Effect.Effect<
        ExportFile.Report,
        Errors | PureCloudError.ExportError,
        Seats | PureCloud.PureCloud | FileSystem | Path
      >
    >()
    const join = Export.enrich({ seat: (_: User.User) => Effect.succeed(1) }, { onFailure: () => Effect.void })
    void ExportFile.writeEnriched(Users.getUsers, join, {
      path: "users.csv",
      // @ts-expect-error Type '"seats"' is not assignable
      format: Export.csv({ columns: ["seats"] })
    })
  })
})

describe("withRetry, withTimeout and withHeaders", () => {
  type Effects = Effect.Effect<User.User, Errors, PureCloud.PureCloud>
  type Streams = Stream.Stream<User.User, Errors, PureCloud.PureCloud>

  const user = Users.getUser({ userId: "u" })
  const users = Users.getUsers.items()

  test("return an effect for an effect, and a stream for a stream", () => {
    expect(PureCloud.withRetry(user, { attempts: 1 })).type.toBe<Effects>()
    expect(PureCloud.withRetry(users, { attempts: 1 })).type.toBe<Streams>()
    expect(user.pipe(PureCloud.withRetry({ attempts: 1 }))).type.toBe<Effects>()
    expect(users.pipe(PureCloud.withTimeout("1 seconds"), PureCloud.withRetry({ attempts: 1 }))).type.toBe<Streams>()
    expect(PureCloud.withTimeout(user, "1 seconds")).type.toBe<Effects>()
    expect(PureCloud.withHeaders(user, { "x-a": "1" })).type.toBe<Effects>()
    expect(users.pipe(PureCloud.withHeaders({ "x-a": "1" }))).type.toBe<Streams>()
    expect(PureCloud.withTimeout(Effect.succeed(1), 1)).type.toBe<Effect.Effect<number, never, PureCloud.PureCloud>>()
  })

  test("work in generic functions", () => {
    const once = <A, E, R>(self: Effect.Effect<A, E, R>): Effect.Effect<A, E, R | PureCloud.PureCloud> =>
      PureCloud.withRetry(self, { attempts: 1 })
    expect(once(user)).type.toBe<Effects>()
  })
})

describe("layers", () => {
  const auth = Auth.layerClientCredentials({ clientId: "c", clientSecret: Redacted.make("s") })

  type Client = Layer.Layer<PureCloud.PureCloud, ConfigError.ConfigError, HttpClient>

  test("need an HttpClient only", () => {
    expect(PureCloud.layer({ auth })).type.toBe<Client>()
    expect(PureCloud.layerConfig()).type.toBe<Client>()
    expect(PureCloud.make({ auth })).type.toBe<
      Effect.Effect<PureCloud.Service, ConfigError.ConfigError, HttpClient | Scope.Scope>
    >()
  })

  test("take a config for each option, and any string as the environment", () => {
    expect(PureCloud.layerConfig({ environment: Config.string("REGION"), decode: Config.succeed("strict") })).type
      .toBe<Client>()
    expect(PureCloud.layerConfig(Config.succeed({ auth, retry: { attempts: 1 } }))).type.toBe<Client>()
    expect(PureCloud.layerConfig({ retry: { attempts: Config.integer("ATTEMPTS") } })).type.toBe<Client>()
    expect(Auth.layerConfig({ clientId: Config.string("ID") })).type.toBe<
      Layer.Layer<Auth.Auth, ConfigError.ConfigError, HttpClient | PureCloudConfig.PureCloudConfig>
    >()
    expect(Redis.layerConfig({ timeout: Config.duration("TIMEOUT") })).type.toBe<
      Layer.Layer<Redis.Redis, ConfigError.ConfigError>
    >()
    // @ts-expect-error Type 'Config<string>' is not assignable
    PureCloud.layerConfig({ decode: Config.string("DECODE") })
  })

  test("refuse an unknown environment, and a secret that is not Redacted", () => {
    expect(PureCloud.layer({ auth, environment: "eu-west-1" })).type.toBe<Client>()
    // @ts-expect-error Type '"mypurecloud.fr"' is not assignable
    PureCloud.layer({ auth, environment: "mypurecloud.fr" })
    // @ts-expect-error Type 'string' is not assignable to type 'Redacted<string>'
    Auth.layerClientCredentials({ clientId: "c", clientSecret: "s" })
  })
})
