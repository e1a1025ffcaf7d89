import { setTimeout as sleep } from "node:timers/promises"
import { db } from "./database"
import { api, expect, good, join, newAddress, newTeam, newTenant, type Team, test } from "./fixtures"
import { makeKey } from "./samples"

type Change = {
  type: string
  id: string
  organization_id: string
  deleted: boolean
  user?: Record<string, unknown>
  organization?: { name: string }
}

const readAll = ["changes:read", "users:read", "users:write", "organizations:read"]

/** Waits until what a tenant has changed so far is numbered: a mirror that starts now gets no more of it. */
async function numbered(tenantId: string) {
  const waiting = () =>
    db().$queryRaw<{ n: number }[]>`SELECT count(*)::int AS n FROM outbox WHERE tenant_id = ${tenantId}`
  await expect.poll(waiting).toEqual([{ n: 0 }])
}

/** A mirror with an API key: `sync` waits for a change, and returns what came. */
async function mirrorOf({ owner }: Pick<Team, "owner">, more: Record<string, unknown> = {}, permissions = readAll) {
  const { secret } = await makeKey(owner.send, { name: "Mirror", role: "admin", permissions, ...more })
  await numbered(owner.tenantId)
  let cursor = ""
  const page = (from = cursor) => api<Change[]>(`GET /changes?limit=100${from && `&cursor=${from}`}`, { token: secret })
  return {
    page,
    secret,
    cursor: () => cursor,
    sync: async () => {
      for (const since = Date.now(); ; await sleep(100)) {
        const answer = await page()
        const rows = good(answer)
        cursor = encodeURIComponent(String(answer.pagination.next_cursor))
        if (rows.length > 0 || Date.now() - since > 5_000) return rows
      }
    },
  }
}

test("GET /changes – a tenant-wide key gets everything, then each change, and tombstones", async () => {
  const team = await newTeam()
  const { owner, organizationId, siblingId, member } = team
  const [whole, own] = [await mirrorOf(team, { tenant_wide: true }), await mirrorOf(team)]
  const first = await whole.sync()
  const listed = good(await api<{ id: string }[]>("GET /users?limit=100", { token: whole.secret }))
  expect(first.flatMap(({ user }) => user ?? [])).toEqual(expect.arrayContaining(listed))
  expect(
    first
      .filter(({ type }) => type === "organization")
      .map(({ id }) => id)
      .sort(),
  ).toEqual([organizationId, siblingId].sort())
  expect((await own.sync()).every((change) => change.organization_id === organizationId)).toBe(true)

  good(await owner.send(`PUT /users/${member.id}?organization_id=${organizationId}`, { role: "guest" }))
  const changed = good(await owner.send<object>(`GET /users/${member.id}?organization_id=${organizationId}`))
  for (const mirror of [whole, own])
    expect(await mirror.sync()).toEqual([
      { type: "user", id: member.id, organization_id: organizationId, deleted: false, user: changed },
    ])
  good(await owner.send(`PUT /organizations/${siblingId}`, { name: "Renamed" }))
  expect(await whole.sync()).toMatchObject([{ type: "organization", id: siblingId, organization: { name: "Renamed" } }])
  await owner.send(`DELETE /organizations/${organizationId}/users/${member.id}`)
  const gone = { type: "user", id: member.id, organization_id: organizationId, deleted: true }
  for (const mirror of [whole, own]) expect(await mirror.sync()).toEqual([gone])
})

test("GET /changes – cut to what the key may see, and 403 without changes:read", async () => {
  const team = await newTeam()
  const cards = await (await mirrorOf(team, {}, ["changes:read", "users:read"])).sync()
  expect(cards.length).toBeGreaterThan(3)
  for (const { type, user } of cards) expect([type, user && "email" in user]).toEqual(["user", false])
  const without = await mirrorOf(team, {}, ["users:read", "organizations:read"])
  expect((await without.page()).outcome).toBe("403 permission_required")
  expect((await team.member.send("GET /changes")).outcome).toBe("403 permission_required")
  expect((await team.admin.send("GET /changes?cursor=none")).outcome).toBe("422 validation_failed")
})

test("GET /changes – a cursor of another scope is 410 cursor_expired, and starting again gets everything", async () => {
  const team = await newTeam()
  const [whole, own] = [await mirrorOf(team, { tenant_wide: true }), await mirrorOf(team)]
  await whole.sync()
  expect((await own.page(whole.cursor())).outcome).toBe("410 cursor_expired")
  expect((await own.sync()).length).toBeGreaterThan(0)
})

test("PUT /users/me – every tenant that shows the person hears of it, in its log and its changes (P-4)", async () => {
  const [here, there] = [await newTenant(), await newTenant()]
  const person = await join(here, "member")
  const invite = await there.send<{ id: string }>(`POST /organizations/${there.organizationId}/invites`, {
    ...{ email: person.email, role: "member" },
  })
  good(invite)
  await db().membership.create({
    data: {
      ...{ tenantId: there.tenantId, organizationId: there.organizationId, userId: person.id, role: "member" },
      ...{ name: "Nora", nameSort: "nora", email: person.email, search: "nora" },
    },
  })
  const place = { userId: person.id, tenantId: there.tenantId, organizationId: there.organizationId }
  await db().userOrganization.create({ data: place })
  const mirrors = await Promise.all([here, there].map((owner) => mirrorOf({ owner })))
  for (const mirror of mirrors) await mirror.sync()
  good(await person.send("PUT /users/me", { bio: "Builds bridges" }))
  for (const mirror of mirrors)
    expect(await mirror.sync()).toMatchObject([{ id: person.id, user: { bio: "Builds bridges" } }])
  for (const owner of [here, there]) {
    const log = await owner.send<{ action: string }[]>(
      `GET /audit-events?target=${person.id}&action=user.profile_updated`,
    )
    expect(good(log)).toHaveLength(1)
  }
})

test("POST /users – its invite.created names the user (P-4)", async ({ team }) => {
  const { owner, organizationId } = team
  const body = { email: newAddress(), name: "Nora", role: "guest", organization_id: organizationId }
  const { id } = good(await owner.send<{ id: string }>("POST /users", body))
  const log = good(
    await owner.send<{ after: { user_id?: string } }[]>("GET /audit-events?action=invite.created&limit=100"),
  )
  expect(log.map(({ after }) => after.user_id)).toContain(id)
})

test("GET /audit-events?sort=created_at – there is always a cursor to go on from (P-5)", async () => {
  const { send, tenantId } = await newTenant()
  const page = (cursor = "") => send(`GET /audit-events?sort=created_at&limit=100${cursor && `&cursor=${cursor}`}`)
  const empty = await page()
  expect([good(empty), empty.pagination.has_more]).toEqual([[], false])
  const cursor = String(empty.pagination.next_cursor)
  expect((await page(cursor)).pagination.next_cursor).toBe(cursor)
  await db()
    .$executeRaw`UPDATE audit_events SET created_at = created_at - interval '1 hour' WHERE tenant_id = ${tenantId}`
  const later = await page(cursor)
  expect(good(later)).not.toEqual([])
  const last = String(later.pagination.next_cursor)
  const end = await page(last)
  expect([good(end), end.pagination]).toEqual([[], { has_more: false, limit: 100, next_cursor: last }])
})

test("GET /users – by email, IDs, and what was updated since", async ({ team }) => {
  const { owner, admin, member, guest } = team
  const ids = async (query: string, { send } = owner) =>
    good(await send<{ id: string }[]>(`GET /users?limit=100&${query}`)).map(({ id }) => id)
  expect(await ids(`email=${encodeURIComponent(member.email.toUpperCase())}`)).toEqual([member.id])
  expect(await ids(`email=${newAddress()}`)).toEqual([])
  expect(await ids(`ids=${member.id},${guest.id},user_none`)).toEqual(expect.arrayContaining([member.id, guest.id]))
  expect(await ids(`ids=${member.id}&email=${guest.email}`, admin)).toEqual([])
  expect(await ids("updated_after=2099-01-01T00:00:00Z")).toEqual([])
  const moment = new Date().toISOString()
  good(await owner.send(`PUT /users/${guest.id}?organization_id=${team.organizationId}`, { metadata: { at: moment } }))
  expect(await ids(`updated_after=${moment}`)).toEqual([guest.id])
  expect((await member.send(`GET /users?email=${guest.email}`)).outcome).toBe("403 permission_required")
  expect((await owner.send("GET /users?ids=no-id")).outcome).toBe("422 validation_failed")
})

test("GET /users/{id}/sessions, /organizations, /permissions – what an admin sees of one person", async ({ team }) => {
  const { owner, admin, member, organizationId, siblingAdmin, siblingId } = team
  const sessions = await admin.send<Record<string, unknown>[]>(`GET /users/${member.id}/sessions`)
  expect(good(sessions)[0]).toMatchObject({ organization_id: organizationId, device: expect.any(String) })
  for (const session of good(sessions)) expect(Object.keys(session)).not.toContain("ip")
  const places = good(await owner.send<{ id: string }[]>(`GET /users/${siblingAdmin.id}/organizations`))
  expect(places).toMatchObject([{ id: siblingId, role: "admin", status: "active" }])
  const held = good(await admin.send<{ permission: string; source: string }[]>(`GET /users/${member.id}/permissions`))
  expect(held.map(({ permission, source }) => `${permission} ${source}`).sort()).toEqual([
    "organizations:read role",
    "users:read role",
  ])
  for (const part of ["sessions", "organizations", "permissions"]) {
    expect((await member.send(`GET /users/${admin.id}/${part}`)).outcome).toBe("403 permission_required")
    expect((await admin.send(`GET /users/${siblingAdmin.id}/${part}`)).outcome).toBe("404 not_found")
  }
})
