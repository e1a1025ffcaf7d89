import { parseCsv } from "@/lib/core/csv"

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

type Field = Exclude<keyof Given, "line">

/** What columns are called, in any case; spaces, dashes and dots aside. */
const columnNames: Record<Field, readonly string[]> = {
  email: ["email", "emailaddress", "mail", "address", "emailadresse", "mailadresse", "adresse"],
  name: ["name", "fullname", "displayname", "vollername"],
  role: ["role", "rolle"],
  permissions: ["permissions", "permission", "berechtigungen", "berechtigung"],
  message: ["message", "nachricht"],
  expires_in_days: ["expiresindays", "days", "tage"],
}

const fields = Object.keys(columnNames) as Field[]
const fieldOf = (header: string): Field | undefined =>
  fields.find((field) => columnNames[field].includes(header.toLowerCase().replace(/[\s_.-]/g, "")))

const empty = { email: "", name: "", role: "", permissions: "", message: "", expires_in_days: "" }
const isAddress = (text: string) => /\S@\S/.test(text)

/** Rows, and the columns that nobody asked for; or the first line of a table that has no column of addresses. */
export type Table = { rows: Given[]; unknown: string[] } | { wrong: string[] }

/** Reads a table. Without a line of names, the first column with an address is that, the others name and role. */
function readTable(cells: readonly string[][]): Table {
  const [first = []] = cells
  const named = first.map(fieldOf)
  if (!first.some(isAddress) && !named.includes("email")) return { wrong: first.filter(Boolean) }
  const headed = named.includes("email") && !first.some(isAddress)
  const columns = headed ? named : unnamed(first)
  const unknown = headed ? first.filter((header, i) => header && !named[i]) : []
  const rows = cells.slice(headed ? 1 : 0).map((row, i) => {
    const given: Given = { line: i + (headed ? 2 : 1), ...empty }
    for (const [at, field] of columns.entries()) if (field) given[field] ||= row[at] ?? ""
    return given
  })
  return { rows, unknown }
}

function unnamed(first: readonly string[]): (Field | undefined)[] {
  const at = first.findIndex(isAddress)
  const rest: Field[] = ["name", "role"]
  return first.map((_, i) => (i === at ? "email" : rest.shift()))
}

/** Reads a CSV file, or what was copied from a spreadsheet. */
export const readCsv = (text: string): Table => readTable(parseCsv(text))

/** Reads addresses between commas, semicolons and lines, also as `Name <address>`; or a table that was pasted. */
export function readList(text: string): Table {
  const first = /\S.*/.exec(text)?.[0] ?? ""
  if (
    first.includes("\t") ||
    (!isAddress(first) && first.split(/[,;]/).some((cell) => fieldOf(cell.trim()) === "email"))
  )
    return readCsv(text)
  const rows = text.split(/\r\n?|\n/).flatMap((line, i) => entries(line).map((entry) => ({ line: i + 1, ...entry })))
  return { rows, unknown: [] }
}

function entries(line: string): Omit<Given, "line">[] {
  const parts = line.match(/(?:"[^"]*"|<[^>]*>|[^,;"<]|["<])+/g) ?? []
  return parts
    .map((part) => part.trim())
    .filter(Boolean)
    .flatMap(entry)
}

function entry(part: string): Omit<Given, "line">[] {
  const [, name = "", email = ""] = /^(.*)<([^<>]*)>$/.exec(part) ?? []
  if (email) return [{ ...empty, email: email.trim(), name: name.trim().replace(/^"(.*)"$/, "$1") }]
  const words = part.split(/\s+/)
  return words.every(isAddress) ? words.map((word) => ({ ...empty, email: word })) : [{ ...empty, email: part }]
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
