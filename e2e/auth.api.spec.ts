import { decodeJwt, decodeProtectedHeader } from "jose"
import { db } from "./database"
import {
  alike,
  api,
  countMailsTo,
  expect,
  good,
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
  verify,
} from "./fixtures"
import { anotherServer } from "./servers"

const registering = (more: Record<string, unknown> = {}) =>
  api<Tokens>("POST /auth/register", { body: { email: newAddress(), password, name: "Rita Register", ...more } })

const setSignUp = async (owner: Person, policy: Record<string, unknown>) =>
  good(await owner.send(`PUT /organizations/${owner.organizationId}`, policy))

test("POST /auth/register – without an organization one gets a tenant and administers it", async () => {
  const { status, data } = await registering({ organization_name: "Rita's Works" })
  expect(status).toBe(201)
  expect(data.user).toMatchObject({ role: "tenant_admin", email_verified: false, status: "active", permissions: [] })
  const { data: own } = await api<{ name: string }>(`GET /organizations/${data.user.organization_id}`, {
    token: data.token,
  })
  expect(own.name).toBe("Rita's Works")
})

test("POST /auth/register – the token's header and claims are the contract's", async () => {
  const { data } = await registering()
  const { id, organization_id, tenant_id } = data.user
  expect(decodeProtectedHeader(data.token)).toEqual({ alg: "HS256", typ: "JWT" })
  const { sid, permissions, iat, exp, iss, ...claims } = decodeJwt(data.token)
  expect(claims).toEqual({ sub: id, org: organization_id, ten: tenant_id, role: "tenant_admin", aud: "nanostack-api" })
  expect([typeof sid, typeof iss, Number(exp) - Number(iat)]).toEqual(["string", "string", 86_400])
  expect(permissions).toContain("users:write")
  expect(Date.parse(String(data.expires_at))).toBe(Number(exp) * 1000)
})

test("POST /auth/register – an open organization takes anybody as a member", async () => {
  const owner = await newTenant()
  await setSignUp(owner, { sign_up: "open" })
  const { status, data } = await registering({ organization_id: owner.organizationId })
  expect([status, data.user.role, data.user.tenant_id]).toEqual([201, "member", owner.tenantId])
})

test("POST /auth/register – closed, of another domain and unknown are one answer (S-130)", async () => {
  const [closed, domain] = [await newTenant(), await newTenant()]
  await setSignUp(domain, { sign_up: "domain", allowed_domains: ["allowed.example.com"] })
  const ids = [closed.organizationId, domain.organizationId, "org_0000000000000000000000000"]
  const answers = await Promise.all(ids.map((organization_id) => registering({ organization_id })))
  expect(answers.map(({ outcome }) => outcome)).toEqual(Array(3).fill("403 sign_up_closed"))
  expect(new Set(answers.map(alike)).size).toBe(1)
})

test("POST /auth/register – by domain one is a member only once the address is verified", async () => {
  const owner = await newTenant()
  const domain = newAddress().split("@")[1] ?? ""
  await setSignUp(owner, { sign_up: "domain", allowed_domains: [domain] })
  const email = newAddress("by.domain", domain.split(".")[0])
  const { status, data } = await registering({ email, organization_id: owner.organizationId })
  expect([status, data.user.role, data.user.organization_id, data.user.tenant_id]).toEqual([201, null, null, null])
  expect((await api(`GET /organizations/${owner.organizationId}`, { token: data.token })).outcome).toBe("404 not_found")
  const { token } = await mailTo(email, "verify_email")
  const verified = await api("POST /auth/verify-email", { body: { token } })
  expect(verified).toMatchObject({
    status: 200,
    data: { email, email_verified: true, organization_id: owner.organizationId },
  })
  expect(await signIn(email)).toMatchObject({ organizationId: owner.organizationId, tenantId: owner.tenantId })
})

test("POST /auth/register – an address in use is 409 in whatever writing, and nothing changes", async ({ team }) => {
  const { email, name } = team.member
  for (const writing of [email, email.toUpperCase(), ` ${email} `])
    expect((await registering({ email: writing, name: "Mallory" })).outcome).toBe("409 email_taken")
  expect((await team.member.send<{ name: string }>("GET /users/me")).data.name).toBe(name)
})

test("POST /auth/register – nobody gives themselves rights (S-126)", async () => {
  const more = {
    role: "admin",
    permissions: ["users:write"],
    tenant_id: "ten_demo",
    email_verified: true,
    status: "active",
    id: "user_1",
    created_at: "2020-01-01T00:00:00Z",
    password_hash: "x",
    super_admin: true,
  }
  const email = newAddress()
  const { outcome, error } = await registering({ email, ...more })
  expect(outcome).toBe("422 validation_failed")
  expect(error.fields?.map(({ field, code }) => `${field} ${code}`).sort()).toEqual(
    Object.keys(more)
      .map((name) => `${name} unknown_field`)
      .sort(),
  )
  expect(await db.user.count({ where: { email } })).toBe(0)
})

test("POST /auth/register – passwords are refused as a whole: short, common, one's own address, our name (S-053, S-055)", async () => {
  const email = newAddress("longlocalpart")
  const local = email.split("@")[0]
  const refused: [string, string][] = [
    ["seven77", "too_short"],
    ["password1", "too_common"],
    ["PASSWORD1", "too_common"],
    [String(local), "too_obvious"],
    ["NANOSTACK", "too_obvious"],
    ["x".repeat(129), "invalid"],
  ]
  for (const [given, code] of refused) {
    const { outcome, error } = await registering({ email, password: given })
    expect([outcome, error?.fields?.[0]?.field, error?.fields?.[0]?.code], given).toEqual([
      "422 validation_failed",
      "password",
      code,
    ])
  }
  for (const given of [
    "secure-password",
    "my password1 is longer",
    "😀".repeat(64),
    "é".repeat(128),
    "qzjxkvbwpfmhgydlcrst",
  ])
    expect((await registering({ password: given })).status, given).toBe(201)
})

test("POST /auth/register – the owner is told by mail, on the configured address whatever Host says (S-141)", async () => {
  const email = newAddress()
  const headers = {
    "x-forwarded-host": "evil.test",
    forwarded: "host=evil.test",
    "x-original-url": "https://evil.test/",
    origin: "https://evil.test",
  }
  await api("POST /auth/register", { body: { email, password, name: "Rita" }, headers })
  await api("POST /auth/password/forgot", { body: { email }, headers })
  for (const template of ["verify_email", "reset_password"]) {
    const mail = await mailTo(email, template)
    expect(mail.link).toContain(`${process.env.NANOSTACK_URL}/`)
    expect(mail.text + mail.html).not.toContain("evil.test")
  }
})

test("POST /auth/login – a wrong password, an unknown address, no password and a long one are one answer (S-066)", async ({
  team,
}) => {
  const invited = newAddress()
  good(
    await team.owner.send("POST /users", {
      email: invited,
      name: "Ines",
      role: "member",
      organization_id: team.organizationId,
    }),
  )
  const attempts = [
    [team.member.email, "wrong password"],
    [newAddress(), password],
    [invited, password],
    [team.member.email, `${password} `],
    [team.member.email, "x".repeat(1000)],
  ]
  const answers = await Promise.all(
    attempts.map(([email, given]) => api("POST /auth/login", { body: { email, password: given } })),
  )
  expect(answers.map(({ outcome }) => outcome)).toEqual(Array(attempts.length).fill("401 invalid_credentials"))
  expect(new Set(answers.map(alike)).size).toBe(1)
})

test("POST /auth/login – the whole password counts (S-057, S-059)", async () => {
  const long = "correct horse battery staple ".repeat(3).slice(0, 72)
  const first = newAddress()
  good(await registering({ email: first, password: `${long}A` }))
  for (const given of [`${long}B`, long, `${long}AA`])
    expect((await api("POST /auth/login", { body: { email: first, password: given } })).outcome).toBe(
      "401 invalid_credentials",
    )
  expect((await signIn(first, `${long}A`)).email).toBe(first)
  const second = newAddress()
  good(await registering({ email: second, password: "abcdefgh\u0000X" }))
  for (const given of ["abcdefgh\u0000Y", "abcdefgh"])
    expect((await api("POST /auth/login", { body: { email: second, password: given } })).outcome).toBe(
      "401 invalid_credentials",
    )
  expect((await signIn(second, "abcdefgh\u0000X")).email).toBe(second)
})

test("POST /auth/login – it opens the organization last used, or the one that is named", async ({ team, foreign }) => {
  const person = await join(team.owner, "member")
  const elsewhere = await join(foreign.owner, "guest")
  const { email } = person
  good(await foreign.owner.send(`POST /organizations/${foreign.organizationId}/invites`, { email, role: "guest" }))
  const { token } = await mailTo(email, "invite")
  good(await person.send(`POST /invites/${token}/accept`, {}))
  expect((await signIn(email)).organizationId).toBe(foreign.organizationId)
  expect(await signIn(email, password, team.organizationId)).toMatchObject({
    organizationId: team.organizationId,
    tenantId: team.tenantId,
  })
  expect((await signIn(email)).organizationId).toBe(team.organizationId)
  const body = { email: elsewhere.email, password, organization_id: team.organizationId }
  const unknown = { ...body, organization_id: "org_0000000000000000000000000" }
  expect(alike(await api("POST /auth/login", { body }))).toBe(alike(await api("POST /auth/login", { body: unknown })))
})

test("POST /auth/login – capitals and spaces around the address do not matter", async ({ team }) => {
  expect((await signIn(` ${team.member.email.toUpperCase()} `)).id).toBe(team.member.id)
})

test("POST /auth/logout – ends this session only, and is 204 whenever it is sent (S-033, S-125)", async ({ team }) => {
  const { email } = await join(team.owner, "member")
  const [one, two] = [await signIn(email), await signIn(email)]
  expect((await api("POST /auth/logout", { body: { refresh_token: one.refreshToken } })).status).toBe(204)
  expect((await one.send("GET /users/me")).outcome).toBe("401 invalid_token")
  expect((await api("POST /auth/refresh", { body: { refresh_token: one.refreshToken } })).outcome).toBe(
    "401 invalid_token",
  )
  expect((await two.send("GET /users/me")).status).toBe(200)
  expect((await two.send("POST /auth/logout", {})).status).toBe(204)
  expect((await two.send("GET /users/me")).outcome).toBe("401 invalid_token")
  for (const body of [{ refresh_token: one.refreshToken }, {}, { refresh_token: "unknown" }])
    expect((await two.send("POST /auth/logout", body)).status).toBe(204)
})

test("POST /auth/verify-email – the link works once, and a new one makes the old one dead (S-133)", async () => {
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
  await db.secret.updateMany({
    where: { userId: person.id, kind: "verify_email" },
    data: { expiresAt: new Date(Date.now() - 1000) },
  })
  expect((await api("POST /auth/verify-email", { body: { token } })).outcome).toBe("410 token_expired")
})

test("POST /auth/verify-email/resend – unknown and verified addresses get the same answer and no mail (S-153)", async ({
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

test("an unverified account – reads, and reaches nobody (S-085)", async () => {
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

test("POST /auth/password/forgot – says nothing, and mails only the stored address (S-137, S-140)", async ({
  team,
}) => {
  const person = await join(team.owner, "member")
  const unknown = newAddress()
  const lookalike = person.email.replace("member", "mеmber")
  const forgot = (email: string) => api("POST /auth/password/forgot", { body: { email } })
  expect(alike(await forgot(unknown))).toBe(alike(await forgot(person.email)))
  expect(await countMailsTo(unknown)).toBe(0)
  expect((await forgot(lookalike)).outcome).toBe("422 validation_failed")
  const first = await mailTo(person.email, "reset_password")
  await forgot(person.email.toUpperCase())
  expect(
    (await api("POST /auth/password/reset", { body: { token: first.token, new_password: "another long one" } }))
      .outcome,
  ).toBe("410 token_expired")
})

test("POST /auth/password/reset – once, ends every session, and the old password is dead (S-136, S-143)", async ({
  team,
}) => {
  const person = await join(team.owner, "member")
  const other = await signIn(person.email)
  await api("POST /auth/password/forgot", { body: { email: person.email } })
  const { token } = await mailTo(person.email, "reset_password")
  const reset = (new_password: string) => api("POST /auth/password/reset", { body: { token, new_password } })
  expect((await reset("short")).outcome).toBe("422 validation_failed")
  expect((await reset("a brand new password")).outcome).toBe("200")
  expect((await reset("yet another password")).outcome).toBe("410 token_expired")
  for (const old of [person, other]) {
    expect((await old.send("GET /users/me")).outcome).toBe("401 invalid_token")
    expect((await api("POST /auth/refresh", { body: { refresh_token: old.refreshToken } })).outcome).toBe(
      "401 invalid_token",
    )
  }
  expect((await api("POST /auth/login", { body: { email: person.email, password } })).outcome).toBe(
    "401 invalid_credentials",
  )
  expect((await signIn(person.email, "a brand new password")).id).toBe(person.id)
  expect((await mailTo(person.email, "password_changed")).subject).toContain("password was changed")
})

test("S-040, S-041 – what is not one plain address is 422 and mails nobody", async ({ team }) => {
  const before = await db.mail.count({ where: { recipient: { contains: "attacker.test" } } })
  const bad = [
    '"e@attacker.test"@victim.test',
    "<a@attacker.test>b@b.test",
    "a@a.test (c) <x@attacker.test>",
    "a@a.test,v@attacker.test",
    "a@a.test;v@attacker.test",
    "a@a.test v@attacker.test",
    "a@a.test\nBcc: v@attacker.test",
    ["v@attacker.test", "a@a.test"],
    { email: "v@attacker.test" },
  ]
  for (const email of bad) {
    const answers = [
      registering({ email }),
      api("POST /auth/login", { body: { email, password } }),
      api("POST /auth/password/forgot", { body: { email } }),
      team.owner.send(`POST /organizations/${team.organizationId}/invites`, { email, role: "member" }),
      team.member.send("POST /users/me/email", { email, password }),
    ]
    for (const { outcome, text } of await Promise.all(answers))
      expect(outcome, `${email} ${text}`).toBe("422 validation_failed")
  }
  expect(await db.mail.count({ where: { recipient: { contains: "attacker.test" } } })).toBe(before)
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

  test("SIGN_UP=closed – nobody makes a tenant by registering (S-132)", async () => {
    const { origin, stop } = await anotherServer({ SIGN_UP: "closed" })
    try {
      const email = newAddress()
      const answer = await api("POST /auth/register", { origin, body: { email, password, name: "Rita" } })
      expect([answer.outcome, await db.user.count({ where: { email } })]).toEqual(["403 sign_up_closed", 0])
    } finally {
      await stop()
    }
  })
})
