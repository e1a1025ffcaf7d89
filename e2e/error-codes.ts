import { appendFileSync, existsSync, mkdirSync, readFileSync } from "node:fs"
import { dirname } from "node:path"
import { fileURLToPath } from "node:url"

// Playwright empties this folder when a run begins; the workers of a run share it.
const file = fileURLToPath(new URL("../test-results/error-codes.txt", import.meta.url))
const noted = new Set<string>()

/** Notes that a request of this run was answered with an error of this code. */
export function noteCode(code: string): void {
  if (noted.has(code)) return
  noted.add(code)
  mkdirSync(dirname(file), { recursive: true })
  appendFileSync(file, `${code}\n`)
}

/** Every code that requests of this run were answered with. */
export function notedCodes(): Set<string> {
  return new Set(existsSync(file) ? readFileSync(file, "utf8").trim().split("\n") : [])
}
