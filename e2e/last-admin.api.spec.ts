import type { User } from "../lib/users/schema"
import { expect, good, invite, join, newTenant, type Person, type Team, test } from "./fixtures"

/** Everything that would remove an organization's last admin. */
const endings = (organizationId: string, { id }: Person): [string, unknown][] => [
  [`PUT /organizations/${organizationId}/users/${id}`, { role: "member" }],
  [`PUT /organizations/${organizationId}/users/${id}`, { status: "suspended" }],
  [`PUT /organizations/${organizationId}/users/${id}`, { expires_at: "2090-01-01T00:00:00Z" }],
  [`DELETE /organizations/${organizationId}/users/${id}`, undefined],
  [`DELETE /users/${id}?organization_id=${organizationId}`, undefined],
]

test("…/users/{user_id} – the last admin cannot be removed, demoted or suspended until another is active, verified and without an expiry (S-199)", async ({
  team,
  root,
}) => {
  const { siblingId, siblingAdmin, owner } = team as Team
  for (const by of [siblingAdmin, owner, root])
    for (const [line, body] of endings(siblingId, siblingAdmin))
      expect((await by.send(line, body)).outcome, line).toBe("409 last_admin")
  const limited = await join(owner, "admin", { organizationId: siblingId })
  good(await owner.send(`PUT /organizations/${siblingId}/users/${limited.id}`, { expires_at: "2090-01-01T00:00:00Z" }))
  expect(
    (await siblingAdmin.send(`PUT /organizations/${siblingId}/users/${siblingAdmin.id}`, { role: "member" })).outcome,
  ).toBe("409 last_admin")
  good(await owner.send(`PUT /organizations/${siblingId}/users/${limited.id}`, { expires_at: null }))
  const stays = await join(owner, "admin", { organizationId: siblingId })
  expect((await limited.send(`PUT /organizations/${siblingId}/users/${limited.id}`, { role: "member" })).outcome).toBe(
    "200",
  )
  expect((await stays.send(`DELETE /organizations/${siblingId}/users/${stays.id}`)).status).toBe(204)
})

test("…/users/{user_id} – the last tenant admin cannot be removed or demoted", async () => {
  const owner = await newTenant()
  expect((await owner.send(`DELETE /tenants/${owner.tenantId}/admins/${owner.id}`)).outcome).toBe("409 last_admin")
  expect((await owner.send("DELETE /users/me", { password: owner.password })).outcome).toBe("409 last_admin")
  expect((await owner.send("GET /users/me")).status).toBe(200)
})

test("a tenant admin of another tenant – only has a guest's permissions where they are a guest", async ({ team }) => {
  const stranger = await newTenant()
  const { token } = await invite(team.owner, stranger.email, { role: "guest" })
  const { data } = await stranger.send<{ token: string; user: User }>(`POST /invites/${token}/accept`, {})
  expect(data.user.role).toBe("guest")
  expect((await stranger.send("GET /users", undefined, { token: data.token })).outcome).toBe("403 permission_required")
})
