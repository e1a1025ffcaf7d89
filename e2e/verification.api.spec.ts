import { db } from "./database"
import {
  alike,
  api,
  countMailsTo,
  expect,
  join,
  mailTo,
  newAddress,
  password,
  register,
  test,
  verify,
} from "./fixtures"
import { anotherServer } from "./servers"

test("POST /auth/verify-email – the link works once, and a new one invalidates the old one (S-133)", async () => {
  const person = await register()
  const first = await mailTo(person.email, "verify_email")
  expect((await api("POST /auth/verify-email/resend", { body: { email: person.email } })).status).toBe(202)
  const second = await mailTo(person.email, "verify_email")
  const tell = (token: string) => api("POST /auth/verify-email", { body: { token } })
  expect((await tell(first.token)).outcome).toBe("410 token_expired")
  expect((await tell(`${second.token.slice(0, -1)}_`)).outcome).toBe("404 not_found")
  expect((await tell(second.token)).outcome).toBe("200")
  expect((await tell(second.token)).outcome).toBe("410 token_expired")
  expect((await person.send<{ email_verified: boolean }>("GET /users/me")).data.email_verified).toBe(true)
})

test("POST /auth/verify-email – an expired link is 410, without any job having run (S-163)", async () => {
  const person = await register()
  const { token } = await mailTo(person.email)
  await db().secret.updateMany({
    where: { userId: person.id, kind: "verify_email" },
    data: { expiresAt: new Date(Date.now() - 1000) },
  })
  expect((await api("POST /auth/verify-email", { body: { token } })).outcome).toBe("410 token_expired")
})

const decide = (token: string, decision?: string) => api("POST /auth/verify-email", { body: { token, decision } })

test("POST /auth/verify-email {decision: refuse} – closes the account and revokes everything done with it, and frees the address (N-13)", async () => {
  const squatter = await register({ name: "Mallory" })
  const { token } = await mailTo(squatter.email, "verify_email")
  expect((await decide(token, "maybe")).error.fields).toMatchObject([{ field: "decision" }])
  const { data, outcome } = await decide(token, "refuse")
  expect([outcome, data]).toEqual(["200", { email: squatter.email, email_verified: false, organization_id: null }])
  expect((await squatter.send("GET /users/me")).outcome).toBe("401 invalid_token")
  const { email } = squatter
  expect((await api("POST /auth/login", { body: { email, password } })).outcome).toBe("401 invalid_credentials")
  expect((await db().tenant.findUniqueOrThrow({ where: { id: squatter.tenantId } })).status).toBe("deleted")
  for (const decision of ["refuse", "verify"]) expect((await decide(token, decision)).outcome).toBe("410 token_expired")
  const owner = await register({ email, password: "the owner's own words" })
  expect(owner.tenantId).not.toBe(squatter.tenantId)
  await verify(owner)
})

test("POST /auth/verify-email {decision: refuse} – a verified account is not closed by an older link", async () => {
  const owner = await register()
  const { token } = await mailTo(owner.email, "verify_email")
  expect((await decide(token)).data).toMatchObject({ email_verified: true })
  expect((await decide(token, "refuse")).outcome).toBe("410 token_expired")
  expect((await owner.send("GET /users/me")).status).toBe(200)
})

test("POST /auth/verify-email {decision: refuse} – of a change of address only rejects the change (N-13)", async ({
  team,
}) => {
  const person = await join(team.owner, "member")
  const email = newAddress("theirs")
  expect((await person.send("POST /users/me/email", { email, password })).status).toBe(202)
  const { token } = await mailTo(email, "confirm_email")
  expect((await decide(token, "refuse")).data).toEqual({ email, email_verified: false, organization_id: null })
  expect((await decide(token)).outcome).toBe("410 token_expired")
  expect((await person.send("GET /users/me")).data).toMatchObject({ email: person.email, email_verified: true })
})

test("POST /auth/verify-email/resend – unknown and verified addresses get the same response and no email (S-153)", async ({
  team,
}) => {
  const unknown = newAddress()
  const [before, unverified] = [await countMailsTo(team.member.email), await register()]
  const answers = await Promise.all(
    [unknown, team.member.email, unverified.email].map((email) =>
      api("POST /auth/verify-email/resend", { body: { email } }),
    ),
  )
  expect(new Set(answers.map(alike)).size).toBe(1)
  expect([
    await countMailsTo(unknown),
    await countMailsTo(team.member.email),
    await countMailsTo(unverified.email),
  ]).toEqual([0, before, 2])
})

test("an unverified account – may read, but neither invite, add or change others nor create keys and organizations (S-085)", async () => {
  const owner = await register()
  const { organizationId } = owner
  expect((await owner.send(`GET /organizations/${organizationId}/users`)).status).toBe(200)
  expect((await owner.send("PUT /users/me", { bio: "Hello" })).status).toBe(200)
  const refused = [
    owner.send(`POST /organizations/${organizationId}/invites`, { email: newAddress(), role: "member" }),
    owner.send("POST /users", { email: newAddress(), name: "Ines", role: "member", organization_id: organizationId }),
    owner.send(`PUT /users/${owner.id}`, { name: "Other" }),
    owner.send("POST /api-keys", { name: "Key", role: "guest", permissions: [] }),
    owner.send(`PUT /organizations/${organizationId}`, { sign_up: "open" }),
    owner.send("POST /organizations", { name: "Second" }),
  ]
  for (const answer of await Promise.all(refused)) expect(answer.outcome).toBe("403 email_not_verified")
  await verify(owner)
  expect((await owner.send(`PUT /organizations/${organizationId}`, { sign_up: "open" })).status).toBe(200)
})

test.describe("with other settings", () => {
  test("VERIFY_BEFORE_SIGN_IN – register is 202 for every address, and signing in waits for the link (S-070)", async ({
    team,
  }) => {
    const { origin, stop } = await anotherServer({ VERIFY_BEFORE_SIGN_IN: "true" })
    try {
      const email = newAddress()
      const send = (to: string) => api("POST /auth/register", { origin, body: { email: to, password, name: "Rita" } })
      const [fresh, taken] = [await send(email), await send(team.member.email)]
      expect(alike(fresh)).toBe(alike(taken))
      expect(fresh.status).toBe(202)
      const login = (given: string) => api("POST /auth/login", { origin, body: { email, password: given } })
      expect((await login("wrong password")).outcome).toBe("401 invalid_credentials")
      expect((await login(password)).outcome).toBe("403 email_not_verified")
      expect(await countMailsTo(email)).toBe(2)
      await verify({ email })
      expect((await login(password)).status).toBe(200)
    } finally {
      await stop()
    }
  })

  test("SIGN_UP=closed – no one can create a tenant by registering (S-132)", async () => {
    const { origin, stop } = await anotherServer({ SIGN_UP: "closed" })
    try {
      const email = newAddress()
      const answer = await api("POST /auth/register", { origin, body: { email, password, name: "Rita" } })
      expect([answer.outcome, await db().user.count({ where: { email } })]).toEqual(["403 sign_up_closed", 0])
    } finally {
      await stop()
    }
  })
})
