import { type CsvRow, parseCsv } from "@/lib/core/csv"
import { isAddress, readAddresses } from "./addresses"
import { type Column, columnsOf, type Field } from "./headers"

/** Input for one person, typed or from a file; empty strings for missing values. */
export type Given = {
  line: number
  email: string
  name: string
  role: string
  permissions: string
  message: string
  expires_in_days: string
}

/** A table as given. The meaning of its columns is read from the header, guessed, or selected. */
export type Sheet = {
  header: readonly string[] | null
  rows: readonly CsvRow[]
  columns: readonly Column[]
  /** Whether the header says which column contains the address. */
  known: boolean
}

/** A list: people in sequence, or a table. */
export type Parsed = { people: Given[] } | { sheet: Sheet }

/** Parses pasted text and files. */
export function parsePeople(text: string, most?: number): Parsed {
  const { rows, separator, said } = parseCsv(text, most)
  const [first] = rows
  if (!first) return { people: [] }
  const columns = columnsOf(first.cells)
  if (columns.includes("email") && !first.cells.some(isAddress))
    return { sheet: { header: first.cells, rows: rows.slice(1), columns, known: true } }
  if (!said && !isTable(rows, separator, text)) return { people: readAddresses(text, most).map(given) }
  return { sheet: guess(rows) }
}

const given = ({ line, email, name }: Pick<Given, "line" | "email" | "name">): Given => ({
  ...empty,
  line,
  email,
  name,
})
const empty = { email: "", name: "", role: "", permissions: "", message: "", expires_in_days: "" }

/** Whether lines have the same columns, with at most one address each, in the same position; or no address at all. */
function isTable(rows: readonly CsvRow[], separator: string, text: string): boolean {
  const width = rows[0]?.cells.length ?? 0
  const places = rows.map(({ cells }) => cells.flatMap((cell, i) => (isAddress(cell) ? [i] : [])))
  if (width < 2 || /<[^<>@]*@[^<>@]*>/.test(text) || places.some((at) => at.length > 1)) return false
  if (separator === "\t") return true
  const some = new Set(places.flat())
  return rows.length > 1 && rows.every(({ cells }) => cells.length === width) && some.size <= 1
}

/** Guesses the columns: the one with most addresses is the address; without a header, name and role follow. */
function guess(rows: readonly CsvRow[]): Sheet {
  const first = rows[0]?.cells ?? []
  const counts = first.map((_, i) => rows.filter(({ cells }) => isAddress(cells[i] ?? "")).length)
  const at = counts.indexOf(Math.max(1, ...counts))
  const headed = !first.some(isAddress)
  const rest: Column[] = ["name", "role"]
  const columns = headed ? columnsOf(first) : first.map((_, i): Column => (i === at ? "email" : (rest.shift() ?? "")))
  if (at >= 0) columns[at] = "email"
  return { header: headed ? first : null, rows: headed ? rows.slice(1) : rows, columns, known: false }
}

/** The people of a table, and the headers of ignored columns. */
export function peopleOf({ rows, header }: Sheet, columns: readonly Column[]): { rows: Given[]; unknown: string[] } {
  const cellOf = ({ cells }: CsvRow, field: Field) => {
    const at = columns.indexOf(field)
    return at < 0 ? "" : (cells[at] ?? "")
  }
  const people = rows.map((row): Given => {
    const address = addressIn(cellOf(row, "email"))
    const parts = [cellOf(row, "first_name"), cellOf(row, "last_name")].filter(Boolean).join(" ")
    const terms = {
      role: cellOf(row, "role"),
      permissions: cellOf(row, "permissions"),
      message: cellOf(row, "message"),
    }
    return {
      line: row.line,
      email: address.email,
      name: cellOf(row, "name") || parts || address.name,
      ...terms,
      expires_in_days: cellOf(row, "expires_in_days"),
    }
  })
  return { rows: people, unknown: (header ?? []).filter((name, i) => name && !columns[i]) }
}

/** The one address of a cell, and the name beside it; a cell with several is left unchanged, to be corrected. */
function addressIn(cell: string): { email: string; name: string } {
  const [address, ...others] = readAddresses(cell)
  return address && others.length === 0 ? address : { email: cell, name: "" }
}

const roleWords: Record<string, string> = { mitglied: "member", gast: "guest", administrator: "admin" }

/** Maps the spellings of a role in files to the API's role. */
export function roleOf(text: string): string {
  const word = text
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, "_")
  return roleWords[word] ?? word
}
