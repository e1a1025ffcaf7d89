import { setTimeout as sleep } from "node:timers/promises"
import pg from "pg"
import type { AuditEvent } from "../lib/audit-events/schema"
import { db } from "./database"
import {
  api,
  expect,
  good,
  invite,
  join,
  newAddress,
  newTeam,
  type Person,
  password,
  register,
  test,
  verify,
} from "./fixtures"
import { makeKey } from "./samples"
import { anotherServer } from "./servers"

const events = async (by: Person, query = "") =>
  good(await by.send<AuditEvent[]>(`GET /audit-events?limit=100${query}`))
const actions = async (by: Person, query = "") => (await events(by, query)).map(({ action }) => action)

test("every change of access and every sign-in creates one audit event: who, whom, from which IP address, in which request (S-265)", async () => {
  const team = await newTeam()
  const { owner, admin, organizationId: org } = team
  const before = (await events(owner)).length
  const there = `/organizations/${org}/users/${team.member.id}`
  const offer = await invite(admin, newAddress())
  const second = await invite(admin, newAddress())
  const key = await makeKey(admin.send, { name: "Server", role: "guest", permissions: [] })
  const steps: [string, string, unknown?, Person?][] = [
    ["invite.created", ""],
    ["invite.created", ""],
    ["api_key.created", ""],
    ["member.updated", `PUT ${there}`, { role: "guest" }],
    ["member.suspended", `PUT ${there}`, { status: "suspended" }],
    ["member.reactivated", `PUT ${there}`, { status: "active" }],
    ["member.password_reset_sent", `POST /users/${team.member.id}/password-reset`],
    ["invite.resent", `POST /organizations/${org}/invites/${offer.id}/resend`],
    ["invite.revoked", `DELETE /organizations/${org}/invites/${offer.id}`],
    ["invite.declined", `POST /invites/${second.token}/decline`],
    ["api_key.rotated", `POST /api-keys/${key.id}/rotate`, {}],
    ["api_key.revoked", `DELETE /api-keys/${key.id}`],
    ["organization.updated", `PUT /organizations/${org}`, { sign_up: "open" }],
    ["member.removed", `DELETE ${there}`],
  ]
  for (const [, line, body] of steps) if (line) good(await admin.send(line, body))
  good(await api("POST /auth/login", { body: { email: team.guest.email, password } }))
  await api("POST /auth/login", { body: { email: team.guest.email, password: "a wrong password" } })
  const found = (await events(owner)).slice(0, -before).reverse()
  const expected = [...steps.map(([action]) => action), "session.signed_in"]
  expect(found.map(({ action }) => action)).toEqual(expected)
  for (const event of found) {
    expect(event.tenant_id).toBe(team.tenantId)
    expect(event.request_id).toMatch(/^[\w-]{8,64}$/)
    expect(event.ip).toBeTruthy()
    if (event.action !== "invite.declined") expect(event.actor.id).toBeTruthy()
  }
  expect(found.find(({ action }) => action === "member.updated")).toMatchObject({
    actor: { type: "user", id: admin.id },
    target: { type: "user", id: team.member.id },
    before: { role: "member" },
    after: { role: "guest" },
  })
  const all = JSON.stringify(await db().auditEvent.findMany({ where: { tenantId: team.tenantId } }))
  for (const secret of [password, admin.token, offer.token, second.token, key.secret, team.member.email, team.canary])
    expect(all, "no secret, name or address stands in the log").not.toContain(secret)
})

test("refused requests change nothing and leave no audit event of a change", async () => {
  const team = await newTeam()
  const before = await actions(team.owner)
  const there = `/organizations/${team.organizationId}/users`
  for (const [line, body] of [
    [`PUT ${there}/${team.owner.id}`, { role: "guest" }],
    [`PUT ${there}/${team.member.id}`, { role: "tenant_admin" }],
    [`DELETE ${there}/user_unknown`, undefined],
  ] as const)
    expect((await team.admin.send(line, body)).status).toBeGreaterThanOrEqual(400)
  expect((await team.member.send(`PUT ${there}/${team.guest.id}`, { role: "admin" })).status).toBe(403)
  expect(await actions(team.owner)).toEqual(before)
})

test("GET /audit-events – an admin reads their organization's, a tenant admin the tenant's, others nothing (S-206)", async ({
  team,
  foreign,
}) => {
  const mine = await events(team.admin)
  expect(mine.length).toBeGreaterThan(0)
  expect(new Set(mine.map(({ organization_id }) => organization_id))).toEqual(new Set([team.organizationId]))
  expect((await team.guest.send("GET /audit-events")).outcome).toBe("403 permission_required")
  expect((await team.member.send("GET /audit-events")).outcome).toBe("403 permission_required")
  expect(JSON.stringify(await events(team.owner))).not.toContain(foreign.tenantId)
  const [event] = mine
  for (const method of ["PUT", "DELETE", "POST"])
    expect([404, 405]).toContain(
      (await team.owner.send(`${method} /audit-events/${event?.id}`, method === "DELETE" ? undefined : {})).status,
    )
})

test("GET /audit-events – filters narrow the list, and never show more than the caller may see", async ({ team }) => {
  const person = await join(team.owner, "member")
  good(await team.admin.send(`PUT /organizations/${team.organizationId}/users/${person.id}`, { role: "guest" }))
  expect(await actions(team.admin, `&target=${person.id}&action=member.updated`)).toEqual(["member.updated"])
  expect(await actions(team.admin, `&actor=${team.admin.id}&target=${person.id}`)).toEqual(["member.updated"])
  expect(await actions(team.admin, `&target=${person.id}&from=2099-01-01T00:00:00Z`)).toEqual([])
  for (const query of ["action='--", "action=%25", "sort=ip", "from=yesterday"])
    expect((await team.admin.send(`GET /audit-events?${query}`)).status, query).toBe(422)
})

test("GET /audit-events as CSV – cells that begin like a formula are text (S-248)", async ({ team }) => {
  const agent = `=cmd|' /C calc'!A0","x`
  await api("POST /auth/login", { body: { email: team.member.email, password }, headers: { "user-agent": agent } })
  const answer = await fetch(`${process.env.NANOSTACK_URL}/api/v1/audit-events?limit=20`, {
    headers: { authorization: `Bearer ${team.owner.token}`, accept: "text/csv" },
  })
  const csv = await answer.text()
  expect(answer.headers.get("content-type")).toContain("text/csv")
  expect(csv).toContain(`"'=cmd|' /C calc'!A0"",""x"`)
  for (const line of csv.split("\n")) expect(line).not.toMatch(/(^|,)"?[=+@\t\r-]/)
})

test("GET /audit-events – a User-Agent that looks like a log line is stored unchanged, in one event (S-250)", async () => {
  const person = await register()
  await verify(person)
  const agent = 'evil"} {"level":"error","msg":"forged"'
  const body = { email: person.email, password }
  good(await api("POST /auth/login", { body, headers: { "user-agent": agent } }))
  const found = await events(person, "&action=session.signed_in")
  expect(found.map(({ user_agent }) => user_agent).filter((one) => one?.includes("evil"))).toEqual([agent])
})

test("GET /audit-events?sort=created_at – a feed ends 20 seconds before now; the list and the CSV do not", async () => {
  const { id, tenantId, organizationId, send, token } = await newTeam().then(({ owner }) => owner)
  const offer = good(
    await send<{ id: string }>(`POST /organizations/${organizationId}/invites`, { email: newAddress(), role: "guest" }),
  )
  const csv = async () => {
    const headers = { authorization: `Bearer ${token}`, accept: "text/csv" }
    return (await fetch(`${process.env.NANOSTACK_URL}/api/v1/audit-events?sort=created_at`, { headers })).text()
  }
  const inFeed = async (secondsAgo: number) => {
    await db().$executeRaw`UPDATE audit_events SET created_at = now() - make_interval(secs => ${secondsAgo})
      WHERE tenant_id = ${tenantId} AND target_id = ${offer.id}`
    const found = good(await send<AuditEvent[]>(`GET /audit-events?sort=created_at&actor=${id}&action=invite.created`))
    return found.some(({ target }) => target?.id === offer.id)
  }
  expect(await inFeed(0)).toBe(false)
  expect(await inFeed(18)).toBe(false)
  expect(good(await send<AuditEvent[]>(`GET /audit-events?target=${offer.id}`))).toHaveLength(1)
  expect(await csv()).toContain(offer.id)
  expect(await inFeed(21)).toBe(true)
})

test("GET /audit-events?sort=created_at – a client that follows the feed gets every event, including those committed late", async () => {
  test.setTimeout(60_000)
  const { owner, guest, tenantId, organizationId } = await newTeam()
  const { origin, stop } = await anotherServer({ FEED_LAG_SECONDS: "3", DATABASE_LOCK_TIMEOUT_SECONDS: "10" })
  const add = (email: string) =>
    owner.send(
      "POST /users",
      { email, name: "Nora Newcomer", role: "guest", organization_id: organizationId },
      { origin },
    )
  const holder = new pg.Client({ connectionString: process.env.DATABASE_URL })
  await holder.connect()
  // What changes this tenant's people waits for a lock at the end of its transaction, after its event was written.
  await holder.query(
    `CREATE FUNCTION slow_${organizationId}() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN PERFORM pg_advisory_xact_lock(hashtext('${tenantId}')); RETURN NEW; END $$`,
  )
  await holder.query(
    `CREATE TRIGGER slow_${organizationId} BEFORE INSERT ON outbox FOR EACH ROW WHEN (NEW.tenant_id = '${tenantId}')
       EXECUTE FUNCTION slow_${organizationId}()`,
  )
  const addSlowly = async (email: string, ms: number) => {
    await holder.query("SELECT pg_advisory_lock(hashtext($1))", [tenantId])
    const [added] = await Promise.allSettled([
      add(email),
      sleep(ms).then(() => holder.query("SELECT pg_advisory_unlock(hashtext($1))", [tenantId])),
    ])
    if (added.status === "rejected") throw added.reason
    return added.value
  }
  const seen = new Set<string>()
  let [going, cursor] = [true, ""]
  const follow = async () => {
    while (going) {
      const path = `GET /audit-events?sort=created_at&limit=2${cursor && `&cursor=${cursor}`}`
      const page = await owner.send<AuditEvent[]>(path, undefined, { origin })
      for (const { id } of good(page)) seen.add(id)
      cursor = page.pagination.next_cursor ?? cursor
      await sleep(50)
    }
  }
  const beside = async () => {
    for (; going; await sleep(200))
      good(await api("POST /auth/login", { body: { email: guest.email, password }, origin }))
  }
  try {
    const others = Promise.all([follow(), beside()])
    expect((await addSlowly(newAddress(), 1_000)).status).toBe(201)
    const email = newAddress()
    await expect(addSlowly(email, 5_000)).rejects.toThrow("→ 503")
    expect(await db().membership.count({ where: { tenantId, email, deletedAt: null } })).toBe(0)
    const stored = await db().auditEvent.findMany({ where: { tenantId }, select: { id: true } })
    await expect.poll(() => stored.filter(({ id }) => !seen.has(id)), { timeout: 8_000 }).toEqual([])
    going = false
    await others
  } finally {
    going = false
    await holder.query(`DROP FUNCTION IF EXISTS slow_${organizationId}() CASCADE`)
    await holder.end()
    await stop()
  }
})
