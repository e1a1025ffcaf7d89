import { expect, test } from "vitest"
import { safeNext } from "./safe-next"

const elsewhere = [
  "//e.test",
  "/\\e.test",
  "\\/e.test",
  "https:e.test",
  "https://e.test",
  "https://app.example.com.e.test",
  "https://app.example.com@e.test",
  "@e.test",
  ".e.test",
  "/%2f%2fe.test",
  "/%2Fe.test",
  "/%5ce.test",
  "/%09/e.test",
  "/\t/e.test",
  "/\n/e.test",
  " /e.test",
  "/./\t/e.test",
  "/.//e.test",
  "/x/..//e.test",
  "javascript:alert(1)",
  "data:text/html,x",
  "http://localhost:30001",
  "",
  undefined,
  ["/members"],
]

test.each(elsewhere)("S-034 – %j does not leave this site", (next) => {
  expect(safeNext(next, "/safe")).toBe("/safe")
})

test.each(["/login", "/login?next=/login", "/api/auth/signout", "/_next/x"])(
  "%s is not a page to return to",
  (next) => {
    expect(safeNext(next, "/safe")).toBe("/safe")
  },
)

test.each(["/", "/profile", "/members?org=org_123&q=ada%20l", "/invites/abc#top", "/loginx"])("%s is kept", (next) => {
  expect(safeNext(next, "/safe")).toBe(next)
})
