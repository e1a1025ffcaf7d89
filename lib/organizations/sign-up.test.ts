import { expect, test } from "vitest"
import { letsMoreIn } from "./store"

const closed = { signUp: "invite_only", allowedDomains: ["example.com"] }
const domain = { signUp: "domain", allowedDomains: ["example.com"] }
const open = { signUp: "open", allowedDomains: [] }

test.each([
  [closed, { sign_up: "open" }, true],
  [closed, { sign_up: "domain" }, true],
  [domain, { sign_up: "open" }, true],
  [domain, { allowed_domains: ["example.com", "example.org"] }, true],
  [null, {}, true],
  [closed, { allowed_domains: ["example.org"] }, false],
  [closed, {}, false],
  [domain, { allowed_domains: [] }, false],
  [domain, { sign_up: "invite_only", allowed_domains: ["example.org"] }, false],
  [open, { sign_up: "domain", allowed_domains: ["example.org"] }, false],
])("%o changed by %o – more people can join: %s", (before, patch, more) => {
  expect(letsMoreIn(before, patch)).toBe(more)
})
