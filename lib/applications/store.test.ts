import { expect, test } from "vitest"
import { opensMore, type StoredApplication } from "./store"

const stored = {
  name: "Shop",
  status: "active",
  redirect_uris: ["https://shop.example.com/"],
  permissions: ["users:read"],
  access: "roles",
} as unknown as StoredApplication

test.each([
  [{ name: "Store" }, false],
  [{ status: "suspended" }, false],
  [{ ...stored, name: "Store" }, false],
  [{ status: "active" }, false],
  [{ access: "everyone" }, true],
  [{ redirect_uris: ["https://shop.example.com/", "https://evil.example.com/"] }, true],
  [{ permissions: ["users:read", "users:write"] }, true],
])("a change of an application by %o – can give more: %s", (patch, more) => {
  expect(opensMore(stored, patch)).toBe(more)
})

test("a suspended application that is reactivated – can give more", () => {
  expect(opensMore({ ...stored, status: "suspended" }, { status: "active" })).toBe(true)
})
