import { existsSync, readFileSync, writeFileSync } from "node:fs"
import { availableParallelism, cpus, totalmem } from "node:os"
import { join } from "node:path"

const file = join(process.cwd(), "bench/RESULTS.md")
const title =
  "# Results\n\nWritten by `npm run bench`. Figures of one section were measured in one run, on the machine named there.\n"

/**
 * Writes a section of bench/RESULTS.md, replacing the one with the same heading; the others stay.
 * @returns its path
 */
export function writeResults(heading: string, body: string): string {
  writeFileSync(file, withSection(existsSync(file) ? readFileSync(file, "utf8") : title, heading, body))
  return "bench/RESULTS.md"
}

/** Returns a Markdown text with one section (`## heading`) replaced or, where there is none, appended. */
export function withSection(text: string, heading: string, body: string): string {
  const [head = "", ...sections] = text.split(/^(?=## )/m)
  const fresh = `## ${heading}\n\n${body.trim()}\n`
  const place = sections.findIndex((section) => section.startsWith(`## ${heading}\n`))
  if (place < 0) sections.push(fresh)
  else sections[place] = fresh
  return `${[head, ...sections].map((part) => part.trim()).join("\n\n")}\n`
}

/** Time and environment of a run. */
export function circumstances(postgres: string): string {
  const model = cpus()[0]?.model.replace(/\s+/g, " ").trim() || "processor unknown"
  const memory = `${Math.round(totalmem() / 1e9)} GB of memory`
  const date = new Date().toISOString().slice(0, 16).replace("T", " ")
  return `${date} UTC, ${model}, ${availableParallelism()} cores, ${memory}, Node ${process.versions.node}, PostgreSQL ${postgres}.`
}
