import { decodeJwt, decodeProtectedHeader } from "jose"
import { db } from "./database"
import {
  alike,
  api,
  expect,
  good,
  join,
  mailTo,
  newAddress,
  newTenant,
  type Person,
  password,
  signIn,
  type Tokens,
  test,
} from "./fixtures"

const registering = (more: Record<string, unknown> = {}) =>
  api<Tokens>("POST /auth/register", { body: { email: newAddress(), password, name: "Rita Register", ...more } })

const setSignUp = async (owner: Person, policy: Record<string, unknown>) =>
  good(await owner.send(`PUT /organizations/${owner.organizationId}`, policy))

test("POST /auth/register – without an organization the person gets a tenant and administers it", async () => {
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

test("POST /auth/register – an open organization accepts anyone as a member", async () => {
  const owner = await newTenant()
  await setSignUp(owner, { sign_up: "open" })
  const { status, data } = await registering({ organization_id: owner.organizationId })
  expect([status, data.user.role, data.user.tenant_id]).toEqual([201, "member", owner.tenantId])
})

test("POST /auth/register – closed, of another domain and unknown give the same response (S-130)", async () => {
  const [closed, domain] = [await newTenant(), await newTenant()]
  await setSignUp(domain, { sign_up: "domain", allowed_domains: ["allowed.example.com"] })
  const ids = [closed.organizationId, domain.organizationId, "org_0000000000000000000000000"]
  const answers = await Promise.all(ids.map((organization_id) => registering({ organization_id })))
  expect(answers.map(({ outcome }) => outcome)).toEqual(Array(3).fill("403 sign_up_closed"))
  expect(new Set(answers.map(alike)).size).toBe(1)
})

test("POST /auth/register – by domain a person is a member only once the address is verified", async () => {
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

test("POST /auth/register – an address in use is 409 in any spelling, and nothing changes", async ({ team }) => {
  const { email, name } = team.member
  for (const writing of [email, email.toUpperCase(), ` ${email} `])
    expect((await registering({ email: writing, name: "Mallory" })).outcome).toBe("409 email_taken")
  expect((await team.member.send<{ name: string }>("GET /users/me")).data.name).toBe(name)
})

test("POST /auth/register – no one can grant themselves permissions (S-126)", async () => {
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
  expect(await db().user.count({ where: { email } })).toBe(0)
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

test("POST /auth/register – the owner gets an email, with links to the configured address whatever Host says (S-141)", async () => {
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
