import { createHmac, generateKeyPairSync } from "node:crypto"
import { decodeJwt, type JWTHeaderParameters, SignJWT } from "jose"
import { derivedKey } from "../lib/core/env"
import type { User } from "../lib/users/schema"
import { behindTheirBacks, db } from "./database"
import {
  api,
  expect,
  good,
  invite,
  join,
  mailTo,
  newTenant,
  type Person,
  register,
  signIn,
  type Team,
  test,
} from "./fixtures"

const encode = (value: unknown) =>
  Buffer.from(typeof value === "string" ? value : JSON.stringify(value)).toString("base64url")
const partsOf = (token: string) => token.split(".") as [string, string, string]
const refused = async (token: string, what = token) =>
  expect((await api("GET /users/me", { token })).outcome, what).toBe("401 invalid_token")

/** Returns a token with the server's own key and these changes; `undefined` omits a claim. */
async function forge(person: Person, claims: Record<string, unknown>, header: Partial<JWTHeaderParameters> = {}) {
  const payload = Object.entries({ ...decodeJwt(person.token), ...claims }).filter(([, value]) => value !== undefined)
  const protectedHeader = { alg: "HS256", typ: "JWT", ...header }
  return new SignJWT(Object.fromEntries(payload)).setProtectedHeader(protectedHeader).sign(derivedKey("access-token"))
}

test("a token that is forged like a real one – is accepted, so that the refusals below prove something", async ({
  team,
}) => {
  expect((await api<User>("GET /users/me", { token: await forge(team.member, {}) })).data.id).toBe(team.member.id)
})

test("every operation – a token with alg none is 401 (S-088)", async ({ team }) => {
  const [, payload, signature] = partsOf(team.owner.token)
  for (const alg of ["none", "None", "NONE", "nOnE"])
    for (const end of ["", signature]) await refused(`${encode({ alg, typ: "JWT" })}.${payload}.${end}`, alg)
})

test("access tokens – other algorithms than the configured one are 401 (S-089)", async ({ team }) => {
  const [, payload] = partsOf(team.owner.token)
  const { publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" })
  const pem = publicKey.export({ type: "spki", format: "pem" }).toString()
  const keys = [
    pem,
    pem.trim(),
    publicKey.export({ type: "spki", format: "der" }),
    JSON.stringify(publicKey.export({ format: "jwk" })),
    "",
    "secret",
  ]
  for (const key of keys) {
    const signed = `${encode({ alg: "HS256", typ: "JWT" })}.${payload}`
    await refused(`${signed}.${createHmac("sha256", key).update(signed).digest("base64url")}`, String(key).slice(0, 20))
  }
  for (const alg of ["HS384", "HS512"]) await refused(await forge(team.owner, {}, { alg }), alg)
  for (const alg of ["RS256", "ES256", "PS256", "EdDSA"])
    await refused(`${encode({ alg, typ: "JWT" })}.${payload}.${"A".repeat(86)}`, alg)
})

test("access tokens – keys, key IDs and addresses of keys in the header are not used (S-090, S-091)", async ({
  team,
}) => {
  const { publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" })
  const header = {
    jwk: publicKey.export({ format: "jwk" }),
    jku: "http://127.0.0.1:9/jwks",
    x5u: "http://127.0.0.1:9/x",
    x5c: ["AAAA"],
  }
  const [, payload] = partsOf(team.owner.token)
  for (const [name, value] of Object.entries(header))
    await refused(`${encode({ alg: "ES256", typ: "JWT", [name]: value })}.${payload}.${"A".repeat(86)}`, name)
  for (const kid of ["../../dev/null", "' OR 1=1--", "|id", [], {}, "x".repeat(4000)]) {
    const { status } = await api("GET /users/me", {
      token: `${encode({ alg: "HS256", typ: "JWT", kid })}.${payload}.AAAA`,
    })
    expect(status, String(kid).slice(0, 20)).toBe(401)
  }
})

test("access tokens – another issuer or audience is 401 (S-093)", async ({ team }) => {
  const { iss } = decodeJwt(team.owner.token)
  const wrong = [
    { aud: "other" },
    { aud: undefined },
    { aud: ["nanostack-api", "other"] },
    { iss: "https://evil.test" },
    { iss: undefined },
    { iss: `${iss}/` },
  ]
  for (const claims of wrong) await refused(await forge(team.owner, claims), JSON.stringify(claims))
})

test("access tokens – no other kind of token is accepted in their place, and they in no other's (S-094)", async ({
  team,
}) => {
  const person = await register()
  const verifying = (await mailTo(person.email)).token
  await api("POST /auth/password/forgot", { body: { email: person.email } })
  const inviting = (await invite(team.owner, "someone@example.com".replace("someone", `someone.${Date.now()}`))).token
  for (const token of [person.refreshToken, verifying, (await mailTo(person.email, "reset_password")).token, inviting])
    await refused(token)
  await refused(await forge(team.owner, {}, { typ: "at+jwt" }), "typ")
  await refused(await forge(team.owner, {}, { typ: undefined }), "no typ")
  const session = await new SignJWT({ sub: team.owner.id, sid: String(decodeJwt(team.owner.token).sid) })
    .setProtectedHeader({ alg: "HS256", typ: "JWT" })
    .setIssuedAt()
    .setExpirationTime("1h")
    .sign(derivedKey("nextauth"))
  await refused(session, "a browser's session")
  for (const line of ["POST /auth/verify-email", "POST /auth/password/reset"]) {
    const { status } = await api(line, {
      body: {
        token: team.owner.token.slice(0, 256),
        ...(line.endsWith("reset") ? { new_password: "a brand new password" } : {}),
      },
    })
    expect([404, 422]).toContain(status)
  }
  expect([401, 422]).toContain((await api("POST /auth/refresh", { body: { refresh_token: team.owner.token } })).status)
})

test("access tokens – missing, expired, future and malformed times are 401 (S-095)", async ({ team }) => {
  const now = Math.floor(Date.now() / 1000)
  const wrong = [
    { exp: now - 120 },
    { nbf: now + 600 },
    { iat: now + 7200 },
    { exp: undefined },
    { iat: undefined },
    { exp: "9999999999" },
    { exp: now + 100.5 },
    { exp: -1 },
    { exp: 1e308 },
    { iat: "1" },
  ]
  for (const claims of wrong) await refused(await forge(team.owner, claims), JSON.stringify(claims))
})

test("access tokens – any changed, added or missing byte is 401 (S-097)", async ({ team }) => {
  const { token } = team.member
  for (let i = 0; i < token.length; i += 7) {
    const other = token[i] === "A" ? "B" : "A"
    if (token[i] !== ".") await refused(token.slice(0, i) + other + token.slice(i + 1), `byte ${i}`)
  }
  for (const changed of [
    `${token}=`,
    `${token}==`,
    `${token}A`,
    `.${token}`,
    `${token}.`,
    token.slice(0, -1),
    token.replace(".", ".."),
  ])
    await refused(changed)
  const last = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
  const at = last.indexOf(token.at(-1) ?? "A")
  // The last character of a 32-byte signature has two unused bits.
  for (const bit of [1, 2, 3]) await refused(token.slice(0, -1) + last[at ^ bit], `last character, bit ${bit}`)
})

test("access tokens – forged claims change nothing: the database decides (S-098)", async ({ team, foreign }) => {
  const guest = await join(team.owner, "guest")
  const token = await forge(guest, {
    role: "super_admin",
    permissions: ["users:read", "users:write", "invites:write"],
  })
  expect((await api<User>("GET /users/me", { token })).data).toMatchObject({
    role: "guest",
    effective_permissions: ["organizations:read"],
  })
  expect((await api("GET /users", { token })).outcome).toBe("403 permission_required")
  await refused(await forge(guest, { org: foreign.organizationId, ten: foreign.tenantId }), "another tenant")
  await refused(await forge(guest, { org: foreign.organizationId }), "another tenant's organization")
  await refused(await forge(guest, { org: team.siblingId }), "an organization one has no part in")
  await refused(await forge(guest, { sub: team.owner.id }), "somebody else's session")
  await refused(await forge(guest, { sid: decodeJwt(team.owner.token).sid }), "another session")
  for (const claims of [{ sub: { startsWith: "" } }, { sid: [] }, { org: {} }, { sub: "x".repeat(65) }, { ten: 1 }])
    await refused(await forge(guest, claims), JSON.stringify(claims))
})

/** Each ends something that a token depends on. */
const endings: Record<string, (person: Person, team: Team) => Promise<unknown>> = {
  "signing out": (person) => person.send("POST /auth/logout", {}),
  "removal from the organization": async ({ id }, { owner, organizationId }) =>
    good(await owner.send(`DELETE /organizations/${organizationId}/users/${id}`)),
  "removal of the user": async ({ id }, { owner }) => good(await owner.send(`DELETE /users/${id}`)),
  suspension: async ({ id }, { owner, organizationId }) =>
    good(await owner.send(`PUT /organizations/${organizationId}/users/${id}`, { status: "suspended" })),
  "closing the account": async (person) => good(await person.send("DELETE /users/me", { password: person.password })),
  "a change of password elsewhere": async ({ email, password }) =>
    good(
      await (await signIn(email)).send("PUT /users/me/password", {
        current_password: password,
        new_password: "a brand new password",
      }),
    ),
  "ending other sessions elsewhere": async ({ email }) =>
    good(await (await signIn(email)).send("DELETE /users/me/sessions")),
  "an admin ending the sessions": async ({ id }, { owner }) => good(await owner.send(`DELETE /users/${id}/sessions`)),
  "the end of the session's time": ({ id }) =>
    behindTheirBacks(() =>
      db().session.updateMany({ where: { userId: id }, data: { expiresAt: new Date(Date.now() - 1000) } }),
    ),
}

for (const [what, end] of Object.entries(endings))
  test(`access tokens – after ${what} the next request is 401`, async ({ team }) => {
    const person = await join(team.owner, "member")
    expect((await person.send("GET /users/me")).status).toBe(200)
    await end(person, team)
    await refused(person.token)
    const lines = [`GET /organizations/${team.organizationId}/users`, "GET /users", "PUT /users/me"]
    for (const line of lines)
      expect((await person.send(line, line.startsWith("PUT") ? {} : undefined)).outcome, line).toBe("401 invalid_token")
  })

test("DELETE /users/me/sessions – a token without a tenant sees and ends those without one, and no tenant's", async ({
  team,
}) => {
  const person = await join(team.owner, "member")
  good(await person.send(`DELETE /organizations/${team.organizationId}/users/${person.id}`))
  const [one, other, inTenant] = [await signIn(person.email), await signIn(person.email), await signIn(person.email)]
  const sid = ({ token }: Person) => String(decodeJwt(token).sid)
  expect((await one.send<User>("GET /users/me")).data).toMatchObject({ tenant_id: null })
  const { tenantId, organizationId } = team
  const where = { userId: person.id, id: sid(inTenant) }
  await behindTheirBacks(() => db().session.updateMany({ where, data: { tenantId, organizationId } }))
  const shown = (await one.send<{ id: string }[]>("GET /users/me/sessions")).data.map(({ id }) => id)
  expect(shown).toEqual(expect.arrayContaining([sid(one), sid(other)]))
  expect(shown).not.toContain(sid(inTenant))
  good(await one.send("DELETE /users/me/sessions"))
  await refused(other.token)
  expect((await one.send("GET /users/me")).status).toBe(200)
  expect((await db().session.findFirst({ where }))?.endedAt).toBeNull()
})

test("a suspended tenant – its tokens, links and sign-ins are rejected; other tenants continue (S-211)", async ({
  root,
  foreign,
}) => {
  const owner = await newTenant()
  const { token } = await invite(owner, `someone.${Date.now()}@example.com`)
  good(await root.send(`PUT /tenants/${owner.tenantId}`, { status: "suspended" }))
  await refused(owner.token)
  expect(await signIn(owner.email)).toMatchObject({ organizationId: "", tenantId: "" })
  expect([404, 410]).toContain(
    (await api(`POST /invites/${token}/accept`, { body: { name: "Nora", password: "correct horse battery" } })).status,
  )
  expect((await foreign.owner.send("GET /users/me")).status).toBe(200)
  good(await root.send(`PUT /tenants/${owner.tenantId}`, { status: "active" }))
  expect((await signIn(owner.email)).organizationId).toBe(owner.organizationId)
})

test("IDs of deleted accounts are never used again (S-099)", async ({ team }) => {
  const person = await join(team.owner, "member")
  good(await team.owner.send(`DELETE /organizations/${team.organizationId}/users/${person.id}`))
  await db().user.update({ where: { id: person.id }, data: { email: `gone.${person.email}` } })
  const again = await register({ email: person.email })
  expect(again.id).not.toBe(person.id)
  await refused(person.token)
})
