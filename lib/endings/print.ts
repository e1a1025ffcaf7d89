import { type Column, columns } from "./columns"
import { endings } from "./table"

const titles = Object.keys(columns) as Column[]
const words = (name: string) => name.replaceAll("_", " ")

/** Returns the table "what ends when" as Markdown, for SECURITY.md. A dash marks what a row does not end. */
export function endingsAsMarkdown(): string {
  const rows = Object.entries(endings).map(([happening, row]) => [
    words(happening),
    ...titles.map((column) => (row as Partial<Record<Column, string>>)[column] ?? "–"),
  ])
  const head = ["what happens", ...titles.map(words)]
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n")
}
