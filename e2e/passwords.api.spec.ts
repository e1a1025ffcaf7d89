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
  password,
  register,
  signIn,
  type Tokens,
  test,
} from "./fixtures"
import { anotherServer } from "./servers"

const registering = (more: Record<string, unknown> = {}) =>
  api<Tokens>("POST /auth/register", { body: { email: newAddress(), password, name: "Rita Register", ...more } })

test("POST /auth/login – a wrong password, an unknown address, no password and a long one get the same response (S-066)", async ({
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

test("POST /auth/login – it selects the organization last used, or the named one", async ({ team, foreign }) => {
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

test("POST /auth/password/forgot – reveals nothing, and only emails the stored address (S-137, S-140)", async ({
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

test("POST /auth/password/reset – once, ends every session, and the old password is invalid (S-136, S-143)", async ({
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

test("every email field – a list, a quoted local part or a comment is 422 and sends no email (S-040, S-041)", async ({
  team,
}) => {
  const before = await db().mail.count({ where: { recipient: { contains: "attacker.test" } } })
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
  expect(await db().mail.count({ where: { recipient: { contains: "attacker.test" } } })).toBe(before)
})

test("POST /auth/register – a password needs length only, no kinds of characters (S-054)", async () => {
  for (const given of [
    "qzjxwvkpmtyhgbnrlcdf",
    "   seven spaces and a word   ",
    "🐙🦑🐚🐠🐡🦈🐳🐬",
    "12 years of 34 winters",
  ]) {
    const person = await register({ password: given })
    expect((await api("POST /auth/login", { body: { email: person.email, password: given } })).status, given).toBe(200)
  }
})

test("an ended session – is refused by a server that starts later (S-116)", async ({ team }) => {
  const person = await join(team.owner, "member")
  good(await api("POST /auth/logout", { body: { refresh_token: person.refreshToken } }))
  const later = await anotherServer()
  try {
    const me = await api("GET /users/me", { token: person.token, origin: later.origin })
    const body = { refresh_token: person.refreshToken }
    const refreshed = await api("POST /auth/refresh", { body, origin: later.origin })
    expect([me.outcome, refreshed.outcome]).toEqual(["401 invalid_token", "401 invalid_token"])
  } finally {
    await later.stop()
  }
})
