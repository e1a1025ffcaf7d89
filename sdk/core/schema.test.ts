import { readFileSync } from "node:fs"
import { expect, test } from "vitest"
import { schemaSource } from "../generate.mjs"

test("the SDK's types are those of the API; after a change of it run npm run sdk:types", async () => {
  expect(readFileSync(new URL("schema.ts", import.meta.url), "utf8")).toBe(await schemaSource())
})
