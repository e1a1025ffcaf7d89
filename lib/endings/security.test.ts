import { existsSync, readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { expect, test } from "vitest"

const root = fileURLToPath(new URL("../..", import.meta.url))
const security = readFileSync(join(root, "SECURITY.md"), "utf8")

/** Rows under "What is promised": promise, limit, tests. */
function promises(): string[][] {
  const [, section = ""] = /## What is promised([\s\S]*?)\n##/.exec(security) ?? []
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

test("each promise of SECURITY.md names a test, and the tests exist with that title", () => {
  const rows = promises()
  expect(rows.length).toBeGreaterThan(20)
  for (const [what = "", , named = ""] of rows) {
    const files = [...named.matchAll(/`([\w./-]+\.(?:test|spec)\.tsx?)`/g)].map(([, file = ""]) => file)
    expect(files.length, `${what} names no test`).toBeGreaterThan(0)
    for (const file of files)
      expect(existsSync(join(root, file)) && tests.includes(file), `${what}: ${file}`).toBe(true)
    const text = files.map((file) => readFileSync(join(root, file), "utf8")).join("\n")
    for (const [, title = ""] of named.matchAll(/“([^”]+)”/g)) expect(text, `${what}: “${title}”`).toContain(title)
  }
})
