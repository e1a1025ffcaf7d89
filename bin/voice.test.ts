import { readdirSync, readFileSync, statSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import ts from "typescript"
import { expect, test } from "vitest"

const root = fileURLToPath(new URL("..", import.meta.url))

/** Folders and files whose comments and test titles are checked: all of our code. */
const all = [
  ...["app", "components", "lib", "bin", "sdk", "prisma", "bench", "e2e"],
  ...["server.ts", "worker.ts", "instrumentation.ts", "next.config.mjs"],
]

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
  [/\b[Mm]ails\b|\b[Ee]-mails?\b/, "emails"],
  [/\ba mail\b(?! server)/i, "an email"],
  [/\bmakers?\b/i, "creator"],
  [/\b(dies|died|dead)\b/i, "expires, is invalid"],
  [/\bmay do\b/i, "permission"],
  [/\blately\b/i, "recently"],
  [/\bany ?more\b/i, "no longer"],
  [/\bby (itself|themselves)\b/i, "automatically, separately"],
  [/\bstrangers?\b/i, "unauthenticated"],
  [/\bwhoever\b/i, "anyone who, the person who"],
  [/\b(is|are|was|were) told\b/i, "is notified, gets a message"],
  [/\bfor good\b/i, "permanently"],
  [/\bfor ever\b/i, "forever, always"],
  [/\b(bring|brings|brought) back\b/i, "restores"],
  [/\bwithdr[ae]w/i, "revoked"],
  [/\bcolour/i, "color"],
  [/\banswers?\b/i, "response, responds"],
  [/(?<!-)\bId\b/, "ID"],
]

/** Removes code: names of columns and properties, placeholders of templates. */
const withoutCode = (text: string) => text.replace(/`[^`]*`|\$\{[^}]*\}|[\w-]+\.\w+/g, "")

function found(text: string): string[] {
  const plain = withoutCode(text)
  return words.flatMap(([word, better]) => (word.test(plain) ? [`${better}: ${text}`] : []))
}

/** Whether a node can contain what looks like a comment. */
const isOpaque = (node: ts.Node) =>
  ts.isStringLiteralLike(node) ||
  ts.isTemplateHead(node) ||
  ts.isTemplateMiddleOrTemplateTail(node) ||
  ts.isRegularExpressionLiteral(node) ||
  ts.isJsxText(node)

/** Returns comments and test titles of a source text. */
function proseOf(name: string, text: string): string[] {
  const source = ts.createSourceFile(name, text, ts.ScriptTarget.Latest)
  const titles: string[] = []
  let code = ""
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && /^(test|it|describe)\b/.test(text.slice(node.getStart(source)))) {
      const [title] = node.arguments
      if (title && (ts.isStringLiteralLike(title) || ts.isTemplateExpression(title)))
        titles.push(title.getText(source).slice(1, -1))
    }
    if (isOpaque(node)) {
      code += text.slice(code.length, node.getStart(source))
      code += " ".repeat(node.end - code.length)
    } else ts.forEachChild(node, visit)
  }
  visit(source)
  code += text.slice(code.length)
  const comments = code.match(/\/\*[\s\S]*?\*\/|\/\/.*/g) ?? []
  return [...titles, ...comments.map((comment) => comment.replace(/\s*\n\s*(\*(?!\/))?\s*/g, " "))]
}

test("the words are found in comments and titles, and neither in code nor in other words", () => {
  const source = [
    "/** Ends it at once. */",
    "const nobody = [`// dead`, /* its maker */ 1]",
    "const wide = /\\/\\/ somebody/ // by itself",
    "test.each(dead)(`it works lately`, nobody)",
    "// no longer, `Id`, deadline, mails.state",
  ].join("\n")
  expect(proseOf("a.ts", source).map((text) => found(text).length)).toEqual([1, 1, 1, 1, 0])
})

test("comments and titles are written in the glossary's words", () => {
  const prose = files.flatMap((file) =>
    proseOf(file, readFileSync(join(root, file), "utf8")).map((text) => ({ file, text })),
  )
  expect(prose.length).toBeGreaterThan(4_000)
  expect(prose.flatMap(({ file, text }) => found(text).map((what) => `${file}: ${what}`))).toEqual([])
}, 120_000)

test("comments of the schema are", () => {
  const comments = readFileSync(join(root, "prisma/schema.prisma"), "utf8").match(/\/\/.*/g) ?? []
  expect(comments.length).toBeGreaterThan(40)
  expect(comments.flatMap(found)).toEqual([])
})
