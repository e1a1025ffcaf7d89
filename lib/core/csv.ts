/** A cell that no spreadsheet takes for a formula (OWASP CSV injection). */
export function csvCell(value: unknown): string {
  const text = String(value ?? "")
  const safe = /^[=+\-@\t\r\0]/.test(text) ? `'${text}` : text
  return /[",;\r\n']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** A file as bytes: UTF-8 or UTF-16 with a byte order mark, UTF-8 without, else what spreadsheets of Windows write. */
export function decodeText(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder("utf-16be").decode(bytes)
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder("windows-1252").decode(bytes)
  }
}

/**
 * Reads CSV (RFC 4180): quoted cells with doubled quotes and line breaks, any line ending, a byte order mark. The
 * separator is what the first line has most of: comma, semicolon or tab. Lines without text are left out.
 * @returns the cells of each line, trimmed
 */
export function parseCsv(given: string): string[][] {
  const text = given.replace(/^\ufeff/, "")
  const separator = separatorOf(text)
  const rows: string[][] = []
  let row: string[] = []
  let cell = ""
  let quoted = false
  for (let i = 0; i < text.length; i++) {
    const c = text[i] ?? ""
    if (quoted) {
      if (c !== '"') cell += c
      else if (text[i + 1] === '"') cell += text[++i]
      else quoted = false
    } else if (c === '"' && cell.trim() === "") {
      cell = ""
      quoted = true
    } else if (c === separator) {
      row.push(cell)
      cell = ""
    } else if (c === "\n" || c === "\r") {
      rows.push([...row, cell])
      row = []
      cell = ""
    } else cell += c
  }
  rows.push([...row, cell])
  return rows.map((cells) => cells.map((one) => one.trim())).filter((cells) => cells.some(Boolean))
}

function separatorOf(text: string): string {
  const first = /[^\r\n]*\S[^\r\n]*/.exec(text)?.[0].replace(/"[^"]*"/g, "") ?? ""
  const count = (c: string) => first.split(c).length
  return [",", ";", "\t"].reduce((best, c) => (count(c) > count(best) ? c : best))
}
