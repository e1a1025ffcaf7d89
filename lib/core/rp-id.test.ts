import { expect, test } from "vitest"
import { rpIdOf } from "./rp-id"

test.each([
  [undefined, "https://users.example.com", "users.example.com"],
  ["users.example.com", "https://users.example.com", "users.example.com"],
  ["Example.com", "https://users.example.com:8443", "example.com"],
  [undefined, "http://localhost:3000", "localhost"],
  [undefined, "http://127.0.0.1:3000", null],
  [undefined, "http://[::1]:3000", null],
])("the domain of passkeys: WEBAUTHN_RP_ID=%s at %s is %s", (given, url, id) => {
  expect(rpIdOf(given, url)).toBe(id)
})

test.each([
  ["other.com", "https://users.example.com"],
  ["com", "https://users.example.com"],
  ["ample.com", "https://users.example.com"],
  ["admin.users.example.com", "https://users.example.com"],
  ["127.0.0.1", "http://127.0.0.1:3000"],
  ["localhost", "http://127.0.0.1:3000"],
])("WEBAUTHN_RP_ID=%s is refused at %s", (given, url) => {
  expect(() => rpIdOf(given, url)).toThrow(/^WEBAUTHN_RP_ID must be the host of PUBLIC_URL or a domain above it/)
})
