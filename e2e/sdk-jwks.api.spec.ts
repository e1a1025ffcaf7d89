import { randomBytes } from "node:crypto"
import { readFileSync } from "node:fs"
import { decodeJwt, decodeProtectedHeader } from "jose"
import { NanostackClient } from "../sdk/server/src/index"
import { origin } from "./document"
import { api, expect, good, password, type Team, type Tokens, test } from "./fixtures"
import { anotherServer } from "./servers"

const refused = { name: "NanostackError", status: 401, code: "invalid_token" }

/** Returns a member's token of one server. */
async function tokenOf(server: { origin: string }, { member }: Team): Promise<string> {
  const body = { email: member.email, password }
  return good(await api<Tokens>("POST /auth/login", { body, origin: server.origin })).token
}

const verifier = (server: { origin: string }) =>
  new NanostackClient({ baseURL: server.origin, issuer: origin(), apiKey: null })

for (const TOKEN_ALGORITHM of ["EdDSA", "ES256"])
  test(`${TOKEN_ALGORITHM} – the SDK verifies a token by /.well-known/jwks.json, across a change of AUTH_SECRET (S-100)`, async ({
    team,
  }) => {
    test.slow()
    const before = await anotherServer({ TOKEN_ALGORITHM })
    const AUTH_SECRET = randomBytes(48).toString("base64url")
    const after = await anotherServer({
      TOKEN_ALGORITHM,
      AUTH_SECRET,
      AUTH_SECRET_PREVIOUS: String(process.env.AUTH_SECRET),
    })
    try {
      const [old, fresh] = [await tokenOf(before, team), await tokenOf(after, team)]
      const claims = await verifier(before).verifyTokenLocally(old)
      expect(claims).toMatchObject({ user_id: team.member.id, tenant_id: team.tenantId, role: "member" })
      expect([claims.can("users:read"), claims.can("users:write")]).toEqual([true, false])
      // The server with both secrets publishes both keys, the other one only its own.
      for (const token of [old, fresh])
        expect(await verifier(after).verifyTokenLocally(token)).toMatchObject({ user_id: team.member.id })
      await expect(verifier(before).verifyTokenLocally(fresh)).rejects.toMatchObject(refused)
      // A token of the installation that signs with HS256, and one for another address.
      await expect(verifier(before).verifyTokenLocally(team.member.token)).rejects.toMatchObject(refused)
      const elsewhere = new NanostackClient({ baseURL: before.origin, apiKey: null })
      await expect(elsewhere.verifyTokenLocally(old)).rejects.toMatchObject(refused)
    } finally {
      await Promise.all([before.stop(), after.stop()])
    }
  })

test("docs/api.md names every claim of a token, and its TypeScript example verifies one; the key set can be cached (K-8)", async ({
  team,
}) => {
  test.slow()
  const guide = readFileSync("docs/api.md", "utf8")
  const server = await anotherServer({ TOKEN_ALGORITHM: "ES256" })
  try {
    const response = await fetch(`${server.origin}/.well-known/jwks.json`)
    expect(response.headers.get("cache-control")).toBe("public, max-age=300")
    const token = await tokenOf(server, team)
    const part = guide.slice(guide.indexOf("#### Check a token"), guide.indexOf("## Tenants and organizations"))
    const documented = [...part.matchAll(/^\| (.+?) \|/gm)].flatMap(([, cell = ""]) => cell.match(/`\w+`/g) ?? [])
    const carried = [...Object.keys(decodeProtectedHeader(token)), ...Object.keys(decodeJwt(token))]
    // `role_rank` is in tokens of a role of the tenant's own only.
    expect(documented.map((name) => name.slice(1, -1)).sort()).toEqual([...carried, "role_rank"].sort())
    const code = /```ts\n([\s\S]*?)```/.exec(part)?.[1] ?? ""
    const here = code
      .replace("https://users.example.com/.well-known", `${server.origin}/.well-known`)
      .replaceAll("https://users.example.com", origin())
      .replace(/^import .*$/m, "")
    const jose = await import("jose")
    const run = new Function(
      "jose",
      "token",
      `return (async () => {
      const { createRemoteJWKSet, jwtVerify } = jose
      ${here}
      return payload.sub })()`,
    )
    expect(await run(jose, token)).toBe(team.member.id)
  } finally {
    await server.stop()
  }
})

test("HS256 – only the keys of applications are public, and the SDK says what to set", async ({ team }) => {
  const { keys } = await (await fetch(`${origin()}/.well-known/jwks.json`)).json()
  expect(keys.map(({ kty }: { kty: string }) => kty)).not.toContain("oct")
  expect(keys.map(({ d }: { d?: string }) => d).filter(Boolean)).toEqual([])
  // The header says HS256, which is rejected before any key lookup.
  await expect(verifier({ origin: origin() }).verifyTokenLocally(team.member.token)).rejects.toMatchObject(refused)
})
