import { Secret, TOTP } from "otpauth"
import { callerOfAccessToken } from "../lib/core/identity/token-caller"
import { beginSecondFactor, confirmSecondFactor } from "../lib/second-factor/set-up"
import { authenticator, type Options } from "./authenticator"
import { askCode, codeTo, enterCode, wrongFor } from "./codes"
import { db } from "./database"
import {
  api,
  expect,
  good,
  invite,
  join,
  mailTo,
  newTeam,
  newTenant,
  type Person,
  password,
  personOf,
  register,
  type Team,
  type Tokens,
  test,
} from "./fixtures"
import { noteSecret } from "./secrets"
import { anotherServer } from "./servers"
import { openOrganization, resetTo } from "./strangers"

/** Turns on two-factor authentication, as the profile page does. */
async function protect({ token }: Person): Promise<void> {
  const me = await callerOfAccessToken(token)
  const secret = Secret.fromBase32((await beginSecondFactor(me)).secret)
  const app = new TOTP({ algorithm: "SHA1", digits: 6, period: 30, secret })
  await confirmSecondFactor(me, app.generate())
}

const login = (person: Person, options: object = {}) =>
  api<Tokens>("POST /auth/login", { body: { email: person.email, password: person.password }, ...options })

/** Shows the password of someone whose factors were reset. @returns the challenge, and the code of the email */
async function asked(person: Person, options: object = {}): Promise<{ challenge: string; code: string }> {
  const { outcome, error } = await login(person, options)
  const { challenge, factors } = error as unknown as { challenge: string; factors: string[] }
  expect([outcome, factors]).toEqual(["401 second_factor_required", ["email_code"]])
  noteSecret(challenge)
  return { challenge, code: await codeTo(person.email, "factor_code") }
}

const answer = (challenge: string, code: string, options: object = {}) =>
  api<Tokens>("POST /auth/second-factor", { body: { challenge, code }, ...options })
const reset = (by: Person, { id }: { id: string }, password = by.password) =>
  by.send(`DELETE /users/${id}/second-factor`, { password })
const stillGuarded = async (person: Person) => expect((await login(person)).outcome).toBe("401 second_factor_required")

async function guardedMember(team: Team, role = "member"): Promise<Person> {
  const person = await join(team.owner, role)
  await protect(person)
  return person
}

test("DELETE /users/{id}/second-factor – a tenant admin turns it off; sessions end, the owner gets an email", async ({
  team,
}) => {
  const person = await guardedMember(team, "admin")
  await stillGuarded(person)
  expect((await reset(team.owner, person)).status).toBe(204)
  expect((await person.send("GET /users/me")).outcome).toBe("401 invalid_token")
  const mail = await mailTo(person.email, "second_factor_reset")
  expect(mail.text).toContain(team.owner.name)
  const events = await db().auditEvent.findMany({
    where: { tenantId: team.tenantId, targetId: person.id, action: "member.factors_reset" },
  })
  expect(events).toEqual([expect.objectContaining({ actorId: team.owner.id })])
  // Again: there is nothing to do, and no second event.
  expect((await reset(team.owner, person)).status).toBe(204)
  expect(
    await db().auditEvent.count({
      where: { tenantId: team.tenantId, targetId: person.id, action: "member.factors_reset" },
    }),
  ).toBe(1)
})

test("DELETE /users/{id}/second-factor – refused without the password, to admins, and refused for equals", async ({
  team,
}) => {
  const own = await newTeam()
  const person = await guardedMember(own)
  const wrong = await reset(own.owner, person, "not the password")
  expect([wrong.outcome, wrong.error.fields?.[0]?.field]).toEqual(["422 validation_failed", "password"])
  expect((await reset(own.admin, person)).outcome).toBe("403 permission_required")
  expect((await reset(team.owner, person)).outcome).toBe("404 not_found")
  expect((await reset(own.owner, own.owner)).outcome).toBe("403 role_above_your_own")
  const colleague = await guardedMember(own, "admin")
  good(await own.owner.send(`PUT /tenants/${own.tenantId}/admins/${colleague.id}`))
  expect((await reset(own.owner, colleague)).outcome).toBe("403 role_above_your_own")
  for (const guarded of [person, colleague]) await stillGuarded(guarded)
})

test("DELETE /users/{id}/second-factor – refused where anything of the account is in another tenant", async ({
  team,
  foreign,
}) => {
  const member = await guardedMember(team)
  const { token } = await invite(foreign.admin, member.email)
  const refused = await reset(team.owner, member)
  expect(refused.outcome).toBe("409 factors_of_operator")
  expect(refused.error.message).toContain("factors reset")

  good(await api(`POST /invites/${token}/accept`, { token: member.token, body: {} }))
  expect((await reset(team.owner, member)).outcome).toBe("409 factors_of_operator")
  // Removed there: it can be restored for 30 days.
  good(await foreign.owner.send(`DELETE /organizations/${foreign.organizationId}/users/${member.id}`))
  expect((await reset(team.owner, member)).outcome).toBe("409 factors_of_operator")

  const founder = await newTenant()
  await protect(founder)
  const offer = await invite(team.admin, founder.email)
  good(await api(`POST /invites/${offer.token}/accept`, { token: founder.token, body: {} }))
  expect((await reset(team.owner, founder)).outcome).toBe("409 factors_of_operator")
  for (const guarded of [member, founder]) await stillGuarded(guarded)
})

test("DELETE /users/{id}/second-factor – the next sign-in asks for the password and an emailed code, later ones don't", async ({
  team,
}) => {
  const person = await guardedMember(team)
  good(await reset(team.owner, person))
  const first = await asked(person)
  const second = await asked(person)
  const wrong = await answer(second.challenge, wrongFor(second.code))
  expect(wrong.error.fields).toMatchObject([{ field: "code", code: "incorrect" }])
  // A code belongs to its own challenge.
  if (first.code !== second.code) expect((await answer(second.challenge, first.code)).status).toBe(422)
  const tokens = good(await answer(second.challenge, second.code))
  expect(tokens.user.id).toBe(person.id)
  const session = await db().session.findFirst({ where: { userId: person.id }, orderBy: { createdAt: "desc" } })
  expect([session?.amr, session?.assurance]).toEqual([["pwd", "otp"], 1])
  expect((await answer(second.challenge, second.code)).outcome).toBe("410 token_expired")
  expect((await login(person)).status).toBe(200)
  expect(await db().mail.count({ where: { recipient: person.email, template: "factor_code" } })).toBe(2)
})

test("POST /auth/second-factor – of an emailed code five wrong tries are counted, and a new password or reset ends the challenge", async ({
  team,
}) => {
  const person = await guardedMember(team)
  good(await reset(team.owner, person))
  const tried = await asked(person)
  const many = await Promise.all(Array.from({ length: 8 }, () => answer(tried.challenge, wrongFor(tried.code))))
  expect(many.filter(({ status }) => status === 422)).toHaveLength(5)
  expect((await answer(tried.challenge, tried.code)).outcome).toBe("410 token_expired")
  const before = await asked(person)
  good(await resetTo(person.email, password))
  expect((await answer(before.challenge, before.code)).outcome).toBe("401 invalid_token")
  const { challenge, code } = await asked(person)
  const both = await Promise.all([answer(challenge, code), answer(challenge, code)])
  expect(both.map(({ status }) => status).sort()).toEqual([200, 410])
})

test("POST /auth/email-code/verify – after a reset an emailed code alone doesn't open an account with a password", async ({
  team,
}) => {
  const person = await guardedMember(team)
  good(await reset(team.owner, person))
  const challenge = await askCode(person.email)
  const refused = await enterCode(challenge, await codeTo(person.email))
  expect(refused.outcome).toBe("401 invalid_credentials")
  expect(refused.error.message).toContain("Sign in with your password")
  const { challenge: second, code } = await asked(person)
  expect((await answer(second, code)).status).toBe(200)
  // From then on it does.
  expect((await enterCode(await askCode(person.email), await codeTo(person.email))).status).toBe(200)
})

test("EMAIL_CODE=off – the sign-in after a reset is asked for an emailed code all the same", async ({ team }) => {
  const person = await guardedMember(team)
  good(await reset(team.owner, person))
  const server = await anotherServer({ EMAIL_CODE: "off" })
  try {
    const { origin } = server
    const { challenge, code } = await asked(person, { origin })
    expect((await answer(challenge, code, { origin })).status).toBe(200)
  } finally {
    await server.stop()
  }
})

async function addPasskey(person: Person): Promise<void> {
  const { challenge, options } = good(
    await person.send<{ challenge: string; options: Options }>("POST /users/me/passkeys/options", {}),
  )
  good(await person.send("POST /users/me/passkeys", { challenge, response: authenticator().create(options) }))
}

const passkeysOf = ({ id }: Person) => db().passkey.count({ where: { userId: id } })

test("DELETE /users/{id}/second-factor – lost passkeys are removed; the password and a code sign in", async ({
  team,
}) => {
  const person = await join(team.owner, "member")
  await addPasskey(person)
  expect((await reset(team.owner, person)).status).toBe(204)
  expect(await passkeysOf(person)).toBe(0)
  const { challenge, code } = await asked(person)
  expect((await answer(challenge, code)).status).toBe(200)
})

test("DELETE /users/{id}/second-factor – an account without a password is opened by a code, or by a password of a reset link and a code", async () => {
  const owner = await openOrganization()
  for (const how of ["code", "link"] as const) {
    const { email } = await register({ organization_id: owner.organizationId })
    const person = personOf(good(await enterCode(await askCode(email), await codeTo(email))))
    expect(good(await person.send<{ has_password: boolean }>("GET /users/me")).has_password).toBe(false)
    await addPasskey(person)
    good(await reset(owner, person))
    expect((await login(person)).outcome).toBe("401 invalid_credentials")
    if (how === "code") {
      expect((await enterCode(await askCode(email), await codeTo(email))).status).toBe(200)
      const since = await db().userSecret.findUnique({ where: { userId: person.id } })
      expect(since?.factorsResetAt).toBeNull()
    } else {
      good(await resetTo(email, password))
      const { challenge, code } = await asked(person)
      expect((await answer(challenge, code)).status).toBe(200)
    }
  }
})

test("DELETE /users/{id}/second-factor – nothing changes for someone without two-factor authentication and passkeys", async ({
  team,
}) => {
  const person = await join(team.owner, "member")
  expect((await reset(team.owner, person)).status).toBe(204)
  expect((await person.send("GET /users/me")).status).toBe(200)
  expect((await login(person)).status).toBe(200)
  expect(await db().mail.count({ where: { recipient: person.email, template: "second_factor_reset" } })).toBe(0)
})

test("limits – emailed codes after a reset: ten wrong ones a day, apart from those of others; five emails an hour", async ({
  team,
}) => {
  test.setTimeout(90_000)
  const server = await anotherServer({ RATE_LIMIT_SCALE: "1", TRUSTED_PROXIES: "127.0.0.1,::1" })
  const clients = { n: 0 }
  const from = () => {
    const address = `198.51.100.${++clients.n}`
    return { origin: server.origin, headers: { "x-forwarded-for": address, "user-agent": `reset ${address}` } }
  }
  try {
    const person = await guardedMember(team)
    good(await reset(team.owner, person))
    // Wrong codes of people who don't know the password stand in no one's way.
    for (let i = 0; i < 3; i++) {
      const challenge = good(
        await api<{ challenge: string }>("POST /auth/email-code", { body: { email: person.email }, ...from() }),
      ).challenge
      for (let k = 0; k < 5; k++) await enterCode(challenge, "000000", from())
    }
    const outcomes: string[] = []
    for (let i = 0; i < 3; i++) {
      const { challenge, code } = await asked(person, from())
      for (let k = 0; k < 4; k++) outcomes.push((await answer(challenge, wrongFor(code), from())).outcome)
    }
    expect(outcomes).toEqual([...Array(10).fill("422 validation_failed"), ...Array(2).fill("429 rate_limited")])
    for (let i = 0; i < 2; i++) await asked(person, from())
    const sixth = await login(person, from())
    expect(sixth.outcome).toBe("429 rate_limited")
    expect(sixth.error).not.toHaveProperty("challenge")
  } finally {
    await server.stop()
  }
})
