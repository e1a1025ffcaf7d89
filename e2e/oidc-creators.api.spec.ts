import { db } from "./database"
import { expect, good, join, type Person, test } from "./fixtures"
import { newApp, post } from "./oidc"

type Stopped = { machines: string[]; known_secrets: string[] }

async function machineOf(by: Person, owner: Person) {
  const api = good(
    await owner.send<{ id: string; identifier: string }>("POST /apis", { name: "Stock", permissions: ["users:read"] }),
  )
  const more = { type: "machine", redirect_uris: [], permissions: ["users:read"], apis: [api.id] }
  const app = await newApp(by, more)
  return { app, token: () => post(app, { grant_type: "client_credentials", resource: api.identifier }) }
}

test("a machine is suspended when its creator leaves; the admin who reactivates it becomes its creator", async ({
  team,
}) => {
  const creator = await join(team.owner, "admin")
  const { app, token } = await machineOf(creator, team.owner)
  const { access_token } = await token()
  const introspected = () => post(app, { token: access_token }, "/oauth/introspect")
  expect(await introspected()).toMatchObject({ active: true, permissions: ["users:read"] })
  const removed = await team.owner.send<{ stopped: Stopped }>(
    `DELETE /organizations/${team.organizationId}/users/${creator.id}`,
  )
  expect(good(removed).stopped).toMatchObject({ machines: [app.id] })
  expect(await token()).toMatchObject({ status: 401, error: "invalid_client" })
  const own = good(await team.owner.send<{ made_by: string }>(`PUT /applications/${app.id}`, { status: "active" }))
  expect(own.made_by).toBe(team.owner.id)
  expect((await token()).status).toBe(200)
})

test("a machine has no more than its creator has now", async ({ team }) => {
  const creator = await join(team.owner, "admin")
  const { app, token } = await machineOf(creator, team.owner)
  const { access_token } = await token()
  good(await team.owner.send(`PUT /organizations/${team.organizationId}/users/${creator.id}`, { role: "guest" }))
  expect(await post(app, { token: access_token }, "/oauth/introspect")).toMatchObject({ active: true, permissions: [] })
  const until = new Date(Date.now() + 1_500).toISOString()
  good(await team.owner.send(`PUT /organizations/${team.organizationId}/users/${creator.id}`, { expires_at: until }))
  await expect.poll(async () => (await token()).status, { timeout: 10_000 }).toBeGreaterThanOrEqual(400)
})

test("secrets of a web application go on when their creator leaves; they are listed, and admins are emailed", async ({
  team,
}) => {
  const creator = await join(team.owner, "admin")
  const app = await newApp(creator, { name: "Wiki of the team" })
  const [secret] = good(await team.owner.send<{ id: string }[]>(`GET /applications/${app.id}/secrets`))
  const removed = await team.owner.send<{ stopped: Stopped }>(
    `DELETE /organizations/${team.organizationId}/users/${creator.id}`,
  )
  expect(good(removed).stopped).toMatchObject({ machines: [], known_secrets: [secret?.id] })
  expect((await post(app, { token: "x" }, "/oauth/introspect")).status).toBe(200)
  const told = await db().mail.findMany({
    where: { tenantId: team.tenantId, template: "application_secrets_known" },
    select: { recipient: true },
  })
  const recipients = told.map(({ recipient }) => recipient)
  expect(recipients).toEqual(expect.arrayContaining([team.owner.email, team.admin.email]))
  for (const one of [creator, team.member]) expect(recipients).not.toContain(one.email)
})
