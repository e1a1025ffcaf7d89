import type { User } from "../lib/users/schema"
import { api, expect, good, join, newAddress, newTenant, password, signIn, test } from "./fixtures"

type Shown = Omit<User, "created_at"> & { created_at: string }

test("GET /users/me – it is the guide's user object and the contract's", async ({ team }) => {
  const { data } = await team.member.send<Shown>("GET /users/me")
  expect(Object.keys(data).sort()).toEqual([
    "avatar_url",
    "bio",
    "created_at",
    "effective_permissions",
    "email",
    "email_verified",
    "expires_at",
    "external_id",
    "has_password",
    "id",
    "last_seen_at",
    "locale",
    "metadata",
    "name",
    "organization_id",
    "permissions",
    "role",
    "role_rank",
    "status",
    "tenant_id",
    "terms_due",
    "updated_at",
    "version",
  ])
  expect(data).toMatchObject({
    id: team.member.id,
    role: "member",
    email_verified: true,
    status: "active",
    tenant_id: team.tenantId,
  })
  expect(data.created_at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
})

test("PUT /users/me – omitted fields stay, an empty text clears", async ({ team }) => {
  const { send } = await join(team.owner, "guest")
  expect((await send("PUT /users/me", { bio: "One", avatar_url: "https://example.com/a.jpg" })).data).toMatchObject({
    bio: "One",
    avatar_url: "https://example.com/a.jpg",
  })
  expect((await send("PUT /users/me", { name: "Gina Guest" })).data).toMatchObject({ name: "Gina Guest", bio: "One" })
  expect((await send("PUT /users/me", { bio: "", avatar_url: "" })).data).toMatchObject({
    name: "Gina Guest",
    bio: null,
    avatar_url: null,
  })
})

test("PUT /users/me – no one can grant themselves permissions (S-128)", async ({ team }) => {
  const more = {
    role: "admin",
    permissions: ["users:write"],
    email_verified: true,
    tenant_id: "ten_demo",
    status: "active",
    email: "other@example.com",
    password: "x",
    super_admin: true,
  }
  const before = await team.member.send("GET /users/me")
  const { outcome, error } = await team.member.send("PUT /users/me", { name: "Raised", ...more })
  expect(outcome).toBe("422 validation_failed")
  expect(error.fields?.map(({ field }) => field).sort()).toEqual(Object.keys(more).sort())
  expect((await team.member.send<Shown>("GET /users/me")).data.name).toBe((before.data as Shown).name)
})

test("PUT /users/me – avatars are https addresses and nothing else (S-244)", async ({ team }) => {
  const bad = [
    "javascript:alert(1)",
    "data:image/png;base64,x",
    "//e.test/x.png",
    "@e.test/x.png",
    "https://u:p@h.test/x",
    "http://e.test/x.png",
    'https://e.test/"onerror=x',
    "https://e.test/<script>",
    "https://",
    "https://localhost/x",
  ]
  for (const avatar_url of bad)
    expect((await team.member.send("PUT /users/me", { avatar_url })).outcome, avatar_url).toBe("422 validation_failed")
})

test("PUT /users/me – names are one line without control characters", async ({ team }) => {
  for (const name of ["", "   ", "a\r\nBcc: x@y", "a\u0000b", "a\u2028b", "\u202eevil", "x".repeat(201)])
    expect((await team.member.send("PUT /users/me", { name })).outcome, JSON.stringify(name)).toBe(
      "422 validation_failed",
    )
})

test("PUT /users/me – If-Match rejects a stale version, and 20 concurrent changes lose none", async ({ team }) => {
  const { send } = await join(team.owner, "guest")
  const { version } = (await send<Shown>("GET /users/me")).data
  const as = (n: number | string) => ({ headers: { "if-match": `"${n}"` } })
  expect((await send("PUT /users/me", { bio: "First" }, as(version))).status).toBe(200)
  expect((await send("PUT /users/me", { bio: "Second" }, as(version))).outcome).toBe("412 version_conflict")
  expect((await send("PUT /users/me", { bio: "Third" }, as("stale"))).outcome).toBe("412 version_conflict")
  expect((await send<Shown>("GET /users/me")).data).toMatchObject({ bio: "First", version: version + 1 })
  const same = await Promise.all(
    Array.from({ length: 20 }, (_, i) => send("PUT /users/me", { bio: `Race ${i}` }, as(version + 1))),
  )
  expect(same.filter(({ status }) => status === 200)).toHaveLength(1)
})

test("PUT /users/me – the name changes in the lists, where no admin set another", async ({ team }) => {
  const [plain, renamed] = [await join(team.owner, "guest"), await join(team.owner, "guest")]
  good(await team.owner.send(`PUT /users/${renamed.id}`, { name: "Nickname" }))
  for (const { send } of [plain, renamed]) good(await send("PUT /users/me", { name: "Zoë Ångström" }))
  const seen = async (id: string) => good(await team.owner.send<Shown>(`GET /users/${id}`)).name
  expect([await seen(plain.id), await seen(renamed.id)]).toEqual(["Zoë Ångström", "Nickname"])
  const found = await team.owner.send<Shown[]>("GET /users?q=zoe%20angstrom")
  expect(found.data.map(({ id }) => id)).toEqual([plain.id])
})

test("PUT /users/me/password – requires the current one and ends the other sessions (S-061)", async ({ team }) => {
  const person = await join(team.owner, "member")
  const other = await signIn(person.email)
  const change = (current_password: string, new_password: string) =>
    person.send("PUT /users/me/password", { current_password, new_password })
  const wrong = await change("not this one", "a brand new password")
  expect([wrong.outcome, wrong.error.fields?.[0]]).toMatchObject([
    "422 validation_failed",
    { field: "current_password", code: "incorrect" },
  ])
  expect((await change(password, "short")).error.fields?.[0]).toMatchObject({
    field: "new_password",
    code: "too_short",
  })
  expect((await change(password, "password1")).error.fields?.[0]).toMatchObject({
    field: "new_password",
    code: "too_common",
  })
  expect((await other.send("GET /users/me")).status).toBe(200)
  expect((await change(password, "a brand new password")).outcome).toBe("200")
  expect((await other.send("GET /users/me")).outcome).toBe("401 invalid_token")
  expect((await person.send("GET /users/me")).status).toBe(200)
  expect((await signIn(person.email, "a brand new password")).id).toBe(person.id)
  expect((await api("POST /auth/login", { body: { email: person.email, password } })).outcome).toBe(
    "401 invalid_credentials",
  )
})

test("POST /users – the response does not reveal whether the address has an account", async ({ team }) => {
  const known = await newTenant()
  await known.send("PUT /users/me", { bio: "A secret bio", avatar_url: "https://example.com/secret.jpg" })
  const create = (email: string) =>
    team.admin.send<Shown>("POST /users", {
      email,
      name: "Typed Name",
      role: "member",
      organization_id: team.organizationId,
    })
  const strip = ({ data }: { data: Shown }) => ({ ...data, id: "", email: "", created_at: "", updated_at: "" })
  const [first, second] = [await create(known.email), await create(newAddress())]
  expect(strip(first)).toEqual(strip(second))
  expect(first.text).not.toContain("secret")
  const read = await team.admin.send<Shown>(`GET /users/${first.data.id}`)
  expect(read.data).toMatchObject({
    name: "Typed Name",
    bio: null,
    avatar_url: null,
    email_verified: false,
    status: "invited",
  })
  expect((await known.send<Shown>("GET /users/me")).data).toMatchObject({
    bio: "A secret bio",
    organization_id: known.organizationId,
  })
})
