import { assert, describe, it } from "@effect/vitest"
import type * as Endpoint from "effect-purecloud/Endpoint"
import * as Endpoints from "effect-purecloud/endpoints/index"
import * as Router from "../../../src/simulator/engine/router.js"

describe("router", () => {
  it("finds every endpoint by its path", () => {
    const endpoints: ReadonlyArray<Endpoint.Any> = Object.values(Endpoints)
    const router = Router.make(endpoints.map((endpoint) => [endpoint, endpoint.id] as const))
    for (const { id, method, path, pathParams } of endpoints) {
      const match = router(method, path.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(`${name} /é`)))
      assert.deepStrictEqual(match, {
        _tag: "Found",
        value: id,
        path: Object.fromEntries(Object.keys(pathParams).map((name) => [name, `${name} /é`]))
      })
    }
    assert.strictEqual(router("GET", "/api/v2/users/me")._tag, "Found")
    assert.deepStrictEqual(router("POST", "/api/v2/users/me"), { _tag: "WrongMethod", allowed: ["GET"] })
    for (const path of ["", "/", "/api", "/api/v2/users/", "/api/v2/users/%E0%A4%A", "/api/v2/users/a/b/c/d"]) {
      assert.strictEqual(router("GET", path)._tag, "NotFound", path)
    }
  })
})
