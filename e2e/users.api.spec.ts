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
    "id",
    "last_seen_at",
    "metadata",
    "name",
    "organization_id",
    "permissions",
    "role",
    "status",
    "tenant_id",
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

test("PUT /users/me – fields that are not sent stay, an empty text clears", async ({ team }) => {
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

test("PUT /users/me – nobody gives themselves rights (S-128)", async ({ team }) => {
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

test("PUT /users/me – If-Match refuses a stale version, and 20 changes at once lose none", async ({ team }) => {
  const { send } = await join(team.owner, "guest")
  const { version } = (await send<Shown>("GET /users/me")).data
  const as = (n: number) => ({ headers: { "if-match": `"${n}"` } })
  expect((await send("PUT /users/me", { bio: "First" }, as(version))).status).toBe(200)
  expect((await send("PUT /users/me", { bio: "Second" }, as(version))).outcome).toBe("412 version_conflict")
  expect((await send("PUT /users/me", { bio: "Third" }, { headers: { "if-match": "nonsense" } })).outcome).toBe(
    "412 version_conflict",
  )
  expect((await send<Shown>("GET /users/me")).data).toMatchObject({ bio: "First", version: version + 1 })
  const same = await Promise.all(
    Array.from({ length: 20 }, (_, i) => send("PUT /users/me", { bio: `Race ${i}` }, as(version + 1))),
  )
  expect(same.filter(({ status }) => status === 200)).toHaveLength(1)
})

test("PUT /users/me – the name follows in the lists, where no admin gave another", async ({ team }) => {
  const [plain, renamed] = [await join(team.owner, "guest"), await join(team.owner, "guest")]
  good(await team.owner.send(`PUT /users/${renamed.id}`, { name: "Nickname" }))
  for (const { send } of [plain, renamed]) good(await send("PUT /users/me", { name: "Zoë Ångström" }))
  const seen = async (id: string) => good(await team.owner.send<Shown>(`GET /users/${id}`)).name
  expect([await seen(plain.id), await seen(renamed.id)]).toEqual(["Zoë Ångström", "Nickname"])
  const found = await team.owner.send<Shown[]>("GET /users?q=zoe%20angstrom")
  expect(found.data.map(({ id }) => id)).toEqual([plain.id])
})

test("PUT /users/me/password – asks for the current one and ends the other sessions (S-061)", async ({ team }) => {
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

test("POST /users – an account for a new address is invited, without a mail unless one is asked for", async ({
  team,
}) => {
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

test("POST /users – with send_invite the address gets one mail", async ({ team }) => {
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

test("POST /users – the answer does not tell whether the address has an account", async ({ team }) => {
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

test("POST /users – a pending one and a member are conflicts, an external_id is unique in its organization", async ({
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

test("S-063 – nobody sets somebody else's password", async ({ team }) => {
  for (const field of ["password", "password_hash", "new_password", "email"])
    expect(
      (await team.owner.send(`PUT /users/${team.member.id}`, { [field]: "a brand new password" })).error.fields,
    ).toMatchObject([{ field, code: "unknown_field" }])
})

test("GET /users/{id} – without users:write others are a card, oneself is whole (S-277)", async ({ team }) => {
  const card = ["avatar_url", "created_at", "id", "name", "organization_id", "role"]
  expect(Object.keys(good(await team.member.send<Shown>(`GET /users/${team.admin.id}`))).sort()).toEqual(card)
  expect(good(await team.member.send<Shown>(`GET /users/${team.member.id}`)).email).toBe(team.member.email)
  expect(good(await team.guest.send<Shown>(`GET /users/${team.guest.id}`)).email).toBe(team.guest.email)
  expect((await team.guest.send(`GET /users/${team.member.id}`)).outcome).toBe("403 permission_required")
  const listed = good(await team.member.send<Shown[]>("GET /users?limit=100"))
  for (const row of listed.filter(({ id }) => id !== team.member.id)) expect(Object.keys(row).sort()).toEqual(card)
  const byAddress = await team.member.send(`GET /users?q=${encodeURIComponent(team.admin.email)}`)
  expect(byAddress.data).toEqual([])
})

test("GET /users – pages follow each other, and nobody is missed or seen twice while rows come and go", async () => {
  const owner = await newTenant()
  const { organizationId } = owner
  const create = (name: string) =>
    owner.send<Shown>("POST /users", { email: newAddress(), name, role: "guest", organization_id: organizationId })
  const made = []
  for (let i = 0; i < 12; i++) made.push(good(await create(`Person ${String(i).padStart(2, "0")}`)))
  const names: string[] = []
  let cursor = ""
  for (let page = 0; page < 10; page++) {
    const answer = await owner.send<Shown[]>(`GET /users?limit=3&sort=name${cursor && `&cursor=${cursor}`}`)
    names.push(...answer.data.map(({ name }) => name))
    if (page === 0) {
      good(await create("Aaron, before all of them"))
      await owner.send(`DELETE /organizations/${organizationId}/users/${made[1]?.id}`)
    }
    if (!answer.pagination.has_more) break
    cursor = encodeURIComponent(String(answer.pagination.next_cursor))
  }
  const later = names.filter((name) => name.startsWith("Person"))
  expect(later).toEqual([...new Set(later)].sort())
  for (const { name } of made.slice(2)) expect(later).toContain(name)
  expect(names).not.toContain("Aaron, before all of them")
})

test("GET /users – sorts, filters and total agree with each other", async ({ team }) => {
  const all = await team.owner.send<Shown[]>("GET /users?limit=100&total=true&sort=name")
  const down = await team.owner.send<Shown[]>("GET /users?limit=100&sort=-name")
  expect(all.pagination.total).toBe(all.data.length)
  expect(down.data.map((row) => row.id + row.organization_id)).toEqual(
    all.data.map((row) => row.id + row.organization_id).reverse(),
  )
  const suspended = await team.owner.send<Shown[]>("GET /users?status=suspended")
  expect(suspended.data.map(({ id }) => id)).toContain(team.suspended.id)
  expect(suspended.data.map(({ id }) => id)).not.toContain(team.member.id)
  const admins = await team.owner.send<Shown[]>("GET /users?role=admin&limit=100")
  expect(admins.data.map(({ id }) => id)).toContain(team.admin.id)
  expect(admins.data.map(({ id }) => id)).not.toContain(team.member.id)
  const cursor = (await team.owner.send("GET /users?limit=1&sort=name")).pagination.next_cursor
  expect((await team.owner.send(`GET /users?sort=created_at&cursor=${cursor}`)).outcome).toBe("422 validation_failed")
})

test("GET /users – one or two characters match beginnings of words, three and more any part", async () => {
  const owner = await newTenant()
  good(
    await owner.send("POST /users", {
      email: "xaver.qwerty@example.com",
      name: "Ludmila Kowalczyk",
      role: "guest",
      organization_id: owner.organizationId,
    }),
  )
  const found = async (q: string) =>
    good(await owner.send<Shown[]>(`GET /users?q=${encodeURIComponent(q)}`)).some(
      ({ name }) => name === "Ludmila Kowalczyk",
    )
  expect(await Promise.all(["lu", "KO", "k", "xa", "walc", "wer", "LUDMILA kow"].map(found))).toEqual(
    Array(7).fill(true),
  )
  expect(await Promise.all(["wa", "ud", "%", "lud%", "kow_l", "ludmilla"].map(found))).toEqual(Array(6).fill(false))
})

test("GET /users – a tenant admin sees the tenant, a person in two organizations twice", async ({ team }) => {
  const person = await join(team.owner, "guest")
  const { token } = await invite(team.owner, person.email, { role: "member" }, team.siblingId)
  good(await person.send(`POST /invites/${token}/accept`, {}))
  const rows = good(await team.owner.send<Shown[]>(`GET /users?q=${encodeURIComponent(person.email)}`))
  expect(rows.map(({ organization_id, role }) => [organization_id, role]).sort()).toEqual(
    [
      [team.organizationId, "guest"],
      [team.siblingId, "member"],
    ].sort(),
  )
  expect(good(await team.admin.send<Shown[]>(`GET /users?q=${encodeURIComponent(person.email)}`))).toHaveLength(1)
})

test("DELETE /users/{id} – the account goes with the last membership that its owner had accepted", async ({ team }) => {
  const person = await join(team.owner, "member")
  expect((await team.admin.send(`DELETE /users/${person.id}`)).status).toBe(204)
  expect((await person.send("GET /users/me")).outcome).toBe("401 invalid_token")
  expect((await team.admin.send(`GET /users/${person.id}`)).outcome).toBe("404 not_found")
  expect((await db.user.findUniqueOrThrow({ where: { id: person.id } })).deletedAt).not.toBeNull()
  expect((await api("POST /auth/register", { body: { email: person.email, password, name: "Again" } })).outcome).toBe(
    "409 email_taken",
  )
})

test("DELETE /users/{id} – an account with a part elsewhere stays", async ({ team, foreign }) => {
  const person = await join(team.owner, "member")
  const { token } = await invite(foreign.owner, person.email)
  good(await person.send(`POST /invites/${token}/accept`, {}))
  expect((await team.admin.send(`DELETE /users/${person.id}`)).status).toBe(204)
  expect(await signIn(person.email)).toMatchObject({
    tenantId: foreign.tenantId,
    organizationId: foreign.organizationId,
  })
})

test("DELETE /users/{id} – one's invitation never closes somebody else's account", async ({ team }) => {
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

test("POST /users/{id}/password-reset – the link goes to its owner, and the answer tells nothing", async ({ team }) => {
  const person = await join(team.owner, "member")
  const answer = await team.admin.send(`POST /users/${person.id}/password-reset`)
  expect(answer.status).toBe(202)
  const { token } = await mailTo(person.email, "reset_password")
  expect(answer.text).not.toContain(token)
  expect(
    (await api("POST /auth/password/reset", { body: { token, new_password: "a brand new password" } })).status,
  ).toBe(200)
})

test("an unknown id – of one's own tenant it is like another tenant's", async ({ team, foreign }) => {
  for (const line of ["GET", "DELETE"]) {
    const answers = ["user_0000000000000000000000000", foreign.member.id].map((id) =>
      team.owner.send(`${line} /users/${id}`),
    )
    const [unknown, theirs] = await Promise.all(answers)
    expect(unknown && theirs && alike(unknown) === alike(theirs), line).toBe(true)
  }
})
