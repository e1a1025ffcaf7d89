import type { Invite } from "../lib/invites/schema"
import { db } from "./database"
import {
  api,
  expect,
  good,
  invite,
  join,
  mailTo,
  newAddress,
  newTenant,
  type Person,
  password,
  register,
  signIn,
  type Tokens,
  test,
} from "./fixtures"

const fresh = { name: "Nora Newcomer", password }
const accepting = (token: string, body: unknown = fresh, by?: string) =>
  api<Tokens>(`POST /invites/${token}/accept`, { body, token: by })
const invitesOf = ({ organizationId }: { organizationId: string }) => `/organizations/${organizationId}/invites`
const read = async (by: Person, id: string) => good(await by.send<Invite>(`GET ${invitesOf(by)}/${id}`))
test("GET /invites/{token} – shows inviter, organization and role, and ten requests leave it valid", async ({
  team,
}) => {
  const { token, email } = await invite(team.admin, newAddress(), { message: "Hello there", name: "Nora" })
  for (let i = 0; i < 10; i++) {
    const seen = await api(`GET /invites/${token}`)
    expect(seen.data).toMatchObject({
      organization: { name: `Harbor ${team.canary}` },
      inviter: team.admin.name,
      email,
      name: "Nora",
      role: "member",
      message: "Hello there",
      next: "create_account",
    })
    expect((await api(`HEAD /invites/${token}`)).status).toBe(200)
    const page = await fetch((await mailTo(email, "invite")).link, { method: i % 2 ? "HEAD" : "GET" })
    expect(page.status).toBe(200)
    await page.text()
  }
  expect((await accepting(token)).status).toBe(200)
})

test("POST /invites/{token}/accept – a new address gets an account, verified, with a token pair", async ({ team }) => {
  const { token, email, id } = await invite(team.admin, newAddress(), { permissions: ["billing:read"] })
  const { data, status } = await accepting(token)
  expect(status).toBe(200)
  expect(data.user).toMatchObject({
    email,
    name: "Nora Newcomer",
    role: "member",
    email_verified: true,
    organization_id: team.organizationId,
    permissions: ["billing:read"],
  })
  expect((await api("GET /users/me", { token: data.token })).status).toBe(200)
  expect((await api("POST /auth/refresh", { body: { refresh_token: data.refresh_token } })).status).toBe(200)
  expect((await read(team.admin, id)).status).toBe("accepted")
  expect((await accepting(token)).outcome).toBe("410 token_expired")
  expect((await api(`GET /invites/${token}`)).outcome).toBe("410 token_expired")
})

test("POST /invites/{token}/accept – a new address needs a name and a good password, and a rejection uses nothing up", async ({
  team,
}) => {
  const { token } = await invite(team.admin, newAddress())
  expect((await accepting(token, {})).error.fields).toMatchObject([{ field: "name", code: "required" }])
  expect((await accepting(token, { name: "Nora" })).error.fields).toMatchObject([
    { field: "password", code: "required" },
  ])
  expect((await accepting(token, { name: "Nora", password: "password1" })).error.fields).toMatchObject([
    { field: "password", code: "too_common" },
  ])
  expect((await accepting(token)).status).toBe(200)
})

test("POST /invites/{token}/accept – the role is the invite's, whatever the body says (S-158)", async ({ team }) => {
  const { token } = await invite(team.admin, newAddress(), { role: "guest" })
  for (const more of [
    { role: "admin" },
    { permissions: ["users:write"] },
    { organization_id: team.siblingId },
    { email: newAddress() },
  ])
    expect((await accepting(token, { ...fresh, ...more })).outcome).toBe("422 validation_failed")
  expect((await accepting(token)).data.user.role).toBe("guest")
})

test("POST /invites/{token}/accept – signed in as the address no other input is needed", async ({ team, foreign }) => {
  const person = await join(foreign.owner, "guest")
  const { email, token: bearer, id, name } = person
  const { token } = await invite(team.admin, email, { role: "member" })
  const { data } = await accepting(token, {}, bearer)
  expect(data.user).toMatchObject({
    id,
    name,
    email,
    organization_id: team.organizationId,
    role: "member",
    tenant_id: team.tenantId,
  })
  expect((await person.send("GET /users/me")).data).toMatchObject({ organization_id: foreign.organizationId })
})

test("POST /invites/{token}/accept – an existing account is never changed without its session", async ({ team }) => {
  const known = await newTenant()
  const { token } = await invite(team.admin, known.email)
  expect((await api(`GET /invites/${token}`)).data).toMatchObject({ next: "sign_in" })
  expect((await accepting(token, { name: "Mallory", password: "mallory's password" })).outcome).toBe(
    "409 sign_in_to_accept",
  )
  expect((await signIn(known.email)).name).toBe(known.name)
  expect((await accepting(token, {}, known.token)).status).toBe(200)
})

test("POST /invites/{token}/accept – with another person's session it is 403 and stays pending (S-154)", async ({
  team,
}) => {
  const { token, id } = await invite(team.admin, newAddress())
  for (const other of [team.member, team.admin, await newTenant()])
    expect((await accepting(token, fresh, other.token)).outcome).toBe("403 invite_email_mismatch")
  expect((await read(team.admin, id)).status).toBe("pending")
  expect((await accepting(token)).status).toBe(200)
})

test("POST /invites/{token}/accept – takes over an unverified account, whose sessions, links and password end (S-135, S-155)", async ({
  team,
}) => {
  const squatter = await register({ name: "Squatter" })
  await squatter.send("PUT /users/me", { bio: "Planted", avatar_url: "https://evil.test/a.jpg" })
  const { token, email } = await invite(team.admin, squatter.email)
  expect((await squatter.send("GET /users/me/invites")).status).not.toBe(200)
  const { data, status } = await accepting(token, { name: "Rightful", password: "rightful password" })
  expect(status).toBe(200)
  expect(data.user).toMatchObject({
    email,
    name: "Rightful",
    bio: null,
    avatar_url: null,
    email_verified: true,
    role: "member",
  })
  expect((await squatter.send("GET /users/me")).outcome).toBe("401 invalid_token")
  expect((await api("POST /auth/refresh", { body: { refresh_token: squatter.refreshToken } })).outcome).toBe(
    "401 invalid_token",
  )
  expect((await api("POST /auth/login", { body: { email, password } })).outcome).toBe("401 invalid_credentials")
  const rightful = await signIn(email, "rightful password")
  expect(rightful.organizationId).toBe(team.organizationId)
  expect((await rightful.send(`GET /organizations/${squatter.organizationId}`)).outcome).toBe("404 not_found")
  expect((await db().tenant.findUniqueOrThrow({ where: { id: squatter.tenantId } })).status).toBe("deleted")
})

test("POST /auth/register – registering an invited address leaves the invite pending (S-157)", async ({ team }) => {
  const { token, email, id } = await invite(team.admin, newAddress())
  const person = await register({ email })
  expect(person.tenantId).not.toBe(team.tenantId)
  expect((await read(team.admin, id)).status).toBe("pending")
  expect((await accepting(token)).status).toBe(200)
})

test("POST /invites/{token}/accept – a token of another kind of link is 404, and an invite's token is valid for no other link (S-094)", async ({
  team,
}) => {
  const person = await register()
  const verifying = (await mailTo(person.email)).token
  const { token } = await invite(team.admin, newAddress())
  expect((await api(`GET /invites/${verifying}`)).outcome).toBe("404 not_found")
  expect((await accepting(verifying)).outcome).toBe("404 not_found")
  expect((await api("POST /auth/verify-email", { body: { token } })).outcome).toBe("404 not_found")
  expect((await api("POST /auth/password/reset", { body: { token, new_password: password } })).outcome).toBe(
    "404 not_found",
  )
  expect((await api("POST /auth/refresh", { body: { refresh_token: token } })).outcome).toBe("401 invalid_token")
  expect((await accepting(`${token.slice(0, -1)}${token.endsWith("A") ? "E" : "A"}`)).outcome).toBe("404 not_found")
})
