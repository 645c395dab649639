/**
 * The documentation site: its links, and its pages in a browser without a network. Run by `npm run test:browser`, which
 * builds the site first.
 */
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import * as Fs from "node:fs"
import * as Path from "node:path"
import { pathToFileURL } from "node:url"
import * as Chromium from "./chromium.js"

const site = Path.resolve(import.meta.dirname, "../../tmp/site")

if (!Fs.existsSync(site)) throw new Error("tmp/site is missing. Write it with npm run docs")

const filesOf = (folder: string): ReadonlyArray<string> =>
  Fs.readdirSync(folder, { encoding: "utf8", recursive: true }).map((name) => Path.join(folder, name))

/** The targets of the links and images of a page. */
const linksOf = (html: string): ReadonlyArray<string> =>
  [...html.matchAll(/<(?:a|link|script|img|use)\b[^>]*?\s(?:href|src)="([^"]*)"/g)].map(([, link = ""]) =>
    link.replaceAll("&amp;", "&")
  )

const anchorsOf = (html: string): ReadonlySet<string> =>
  new Set([...html.matchAll(/\s(?:id|name)="([^"]*)"/g)].map(([, id = ""]) => id))

describe("the documentation site", () => {
  const pages = new Map(
    filesOf(site).filter((name) => name.endsWith(".html")).map((name) => [name, Fs.readFileSync(name, "utf8")])
  )

  it("has no dead link", () => {
    const anchors = new Map<string, ReadonlySet<string>>()
    const isThere = (page: string, link: string): boolean => {
      const [path = "", fragment = ""] = link.split("#")
      const target = path === "" ? page : Path.resolve(Path.dirname(page), decodeURIComponent(path))
      const html = pages.get(target)
      if (html === undefined) return Fs.existsSync(target)
      if (fragment === "") return true
      if (!anchors.has(target)) anchors.set(target, anchorsOf(html))
      return anchors.get(target)!.has(decodeURIComponent(fragment))
    }
    const links = [...pages].flatMap(([page, html]) =>
      linksOf(html).flatMap((link) => /^[a-z]+:/.test(link) ? [] : [{ page, link }])
    )
    assert.isAbove(links.length, 10_000)
    const dead = links.filter(({ link, page }) => !isThere(page, link))
    assert.deepStrictEqual(dead.map(({ link, page }) => `${Path.relative(site, page)}: ${link}`), [])
  })

  it("has a page for each guide and each module", () => {
    const root = Path.resolve(site, "../..")
    const titles = new Set(
      [...pages.values()].map((html) => /<title>([^|<]*)\|/.exec(html)?.[1]?.trim().replaceAll("&#39;", "'"))
    )
    for (const name of Fs.readdirSync(Path.join(root, "docs")).filter((name) => name.endsWith(".md"))) {
      const text = Fs.readFileSync(Path.join(root, "docs", name), "utf8")
      assert.include(titles, /^title: (.*)$/m.exec(text)?.[1] ?? name.slice(0, -3))
    }
    for (const name of Fs.readdirSync(Path.join(root, "src")).filter((name) => /^[A-Z].*\.ts$/.test(name))) {
      assert.include(titles, name.slice(0, -3))
    }
  })
})

/** The address of a page of the site. */
const addressOf = (page: string): string => pathToFileURL(Path.join(site, page)).href

const textOf = (selector: string): string =>
  `document.querySelector(${JSON.stringify(selector)})?.innerText || undefined`

it.scopedLive("shows its start page, a guide and a module, and finds an operation", () =>
  Effect.gen(function*() {
    const tab = yield* Chromium.tab
    yield* tab.open(addressOf("index.html"))
    assert.include(yield* tab.until(textOf("h1")), "effect-purecloud")
    const navigation = yield* tab.until(
      `(() => {
        const names = Array.from(document.querySelectorAll("#tsd-nav-container a"), (link) => link.textContent)
        return names.length > 0 ? names : undefined
      })()`
    )
    assert.includeMembers(navigation as Array<string>, ["Users", "PureCloud", "Simulator"])

    yield* tab.open(addressOf("documents/Observability.html"))
    yield* tab.until(`document.querySelector("table td code") ? true : undefined`)
    assert.include(yield* tab.until(textOf("h1")), "Observability")

    yield* tab.open(addressOf("modules/PureCloud.html"))
    assert.include(yield* tab.until(textOf("h1")), "PureCloud")
    // The page handles clicks only after its scripts have run, so the click is repeated until the dialog is open.
    yield* tab.until(
      `document.querySelector("#tsd-search")?.open || (document.querySelector("#tsd-search-trigger")?.click(), undefined)`
    )
    const found = yield* tab.until(`(() => {
      const input = document.querySelector("#tsd-search-input")
      // Each event postpones the search.
      if (input.value === "") {
        input.value = "getUserRoutingskills"
        input.dispatchEvent(new Event("input"))
      }
      return document.querySelector("#tsd-search-results a")?.textContent || undefined
    })()`)
    assert.include(found, "getUserRoutingskills")
  }), 120_000)
