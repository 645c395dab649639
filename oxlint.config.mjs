import { readdirSync } from "node:fs"
import { posix } from "node:path"

/*
 * The rules of the code. Which file may import which is the table `floors`: imports go downwards only.
 */

/**
 * Floors of `src`, lowest first. A file may import what its own floor and the floors before it hold. Each folder has an
 * entry, also a folder within a folder.
 */
export const floors = [
  ["internal/schema"],
  ["models"],
  ["Permissions", "Pagination"],
  ["Endpoint"],
  ["endpoints", "endpoints/catalog"],
  ["Environment", "PureCloudError"],
  ["PureCloudConfig"],
  ["internal/telemetry"],
  ["PureCloudMetrics"],
  ["internal/http"],
  ["RateLimiter"],
  ["internal/auth"],
  ["Auth"],
  ["internal/client"],
  ["PureCloud"],
  ["Users", "Catalog"],
  ["AtomicStore"],
  ["internal/storage"],
  ["internal/users", "internal/openapi"],
  ["UserUpdate", "UserLookup", "UserAnalytics", "UserBulk", "Export", "ExportFile", "ExportJob", "OpenApi"],
  ["internal/workflow"],
  ["Workflow"],
  ["index"],
  ["simulator/engine"],
  ["simulator/data"],
  ["simulator/handlers"],
  ["simulator"],
  ["Simulator"],
  ["internal/nodeHttp"],
  ["NodeHttp"],
  ["internal/redis"],
  ["Redis"],
  ["internal/sql"],
  ["Sql"],
  ["bin", "bin/cli"]
]

for (const name of readdirSync(new URL("src", import.meta.url))) {
  if (name.endsWith(".ts") && !floors.flat().includes(posix.basename(name, ".ts"))) {
    throw new Error(`src/${name} is on no floor: add it to the table in oxlint.config.mjs`)
  }
}

/** Folders and modules that do not know of single operations, although the declarations are on a lower floor. */
export const general = ["Environment", "PureCloudConfig", "internal/http", "internal/auth", "internal/client"]

const isModule = (entry) => /^[A-Z]|^index$/.test(posix.basename(entry))

/** Returns the pattern of all imports from `entry` to `target`, as they are written in a file of `entry`. */
const importOf = (entry, target) => {
  const from = isModule(entry) ? posix.dirname(entry) : entry
  const path = posix.relative(from, target)
  const written = path.startsWith(".") ? path : `./${path}`
  return isModule(target) ? `${written}.js` : `${written}/*.js`
}

const restrictedImports = (entry, patterns) => [
  "error",
  {
    paths: [
      { name: "effect", message: "Import effect/Module." },
      { name: "@effect/platform", message: "Import @effect/platform/Module." }
    ],
    patterns: [
      { regex: "^(\\./|\\.\\./)+index\\.js$", message: "Import the module, not the barrel." },
      { regex: "^effect-purecloud", message: "Import ./Module.js." },
      ...(/nodeHttp$/i.test(entry)
        ? [{ regex: "^@effect/(platform-node|cli)", message: "It needs undici only." }]
        : [{
          regex: "^node:|^undici$|^@effect/(platform-node|cli)",
          message: "Only src/bin and NodeHttp may depend on Node."
        }]),
      ...patterns
    ]
  }
]

const overrideOf = (entry, floor) => {
  const above = floors.slice(floor + 1).flat()
  const operations = general.includes(entry) ? ["models", "endpoints", "endpoints/catalog"] : []
  const group = [...above, ...operations].map((target) => importOf(entry, target))
  return {
    files: [isModule(entry) ? `src/${entry}.ts` : `src/${entry}/*.ts`],
    rules: {
      "no-restricted-imports": restrictedImports(entry, [
        ...(group.length === 0 ? [] : [{ group, message: "Imports go downwards: see docs/ARCHITECTURE.md." }]),
        ...(entry === "internal/schema"
          ? []
          : [{ regex: "^effect/SchemaAST$", message: "Only src/internal/schema reads syntax trees of schemas." }])
      ])
    }
  }
}

/**
 * `layer` of `@effect/vitest` replaces the functions of the `it` that all tests of a process share. Test files are not
 * isolated, so all later tests would share the runtime of the layer and its TestClock.
 */
const sharedLayer = "Later tests of the process would share its TestClock. Provide the layer in each test."

const layerImport = { name: "@effect/vitest", importNames: ["layer"], message: sharedLayer }

export default {
  plugins: ["typescript", "import", "unicorn", "oxc"],
  categories: { correctness: "error" },
  ignorePatterns: ["dist", "tmp"],
  rules: {
    "import/namespace": "off",
    "import/no-cycle": ["error", { ignoreTypes: false }],
    "import/no-duplicates": "error",
    "no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
    "typescript/consistent-type-imports": "error"
  },
  overrides: [
    {
      files: ["src/**", "examples/**"],
      rules: {
        "no-console": "error",
        "typescript/no-explicit-any": "error",
        "typescript/no-non-null-assertion": "error"
      }
    },
    {
      files: ["src/**"],
      rules: {
        "no-restricted-globals": [
          "error",
          "fetch",
          "process",
          "queueMicrotask",
          "setImmediate",
          "setInterval",
          "setTimeout"
        ],
        "no-restricted-properties": [
          "error",
          { object: "Date", property: "now", message: "Use Clock." },
          { object: "Math", property: "random", message: "Use Random." },
          { object: "globalThis", message: "Use Effect's services." }
        ]
      }
    },
    ...floors.flatMap((entries, floor) => entries.map((entry) => overrideOf(entry, floor))),
    { files: ["src/internal/**"], rules: { "typescript/no-explicit-any": "off" } },
    { files: ["src/index.ts"], rules: { "no-restricted-imports": "off" } },
    { files: ["src/bin/**"], rules: { "no-restricted-globals": "off", "no-restricted-imports": "off" } },
    {
      files: ["test/**", "examples/**", "bench/**"],
      rules: {
        "no-restricted-imports": [
          "error",
          {
            paths: [layerImport],
            patterns: [{ regex: "(src|effect-purecloud)/internal/", message: "Internal." }]
          }
        ],
        "no-restricted-properties": ["error", { object: "it", property: "layer", message: sharedLayer }]
      }
    },
    { files: ["test/internal/**"], rules: { "no-restricted-imports": ["error", { paths: [layerImport] }] } }
  ]
}
