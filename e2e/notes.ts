import { appendFileSync, existsSync, mkdirSync, readFileSync } from "node:fs"
import { join } from "node:path"

/** Data that a run's workers pass to its last tests, in a folder that exists as long as the run. */
const folder = process.env.NANOSTACK_NOTES

/** A set that every process of this run adds to, in a file of this name. */
export function sharedSet(name: string) {
  const file = folder && join(folder, name)
  const noted = new Set<string>()
  return {
    /** Adds a text. */
    add(text: string): void {
      if (!file || noted.has(text)) return
      noted.add(text)
      mkdirSync(folder, { recursive: true })
      appendFileSync(file, `${JSON.stringify(text)}\n`)
    },
    /** Everything that all processes added so far. */
    all(): Set<string> {
      const lines = file && existsSync(file) ? readFileSync(file, "utf8").trim().split("\n") : []
      return new Set(lines.filter(Boolean).map((line) => JSON.parse(line) as string))
    },
  }
}

/** Whether this run includes every test, so that its last tests can expect complete data. */
export const isWholeRun = process.env.NANOSTACK_WHOLE_RUN === "1"

/** Error codes returned to requests of this run. */
export const errorCodes = sharedSet("error-codes")
