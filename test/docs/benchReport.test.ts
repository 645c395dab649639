/**
 * The plot of the measurements, which the README shows.
 */
import { assert, it } from "@effect/vitest"
import { plot } from "../../bench/report.js"

it("has a color for each variant, and its legend is within the picture", () => {
  const variants = ["floor", "vendor", "HttpClient", "+ Schema", "with a tracer", "effect-purecloud"]
  const picture = plot([{
    row: { id: "call", title: "one call", metric: "cpu", base: "vendor", target: 1, variants: {} },
    figures: new Map(variants.map((name) => [name, [1]])),
    utilization: 0
  }])
  assert.notInclude(picture, "undefined")
  const [, width = "0"] = /viewBox="0 0 (\d+)/.exec(picture) ?? []
  const legend = [...picture.matchAll(/<text x="(\d+)"[^>]*>(● [^<]+)/g)]
  assert.isAtLeast(legend.length, variants.length)
  for (const [, x = "", label = ""] of legend) assert.isBelow(Number(x) + label.length * 7, Number(width), label)
})
