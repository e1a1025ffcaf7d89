import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import ts from "typescript"
import { expect, test } from "vitest"

const root = fileURLToPath(new URL("..", import.meta.url))
const files = ["app", "components"].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .map((name) => `${folder}/${name.replaceAll("\\", "/")}`)
    .filter((name) => name.endsWith(".tsx") && !name.startsWith("app/docs/")),
)

const said = (child: ts.JsxChild) => !(ts.isJsxText(child) && child.containsOnlyTriviaWhiteSpaces)
const live = /^(role|aria-live)$/

function isLive(element: ts.JsxElement): boolean {
  return element.openingElement.attributes.properties.some(
    (one) => ts.isJsxAttribute(one) && live.test(one.name.getText()),
  )
}

/** Whether an expression renders text and no element: a call of a translator, with values or conditional. */
function givesText({ expression }: ts.JsxExpression): { text: boolean; varies: boolean } {
  const source = expression?.getText() ?? ""
  const text =
    !/<[A-Z a-z>]|\.rich\(/.test(source) && /(^|[^\w.])(t|f|tell|label|message|error)\(|message|error/.test(source)
  return { text, varies: /\{ *(n|done|of|all)\b/.test(source) || source.includes("?") || source.includes("&&") }
}

/**
 * Finds changing texts beside other nodes of their element: React would write into a text node that a translating
 * browser has replaced.
 */
function loose(file: string): string[] {
  const source = ts.createSourceFile(
    file,
    readFileSync(join(root, file), "utf8"),
    ts.ScriptTarget.Latest,
    true,
    ts.ScriptKind.TSX,
  )
  const found: string[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isJsxElement(node) && node.openingElement.tagName.getText() !== "Changing") {
      const children = node.children.filter(said)
      for (const child of children.filter(ts.isJsxExpression)) {
        const { text, varies } = givesText(child)
        if (text && varies && (children.length > 1 || isLive(node))) found.push(`${file}: ${child.getText()}`)
      }
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

test("a changing text has an element of its own, so that it also changes on a page translated by the browser (U-12)", () => {
  expect(files.length).toBeGreaterThan(50)
  expect(files.flatMap(loose)).toEqual([])
})
