import { origin } from "./document"
import { expect, test } from "./fixtures"
import { anotherServer } from "./servers"

/** One response of each kind: pages, redirects, files, the API, unknown addresses. */
const pages = ["/login", "/docs", "/nothing-here", "/profile", "/invites/AAAA", "/reset-password?token=x"]
const others = [
  "/v1/users/me",
  "/api/v1/openapi.json",
  "/v1/nothing",
  "/api/health/live",
  "/api/health/ready",
  "/.well-known/jwks.json",
  "/api/auth/session",
  "/metrics",
]

const get = (path: string, at = origin()) => fetch(`${at}${path}`, { redirect: "manual" })

/** Parses a policy's directives by name. */
function directives(policy: string | null): Record<string, string> {
  return Object.fromEntries(
    (policy ?? "").split(";").map((one) => {
      const [name = "", ...values] = one.trim().split(" ")
      return [name, values.join(" ")]
    }),
  )
}

test("every response – it cannot be sniffed, framed or read by other sites, and names no software (S-047, S-255)", async () => {
  const [file = ""] = /\/_next\/static\/[^"]+\.js/.exec(await (await get("/login")).text()) ?? []
  expect(file).not.toBe("")
  for (const path of [...pages, ...others, file]) {
    const { headers } = await get(path)
    expect([path, headers.get("x-content-type-options")]).toEqual([path, "nosniff"])
    expect([path, headers.get("x-frame-options")]).toEqual([path, "DENY"])
    expect([path, headers.get("cross-origin-resource-policy")]).toEqual([path, "same-origin"])
    expect([path, headers.get("cross-origin-opener-policy")]).toEqual([path, "same-origin"])
    expect(headers.get("referrer-policy"), path).toMatch(/^(strict-origin-when-cross-origin|no-referrer)$/)
    for (const name of ["server", "x-powered-by", "x-nextjs-cache", "x-aspnet-version", "via"])
      expect([path, name, headers.get(name)]).toEqual([path, name, null])
  }
})

test("pages – a policy with a fresh nonce, without inline or evaluated scripts, plugins, bases and frames (S-047)", async () => {
  const nonces = new Set<string>()
  for (const path of pages) {
    const response = await get(path)
    const policy = directives(response.headers.get("content-security-policy"))
    expect([path, policy["object-src"], policy["base-uri"], policy["frame-ancestors"], policy["form-action"]]).toEqual([
      path,
      "'none'",
      "'none'",
      "'none'",
      "'self'",
    ])
    const nonce = /^'self' 'nonce-([A-Za-z0-9+/]{22}==)' 'strict-dynamic'$/.exec(policy["script-src"] ?? "")?.[1]
    expect(nonce, path).toBeTruthy()
    nonces.add(String(nonce))
    const html = await response.text()
    for (const [tag] of html.matchAll(/<script\b[^>]*>/g)) expect(tag, path).toContain(`nonce="${nonce}"`)
  }
  expect(nonces.size).toBe(pages.length)
})

test("pages with the token of a link – they send no Referer (S-144)", async () => {
  for (const path of ["/invites/AAAA", "/reset-password?token=x", "/verify-email?token=x", "/revoke-keys?token=x"])
    expect([path, (await get(path)).headers.get("referrer-policy")]).toEqual([path, "no-referrer"])
})

test("https – browsers remember it for more than a year, subdomains included; http has no such header (S-047)", async () => {
  test.slow()
  const server = await anotherServer({ PUBLIC_URL: "https://users.example.com" })
  try {
    for (const path of [...pages, ...others]) {
      const said = (await get(path, server.origin)).headers.get("strict-transport-security") ?? ""
      expect(said, path).toContain("includeSubDomains")
      expect(Number(/max-age=(\d+)/.exec(said)?.[1]), path).toBeGreaterThanOrEqual(31_536_000)
      expect((await get(path)).headers.get("strict-transport-security"), path).toBeNull()
    }
    const { headers } = await get("/api/auth/csrf", server.origin)
    for (const cookie of headers.getSetCookie())
      expect(cookie).toMatch(/^__Host-[^;]+;(?=.*Secure)(?=.*HttpOnly)(?!.*Domain)/i)
    expect(headers.getSetCookie().length).toBeGreaterThan(0)
  } finally {
    await server.stop()
  }
})
