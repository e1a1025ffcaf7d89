import { readdirSync, readFileSync, statSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import ts from "typescript"
import { expect, test } from "vitest"

const root = fileURLToPath(new URL("..", import.meta.url))

/** Folders and files whose comments are checked. */
const resources = [
  ...["core", "endings", "accounts", "auth", "sessions", "second-factor", "api-keys", "organizations", "tenants"],
  ...["operator", "housekeeping"],
].map((name) => `lib/${name}`)
const all = [...resources, "bin", "sdk", "prisma", "bench", "e2e", "server.ts", "worker.ts"]

const generated = /node_modules|\/(dist|generated)\/|^sdk\/core\/schema\.ts$/

const files = all.flatMap((path) =>
  statSync(join(root, path)).isFile()
    ? [path]
    : readdirSync(join(root, path), { recursive: true, encoding: "utf8" })
        .map((name) => `${path}/${name.replaceAll("\\", "/")}`)
        .filter((name) => /\.(tsx?|mjs)$/.test(name) && !generated.test(name)),
)

/** Words that the glossary replaces, and the replacement. */
const words: [RegExp, string][] = [
  [/\bat once\b/i, "immediately, at the same time"],
  [/\b(some|any|every)body\b/i, "a person, someone, anyone, everyone"],
  [/\bnobody\b/i, "no one"],
  [/\bmails\b|\be-mails?\b/i, "emails"],
  [/\bmakers?\b/i, "creator"],
  [/\b(dies|dead)\b/i, "expires, is invalid"],
  [/\bmay do\b/i, "permission"],
  [/\blately\b/i, "recently"],
  [/\bany ?more\b/i, "no longer"],
  [/\bby (itself|themselves)\b/i, "automatically, separately"],
  [/\bstrangers?\b/i, "unauthenticated"],

  [/(?<!-)\bId\b/, "ID"],
]

/** Names of columns, properties and the like. */
const withoutCode = (text: string) => text.replace(/`[^`]*`/g, "").replace(/[\w-]+\.\w+/g, "")

const found = (text: string) =>
  words.flatMap(([word, better]) => (word.test(withoutCode(text)) ? [`${better}: ${text}`] : []))

/** Comments of a source text. The parser supplies the tokens, so strings, templates and regular expressions are none. */
function commentsOf(name: string, text: string): string[] {
  const source = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true)
  const ranges = new Map<number, string>()
  const visit = (node: ts.Node): void => {
    const children = node.getChildren(source)
    if (children.length === 0 && node.kind !== ts.SyntaxKind.JsxText)
      for (const { pos, end } of [
        ...(ts.getLeadingCommentRanges(text, node.pos) ?? []),
        ...(ts.getTrailingCommentRanges(text, node.end) ?? []),
      ])
        ranges.set(pos, text.slice(pos, end).replace(/\s*\n\s*(\*(?!\/))?\s*/g, " "))
    children.forEach(visit)
  }
  visit(source)
  return [...ranges.values()]
}

test("the words are found in comments, and neither in code nor in other words", () => {
  const source = [
    "/** Ends it at once. */",
    "const nobody = [`// dead`, /* its maker */ 1]",
    "const wide = /\\/\\/ somebody/ // by itself",
    "// no longer, `Id`, deadline, mails.state",
  ].join("\n")
  expect(commentsOf("a.ts", source).map((text) => found(text).length)).toEqual([1, 1, 1, 0])
})

test("comments are written in the glossary's words", () => {
  const comments = files.flatMap((file) =>
    commentsOf(file, readFileSync(join(root, file), "utf8")).map((text) => ({ file, text })),
  )
  expect(comments.length).toBeGreaterThan(2_000)
  expect(comments.flatMap(({ file, text }) => found(text).map((what) => `${file}: ${what}`))).toEqual([])
}, 120_000)
