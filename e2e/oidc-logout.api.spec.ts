import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { createRemoteJWKSet, decodeJwt, type JWTPayload, jwtVerify } from "jose"
import { db } from "./database"
import { origin } from "./document"
import { expect, good, join, test } from "./fixtures"
import { type App, newApp, signInTo } from "./oidc"

/** An application that is notified of sign-outs, on loopback. */
async function counterpart() {
  const tokens: string[] = []
  const answer = { status: 200, headers: {} as Record<string, string> }
  const paths: string[] = []
  const server = createServer(async (req, res) => {
    const parts: Buffer[] = []
    for await (const part of req) parts.push(part)
    paths.push(String(req.url))
    tokens.push(new URLSearchParams(Buffer.concat(parts).toString()).get("logout_token") ?? "")
    res.writeHead(answer.status, answer.headers).end("x".repeat(200_000))
  })
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done))
  const { port } = server.address() as AddressInfo
  return { uri: `http://127.0.0.1:${port}/logout`, tokens, paths, answer, close: () => server.close() }
}

/** Verifies a logout token as an application would. */
async function verified(token: string | undefined, app: App): Promise<JWTPayload> {
  const keys = createRemoteJWKSet(new URL(`${origin()}/.well-known/jwks.json`))
  const options = { issuer: origin(), audience: app.id, typ: "logout+jwt" }
  return (await jwtVerify(token ?? "", keys, options)).payload
}

const sidOf = (tokens: { id_token: string }) => String(decodeJwt(tokens.id_token).sid)
const waiting = (app: App) => db().logoutNotice.count({ where: { applicationId: app.id } })

test("an application is notified of every sign-in that has ended: signed out, removed, suspended, deleted", async ({
  team,
}) => {
  const shop = await counterpart()
  const app = await newApp(team.owner, { backchannel_logout_uri: shop.uri })
  const expected: { sub: string; sid: string }[] = []
  const told = async (what: string) => {
    await expect.poll(() => shop.tokens.length, { message: what, timeout: 10_000 }).toBe(expected.length)
    const last = await verified(shop.tokens.at(-1), app)
    expect(last, what).toMatchObject({ ...expected.at(-1), jti: expect.any(String), exp: Number(last.iat) + 120 })
    expect(last.events).toEqual({ "http://schemas.openid.net/event/backchannel-logout": {} })
    expect(last.nonce).toBeUndefined()
  }
  const enter = async () => {
    const person = await join(team.owner, "member")
    const { visitor, tokens } = await signInTo(person, app)
    expected.push({ sub: person.id, sid: sidOf(tokens) })
    return { person, visitor }
  }
  const one = await enter()
  await one.visitor.signOut()
  await told("signed out")
  const two = await enter()
  good(await team.owner.send(`DELETE /organizations/${team.organizationId}/users/${two.person.id}`))
  await told("removed")
  await enter()
  good(await team.owner.send(`PUT /applications/${app.id}`, { status: "suspended" }))
  await told("suspended")
  good(await team.owner.send(`PUT /applications/${app.id}`, { status: "active" }))
  await enter()
  good(await team.owner.send(`DELETE /applications/${app.id}`))
  await told("deleted")
  await expect.poll(() => waiting(app)).toBe(0)
  shop.close()
})

test("a sign-out is sent again with a new token until the application responds with 200; redirects are not followed", async ({
  team,
}) => {
  const shop = await counterpart()
  Object.assign(shop.answer, { status: 302, headers: { location: "/elsewhere" } })
  const app = await newApp(team.owner, { backchannel_logout_uri: shop.uri, id_token_alg: "ES256" })
  const { visitor } = await signInTo(await join(team.owner, "member"), app)
  await visitor.signOut()
  await expect.poll(() => shop.tokens.length, { timeout: 20_000 }).toBeGreaterThan(1)
  shop.answer.status = 200
  await expect.poll(() => waiting(app), { timeout: 20_000 }).toBe(0)
  const ids = await Promise.all(shop.tokens.map(async (token) => (await verified(token, app)).jti))
  expect(new Set(ids).size).toBe(shop.tokens.length)
  expect(new Set(shop.paths)).toEqual(new Set(["/logout"]))
  shop.close()
})

test("signing out keeps an offline sign-in, whose application is not told; one without an address is not either", async ({
  team,
}) => {
  const shop = await counterpart()
  const app = await newApp(team.owner, { backchannel_logout_uri: shop.uri, third_party: false })
  const silent = await newApp(team.owner)
  const person = await join(team.owner, "member")
  const more = { scope: "openid offline_access", prompt: "consent" }
  const { visitor } = await signInTo(person, app, more)
  await (await signInTo(person, silent)).visitor.signOut()
  await visitor.signOut()
  await expect.poll(() => waiting(silent)).toBe(0)
  expect([await waiting(app), shop.tokens]).toEqual([0, []])
  shop.close()
})

test("discovery lists back-channel logout, with the session's ID", async () => {
  const response = await fetch(`${origin()}/.well-known/openid-configuration`)
  expect(await response.json()).toMatchObject({
    backchannel_logout_supported: true,
    backchannel_logout_session_supported: true,
  })
})
