import { expect, test, vi } from "vitest"
import { returnPath, signInPath } from "./paths"

vi.stubEnv("NANOSTACK_ISSUER", "https://users.example.com")
vi.stubEnv("NANOSTACK_CLIENT_ID", "app_1")
vi.stubEnv("NANOSTACK_CLIENT_SECRET", "nss_1")
vi.stubEnv("NANOSTACK_REDIRECT_URI", "https://shop.example.com/auth/callback")
vi.stubEnv("NANOSTACK_COOKIE_SECRET", "s".repeat(32))

test("people come back to a path of the application, never to another address", () => {
  for (const path of ["/", "/cart", "/cart?a=1&b=%2F#top", "/a//b", "/@evil.example"])
    expect(returnPath(path)).toBe(path)
  const elsewhere = [
    ...["//evil.example", "/\\evil.example", "\\\\evil.example", "https://evil.example", "evil", "javascript:alert(1)"],
    // Without the dots, these begin with two slashes.
    ...["/.//evil.example", "/..//evil.example", "/a/..//evil.example", "/%2e//evil.example", "/%2E%2e//evil.example"],
    ...["/\t/evil.example", "\t//evil.example", "/a\\b", "/a\nSet-Cookie: x", "", null, undefined],
  ]
  for (const path of elsewhere) expect(returnPath(path), String(path)).toBe("/")
})

test("a sign-in names the path as one parameter", () => {
  expect(signInPath({ returnTo: "/cart?a=1&b=2" })).toBe("/auth/sign-in?return_to=%2Fcart%3Fa%3D1%26b%3D2")
})
