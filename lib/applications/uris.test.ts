import { expect, test } from "vitest"
import { mayReturnTo, originsOf } from "./uris"

test.each([
  ["web", "https://shop.example.com/callback"],
  ["web", "https://shop.example.com/callback?from=nanostack"],
  ["web", "http://localhost:3191/callback"],
  ["spa", "http://127.0.0.1/"],
  ["native", "http://[::1]/done"],
  ["native", "com.example.shop:/done"],
  ["native", "https://shop.example.com/done"],
] as const)("%s: people can return to %s", (type, uri) => {
  expect(mayReturnTo(type, uri)).toBe(true)
})

test.each([
  ["web", "http://shop.example.com/callback"],
  ["web", "https://shop.example.com"],
  ["web", "https://shop.example.com/a/../b"],
  ["web", "https://shop.example.com/#x"],
  ["web", "https://shop.example.com./"],
  ["web", "https://ada:secret@shop.example.com/"],
  ["web", "https://*.example.com/"],
  ["web", "com.example.shop:/done"],
  ["spa", "http://localhost.evil.example/"],
  ["spa", "http://2130706433/"],
  ["native", "https://localhost/done"],
  ["native", "shop:/done"],
  ["native", "javascript:alert(1)"],
  ["native", "data:text/html,x"],
  ["native", "blob:https://shop.example.com/1"],
  ["native", "file:///etc/passwd"],
  ["native", "vbscript:x"],
] as const)("%s: people cannot return to %s", (type, uri) => {
  expect(mayReturnTo(type, uri)).toBe(false)
})

test("origins that may call the token endpoint are those of web addresses, and the listed ones", () => {
  const redirect_uris = ["https://shop.example.com/callback", "com.example.shop:/done"]
  expect([...originsOf({ redirect_uris, allowed_origins: ["https://admin.example.com"] })]).toEqual([
    "https://shop.example.com",
    "https://admin.example.com",
  ])
})
