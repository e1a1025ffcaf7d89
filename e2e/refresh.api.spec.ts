import { createHash, randomBytes } from "node:crypto"
import { decodeJwt } from "jose"
import { db } from "./database"
import { alike, api, expect, good, invite, join, type Person, rounds, signIn, type Tokens, test } from "./fixtures"
import { anotherServer } from "./servers"

const refresh = (refresh_token: string, more: object = {}, origin?: string) =>
  api<Tokens>("POST /auth/refresh", { body: { refresh_token, ...more }, ...(origin ? { origin } : {}) })
const next = async (token: string) => good(await refresh(token)).refresh_token
const hash = (token: string) => new Uint8Array(createHash("sha256").update(token).digest())
const sessionOf = ({ token, id }: Person) => ({ userId: id, id: String(decodeJwt(token).sid) })

/** As if a token had been used this long ago. */
const ageUse = (token: string, seconds: number) =>
  db().secret.updateMany({ where: { hash: hash(token) }, data: { usedAt: new Date(Date.now() - seconds * 1000) } })

async function isOver(person: Person, token: string) {
  expect((await refresh(token)).outcome).toBe("401 invalid_token")
  expect((await person.send("GET /users/me")).outcome).toBe("401 invalid_token")
  const session = await db().session.findUniqueOrThrow({ where: { userId_id: sessionOf(person) } })
  expect([session.endReason, session.endedAt === null]).toEqual(["refresh_token_reused", false])
}

test("POST /auth/refresh – a new pair each time, for the same session (S-106)", async ({ team }) => {
  const person = await join(team.owner, "member")
  const first = good(await refresh(person.refreshToken))
  const second = good(await refresh(first.refresh_token))
  expect(new Set([person.refreshToken, first.refresh_token, second.refresh_token]).size).toBe(3)
  expect(decodeJwt(second.token).sid).toBe(decodeJwt(person.token).sid)
  expect(second.user).toMatchObject({ id: person.id, organization_id: team.organizationId })
  expect((await api("GET /users/me", { token: second.token })).status).toBe(200)
})

test("POST /auth/refresh – after a lost response the same successor comes again, while it is unused (S-113)", async ({
  team,
}) => {
  const { refreshToken } = await join(team.owner, "member")
  const first = await next(refreshToken)
  expect(await next(refreshToken)).toBe(first)
  expect(await next(refreshToken)).toBe(first)
})

test("POST /auth/refresh – a used token whose successor was used ends the session, committed (S-107, S-108)", async ({
  team,
}) => {
  for (let round = 0; round < 10; round++) {
    const person = round % 2 ? await signIn(team.member.email) : await join(team.owner, "guest")
    const latest = await next(await next(person.refreshToken))
    expect((await refresh(person.refreshToken)).outcome).toBe("401 invalid_token")
    await isOver(person, latest)
  }
})

test("POST /auth/refresh – a used token after the grace ends the session, though its successor is unused", async ({
  team,
}) => {
  const person = await join(team.owner, "guest")
  const successor = await next(person.refreshToken)
  await ageUse(person.refreshToken, 9)
  expect(await next(person.refreshToken)).toBe(successor)
  await ageUse(person.refreshToken, 11)
  expect((await refresh(person.refreshToken)).outcome).toBe("401 invalid_token")
  await isOver(person, successor)
})

test("POST /auth/refresh – with REFRESH_GRACE_SECONDS=0 a second use ends the session", async ({ team }) => {
  const { origin, stop } = await anotherServer({ REFRESH_GRACE_SECONDS: "0" })
  try {
    const person = await join(team.owner, "guest")
    const { refresh_token } = good(await refresh(person.refreshToken, {}, origin))
    expect((await refresh(person.refreshToken, {}, origin)).outcome).toBe("401 invalid_token")
    await isOver(person, refresh_token)
  } finally {
    await stop()
  }
})

test("POST /auth/refresh – while AUTH_SECRET is replaced server by server, a retry gets the same successor", async ({
  team,
}) => {
  const [before, after] = [String(process.env.AUTH_SECRET), randomBytes(48).toString("base64url")]
  const [renewed, ready] = await Promise.all([
    anotherServer({ AUTH_SECRET: after, AUTH_SECRET_PREVIOUS: before }),
    anotherServer({ AUTH_SECRET: before, AUTH_SECRET_PREVIOUS: after }),
  ])
  try {
    const person = await join(team.owner, "member")
    const first = await next(person.refreshToken)
    const again = good(await refresh(person.refreshToken, {}, renewed.origin))
    expect(again.refresh_token).toBe(first)
    expect((await api("GET /users/me", { token: again.token, origin: renewed.origin })).status).toBe(200)

    const second = good(await refresh(first, {}, renewed.origin)).refresh_token
    expect(good(await refresh(first, {}, ready.origin)).refresh_token).toBe(second)
    // A server without the new secret cannot derive the successor, and revokes nothing while that is unused.
    await expect(refresh(first)).rejects.toThrow("503")
    expect(good(await refresh(first, {}, renewed.origin)).refresh_token).toBe(second)

    const third = good(await refresh(second, {}, renewed.origin)).refresh_token
    expect((await refresh(first)).outcome).toBe("401 invalid_token")
    await isOver(person, third)
  } finally {
    await Promise.all([renewed.stop(), ready.stop()])
  }
})

test("POST /auth/refresh – ten concurrent requests with one token get one successor, and continue with it, on two servers (S-109, R-066)", async ({
  team,
  twin,
}) => {
  const { email } = await join(team.owner, "member")
  for (let round = 0; round < rounds; round++) {
    const person = await signIn(email)
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, i) => refresh(person.refreshToken, {}, i % 2 ? twin : undefined)),
    )
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200))
    const successors = new Set(answers.map(({ data }) => data.refresh_token))
    expect(successors.size).toBe(1)
    const [successor = ""] = successors
    expect((await refresh(successor)).status).toBe(200)
  }
})

test("POST /auth/refresh – concurrent with signing out on another server, nothing stays active (S-115, R-066)", async ({
  team,
  twin,
}) => {
  const { email } = await join(team.owner, "member")
  for (let round = 0; round < rounds; round++) {
    const person = await signIn(email)
    const [rotated] = await Promise.all([
      refresh(person.refreshToken),
      person.send("POST /auth/logout", {}, { origin: twin }),
    ])
    await person.send("POST /auth/logout", { refresh_token: person.refreshToken })
    const tokens = [person.refreshToken, ...(rotated.status === 200 ? [rotated.data.refresh_token] : [])]
    for (const token of tokens) expect((await refresh(token)).outcome).toBe("401 invalid_token")
    if (rotated.status === 200)
      expect((await api("GET /users/me", { token: rotated.data.token })).outcome).toBe("401 invalid_token")
  }
})

test("POST /auth/refresh – unknown, truncated, changed and foreign tokens get the same response (S-124)", async ({
  team,
}) => {
  const { refreshToken, token } = await join(team.owner, "guest")
  const bad = [
    "x",
    refreshToken.slice(0, -1),
    `${refreshToken}x`,
    refreshToken.toLowerCase(),
    token.slice(0, 200),
    "A".repeat(43),
  ]
  const answers = await Promise.all(bad.map((given) => refresh(given)))
  expect(new Set(answers.map(alike)).size).toBe(1)
  expect(answers[0]?.outcome).toBe("401 invalid_token")
  expect((await refresh(refreshToken)).status).toBe(200)
})

test("POST /auth/refresh – fields for a scope, role, tenant or foreign organization are refused (S-118)", async ({
  team,
}) => {
  const { refreshToken } = await join(team.owner, "guest")
  for (const more of [{ scope: "admin" }, { tenant_id: "ten_demo" }, { role: "admin" }])
    expect((await refresh(refreshToken, more)).outcome).toBe("422 validation_failed")
  expect((await refresh(refreshToken, { organization_id: team.siblingId })).outcome).toBe("404 not_found")
  expect((await refresh(refreshToken)).data.user).toMatchObject({ role: "guest", organization_id: team.organizationId })
})

test("POST /auth/refresh – the new token has today's role and permissions (S-121)", async ({ team }) => {
  const person = await join(team.owner, "admin")
  good(
    await team.owner.send(`PUT /organizations/${team.organizationId}/users/${person.id}`, {
      role: "guest",
      permissions: ["billing:read"],
    }),
  )
  const changed = good(await refresh(person.refreshToken))
  expect(decodeJwt(changed.token)).toMatchObject({ role: "guest", permissions: ["billing:read", "organizations:read"] })
  good(await team.owner.send(`DELETE /organizations/${team.organizationId}/users/${person.id}`))
  const left = good(await refresh(changed.refresh_token))
  expect(decodeJwt(left.token)).toMatchObject({ role: null, org: null, ten: null })
  expect((await api("GET /users/me", { token: left.token })).status).toBe(200)
})

test("POST /auth/refresh – idle expiry and maximum lifetime are the session's (S-044, S-117)", async ({ team }) => {
  const day = 86_400_000
  const person = await join(team.owner, "guest")
  await db().session.update({
    where: { userId_id: sessionOf(person) },
    data: { createdAt: new Date(Date.now() - 80 * day) },
  })
  const token = await next(person.refreshToken)
  const { expiresAt, createdAt } = await db().session.findUniqueOrThrow({ where: { userId_id: sessionOf(person) } })
  expect(expiresAt.getTime() - createdAt.getTime()).toBe(90 * day)
  await db().session.update({
    where: { userId_id: sessionOf(person) },
    data: { expiresAt: new Date(Date.now() - 1000) },
  })
  expect((await refresh(token)).outcome).toBe("401 invalid_token")
})

test("POST /auth/switch – another organization of one's own, in whatever tenant, and no other", async ({
  team,
  foreign,
}) => {
  const person = await join(team.owner, "guest")
  const { token } = await invite(foreign.owner, person.email)
  good(await person.send(`POST /invites/${token}/accept`, {}))
  const change = (refresh_token: string, organization_id: string) =>
    api<Tokens>("POST /auth/switch", { body: { refresh_token, organization_id } })
  expect((await change(person.refreshToken, team.siblingId)).outcome).toBe("404 not_found")
  const there = good(await change(person.refreshToken, foreign.organizationId))
  expect(there.user).toMatchObject({ id: person.id, tenant_id: foreign.tenantId, role: "member" })
  expect(decodeJwt(there.token)).toMatchObject({ org: foreign.organizationId, ten: foreign.tenantId })
  expect(good(await refresh(there.refresh_token)).user).toMatchObject({ tenant_id: foreign.tenantId })
})

test("POST /auth/refresh – the database holds the token's hash, never the token (S-119)", async ({ team }) => {
  const { refreshToken } = await join(team.owner, "guest")
  expect(await db().secret.count({ where: { hash: hash(refreshToken), kind: "refresh" } })).toBe(1)
  const rows = await db().$queryRaw<
    { n: bigint }[]
  >`SELECT count(*) AS n FROM secrets s WHERE s::text LIKE ${`%${refreshToken}%`}`
  expect(Number(rows[0]?.n)).toBe(0)
})
