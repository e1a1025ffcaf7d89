import { createHmac } from "node:crypto"
import { db } from "./database"
import {
  accept,
  api,
  countMailsTo,
  expect,
  good,
  invite,
  mailTo,
  newAddress,
  newTenant,
  password,
  register,
  signIn,
  test,
  verify,
} from "./fixtures"
import { anotherServer } from "./servers"

type Delivered = { id: string; delivery: string | null }

test("POST /organizations/{id}/invites – delivery status follows the email", async ({ team }) => {
  const made = await invite(team.admin, newAddress())
  expect(made.delivery).toBe("queued")
  const read = async () => {
    const { data } = await team.admin.send<Delivered[]>(`GET /organizations/${team.organizationId}/invites?limit=100`)
    return data.find(({ id }) => id === made.id)?.delivery
  }
  await expect.poll(read, { timeout: 15_000 }).toBe("sent")
})

test("POST /users – a user added by an admin gets an ordinary invitation, which asks for a password", async ({
  team,
}) => {
  const email = newAddress()
  const { organizationId } = team
  const body = { email, name: "Nora Newcomer", role: "member", organization_id: organizationId, send_invite: true }
  expect((await team.admin.send("POST /users", body)).status).toBe(201)
  const mail = await mailTo(email, "set_password")
  expect(mail.subject).toContain("set your password")
  expect(mail.text).toContain("Hello Nora Newcomer,")
  expect(await countMailsTo(email)).toBe(1)
  expect((await accept(mail.token)).email).toBe(email)
})

test("POST /organizations/{id}/invites – an address that bounced gets no invitation, but can be verified", async ({
  team,
}) => {
  const person = await register({ email: newAddress() })
  await verify(person)
  const before = await countMailsTo(person.email)
  await db().undeliverableAddress.create({ data: { email: person.email, reason: "bounced" } })
  const path = `/organizations/${team.organizationId}/invites`
  const refused = await team.admin.send(`POST ${path}`, { email: person.email, role: "member" })
  expect(refused.outcome).toBe("422 validation_failed")
  expect(refused.error.fields).toMatchObject([{ field: "email", code: "undeliverable" }])
  const bulk = await team.admin.send<{ result: string }[]>(`POST ${path}/bulk`, {
    invites: [{ email: person.email }],
    defaults: { role: "member" },
    dry_run: true,
  })
  expect(bulk.text).toContain("Emails to this address bounce")
  expect(await countMailsTo(person.email)).toBe(before)
  expect((await api("POST /auth/password/forgot", { body: { email: person.email } })).status).toBe(202)
  expect(await countMailsTo(person.email)).toBe(before + 1)
})

test("POST /auth/login – the owner gets an email about a new device, once, and none about the first sign-in", async () => {
  const person = await register()
  await verify(person)
  const told = () => db().mail.count({ where: { recipient: person.email, template: "new_sign_in" } })
  const from = (agent: string) => {
    const body = { email: person.email, password: person.password }
    return api("POST /auth/login", { body, headers: { "user-agent": agent } })
  }
  await signIn(person.email)
  expect(await told()).toBe(0)
  const firefox = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
  await from(firefox)
  await from(firefox.replaceAll("140.0", "141.0"))
  expect(await told()).toBe(1)
  expect((await mailTo(person.email, "new_sign_in")).text).toContain("Device: Firefox on Windows")
})

const bad = [
  ["email", "a@example.com\r\nBcc: b@example.com"],
  ["email", "a@example.com,b@example.com"],
  ["email", '"a b"@example.com'],
  ["email", "a@example.com <b@example.com>"],
  ["name", "Eve\r\nBcc: b@example.com"],
  ["name", "Eve\u2028Bcc: b@example.com"],
  ["message", "Welcome\u0000"],
] as const

for (const [field, value] of bad)
  test(`POST /organizations/{id}/invites – ${field} ${JSON.stringify(value)} is rejected and sends nothing`, async ({
    team,
  }) => {
    const before = await db().mail.count({ where: { tenantId: team.tenantId } })
    const body = { email: newAddress(), role: "member", [field]: value }
    const answer = await team.owner.send(`POST /organizations/${team.organizationId}/invites`, body)
    expect(answer.outcome).toBe("422 validation_failed")
    expect(answer.error.fields?.map((wrong) => wrong.field)).toEqual([field])
    expect(await db().mail.count({ where: { tenantId: team.tenantId } })).toBe(before)
  })

test("POST /api/webhooks/resend – only exists with a secret, and only accepts what is signed with it", async ({
  team,
}) => {
  const made = await invite(team.admin, newAddress())
  const row = await db().invite.findFirstOrThrow({ where: { tenantId: team.tenantId, id: made.id } })
  const body = JSON.stringify({ type: "email.bounced", data: { tags: { mail_id: row.mailId } } })
  const secret = Buffer.from("a secret of at least 24 bytes")
  const at = String(Math.floor(Date.now() / 1000))
  const mac = createHmac("sha256", secret).update(`msg_e2e.${at}.${body}`).digest("base64")
  const post = (to: string, signature: string) => {
    const headers = { "svix-id": "msg_e2e", "svix-timestamp": at, "svix-signature": `v1,${signature}` }
    return fetch(`${to}/api/webhooks/resend`, { method: "POST", headers, body }).then(({ status }) => status)
  }
  expect(await post(String(process.env.NANOSTACK_URL), mac)).toBe(404)
  const settings = { RESEND_WEBHOOK_SECRET: `whsec_${secret.toString("base64")}` }
  const server = await anotherServer(settings)
  try {
    expect(await post(server.origin, Buffer.alloc(32).toString("base64"))).toBe(401)
    expect(await db().mail.count({ where: { id: String(row.mailId), state: "bounced" } })).toBe(0)
    expect(await post(server.origin, mac)).toBe(204)
    expect(await db().mail.count({ where: { id: String(row.mailId), state: "bounced" } })).toBe(1)
  } finally {
    await server.stop()
  }
})

test("POST /organizations/{id}/invites – links in the message can't be clicked while the tenant is new (U-16)", async () => {
  const owner = await newTenant()
  const message = "Please read https://evil.example/login first."
  const first = await invite(owner, newAddress(), { message })
  const read = async (email: string) => (await mailTo(email, "invite")).text
  expect(await read(first.email)).not.toContain("evil.example")
  expect((await read(first.email)).replaceAll("\u200b", "")).toContain(message)
  await db().$executeRaw`UPDATE tenants SET created_at = now() - interval '8 days' WHERE id = ${owner.tenantId}`
  good(await owner.send(`POST /organizations/${owner.organizationId}/invites/${first.id}/resend`))
  expect(await read(first.email)).toContain(message)
})

test("PUT /users/me – emails are in the chosen language, and name who did it (U-19)", async () => {
  const owner = await newTenant()
  const email = newAddress()
  const offer = await invite(owner, email)
  const body = { name: "Nora", password }
  const accepted = await api(`POST /invites/${offer.token}/accept`, {
    body,
    headers: { "accept-language": "de-AT,en;q=0.5" },
  })
  expect(accepted.status).toBe(200)
  const person = await signIn(email)
  expect((await person.send<{ locale: string }>("GET /users/me")).data.locale).toBe("de")
  good(await owner.send(`PUT /users/${person.id}`, { role: "guest" }))
  const changed = await mailTo(email, "role_changed")
  expect(changed.text).toContain(`${owner.name} hat Ihre Rolle geändert.`)
  expect(changed.link).toContain(`/overview?org=${owner.organizationId}`)
  expect((await person.send<{ locale: string }>("PUT /users/me", { locale: "en" })).data.locale).toBe("en")
  expect((await mailTo(email, "role_changed")).text).toContain(`${owner.name} changed your role.`)
  expect((await person.send("PUT /users/me", { locale: "tlh" })).status).toBe(422)
})

test("POST /organizations/{id}/invites – an invitation is in its creator's language (U-19)", async () => {
  const owner = await newTenant()
  const email = newAddress()
  const path = `POST /organizations/${owner.organizationId}/invites`
  good(await owner.send(path, { email, role: "member" }, { headers: { "accept-language": "de" } }))
  expect((await mailTo(email, "invite")).subject).toContain("lädt Sie")
})
