import type { Invite } from "../lib/invites/schema"
import { db } from "./database"
import {
  accept,
  alike,
  api,
  countMailsTo,
  expect,
  good,
  invite,
  join,
  mailTo,
  newAddress,
  newTenant,
  type Person,
  password,
  type Team,
  type Tokens,
  test,
} from "./fixtures"

const fresh = { name: "Nora Newcomer", password }
const accepting = (token: string, body: unknown = fresh, by?: string) =>
  api<Tokens>(`POST /invites/${token}/accept`, { body, token: by })
const invitesOf = ({ organizationId }: { organizationId: string }) => `/organizations/${organizationId}/invites`
const read = async (by: Person, id: string) => good(await by.send<Invite>(`GET ${invitesOf(by)}/${id}`))
const expire = (team: { tenantId: string }, id: string) =>
  db().invite.updateMany({ where: { tenantId: team.tenantId, id }, data: { expiresAt: new Date(Date.now() - 1000) } })

test("POST /organizations/{id}/invites – the response never contains the token, and neither does the list (S-156)", async ({
  team,
}) => {
  const made = await team.admin.send<Invite>(`POST ${invitesOf(team)}`, {
    email: newAddress(),
    role: "member",
    message: "Welcome!",
    expires_in_days: 3,
  })
  expect(made.status).toBe(201)
  const { token } = await mailTo(made.data.email, "invite")
  expect(token).toMatch(/^[A-Za-z0-9_-]{43}$/)
  expect(made.headers.get("location")).toBe(`/api/v1${invitesOf(team)}/${made.data.id}`)
  expect(made.data).toMatchObject({
    status: "pending",
    message: "Welcome!",
    send_count: 1,
    invited_by: { type: "user", id: team.admin.id },
  })
  for (const line of [
    `GET ${invitesOf(team)}?limit=100`,
    `GET ${invitesOf(team)}/${made.data.id}`,
    "GET /audit-events?limit=100",
  ])
    expect((await team.owner.send(line)).text).not.toContain(token)
  expect(made.text).not.toContain(token)
  expect(await db().secret.count({ where: { kind: "invite", hash: Buffer.from(token) } })).toBe(0)
})

test("POST /organizations/{id}/invites – an admin cannot invite a tenant admin, nor grant permissions they lack (S-159)", async ({
  team,
}) => {
  const send = (by: Person, more: object) =>
    by.send(`POST ${invitesOf(team)}`, { email: newAddress(), role: "member", ...more })
  expect((await send(team.admin, { role: "tenant_admin" })).outcome).toBe("403 role_above_your_own")
  expect((await send(team.owner, { role: "super_admin" })).outcome).toBe("403 role_above_your_own")
  expect((await send(team.owner, { role: "tenant_admin" })).outcome).toBe("422 validation_failed")
  const inviter = await join(team.owner, "member", { permissions: ["invites:write"] })
  expect((await send(inviter, { role: "admin" })).outcome).toBe("403 role_above_your_own")
  expect((await send(inviter, { permissions: ["users:write"] })).outcome).toBe("403 permission_not_held")
  expect((await send(inviter, { permissions: ["users:read"] })).outcome).toBe("201")
})

test("POST /organizations/{id}/invites – one pending invite per address in any spelling, none for a member or oneself", async ({
  team,
}) => {
  const email = newAddress("Ünïted".normalize("NFD").replace(/[^A-Za-z]/g, ""))
  const send = (to: string) => team.admin.send(`POST ${invitesOf(team)}`, { email: to, role: "member" })
  expect((await send(email)).status).toBe(201)
  for (const writing of [email, email.toUpperCase(), ` ${email}`])
    expect((await send(writing)).outcome).toBe("409 invite_already_pending")
  for (const member of [team.member, team.admin])
    expect((await send(member.email.toUpperCase())).outcome).toBe("409 already_member")
})

test("POST /invites/{token}/decline – closes it, and a new one may follow", async ({ team }) => {
  const { token, id, email } = await invite(team.admin, newAddress())
  expect((await api(`POST /invites/${token}/decline`)).status).toBe(204)
  expect((await read(team.admin, id)).status).toBe("declined")
  for (const answer of [accepting(token), api(`GET /invites/${token}`), api(`POST /invites/${token}/decline`)])
    expect((await answer).outcome).toBe("410 token_expired")
  expect((await team.admin.send(`POST ${invitesOf(team)}/${id}/resend`)).outcome).toBe("409 invite_not_pending")
  expect((await invite(team.admin, email)).id).not.toBe(id)
})

test("POST …/invites/{invite_id}/resend – a new link while pending, the old one is invalid (S-164)", async ({
  team,
}) => {
  const first = await invite(team.admin, newAddress())
  const again = good(await team.admin.send<Invite>(`POST ${invitesOf(team)}/${first.id}/resend`))
  expect(again).toMatchObject({ id: first.id, status: "pending", send_count: 2 })
  const second = await mailTo(first.email, "invite")
  expect(second.token).not.toBe(first.token)
  expect((await accepting(first.token)).outcome).toBe("410 token_expired")
  expect((await api(`GET /invites/${first.token}`)).error.message).toContain("newer invitation")
  expect((await accepting(second.token)).status).toBe(200)
  expect((await team.admin.send(`POST ${invitesOf(team)}/${first.id}/resend`)).outcome).toBe("409 invite_not_pending")
})

test("an expired invite – is 410 before any job ran, listed as expired, can be resent, and blocks no new one (S-163)", async ({
  team,
}) => {
  const first = await invite(team.admin, newAddress())
  await expire(team, first.id)
  for (const answer of [
    accepting(first.token),
    api(`GET /invites/${first.token}`),
    api(`POST /invites/${first.token}/decline`),
  ])
    expect((await answer).outcome).toBe("410 invite_expired")
  expect((await read(team.admin, first.id)).status).toBe("expired")
  const listed = async (status: string) =>
    good(
      await team.admin.send<Invite[]>(`GET ${invitesOf(team)}?status=${status}&q=${encodeURIComponent(first.email)}`),
    ).length
  expect([await listed("expired"), await listed("pending")]).toEqual([1, 0])
  good(await team.admin.send(`POST ${invitesOf(team)}/${first.id}/resend`))
  expect([await listed("expired"), await listed("pending")]).toEqual([0, 1])
  expect((await api(`GET /invites/${first.token}`)).outcome).toBe("410 token_expired")
  await expire(team, first.id)
  const renewed = await invite(team.admin, first.email, { role: "guest" })
  expect(renewed).toMatchObject({ id: first.id, role: "guest", status: "pending" })
  expect((await accepting(renewed.token)).data.user.role).toBe("guest")
})

test("DELETE …/invites/{invite_id} – revokes a pending invite and keeps its row; an accepted one is 409 (S-165)", async ({
  team,
}) => {
  const { token, id } = await invite(team.admin, newAddress())
  expect((await team.admin.send(`DELETE ${invitesOf(team)}/${id}`)).status).toBe(204)
  for (const answer of [accepting(token), api(`GET /invites/${token}`), api(`POST /invites/${token}/decline`)])
    expect((await answer).outcome).toBe("410 invite_revoked")
  expect((await read(team.admin, id)).status).toBe("revoked")
  expect((await team.admin.send(`DELETE ${invitesOf(team)}/${id}`)).outcome).toBe("409 invite_not_pending")
  const used = await invite(team.admin, newAddress())
  const person = await accept(used.token)
  expect((await team.admin.send(`DELETE ${invitesOf(team)}/${used.id}`)).outcome).toBe("409 invite_not_pending")
  expect((await person.send("GET /users/me")).status).toBe(200)
})

test("POST /invites/{token}/request – notifies the inviter once a day about an invalid link, and never about a valid one", async ({
  team,
}) => {
  const inviter = await join(team.owner, "admin")
  const { token, id, email } = await invite(inviter, newAddress())
  const ask = () => api(`POST /invites/${token}/request`)
  expect((await ask()).status).toBe(202)
  const before = await countMailsTo(inviter.email)
  await expire(team, id)
  const [first, second] = [await ask(), await ask()]
  expect(alike(first)).toBe(alike(second))
  expect(await countMailsTo(inviter.email)).toBe(before + 1)
  expect((await mailTo(inviter.email, "invite_requested")).subject).toContain(email)
})

test("POST /invites/{token}/request – notifies the admins where the inviter has left", async () => {
  const owner = await newTenant()
  const inviter = await join(owner, "admin")
  const { token } = await invite(inviter, newAddress())
  good(await owner.send(`DELETE /organizations/${owner.organizationId}/users/${inviter.id}`))
  const before = await countMailsTo(inviter.email)
  expect((await api(`POST /invites/${token}/request`)).status).toBe(202)
  expect([await countMailsTo(inviter.email), (await mailTo(owner.email)).subject]).toEqual([
    before,
    expect.stringContaining("requested a new invitation"),
  ])
})

test("POST /invites/{token}/accept – the role and permissions granted are at most those that the inviter has at that moment", async ({
  team,
}) => {
  const inviter = await join(team.owner, "admin")
  const { token } = await invite(inviter, newAddress(), { role: "admin", permissions: ["invites:write", "users:read"] })
  good(await team.owner.send(`PUT /users/${inviter.id}?organization_id=${team.organizationId}`, { role: "member" }))
  expect((await accepting(token)).data.user).toMatchObject({ role: "member", permissions: ["users:read"] })
})

test("DELETE, PUT …/users/{user_id} – removing or suspending an inviter revokes their pending invites", async ({
  team,
}) => {
  for (const end of [
    (who: Person) => `DELETE /users/${who.id}?organization_id=${team.organizationId}`,
    (who: Person) => `PUT /users/${who.id}?organization_id=${team.organizationId}`,
  ]) {
    const inviter = await join(team.owner, "admin")
    const { token, id } = await invite(inviter, newAddress())
    const line = end(inviter)
    const { data } = await team.owner.send<{ stopped: { invites: string[] } }>(
      line,
      line.startsWith("PUT") ? { status: "suspended" } : undefined,
    )
    expect(data.stopped.invites).toEqual([id])
    expect((await accepting(token)).outcome).toBe("410 invite_revoked")
  }
})

test("…/invites/{invite_id} – another organization's invites are 404 to read, resend and revoke (S-162)", async ({
  team,
  foreign,
}) => {
  const own = await invite(team.owner, newAddress(), {}, team.siblingId)
  const theirs = await invite(foreign.owner, newAddress())
  for (const { id, email, organization_id } of [own, theirs]) {
    const lines = [
      `GET ${invitesOf(team)}/${id}`,
      `POST ${invitesOf(team)}/${id}/resend`,
      `DELETE ${invitesOf(team)}/${id}`,
      `POST /organizations/${organization_id}/invites/${id}/resend`,
    ]
    for (const line of lines) expect((await team.admin.send(line)).outcome, line).toBe("404 not_found")
    expect(await countMailsTo(email)).toBe(1)
  }
  expect((await api(`GET /invites/${theirs.token}`)).status).toBe(200)
})

test("GET /organizations/{id}/invites – lists, searches and pages", async () => {
  const owner = await newTenant()
  const made = []
  for (const name of ["one", "two", "three"]) made.push(await invite(owner, newAddress(name)))
  const seen: string[] = []
  let cursor = ""
  for (let more = true; more; ) {
    const page: Awaited<ReturnType<typeof owner.send<Invite[]>>> = await owner.send<Invite[]>(
      `GET ${invitesOf(owner)}?limit=1&total=true${cursor}`,
    )
    expect(page.pagination.total).toBe(3)
    seen.push(...page.data.map(({ id }) => id))
    more = page.pagination.has_more
    cursor = `&cursor=${encodeURIComponent(String(page.pagination.next_cursor))}`
  }
  expect(seen).toEqual(made.map(({ id }) => id).reverse())
  expect(
    (await owner.send<Invite[]>(`GET ${invitesOf(owner)}?q=${made[1]?.email.slice(0, 7)}`)).data.map(({ id }) => id),
  ).toEqual([made[1]?.id])
})

test("…/invites/{invite_id} – without invites permissions a caller can neither list, create nor revoke invites (S-180)", async ({
  team,
}) => {
  const { id } = await invite(team.admin, newAddress())
  for (const person of [team.guest, team.member] satisfies Team["guest"][])
    for (const line of [
      `GET ${invitesOf(team)}`,
      `GET ${invitesOf(team)}/${id}`,
      `POST ${invitesOf(team)}/${id}/resend`,
      `DELETE ${invitesOf(team)}/${id}`,
    ])
      expect((await person.send(line)).outcome, line).toBe("403 permission_required")
})
