import { type CsvRow, parseCsv } from "@/lib/core/csv"
import { isAddress, readAddresses } from "./addresses"
import { type Column, columnsOf, type Field } from "./headers"

/** What somebody typed or a file said about one person; what is not said is empty. */
export type Given = {
  line: number
  email: string
  name: string
  role: string
  permissions: string
  message: string
  expires_in_days: string
}

/** A table, as it was given: what its columns hold is known by its header, guessed, or told by hand. */
export type Sheet = {
  header: readonly string[] | null
  rows: readonly CsvRow[]
  columns: readonly Column[]
  /** Whether the header itself says which column holds the address. */
  known: boolean
}

/** What a list is: people one after another, or a table. */
export type Parsed = { people: Given[] } | { sheet: Sheet }

/** One parser for what is pasted and for files. */
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

/** Whether lines have the same columns, with one address each at the same place at most, or none at all to go by. */
function isTable(rows: readonly CsvRow[], separator: string, text: string): boolean {
  const width = rows[0]?.cells.length ?? 0
  const places = rows.map(({ cells }) => cells.flatMap((cell, i) => (isAddress(cell) ? [i] : [])))
  if (width < 2 || /<[^<>@]*@[^<>@]*>/.test(text) || places.some((at) => at.length > 1)) return false
  if (separator === "\t") return true
  const some = new Set(places.flat())
  return rows.length > 1 && rows.every(({ cells }) => cells.length === width) && some.size <= 1
}

/** A table whose header does not say: the column with most addresses is theirs; without a header, name and role follow. */
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

/** The people of a table, and the headers of columns that are left out. */
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

/** The one address of a cell, and the name beside it; a cell with several is left as it is, to be corrected. */
function addressIn(cell: string): { email: string; name: string } {
  const [address, ...others] = readAddresses(cell)
  return address && others.length === 0 ? address : { email: cell, name: "" }
}

const roleWords: Record<string, string> = { mitglied: "member", gast: "guest", administrator: "admin" }

/** A role as the API calls it, from how it may stand in a file. */
export function roleOf(text: string): string {
  const word = text
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, "_")
  return roleWords[word] ?? word
}
