/**
 * The table and the plot of the measurements.
 */
import * as Os from "node:os"
import { ours, type Row } from "./sample.js"

export interface Measured {
  readonly row: Row
  /** Measured values by variant, one for each round. */
  readonly figures: Map<string, ReadonlyArray<number>>
  /** The largest utilization of the service in a sample, between 0 and 1. */
  utilization: number
}

const median = (values: ReadonlyArray<number>): number => {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length / 2
  return ((sorted[Math.ceil(middle) - 1] ?? NaN) + (sorted[Math.floor(middle)] ?? NaN)) / 2
}

interface Result {
  readonly median: number
  readonly min: number
  readonly max: number
}

/**
 * Returns the values of a variant divided by those of the base in the same round. For `speed`, base divided by variant.
 */
const resultOf = ({ figures, row: { base, metric } }: Measured, variant: string): Result | undefined => {
  const own = figures.get(variant)
  if (own === undefined) return undefined
  const values = own.map((figure, round) => {
    const other = base === undefined ? undefined : figures.get(base)?.[round] ?? NaN
    return other === undefined ? figure : metric === "speed" ? other / figure : figure / other
  })
  return { median: median(values), min: Math.min(...values), max: Math.max(...values) }
}

/** The columns of the table, with their colors in the plot. */
const colors: ReadonlyArray<readonly [column: string, color: string]> = [
  ["floor", "#999"],
  ["vendor", "#d62728"],
  ["HttpClient", "#8c564b"],
  ["+ Schema", "#9467bd"],
  ["+ retry, timeout, span", "#7f7f7f"],
  ["HttpApiClient", "#e377c2"],
  ["without NodeHttp", "#17becf"],
  ["with a tracer", "#bcbd22"],
  [ours, "#1f77b4"]
]

const columns = colors.map(([column]) => column)

/**
 * Returns the result of this package. If a row has other variants, all of them are of this package, and the worst
 * counts.
 */
const ownResultOf = (measured: Measured): Result | undefined => {
  const others = [...measured.figures.keys()].filter((name) => !columns.includes(name))
  if (others.length === 0) return resultOf(measured, ours)
  return others.flatMap((name) => resultOf(measured, name) ?? []).reduce((a, b) => a.median > b.median ? a : b)
}

const resultIn = (measured: Measured, column: string): Result | undefined =>
  column === ours ? ownResultOf(measured) : resultOf(measured, column)

const isMet = ({ metric, target }: Row, result: Result) =>
  metric === "speed" ? result.median >= target : result.median <= target

const number = (value: number) => value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2)

const unitOf = ({ metric }: Row) => metric === "ms" || metric === "KB" || metric === "MB" ? ` ${metric}` : ""

const cell = (measured: Measured, column: string): string => {
  const result = resultIn(measured, column)
  if (result === undefined) return ""
  const spread = column !== ours || result.min === result.max ? "" : ` (${number(result.min)}–${number(result.max)})`
  return number(result.median) + unitOf(measured.row) + spread
}

const targetCell = (measured: Measured): string => {
  const result = ownResultOf(measured)
  return result !== undefined && isMet(measured.row, result) ? `**${targetOf(measured.row)}**` : targetOf(measured.row)
}

const targetOf = (row: Row) => `${row.metric === "speed" ? "≥" : "≤"} ${row.target}${unitOf(row)}`

/** Returns the text of a row, which is printed when the row has been measured. */
export const line = (measured: Measured): string => {
  const cells = columns.flatMap((name) => cell(measured, name) === "" ? [] : [`${name} ${cell(measured, name)}`])
  return `${measured.row.id}: ${cells.join(", ")}; target ${targetCell(measured)}`
}

const machine = () =>
  `${Os.cpus().length} × ${Os.cpus()[0]?.model}, ${
    Math.round(Os.totalmem() / 2 ** 30)
  } GiB, Node ${process.versions.node}`

const date = () => new Date().toISOString().slice(0, 10)

const titleOf = ({ metric, title }: Row) => metric === "speed" ? `${title}: times as fast` : title

/** Aligns the columns like the formatter of the README. */
const aligned = ([head = [], ...rows]: ReadonlyArray<ReadonlyArray<string>>): ReadonlyArray<string> => {
  const widths = head.map((_, i) => Math.max(3, ...[head, ...rows].map((cells) => cells[i]?.length ?? 0)))
  const lineOf = (cells: ReadonlyArray<string>) =>
    `| ${cells.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(" | ")} |`
  return [lineOf(head), lineOf(widths.map((width) => "-".repeat(width))), ...rows.map(lineOf)]
}

export const table = (all: ReadonlyArray<Measured>): string => {
  const used = columns.filter((name) => all.some((measured) => cell(measured, name) !== ""))
  return [
    `${machine()}, ${date()}. CPU time of a process, divided by that of the vendor's SDK, unless a row says otherwise: the`,
    "median of interleaved rounds, with the minimum and the maximum in brackets. A bold target is met. The last column is",
    "the maximum utilization of the service.",
    "",
    ...aligned([
      ["", ...used, "target", "service"],
      ...all.map((measured) => [
        titleOf(measured.row),
        ...used.map((name) => cell(measured, name)),
        targetCell(measured),
        measured.utilization === 0 ? "" : `${Math.round(measured.utilization * 100)} %`
      ])
    ]),
    ""
  ].join("\n")
}

const [start, end] = ["<!-- bench: start -->", "<!-- bench: end -->"]

/** Replaces the text between the two marks of a README with the table. */
export const inReadme = (readme: string, all: ReadonlyArray<Measured>): string => {
  const [before, after] = [readme.indexOf(start), readme.indexOf(end)]
  if (before < 0 || after < before) throw new Error(`the README has no ${start} and ${end}`)
  return `${readme.slice(0, before + start.length)}\n\n${table(all)}\n${readme.slice(after)}`
}

// -------------------------------------------------------------------------------------------------------------- plot

const [width, left, right, rowHeight, top] = [960, 400, 30, 24, 86]
const [least, most] = [0.1, 20]

/** Returns the horizontal position of a value, on a logarithmic scale. */
const x = (value: number): number => {
  const share = Math.log(Math.min(Math.max(value, least), most) / least) / Math.log(most / least)
  return left + share * (width - left - right)
}

const text = (x: number, y: number, anchor: string, content: string, color = "#333") =>
  `<text x="${x}" y="${y}" text-anchor="${anchor}" fill="${color}">${content.replaceAll("&", "&amp;")}</text>`

const dots = (measured: Measured, y: number): string => {
  const marks = colors.flatMap(([column, color]) => {
    const result = resultIn(measured, column)
    return result === undefined
      ? []
      : [`<circle cx="${x(result.median).toFixed(1)}" cy="${y}" r="${column === ours ? 6 : 4}" fill="${color}"/>`]
  })
  const target = x(measured.row.target).toFixed(1)
  return `<line x1="${target}" x2="${target}" y1="${y - 9}" y2="${y + 9}" stroke="#2a2" stroke-width="3"/>${
    marks.join("")
  }`
}

/** Plots the rows that are ratios, on a logarithmic scale. */
export const plot = (all: ReadonlyArray<Measured>): string => {
  const rows = all.filter(({ row }) => unitOf(row) === "")
  const height = top + rows.length * rowHeight + 40
  const grid = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20].map((value) =>
    `<line x1="${x(value)}" x2="${x(value)}" y1="${top - 10}" y2="${height - 30}" stroke="${
      value === 1 ? "#888" : "#ddd"
    }"/>` +
    text(x(value), height - 14, "middle", String(value))
  )
  const legend = colors.map(([column, color], i) =>
    text(20 + 180 * (i % 5), 44 + 18 * Math.floor(i / 5), "start", `● ${column}`, color)
  )
  const lines = rows.map((measured, i) => {
    const y = top + 8 + i * rowHeight
    return text(left - 12, y + 4, "end", titleOf(measured.row).replaceAll("`", "")) + dots(measured, y)
  })
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12">
<rect width="${width}" height="${height}" fill="#fff"/>
${text(20, 22, "start", `CPU time ÷ that of the vendor's SDK. The target is green. ${machine()}, ${date()}`)}
${[...legend, ...grid, ...lines].join("\n")}
</svg>
`
}
