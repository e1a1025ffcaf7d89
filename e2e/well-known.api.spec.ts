import { origin } from "./document"
import { expect, test } from "./fixtures"
import { anotherServer } from "./servers"

test("GET /.well-known/security.txt – names the contacts of SECURITY_CONTACT, and expires within a year (RFC 9116)", async () => {
  const contacts = ["mailto:security@example.com", "https://example.com/report"]
  const server = await anotherServer({ SECURITY_CONTACT: contacts.join(", ") })
  try {
    const response = await fetch(`${server.origin}/.well-known/security.txt`)
    expect([response.status, response.headers.get("content-type")]).toEqual([200, "text/plain; charset=utf-8"])
    const lines = (await response.text()).trimEnd().split("\n")
    const valuesOf = (name: string) =>
      lines.flatMap((line) => (line.startsWith(`${name}: `) ? [line.slice(name.length + 2)] : []))
    expect(valuesOf("Contact")).toEqual(contacts)
    expect(valuesOf("Canonical")).toEqual([`${origin()}/.well-known/security.txt`])
    const [expires = "", ...more] = valuesOf("Expires")
    expect(more).toEqual([])
    expect(expires).toMatch(/^\d{4}-\d\d-\d\dT00:00:00Z$/)
    expect(Date.parse(expires)).toBeGreaterThan(Date.now())
    expect(Date.parse(expires)).toBeLessThan(Date.now() + 365 * 86_400_000)
  } finally {
    await server.stop()
  }
})

test("GET /.well-known/security.txt – 404 without SECURITY_CONTACT", async () => {
  expect((await fetch(`${origin()}/.well-known/security.txt`)).status).toBe(404)
})
