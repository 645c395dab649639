import { valueAt } from "../schema/json.js"

/*
 * Encodes CSV (RFC 4180): lines end with CRLF, and cells are quoted if needed.
 */

/** Options of the CSV format. */
export interface Options {
  readonly columns: ReadonlyArray<string>
  readonly guardFormulas: boolean
}

/** Encodes the line of the column names. */
export const header = ({ columns, guardFormulas }: Options): string => line(columns, guardFormulas)

/** Makes the function that encodes rows. */
export const encoder = ({ columns, guardFormulas }: Options): (rows: Iterable<unknown>) => string => {
  const paths = columns.map((column) => column.split("."))
  return (rows) => {
    let lines = ""
    for (const row of rows) lines += line(paths.map((path) => path.reduce(valueAt, row)), guardFormulas)
    return lines
  }
}

const line = (cells: ReadonlyArray<unknown>, guardFormulas: boolean): string => {
  const text = cells.map((value) => cell(value, guardFormulas)).join(",")
  // Most readers ignore an empty line.
  return `${text === "" ? "\"\"" : text}\r\n`
}

const cell = (value: unknown, guardFormulas: boolean): string => {
  if (value === undefined || value === null) return ""
  if (typeof value !== "string") return quote(typeof value === "object" ? JSON.stringify(value) : String(value))
  return quote(guardFormulas && formula.test(value) ? `'${value}` : value)
}

/** Matches text that a spreadsheet may run as a formula, also after white space and with full-width characters. */
const formula = /^(?:[\s\0]*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n])/

const quote = (text: string): string => /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll("\"", "\"\"")}"` : text
