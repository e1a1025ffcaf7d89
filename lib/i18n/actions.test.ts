import { readdirSync, readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { expect, test } from "vitest"
import { english } from "./catalogue"

test("every action that a tenant's log can contain has a text", () => {
  const folder = fileURLToPath(new URL("..", import.meta.url))
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter(
    (name) => /\.ts$/.test(name) && !/generated|i18n|\.test\.ts$/.test(name),
  )
  const pattern = /"((?:member|invite|api_key|organization|tenant|tenant_admin|session|link|user)\.[a-z_]+)"/g
  const found = files.flatMap((name) => [...readFileSync(folder + name, "utf8").matchAll(pattern)])
  const actions = [...new Set(found.map(([, action = ""]) => action.replace(".", "_")))]
  expect(actions.length).toBeGreaterThan(35)
  expect(actions.filter((key) => !Object.hasOwn(english.audit.actions, key))).toEqual([])
})
