import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { expect, test } from "vitest"
import { errorTable } from "../core/errors"
import german from "./de/sentences"
import { inOtherWords } from "./sentences"

const root = fileURLToPath(new URL("../..", import.meta.url))

// Mails, the operator's commands, settings and the API's document are English; errors with a code are in `errors`.
const passedOver =
  /generated|i18n|\/mail\/|mail-|operator|openapi|\.test\.ts$|test-|lib\/core\/(errors|env|settings|worker|observability\/[\w-]+|http\/(node-adapter|forwarded-headers|lifecycle)|cache\/change-listener)\.ts$/

function sources(): string[] {
  const of = (folder: string, fits: RegExp) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
      .map((name) => `${folder}/${name.replaceAll("\\", "/")}`)
      .filter((name) => fits.test(name) && !passedOver.test(name))
  return [...of("lib", /\.ts$/), ...of("app", /actions\.ts$/)]
}

/** Not what documents the API; of pages only what they throw, since the rest of their words is in the catalogue. */
const isError = (file: string, name: string) =>
  file.startsWith("app/") ? name.startsWith("message") : name === "" || name.startsWith("message")

/** What looks like a sentence for people: begins with a capital, has a space, ends with a full stop. */
function sentencesOf(file: string): string[] {
  const code = readFileSync(join(root, file), "utf8").replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "")
  const found = code.matchAll(
    /((?:description|summary|title|message):\s*)?("(?:[A-Z][^"\n]* [^"\n]*\.)"|`(?:[A-Z][^`\n]* [^`\n]*\.)`)/g,
  )
  return [...found].flatMap(([, name = "", text = ""]) =>
    isError(file, name) ? [text.slice(1, -1).replace(/\$\{(?:[^{}]|\{[^{}]*\})*\}/g, "17")] : [],
  )
}

const spoken = sources().flatMap((file) => sentencesOf(file).map((sentence) => ({ file, sentence })))

test("every sentence of the rules has a German one", () => {
  expect(spoken.length).toBeGreaterThan(60)
  expect(spoken.filter(({ sentence }) => inOtherWords(german, sentence) === sentence)).toEqual([])
})

test("no German sentence is left of an English one that is gone", () => {
  const unused = Object.keys(german).filter(
    (english) => !spoken.some(({ sentence }) => inOtherWords({ [english]: "x" }, sentence) !== sentence),
  )
  expect(unused).toEqual([])
})

test("what differs is carried over, what is unknown stays", () => {
  expect(inOtherWords(german, "Use at most 200 characters.")).toBe("Höchstens 200 Zeichen.")
  expect(inOtherWords(german, "toString")).toBe("toString")
  expect(inOtherWords(german, errorTable.last_admin.message)).toBe(errorTable.last_admin.message)
})
