import { db } from "./database"
import { api, expect, good, invite, newAddress, password, personOf, register, test } from "./fixtures"
import type { Tokens } from "./people"
import { anotherServer } from "./servers"

type Me = { terms_due: { version: string; url: string } | null }
const url = "https://example.com/terms"
const termsOf = (version: string) => ({ TERMS_URL: url, TERMS_VERSION: version })

const acceptances = (userId: string) =>
  db().termsAcceptance.findMany({ where: { userId }, orderBy: { acceptedAt: "asc" } })

test("POST /auth/register – with terms, the current version has to be accepted; a newer version is due again", async () => {
  const [one, two] = await Promise.all([anotherServer(termsOf("2026-1")), anotherServer(termsOf("2026-2"))])
  try {
    const body = { email: newAddress(), password, name: "Tessa Terms" }
    const missing = await api("POST /auth/register", { body, origin: one.origin })
    expect(missing.outcome).toBe("422 validation_failed")
    expect(missing.error.fields).toEqual([
      expect.objectContaining({ field: "accepted_terms", code: "terms_not_accepted" }),
    ])
    expect(missing.error.fields?.[0]?.message).toContain(url)
    const together = await api("POST /auth/register", { body: { ...body, name: "" }, origin: one.origin })
    expect(together.error.fields?.map(({ field }) => field).sort()).toEqual(["accepted_terms", "name"])
    const wrong = { ...body, accepted_terms: "2026-0" }
    expect((await api("POST /auth/register", { body: wrong, origin: one.origin })).status).toBe(422)
    const right = { ...body, accepted_terms: "2026-1" }
    const person = personOf(good(await api<Tokens>("POST /auth/register", { body: right, origin: one.origin })))
    expect(await acceptances(person.id)).toEqual([expect.objectContaining({ version: "2026-1" })])

    const me = async (server: { origin: string }) =>
      good(await person.send<Me>("GET /users/me", undefined, { origin: server.origin })).terms_due
    expect(await me(one)).toBeNull()
    expect(await me(two)).toEqual({ version: "2026-2", url })
    const accept = (version: string) => person.send("POST /users/me/terms", { version }, { origin: two.origin })
    expect((await accept("2026-1")).outcome).toBe("422 validation_failed")
    for (let i = 0; i < 2; i++) expect((await accept("2026-2")).status).toBe(204)
    await expect.poll(() => me(two)).toBeNull()
    expect((await acceptances(person.id)).map(({ version }) => version)).toEqual(["2026-1", "2026-2"])

    const { terms_acceptances: exported } = good(
      await person.send<{ terms_acceptances: { version: string; accepted_at: string }[] }>("GET /users/me/export"),
    )
    expect(exported.map(({ version }) => version).sort()).toEqual(["2026-1", "2026-2"])
    const events = await db().auditEvent.findMany({
      where: { tenantId: person.tenantId, actorId: person.id, action: "user.terms_accepted" },
      orderBy: { createdAt: "asc" },
    })
    expect(events.map(({ after }) => after)).toEqual([{ version: "2026-1" }, { version: "2026-2" }])
  } finally {
    await Promise.all([one.stop(), two.stop()])
  }
})

test("POST /invites/{token}/accept – with terms, a new person accepts them; a signed-in one is not asked", async ({
  team,
}) => {
  const server = await anotherServer(termsOf("2026-1"))
  try {
    const newcomer = await invite(team.admin, newAddress())
    const accept = (more: object) =>
      api<Tokens>(`POST /invites/${newcomer.token}/accept`, {
        body: { name: "Nora Newcomer", password, ...more },
        origin: server.origin,
      })
    expect((await accept({})).error.fields?.map(({ field }) => field)).toEqual(["accepted_terms"])
    const { user } = good(await accept({ accepted_terms: "2026-1" }))
    expect((await acceptances(user.id)).map(({ version }) => version)).toEqual(["2026-1"])
  } finally {
    await server.stop()
  }
})

test("POST /users/me/terms – without terms it is 404, nothing is due, and a registration may name any version", async () => {
  const person = await register({ accepted_terms: "any" })
  expect(good(await person.send<Me>("GET /users/me")).terms_due).toBeNull()
  expect((await person.send("POST /users/me/terms", { version: "any" })).outcome).toBe("404 not_found")
  expect(await acceptances(person.id)).toEqual([])
})

test("a take-over of an unverified account forgets which terms its former holder accepted", async ({ team }) => {
  const server = await anotherServer(termsOf("2026-1"))
  try {
    const body = { email: newAddress(), password, name: "Former Holder", accepted_terms: "2026-1" }
    const former = personOf(good(await api<Tokens>("POST /auth/register", { body, origin: server.origin })))
    const { token } = await invite(team.admin, former.email)
    good(await api(`POST /invites/${token}/accept`, { body: { name: "New Owner", password } }))
    expect(await acceptances(former.id)).toEqual([])
  } finally {
    await server.stop()
  }
})
