import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import ts from "typescript"
import { expect, test } from "vitest"

const root = fileURLToPath(new URL("..", import.meta.url))
const text = (file: string) => readFileSync(join(root, file), "utf8")
const number = /\b(?!P-256)[SRINPUKOG]-\d+\b/g // except a curve's name
const numbersIn = (words: string) => words.match(number) ?? []

/** Files with test titles: also the faults, whose names become titles. */
const files = ["app", "bench", "bin", "components", "e2e", "lib", "prisma", "sdk"].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .map((name) => `${folder}/${name.replaceAll("\\", "/")}`)
    .filter((name) => /\.(test|spec)\.tsx?$|^e2e\/faults\/.*\.ts$/.test(name) && !/node_modules/.test(name)),
)

/** Returns all string literals of a file. */
function textsOf(file: string): string {
  const found: string[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) || ts.isTemplateExpression(node)) found.push(node.getText())
    else ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile(file, text(file), ts.ScriptTarget.Latest, true))
  return found.join("\n")
}

/** Files by number. */
const carried = new Map<string, string[]>()
for (const file of files)
  for (const one of new Set(numbersIn(textsOf(file)))) carried.set(one, [...(carried.get(one) ?? []), file])

const rows = [...text("docs/threats.md").matchAll(/^\| ([A-Z]-\d+) \| (.+) \| (.+) \|$/gm)].map(
  ([, name = "", holds = "", tests = ""]) => ({
    name,
    holds,
    files: [...tests.matchAll(/`([^`]+)`/g)].map(([, file = ""]) => file).sort(),
  }),
)

test("docs/threats.md has a line for each number in a title or in SECURITY.md, and each line one sentence", () => {
  expect(rows.length).toBeGreaterThan(200)
  const named = rows.map(({ name }) => name)
  expect(named.filter((name, i) => named.indexOf(name) !== i)).toEqual([])
  const used = new Set([...carried.keys(), ...numbersIn(text("SECURITY.md"))])
  expect([...used].filter((one) => !named.includes(one))).toEqual([])
  expect(rows.filter(({ holds }) => !/^\S.*\.$/.test(holds))).toEqual([])
})

test.each(rows)("docs/threats.md names the files whose tests carry $name", ({ name, files }) => {
  expect(files).toEqual([...(carried.get(name) ?? [])].sort())
  expect(files).not.toEqual([])
})
