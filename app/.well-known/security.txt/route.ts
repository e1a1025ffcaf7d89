import { env } from "@/lib/core/env"

const day = 86_400_000

/** Days that the file is valid; RFC 9116 recommends less than a year. */
const valid = 180

/** Where to report vulnerabilities (RFC 9116), by SECURITY_CONTACT; 404 without it. */
export function GET(): Response {
  const { SECURITY_CONTACT: contacts, PUBLIC_URL } = env()
  const type = { "content-type": "text/plain; charset=utf-8" }
  if (contacts.length === 0) return new Response("Not found.\n", { status: 404, headers: type })
  const expires = new Date((Math.floor(Date.now() / day) + valid) * day).toISOString().replace(".000Z", "Z")
  const lines = [
    ...contacts.map((contact) => `Contact: ${contact}`),
    `Expires: ${expires}`,
    "Preferred-Languages: en, de",
    `Canonical: ${PUBLIC_URL}/.well-known/security.txt`,
  ]
  return new Response(`${lines.join("\n")}\n`, { headers: { ...type, "cache-control": "public, max-age=3600" } })
}
