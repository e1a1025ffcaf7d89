import type { User } from "../lib/users/schema"
import { db } from "./database"
import {
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
  password,
  signIn,
  test,
} from "./fixtures"

type Shown = Omit<User, "created_at"> & { created_at: string }

test("POST /users – an account for a new address is invited, without an email unless requested", async ({ team }) => {
  const email = newAddress()
  const body = {
    email,
    name: "Ines Invited",
    role: "member",
    organization_id: team.organizationId,
    permissions: ["billing:read"],
    external_id: email,
    metadata: { plan: "pro" },
  }
  const made = await team.admin.send<Shown>("POST /users", body)
  expect(made.status).toBe(201)
  expect(made.data).toMatchObject({ ...body, status: "invited", email_verified: false, bio: null })
  expect(made.headers.get("location")).toBe(`/api/v1/users/${made.data.id}?organization_id=${team.organizationId}`)
  expect(await countMailsTo(email)).toBe(0)
  const listed = await team.admin.send<{ email: string; id: string; send_count: number }[]>(
    `GET /organizations/${team.organizationId}/invites?q=${email}`,
  )
  expect(listed.data).toMatchObject([{ email, status: "pending", send_count: 0, role: "member" }])
  good(await team.admin.send(`POST /organizations/${team.organizationId}/invites/${listed.data[0]?.id}/resend`))
  const { token } = await mailTo(email)
  const accepted = await api<{ user: Shown }>(`POST /invites/${token}/accept`, { body: { name: "Ines", password } })
  expect(accepted.data.user).toMatchObject({
    id: made.data.id,
    status: "active",
    permissions: ["billing:read"],
    external_id: email,
    metadata: { plan: "pro" },
  })
})

test("POST /users – with send_invite the address gets one email", async ({ team }) => {
  const email = newAddress()
  good(
    await team.admin.send("POST /users", {
      email,
      name: "Jane",
      role: "admin",
      organization_id: team.organizationId,
      send_invite: true,
    }),
  )
  expect([await countMailsTo(email), (await mailTo(email)).subject]).toEqual([
    1,
    expect.stringContaining(`${team.admin.name} added you to Harbor ${team.canary}`),
  ])
})

test("POST /users – an address with a pending invite or a membership is 409, and an external_id is unique in its organization", async ({
  team,
}) => {
  const email = newAddress()
  const create = (more: object) =>
    team.admin.send("POST /users", {
      email,
      name: "Ines",
      role: "member",
      organization_id: team.organizationId,
      ...more,
    })
  expect((await create({ external_id: email })).status).toBe(201)
  expect((await create({})).outcome).toBe("409 invite_already_pending")
  expect((await create({ email: email.toUpperCase() })).outcome).toBe("409 invite_already_pending")
  expect((await create({ email: team.member.email })).outcome).toBe("409 already_member")
  expect((await create({ email: team.suspended.email })).outcome).toBe("409 membership_suspended")
  expect((await create({ email: newAddress(), external_id: email })).outcome).toBe("409 external_id_taken")
})

test("PUT /users/{id} – fields for another person's password or email are unknown (S-063)", async ({ team }) => {
  for (const field of ["password", "password_hash", "new_password", "email"])
    expect(
      (await team.owner.send(`PUT /users/${team.member.id}`, { [field]: "a brand new password" })).error.fields,
    ).toMatchObject([{ field, code: "unknown_field" }])
})

test("GET /users/{id} – without users:write others are a card, oneself is complete (S-277)", async ({ team }) => {
  const card = ["avatar_url", "created_at", "id", "name", "organization_id", "role", "role_rank"]
  expect(Object.keys(good(await team.member.send<Shown>(`GET /users/${team.admin.id}`))).sort()).toEqual(card)
  expect(good(await team.member.send<Shown>(`GET /users/${team.member.id}`)).email).toBe(team.member.email)
  expect(good(await team.guest.send<Shown>(`GET /users/${team.guest.id}`)).email).toBe(team.guest.email)
  expect((await team.guest.send(`GET /users/${team.member.id}`)).outcome).toBe("403 permission_required")
  const listed = good(await team.member.send<Shown[]>("GET /users?limit=100"))
  for (const row of listed.filter(({ id }) => id !== team.member.id)) expect(Object.keys(row).sort()).toEqual(card)
  const byAddress = await team.member.send(`GET /users?q=${encodeURIComponent(team.admin.email)}`)
  expect(byAddress.data).toEqual([])
})

test("DELETE /users/{id} – the account goes with the last membership that its owner had accepted", async ({ team }) => {
  const person = await join(team.owner, "member")
  expect((await team.admin.send(`DELETE /users/${person.id}`)).status).toBe(204)
  expect((await person.send("GET /users/me")).outcome).toBe("401 invalid_token")
  expect((await team.admin.send(`GET /users/${person.id}`)).outcome).toBe("404 not_found")
  expect((await db().user.findUniqueOrThrow({ where: { id: person.id } })).deletedAt).not.toBeNull()
  expect((await api("POST /auth/register", { body: { email: person.email, password, name: "Again" } })).outcome).toBe(
    "409 email_taken",
  )
})

test("DELETE /users/{id} – an account with memberships elsewhere stays", async ({ team, foreign }) => {
  const person = await join(team.owner, "member")
  const { token } = await invite(foreign.owner, person.email)
  good(await person.send(`POST /invites/${token}/accept`, {}))
  expect((await team.admin.send(`DELETE /users/${person.id}`)).status).toBe(204)
  expect(await signIn(person.email)).toMatchObject({
    tenantId: foreign.tenantId,
    organizationId: foreign.organizationId,
  })
})

test("DELETE /users/{id} – an invitation never closes an account that belongs to another person", async ({ team }) => {
  const known = await newTenant()
  const { id } = good(
    await team.admin.send<Shown>("POST /users", {
      email: known.email,
      name: "Typed",
      role: "member",
      organization_id: team.organizationId,
    }),
  )
  expect((await team.admin.send(`DELETE /users/${id}`)).status).toBe(204)
  expect((await known.send("GET /users/me")).status).toBe(200)
})

test("POST /users/{id}/password-reset – the link goes to its owner, and the response reveals nothing", async ({
  team,
}) => {
  const person = await join(team.owner, "member")
  const answer = await team.admin.send(`POST /users/${person.id}/password-reset`)
  expect(answer.status).toBe(202)
  const { token } = await mailTo(person.email, "reset_password")
  expect(answer.text).not.toContain(token)
  expect(
    (await api("POST /auth/password/reset", { body: { token, new_password: "a brand new password" } })).status,
  ).toBe(200)
})

test("GET, DELETE /users/{id} – an unknown ID and another tenant's get the same response", async ({
  team,
  foreign,
}) => {
  for (const line of ["GET", "DELETE"]) {
    const answers = ["user_0000000000000000000000000", foreign.member.id].map((id) =>
      team.owner.send(`${line} /users/${id}`),
    )
    const [unknown, theirs] = await Promise.all(answers)
    expect(unknown && theirs && alike(unknown) === alike(theirs), line).toBe(true)
  }
})
