import { csvCell } from "@/lib/core/csv"
import type { Row } from "./rows"

const columns = ["line", "email", "name", "role", "result", "reason"]

/** Returns the result of each row, as a file for spreadsheets. */
export function resultFile(rows: readonly Row[], tell: (row: Row) => { result: string; reason: string }): Blob {
  const lines = rows.map((row) => {
    const { result, reason } = tell(row)
    return [row.line, row.email, row.name, row.role, result, reason].map(csvCell).join(",")
  })
  return new Blob([`\ufeff${[columns.join(","), ...lines].join("\r\n")}\r\n`], { type: "text/csv;charset=utf-8" })
}

/** Downloads a file. */
export function download(name: string, file: Blob): void {
  const url = URL.createObjectURL(file)
  const link = Object.assign(document.createElement("a"), { href: url, download: name })
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
