import { db } from "./database"
import {
  api,
  expect,
  good,
  invite,
  join,
  newAddress,
  newTenant,
  type Person,
  password,
  rounds,
  signIn,
  test,
} from "./fixtures"

/** The default server twice, or it and another on the same database. */
type Doors = [string | undefined, string | undefined]

const places: Record<string, (twin: string) => Doors> = {
  "one server": () => [undefined, undefined],
  "two servers": (twin) => [undefined, twin],
}

const at = (origin: string | undefined) => (origin ? { origin } : {})
const outcomes = (answers: { outcome: string }[]) => answers.map(({ outcome }) => outcome).sort()
const membersWith = (tenantId: string, email: string) =>
  db().membership.count({ where: { tenantId, email, status: "active", deletedAt: null } })

for (const [where, doors] of Object.entries(places)) {
  test(`two acceptances of one invite at the same time – one membership and one account (R-052, R-066), on ${where}`, async ({
    team,
    twin,
  }) => {
    test.setTimeout(rounds * 2_000 + 30_000)
    for (let round = 0; round < rounds; round++) {
      const { token, email } = await invite(team.owner, newAddress())
      const body = { name: "Nora", password }
      const answers = await Promise.all(
        doors(twin).map((origin) => api(`POST /invites/${token}/accept`, { body, ...at(origin) })),
      )
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
      for (const { status, outcome } of answers)
        if (status !== 200) expect(["410 token_expired", "409 sign_in_to_accept", "409 email_taken"]).toContain(outcome)
      expect([await membersWith(team.tenantId, email), await db().user.count({ where: { email } })]).toEqual([1, 1])
      expect(
        await db().auditEvent.count({
          where: { tenantId: team.tenantId, action: "invite.accepted", actorId: (await signIn(email)).id },
        }),
      ).toBe(1)
    }
  })

  test(`acceptance against revocation – exactly one of them happens (R-065, R-066), on ${where}`, async ({
    team,
    twin,
  }) => {
    test.setTimeout(rounds * 2_000 + 30_000)
    for (let round = 0; round < rounds; round++) {
      const { token, email, id } = await invite(team.owner, newAddress())
      const [first, second] = doors(twin)
      const revoke = () =>
        team.owner.send(`DELETE /organizations/${team.organizationId}/invites/${id}`, undefined, at(second))
      const accept = () => api(`POST /invites/${token}/accept`, { body: { name: "Nora", password }, ...at(first) })
      const [accepted, revoked] =
        round % 2 ? await Promise.all([accept(), revoke()]) : (await Promise.all([revoke(), accept()])).reverse()
      const { status } = await db().invite.findUniqueOrThrow({
        where: { tenantId_id: { tenantId: team.tenantId, id } },
      })
      const won = accepted?.status === 200
      expect([accepted?.outcome, revoked?.outcome, status]).toEqual(
        won ? ["200", "409 invite_not_pending", "accepted"] : ["410 invite_revoked", "204", "revoked"],
      )
      expect(await membersWith(team.tenantId, email)).toBe(won ? 1 : 0)
    }
  })

  test(`two registrations of one address at the same time – one account, whose password works (R-054, R-066), on ${where}`, async ({
    twin,
  }) => {
    test.setTimeout(rounds * 2_000 + 30_000)
    for (let round = 0; round < rounds; round++) {
      const email = newAddress()
      const bodies = [
        { email, password: "first password 1" },
        { email: email.toUpperCase(), password: "second password 2" },
      ]
      const answers = await Promise.all(
        bodies.map((body, i) => api("POST /auth/register", { body: { name: "Rita", ...body }, ...at(doors(twin)[i]) })),
      )
      expect(outcomes(answers)).toEqual(["201", "409 email_taken"])
      const winner = answers.findIndex(({ status }) => status === 201)
      expect((await signIn(email, bodies[winner]?.password)).email).toBe(email)
      expect((await api("POST /auth/login", { body: bodies[1 - winner] })).outcome).toBe("401 invalid_credentials")
      expect(await db().user.count({ where: { email } })).toBe(1)
    }
  })

  test(`the two last admins remove each other at the same time – one stays (R-059, R-066), on ${where}`, async ({
    twin,
  }) => {
    test.setTimeout(rounds * 3_000 + 30_000)
    const owner = await newTenant()
    const { organizationId, tenantId } = owner
    const admins = [await join(owner, "admin"), await join(owner, "admin")]
    // The owner's own membership would be a third admin.
    good(await owner.send(`PUT /organizations/${organizationId}/users/${owner.id}`, { role: "guest" }))
    const acts: ((by: Person, who: Person, origin?: string) => Promise<{ status: number; outcome: string }>)[] = [
      (by, who, origin) =>
        by.send(`PUT /organizations/${organizationId}/users/${who.id}`, { role: "member" }, at(origin)),
      (by, who, origin) =>
        by.send(`PUT /organizations/${organizationId}/users/${who.id}`, { status: "suspended" }, at(origin)),
      (by, who, origin) => by.send(`DELETE /organizations/${organizationId}/users/${who.id}`, undefined, at(origin)),
    ]
    for (let round = 0; round < rounds; round++) {
      const act = acts[round % acts.length]
      const [a, b] = admins as [Person, Person]
      const answers = await Promise.all([act?.(a, b, doors(twin)[0]), act?.(b, a, doors(twin)[1])])
      expect(
        answers.filter((answer) => answer && answer.status < 300),
        JSON.stringify(answers.map((x) => x?.outcome)),
      ).toHaveLength(1)
      for (const answer of answers)
        if (answer && answer.status >= 300) expect([401, 403, 404, 409], answer.outcome).toContain(answer.status)
      const left = await db().membership.findMany({
        where: { tenantId, organizationId, role: "admin", status: "active", deletedAt: null },
      })
      expect(left).toHaveLength(1)
      const loser = left[0]?.userId === a.id ? 1 : 0
      admins[loser] = await join(owner, "admin")
      admins[1 - loser] = await signIn(admins[1 - loser]?.email ?? "")
    }
  })
}

test("twenty concurrent invites for one address – one pending, one email (R-051)", async ({ team }) => {
  const email = newAddress()
  const send = (i: number) =>
    team.owner.send(`POST /organizations/${team.organizationId}/invites`, {
      email: i % 2 ? email : email.toUpperCase(),
      role: "member",
    })
  const answers = await Promise.all(Array.from({ length: 20 }, (_, i) => send(i)))
  expect(outcomes(answers)).toEqual(["201", ...Array(19).fill("409 invite_already_pending")])
  expect([
    await db().invite.count({ where: { tenantId: team.tenantId, email } }),
    await db().mail.count({ where: { recipient: email } }),
  ]).toEqual([1, 1])
})

test("one invite accepted twice by the person who is signed in – one membership (R-052)", async ({ team }) => {
  for (let round = 0; round < rounds; round++) {
    const person = await newTenant()
    const { token } = await invite(team.owner, person.email)
    const answers = await Promise.all([1, 2, 3].map(() => person.send(`POST /invites/${token}/accept`, {})))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    for (const { status } of answers) expect([200, 409, 410]).toContain(status)
    expect(await membersWith(team.tenantId, person.email)).toBe(1)
  }
})

test("one invite link used by two accounts at the same time – only the invited one is accepted (R-053, R-066)", async ({
  team,
  twin,
}) => {
  test.setTimeout(rounds * 2_000 + 30_000)
  const other = await newTenant()
  for (let round = 0; round < rounds / 2; round++) {
    const addressed = await newTenant()
    const { token, id } = await invite(team.owner, addressed.email)
    const accept = (by: Person, origin?: string) => by.send(`POST /invites/${token}/accept`, {}, at(origin))
    const here = round % 2 ? undefined : twin
    const there = round % 2 ? twin : undefined
    const [let_in, refused] = await Promise.all([accept(addressed, here), accept(other, there)])
    expect([let_in.outcome, refused.status >= 400]).toEqual(["200", true])
    expect(["403 invite_email_mismatch", "410 token_expired"]).toContain(refused.outcome)
    expect(await membersWith(team.tenantId, addressed.email)).toBe(1)
    expect(await db().membership.count({ where: { tenantId: team.tenantId, userId: other.id } })).toBe(0)
    const row = await db().invite.findUniqueOrThrow({ where: { tenantId_id: { tenantId: team.tenantId, id } } })
    expect([row.status, row.acceptedBy]).toEqual(["accepted", addressed.id])
  }
})
