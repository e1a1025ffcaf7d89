import { isoSeconds } from "./schema"

/** Escapes a cell so that no spreadsheet reads it as a formula (OWASP CSV injection). */
export function csvCell(value: unknown): string {
  const text = String(value ?? "")
  const safe = /^[=+\-@\t\r\0]/.test(text) ? `'${text}` : text
  return /[",;\r\n']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** A line of a CSV file. Times are written as in the API, lists with spaces between. */
export const csvLine = (values: readonly unknown[]): string =>
  `${values.map((value) => csvCell(value instanceof Date ? isoSeconds(value) : Array.isArray(value) ? value.join(" ") : value)).join(",")}\r\n`

type CsvPage = { rows: readonly object[]; next_cursor: string | null }

/** A list as CSV (RFC 4180, UTF-8 with a byte order mark for spreadsheets), page by page. */
export async function* csvOfPages(
  columns: readonly string[],
  read: (cursor: string | undefined) => Promise<CsvPage>,
  cellsOf: (row: Record<string, unknown>) => readonly unknown[] = (row) => columns.map((name) => row[name]),
): AsyncGenerator<string> {
  yield `\ufeff${csvLine(columns)}`
  let cursor: string | undefined
  do {
    const { rows, next_cursor } = await read(cursor)
    yield rows.map((row) => csvLine(cellsOf({ ...row }))).join("")
    cursor = next_cursor ?? undefined
  } while (cursor)
}

/** A table row: its line number in the file, from 1, and its cells, trimmed. */
export type CsvRow = { line: number; cells: string[] }

export type Csv = {
  rows: CsvRow[]
  separator: string /** Whether the file declares it, by `sep=;`. */
  said: boolean
}

/**
 * Parses CSV (RFC 4180): quoted cells with doubled quotes and line breaks, any line ending, a byte order mark. The
 * separator is what `sep=` names in the first line, otherwise the most frequent in it: comma, semicolon or tab. Empty
 * lines are left out, and counted.
 * @param most rows to read; the rest of the text is ignored
 */
export function parseCsv(given: string, most = Number.POSITIVE_INFINITY): Csv {
  const text = given.replace(/^\ufeff/, "")
  const [directive = "", named] = /^"?sep=([,;\t|])"?[ \t]*(?:\r\n?|\n|$)/i.exec(text) ?? []
  const separator = named ?? separatorOf(text)
  const rows: CsvRow[] = []
  let row = { line: directive ? 2 : 1, cells: [] as string[] }
  let line = row.line
  for (let at = directive.length; at <= text.length && rows.length < most; ) {
    const { cell, end } = cellAt(text, at, separator)
    row.cells.push(cell.trim())
    line += breaksIn(text.slice(at, end))
    if (text[end] !== separator || end >= text.length) {
      if (row.cells.some(Boolean)) rows.push(row)
      if (end < text.length) line++
      row = { line, cells: [] }
    }
    at = text[end] === "\r" && text[end + 1] === "\n" ? end + 2 : end + 1
  }
  return { rows, separator, said: named !== undefined }
}

/** Reads a cell from `at` on, and the position of the separator, line break or end after it. */
function cellAt(text: string, at: number, separator: string): { cell: string; end: number } {
  const open = /[^\S\r\n\t]*"/y
  open.lastIndex = at
  if (!open.test(text)) {
    const end = plainEnd(text, at, separator)
    return { cell: text.slice(at, end), end }
  }
  let cell = ""
  let from = open.lastIndex
  for (;;) {
    const quote = text.indexOf('"', from)
    if (quote < 0) return { cell: cell + text.slice(from), end: text.length }
    cell += text.slice(from, quote)
    if (text[quote + 1] !== '"') {
      const end = plainEnd(text, quote + 1, separator)
      return { cell: cell + text.slice(quote + 1, end), end }
    }
    cell += '"'
    from = quote + 2
  }
}

function plainEnd(text: string, at: number, separator: string): number {
  for (let end = at; end < text.length; end++) {
    const c = text[end]
    if (c === separator || c === "\n" || c === "\r") return end
  }
  return text.length
}

const breaksIn = (text: string) => text.match(/\r\n?|\n/g)?.length ?? 0

function separatorOf(text: string): string {
  const first = /[^\r\n]*\S[^\r\n]*/.exec(text)?.[0].replace(/"[^"]*"/g, "") ?? ""
  const count = (c: string) => first.split(c).length
  return [",", ";", "\t"].reduce((best, c) => (count(c) > count(best) ? c : best))
}
