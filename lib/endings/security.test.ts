import { existsSync, readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { expect, test } from "vitest"

const root = fileURLToPath(new URL("../..", import.meta.url))
const security = readFileSync(join(root, "SECURITY.md"), "utf8")

/** Rows under a heading, of three columns: promise, limit or means, tests. */
function rowsUnder(heading: string): string[][] {
  const section = security.split(`## ${heading}`)[1]?.split("\n##")[0] ?? ""
  const lines = section.split("\n").filter((line) => line.startsWith("|"))
  return lines.slice(2).map((line) =>
    line
      .slice(1, -1)
      .split(" | ")
      .map((cell) => cell.trim()),
  )
}

/** All test files of the project. */
const tests = ["e2e", "lib", "prisma", "bench", "sdk"].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .map((name) => `${folder}/${name.replaceAll("\\", "/")}`)
    .filter((name) => /\.(test|spec)\.tsx?$/.test(name) && !name.includes("node_modules")),
)

test.each([
  ["What is promised", 20],
  ["OAuth 2.0 best current practice (RFC 9700)", 10],
])("each row of SECURITY.md under %s names a test, and the tests exist with that title", (heading, most) => {
  const rows = rowsUnder(heading)
  expect(rows.length).toBeGreaterThan(most)
  for (const [what = "", , named = ""] of rows) {
    const files = [...named.matchAll(/`([\w./-]+\.(?:test|spec)\.tsx?)`/g)].map(([, file = ""]) => file)
    expect(files.length, `${what} names no test`).toBeGreaterThan(0)
    for (const file of files)
      expect(existsSync(join(root, file)) && tests.includes(file), `${what}: ${file}`).toBe(true)
    const text = files.map((file) => readFileSync(join(root, file), "utf8")).join("\n")
    for (const [, title = ""] of named.matchAll(/“([^”]+)”/g)) expect(text, `${what}: “${title}”`).toContain(title)
  }
})
