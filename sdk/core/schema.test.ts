import { readdirSync, readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { expect, test } from "vitest"
import { schemaSource } from "../generate.mjs"

const sdk = fileURLToPath(new URL("..", import.meta.url))
const schema = readFileSync(`${sdk}core/schema.ts`, "utf8")

test("the SDK's types match the API; after a change of it run npm run sdk:types", async () => {
  expect(schema).toBe(await schemaSource())
})

test("every operation of the API can be called", () => {
  const sources = ["core", "client/src", "server/src"].flatMap((folder) =>
    readdirSync(sdk + folder)
      .filter((file) => /\.tsx?$/.test(file) && !/schema|test/.test(file))
      .map((file) => readFileSync(`${sdk}${folder}/${file}`, "utf8")),
  )
  const called = new Set(
    sources.flatMap((text) => text.match(/(?<=(?:call|list|streamAt)\(\s*")[A-Z]+ \/[^"]*(?=")/g) ?? []),
  )
  const operations = schema.match(/(?<=^ {4}")[A-Z]+ \/[^"]*(?=": \{)/gm) ?? []
  expect(operations.length).toBeGreaterThan(50)
  // PATCH is the same as PUT.
  expect(operations.filter((name) => !called.has(name.replace(/^PATCH /, "PUT ")))).toEqual([])
})
