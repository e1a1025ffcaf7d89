import { Secret, TOTP } from "otpauth"
import { callerOfAccessToken } from "../lib/core/identity/token-caller"
import { beginSecondFactor, confirmSecondFactor } from "../lib/second-factor/set-up"
import { db } from "./database"
import { api, expect, good, invite, join, mailTo, newTeam, newTenant, type Person, type Team, test } from "./fixtures"

/** Turns on two-factor authentication, as the profile page does. */
async function protect({ token }: Person): Promise<void> {
  const me = await callerOfAccessToken(token)
  const secret = Secret.fromBase32((await beginSecondFactor(me)).secret)
  const app = new TOTP({ algorithm: "SHA1", digits: 6, period: 30, secret })
  await confirmSecondFactor(me, app.generate())
}

const login = (person: Person) => api("POST /auth/login", { body: { email: person.email, password: person.password } })
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
  expect((await login(person)).status).toBe(200)
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
