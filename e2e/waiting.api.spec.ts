import { sha256 } from "../lib/core/crypto"
import type { Tx } from "../lib/core/db/client"
import { pool } from "../lib/core/db/pool"
import { remindOf } from "../lib/invites/remind"
import type { Answer } from "./api"
import { db, Prisma, transaction } from "./database"
import { api, expect, good, invite, join, mailTo, newAddress, newTenant, type Person, signIn, test } from "./fixtures"
import { type Lock, whileWaiting } from "./while-waiting"

const inviting = (by: { send: Person["send"] }, { organizationId }: Lock) =>
  by.send(`POST /organizations/${organizationId}/invites`, { email: newAddress("waited"), role: "member" })

test("a write that waits for a lock is refused when its session has ended meanwhile (O-8)", async () => {
  const owner = await newTenant()
  const admin = await join(owner, "admin")
  const answer = await whileWaiting(
    owner,
    () => inviting(admin, owner),
    () =>
      admin.send("DELETE /users/me/sessions").then(() => api("POST /auth/logout", { token: admin.token, body: {} })),
  )
  expect(answer.outcome).toBe("401 invalid_token")
})

test("a write that waits for a lock is refused when the person was demoted meanwhile (O-8)", async () => {
  const owner = await newTenant()
  const admin = await join(owner, "admin")
  const { tenantId, organizationId } = owner
  const answer = await whileWaiting(
    owner,
    () => inviting(admin, owner),
    (tx) => tx.$executeRaw`
    UPDATE memberships SET role = 'guest' WHERE tenant_id = ${tenantId} AND organization_id = ${organizationId} AND user_id = ${admin.id}`,
  )
  expect(answer.outcome).toBe("403 permission_required")
})

for (const [how, end] of [
  [
    "revoked",
    (tx: Tx, secret: string) => tx.$executeRaw`UPDATE secrets SET revoked_at = now() WHERE hash = ${sha256(secret)}`,
  ],
  [
    "rotated without an overlap",
    (tx: Tx, secret: string) => tx.$executeRaw`UPDATE secrets SET expires_at = now() WHERE hash = ${sha256(secret)}`,
  ],
] as const)
  test(`a write by an API key that waits for a lock is refused when the key was ${how} meanwhile (O-8)`, async () => {
    const owner = await newTenant()
    const body = { name: "K", role: "member", permissions: ["invites:write"] }
    const { secret } = good(await owner.send<{ secret: string }>("POST /api-keys", body))
    const key = { send: ((line: string, sent?: unknown) => api(line, { token: secret, body: sent })) as Person["send"] }
    const answer: Answer<unknown> = await whileWaiting(
      owner,
      () => inviting(key, owner),
      (tx) => end(tx, secret),
    )
    expect(answer.outcome).toBe("401 invalid_token")
  })

/**
 * Waits until PostgreSQL reports that a backend waits for `pid`: outside of a transaction, which would only see one
 * snapshot. @returns the waiting PID
 */
async function whoWaitsFor(pid: number): Promise<number> {
  for (;;) {
    const waiting = "SELECT pid FROM pg_stat_activity WHERE $1::int = ANY(pg_blocking_pids(pid)) LIMIT 1"
    const [row] = (await pool().query<{ pid: number }>(waiting, [pid])).rows
    if (row) return row.pid
  }
}

/**
 * Holds a row that `ending` needs while it already has the organization's lock, until `write` waits for that lock, and
 * releases it: the ending commits first, and the write was authorized before it.
 */
async function overtaken<T>(row: Prisma.Sql, ending: () => Promise<Answer<unknown>>, write: () => Promise<T>) {
  let both: [Promise<Answer<unknown>>, Promise<T>] | undefined
  await transaction(async (tx) => {
    await tx.$queryRaw(Prisma.sql`SELECT FROM ${row} FOR UPDATE`)
    const [own] = await tx.$queryRaw<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`
    const ended = ending()
    const holder = await whoWaitsFor(own?.pid ?? 0)
    both = [ended, write()]
    await whoWaitsFor(holder)
  })
  const [ended, written] = await Promise.all(both ?? [])
  good(ended as Answer<unknown>)
  return written as T
}

const sentBy = (token: string): { send: Person["send"] } => ({ send: (line, body) => api(line, { token, body }) })

for (const [how, line, body] of [
  ["deleted", "DELETE", undefined],
  ["rotated without an overlap", "POST", { overlap_seconds: 0 }],
] as const)
  test(`a write by an API key that waits behind the request by which the key is ${how} is refused (O-8)`, async () => {
    const owner = await newTenant()
    const made = { name: "K", role: "member", permissions: ["invites:write"] }
    const { id, secret } = good(await owner.send<{ id: string; secret: string }>("POST /api-keys", made))
    const path = `/api-keys/${id}${line === "POST" ? "/rotate" : ""}`
    const answer = await overtaken(
      Prisma.sql`api_keys WHERE tenant_id = ${owner.tenantId} AND id = ${id}`,
      () => owner.send(`${line} ${path}`, body),
      () => inviting(sentBy(secret), owner),
    )
    expect(answer.outcome).toBe("401 invalid_token")
    expect(await db().invite.count({ where: { tenantId: owner.tenantId } })).toBe(0)
  })

for (const [how, ending, outcome] of [
  ["demotes", (id: string) => ["PUT", `/users/${id}`, { role: "guest" }], "403 permission_required"],
  ["suspends", (id: string) => ["PUT", `/users/${id}`, { status: "suspended" }], "404 not_found"],
  ["removes", (id: string) => ["DELETE", `/users/${id}`], "401 invalid_token"],
] as const)
  test(`a write that waits behind the request which ${how} its sender is refused (O-8)`, async () => {
    const owner = await newTenant()
    const admin = await join(owner, "admin")
    const { tenantId, organizationId } = owner
    const [method, path, body] = ending(admin.id)
    const answer = await overtaken(
      Prisma.sql`memberships WHERE tenant_id = ${tenantId} AND organization_id = ${organizationId} AND user_id = ${admin.id}`,
      () => owner.send(`${method} ${path}`, body),
      () => inviting(admin, owner),
    )
    expect(answer.outcome).toBe(outcome)
    expect(await db().invite.count({ where: { tenantId, creatorId: admin.id } })).toBe(0)
  })

test("a write that waits for a lock is refused when its session was ended meanwhile from another device, or by its owner's sign-out (O-8)", async () => {
  const owner = await newTenant()
  for (const how of ["another device", "sign-out"]) {
    const admin = await join(owner, "admin")
    const other = await signIn(admin.email)
    const answer = await whileWaiting(
      owner,
      () => inviting(admin, owner),
      async () =>
        good(
          how === "sign-out"
            ? await api("POST /auth/logout", { body: { refresh_token: admin.refreshToken } })
            : await other.send("DELETE /users/me/sessions"),
        ),
    )
    expect(answer.outcome, how).toBe("401 invalid_token")
  }
})

/** Creates 50,000 pending invites of one creator with their links, and 1,000 expired ones. */
async function manyInvites({ tenantId, organizationId }: Lock, creator: string): Promise<void> {
  const word = organizationId.slice(4)
  await db().$executeRaw`
    INSERT INTO invites (tenant_id, id, organization_id, email, role, maker_type, maker_id, maker_name, expires_at)
    SELECT ${tenantId}, 'inv_' || ${word} || n, ${organizationId}, 'many' || n || '.' || lower(${word}) || '@example.com', 'member',
           'user', ${creator}, 'Creator', CASE WHEN n <= 50000 THEN now() + interval '7 days' ELSE now() - interval '1 day' END
    FROM generate_series(1, 51000) n`
  await db().$executeRaw`
    INSERT INTO secrets (hash, kind, tenant_id, organization_id, subject, proves_address, expires_at)
    SELECT sha256(convert_to(${word} || n, 'UTF8')), 'invite', ${tenantId}, ${organizationId}, 'inv_' || ${word} || n,
           'many' || n || '.' || lower(${word}) || '@example.com', now() + interval '7 days'
    FROM generate_series(1, 51000) n`
}

for (const what of ["whoever created 50,000 invites is removed", "an organization with 50,000 invites is deleted"])
  test(`${what} – all in one statement each, expired ones are left alone (O-1)`, async () => {
    test.setTimeout(90_000)
    const owner = await newTenant()
    const organizationId = good(await owner.send<{ id: string }>("POST /organizations", { name: "Many" })).id
    const admin = await join(owner, "admin", { organizationId })
    await join(owner, "admin", { organizationId })
    const place = { tenantId: owner.tenantId, organizationId }
    await manyInvites(place, admin.id)
    const line = what.startsWith("who")
      ? `DELETE /organizations/${organizationId}/users/${admin.id}`
      : `DELETE /organizations/${organizationId}`
    const began = performance.now()
    good(await owner.send(line))
    console.log(`${what}: ${Math.round(performance.now() - began)} ms`)
    const status = (await db().invite.groupBy({ by: ["status"], where: place, _count: true })).map((row) => [
      row.status,
      row._count,
    ])
    expect(Object.fromEntries(status)).toMatchObject({ revoked: 50_000, pending: 1_000 })
  })

test("POST …/invites/{invite_id}/resend – the old links are invalid, also that of a reminder that is just being prepared", async () => {
  const owner = await newTenant()
  const { tenantId, organizationId } = owner
  const first = await invite(owner, newAddress("reminded"))
  await db().$executeRaw`
    UPDATE invites SET expires_at = now() + interval '20 hours' WHERE tenant_id = ${tenantId} AND id = ${first.id}`
  let resent: Promise<Answer<unknown>> | undefined
  await transaction(async (tx) => {
    expect(await remindOf(tx, tenantId, first.id)).toBe(true)
    const [own] = await tx.$queryRaw<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`
    resent = owner.send(`POST /organizations/${organizationId}/invites/${first.id}/resend`)
    await whoWaitsFor(own?.pid ?? 0)
  })
  good((await resent) as Answer<unknown>)
  const reminder = await mailTo(first.email, "invite_reminder")
  for (const { token } of [first, reminder])
    expect((await api(`GET /invites/${token}`)).outcome).toBe("410 token_expired")
  expect((await api(`GET /invites/${(await mailTo(first.email, "invite")).token}`)).status).toBe(200)
})
