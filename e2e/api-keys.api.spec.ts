import { createHash } from "node:crypto"
import { db } from "./database"
import { api, expect, good, invite, join, newAddress, newTeam, type Person, signIn, test } from "./fixtures"

type Key = { id: string; secret: string; role: string; permissions: string[]; last_four: string }

const make = async (by: Person, permissions: string[], more: Record<string, unknown> = {}) =>
  good(await by.send<Key>("POST /api-keys", { name: "Server", role: "guest", permissions, ...more }))
const withKey = ({ secret }: Key, line: string, body?: unknown) => api(line, { token: secret, body })

test("POST /api-keys – the secret is shown once, recognizable by its form, and stored as a hash (S-217)", async ({
  team,
}) => {
  const key = await make(team.admin, ["users:read"])
  expect(key.secret).toMatch(/^nsk_[A-Za-z0-9_-]{43}[A-Za-z0-9_-]{6}$/)
  const token = key.secret.slice(4, -6)
  expect(key.secret.slice(-6)).toBe(createHash("sha256").update(token).digest("base64url").slice(0, 6))
  expect(key.last_four).toBe(key.secret.slice(-4))
  expect((await team.admin.send("GET /api-keys")).text).not.toContain(key.secret)
  const rows = await db().$queryRaw<{ row: string }[]>`
    SELECT s::text AS row FROM secrets s WHERE tenant_id = ${team.tenantId} AND subject = ${key.id}
    UNION ALL SELECT k::text FROM api_keys k WHERE tenant_id = ${team.tenantId} AND id = ${key.id}`
  expect(rows.length).toBe(2)
  for (const { row } of rows) expect(row).not.toContain(token)
})

test("POST /api-keys – not for another person or organization, and not by a member or an unauthenticated caller (S-218)", async ({
  team,
  foreign,
}) => {
  const body = { name: "Server", role: "guest", permissions: [] }
  for (const more of [
    { user_id: team.owner.id },
    { made_by: team.owner.id },
    { tenant_id: foreign.tenantId },
    { secret: "nsk_x" },
  ])
    expect((await team.admin.send("POST /api-keys", { ...body, ...more })).outcome).toBe("422 validation_failed")
  expect((await team.member.send("POST /api-keys", body)).outcome).toBe("403 permission_required")
  expect((await api("POST /api-keys", { body })).outcome).toBe("401 unauthenticated")
})

test("POST /api-keys – a key has no more access than its creator (S-220, S-221)", async ({ team }) => {
  for (const role of ["tenant_admin", "super_admin", "owner", "", null])
    expect([403, 422]).toContain((await team.admin.send("POST /api-keys", { name: "x", role, permissions: [] })).status)
  for (const permissions of [null, "users:read", ["*"], ["users:*"], [""]])
    expect([403, 422], String(permissions)).toContain(
      (await team.admin.send("POST /api-keys", { name: "x", role: "guest", permissions })).status,
    )
  expect((await team.admin.send("POST /api-keys", { name: "x", role: "guest" })).outcome).toBe("422 validation_failed")
  const tenantWide = { name: "x", role: "guest", permissions: [], tenant_wide: true }
  expect((await team.admin.send("POST /api-keys", tenantWide)).outcome).toBe("403 permission_required")
  const nothing = await make(team.admin, [])
  for (const line of ["GET /users", "GET /audit-events", `GET /organizations/${team.organizationId}/invites`])
    expect((await withKey(nothing, line)).outcome, line).toBe("403 permission_required")
})

test("an API key with users:read – lists users, changes nothing and creates no further keys (S-219, S-222)", async ({
  team,
}) => {
  const key = await make(team.owner, ["users:read"], { role: "member" })
  expect((await withKey(key, "GET /users")).status).toBe(200)
  const writes: [string, unknown][] = [
    [`PUT /organizations/${team.organizationId}/users/${team.member.id}`, { role: "admin" }],
    [`DELETE /organizations/${team.organizationId}/users/${team.member.id}`, undefined],
    [`POST /organizations/${team.organizationId}/invites`, { email: newAddress(), role: "member" }],
    [`PUT /organizations/${team.organizationId}`, { name: "Taken" }],
  ]
  for (const [line, sent] of writes)
    expect((await withKey(key, line, sent)).outcome, line).toBe("403 permission_required")
  const full = await make(team.owner, ["api_keys:read", "api_keys:write"])
  const keys: [string, unknown][] = [
    ["POST /api-keys", { name: "x", role: "guest", permissions: [] }],
    ["GET /api-keys", undefined],
    [`POST /api-keys/${full.id}/rotate`, {}],
    [`DELETE /api-keys/${key.id}`, undefined],
  ]
  for (const [line, sent] of keys) expect((await withKey(full, line, sent)).outcome, line).toBe("403 not_a_user")
})

test("an API key – has no profile, password or sessions, and opens no session by refresh or cookie (S-223)", async ({
  team,
}) => {
  const key = await make(team.owner, ["users:read", "users:write"])
  const lines: [string, unknown][] = [
    ["GET /users/me", undefined],
    ["PUT /users/me", { name: "Key" }],
    ["PUT /users/me/password", { current_password: "x", new_password: "correct horse battery staple" }],
    ["GET /users/me/sessions", undefined],
    ["DELETE /users/me", { password: "x" }],
  ]
  for (const [line, body] of lines) expect((await withKey(key, line, body)).outcome, line).toBe("403 not_a_user")
  expect((await api("POST /auth/refresh", { body: { refresh_token: key.secret } })).status).toBe(401)
  const answer = await fetch(`${process.env.NANOSTACK_URL}/api/auth/session`, {
    headers: { authorization: `Bearer ${key.secret}` },
  })
  expect([await answer.text(), answer.headers.getSetCookie().filter((c) => /session=./.test(c))]).toEqual(["{}", []])
})

test("an API key – loses permissions when its creator is demoted, and all when they are removed or suspended (S-203, S-220)", async ({
  team,
}) => {
  const maker = await join(team.owner, "admin")
  const key = await make(maker, ["users:read", "invites:write", "audit:read"], { role: "admin" })
  const read = () => withKey(key, "GET /users")
  const there = `/organizations/${team.organizationId}/users/${maker.id}`
  expect((await read()).status).toBe(200)
  expect((await withKey(key, "GET /audit-events")).status).toBe(200)
  good(await team.owner.send(`PUT ${there}`, { role: "member" }))
  expect((await withKey(key, "GET /audit-events")).outcome).toBe("403 permission_required")
  expect((await read()).status).toBe(200)
  good(await team.owner.send(`PUT ${there}`, { status: "suspended" }))
  expect((await read()).status).toBeGreaterThanOrEqual(401)
  good(await team.owner.send(`PUT ${there}`, { status: "active" }))
  good(await team.owner.send(`DELETE ${there}`))
  expect((await read()).outcome).toBe("401 invalid_token")
})

test("an API key – of a deleted organization has access neither to it nor to the rest of the tenant (S-216)", async () => {
  const team = await newTeam()
  const there = await signIn(team.owner.email, team.owner.password, team.siblingId)
  const key = await make(there, ["users:read"], { role: "admin" })
  expect((await withKey(key, "GET /users")).status).toBe(200)
  good(await team.owner.send(`DELETE /organizations/${team.siblingId}`))
  for (const line of ["GET /users", `GET /organizations/${team.organizationId}/users`])
    expect([401, 404], line).toContain((await withKey(key, line)).status)
})

test("an API key – other tenants and other organizations are 404 for it (S-227)", async ({ team, foreign }) => {
  const key = await make(team.admin, ["users:read", "invites:read"])
  for (const { organizationId, member } of [foreign, { organizationId: team.siblingId, member: team.siblingAdmin }])
    for (const line of [
      `GET /organizations/${organizationId}/users`,
      `GET /organizations/${organizationId}/invites`,
      `GET /users/${member.id}`,
    ])
      expect((await withKey(key, line)).outcome, line).toBe("404 not_found")
  expect((await withKey(key, "GET /users?limit=100")).text).not.toContain(foreign.canary)
})

test("an API key – once revoked or expired it is 401 with the next request, and its pending invites are revoked (S-225)", async ({
  team,
}) => {
  const key = await make(team.admin, ["users:read", "invites:read", "invites:write"], { role: "member" })
  const other = await make(team.admin, ["users:read"])
  const offer = await invite(
    { ...team.admin, send: (line, body) => api(line, { token: key.secret, body }) } as Person,
    newAddress(),
  )
  good(await team.admin.send(`DELETE /api-keys/${key.id}`))
  expect((await withKey(key, "GET /users")).outcome).toBe("401 invalid_token")
  expect((await api(`GET /invites/${offer.token}`)).outcome).toBe("410 invite_revoked")
  expect((await withKey(other, "GET /users")).status).toBe(200)
  await db().apiKey.updateMany({ where: { tenantId: team.tenantId, id: key.id }, data: { lastUsedAt: new Date() } })
  expect((await withKey(key, "GET /users")).outcome).toBe("401 invalid_token")
  expect((await team.admin.send<Key[]>("GET /api-keys")).data.map(({ id }) => id)).not.toContain(key.id)
  const past = { name: "x", role: "guest", permissions: [], expires_at: "2020-01-01T00:00:00Z" }
  expect((await team.admin.send("POST /api-keys", past)).outcome).toBe("422 validation_failed")
})

test("POST /api-keys/{id}/rotate – the old secret works for the overlap and not a second longer", async ({ team }) => {
  const key = await make(team.admin, ["users:read"])
  const next = good(await team.admin.send<Key>(`POST /api-keys/${key.id}/rotate`, { overlap_seconds: 3600 }))
  for (const one of [key, next]) expect((await withKey(one, "GET /users")).status).toBe(200)
  const last = good(await team.admin.send<Key>(`POST /api-keys/${key.id}/rotate`, {}))
  for (const one of [key, next]) expect((await withKey(one, "GET /users")).outcome).toBe("401 invalid_token")
  expect((await withKey(last, "GET /users")).status).toBe(200)
  const weaker = await join(team.owner, "admin")
  const strong = await make(team.owner, ["users:read"], { role: "admin", tenant_wide: true })
  for (const line of [`POST /api-keys/${strong.id}/rotate`, `DELETE /api-keys/${strong.id}`])
    expect((await weaker.send(line, line.startsWith("POST") ? {} : undefined)).outcome, line).toBe("404 not_found")
})

test("an API key – a changed, truncated or extended secret is 401 (S-228)", async ({ team }) => {
  const [one, other] = [await make(team.admin, ["users:read"]), await make(team.admin, [])]
  const mixed = one.secret.slice(0, 20) + other.secret.slice(20)
  for (const secret of [
    mixed,
    one.secret.slice(0, -1),
    `${one.secret}A`,
    one.secret.toLowerCase(),
    `nsk_${"A".repeat(49)}`,
    ` ${one.secret}x`,
  ])
    expect((await api("GET /users", { token: secret })).outcome, secret).toBe("401 invalid_token")
  expect((await withKey(one, "GET /users")).status).toBe(200)
  expect((await withKey(other, "GET /users")).outcome).toBe("403 permission_required")
})

test("GET /api-keys – `q` finds a part of a name in any spelling, and the last four characters of a secret", async ({
  team,
}) => {
  const [lodz, basel] = [
    await make(team.admin, [], { name: "Łódź 100% billing" }),
    await make(team.admin, [], { name: "Basel sync" }),
  ]
  const found = async (q: string) =>
    good(await team.admin.send<Key[]>(`GET /api-keys?total=true&q=${encodeURIComponent(q)}`)).map(({ id }) => id)
  expect(await found("lodz")).toEqual([lodz.id])
  expect(await found("100%")).toEqual([lodz.id])
  expect(await found("  ")).toEqual(expect.arrayContaining([lodz.id, basel.id]))
  expect(await found(basel.last_four)).toEqual([basel.id])
  expect(await found("%")).toEqual([lodz.id])
  expect((await team.admin.send(`GET /api-keys?q=${"a".repeat(101)}`)).outcome).toBe("422 validation_failed")
})
