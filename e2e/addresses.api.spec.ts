import {
  api,
  countMailsTo,
  expect,
  good,
  invite,
  join,
  mailTo,
  newAddress,
  newTeam,
  type Person,
  password,
  signIn,
  test,
} from "./fixtures"
import { trap } from "./raw"

const change = (person: Person, email: string, given = password) =>
  person.send("POST /users/me/email", { email, password: given })

test("POST /users/me/email – the old address stays until the new one is confirmed, and both are notified (S-147)", async ({
  team,
}) => {
  const person = await join(team.owner, "member")
  const [first, second] = [newAddress("first"), newAddress("second")]
  expect((await change(person, first, "a wrong password")).status).toBe(422)
  expect(await countMailsTo(first)).toBe(0)
  good(await change(person, first))
  const stale = await mailTo(first, "confirm_email")
  expect((await mailTo(person.email, "email_change_requested")).text).toContain(first)
  expect((await signIn(person.email)).id).toBe(person.id)
  good(await change(person, second))
  expect((await api("POST /auth/verify-email", { body: { token: stale.token } })).status).toBe(410)
  good(await api("POST /auth/verify-email", { body: { token: (await mailTo(second, "confirm_email")).token } }))
  expect((await api("POST /auth/login", { body: { email: person.email, password } })).outcome).toBe(
    "401 invalid_credentials",
  )
  expect((await signIn(second)).id).toBe(person.id)
  expect((await mailTo(person.email, "email_changed")).text).toContain(second)
})

test("POST /users/me/email – an address in use gets no link, and the response does not reveal it (S-147)", async ({
  team,
}) => {
  const person = await join(team.owner, "member")
  const before = await countMailsTo(team.guest.email)
  const taken = await change(person, team.guest.email)
  const free = await change(person, newAddress())
  expect([taken.status, taken.text.length]).toEqual([free.status, free.text.length])
  expect(await countMailsTo(team.guest.email)).toBe(before)
})

test("a new API key and a changed password are emailed to the owner, without any secret (S-086)", async ({ team }) => {
  const person = await join(team.owner, "admin")
  good(await person.send("POST /api-keys", { name: "Server", role: "guest", permissions: [] }))
  good(
    await person.send("PUT /users/me/password", { current_password: password, new_password: "another good password" }),
  )
  for (const template of ["api_key_created", "password_changed"]) {
    const { text, html } = await mailTo(person.email, template)
    for (const secret of [password, "another good password", person.token, "nsk_"]) {
      expect(text, template).not.toContain(secret)
      expect(html, template).not.toContain(secret)
    }
  }
})

test("GET /invites/{token} – a changed token and another kind of link are 404, and the preview only shows inviter and target (S-169, S-171)", async ({
  team,
}) => {
  const email = newAddress("invited")
  const { token } = await invite(team.admin, email)
  const flipped = (token.startsWith("A") ? "B" : "A") + token.slice(1)
  for (const one of [flipped, token.slice(0, -1), `${token}A`, token.toUpperCase()])
    for (const line of [`GET /invites/${one}`, `POST /invites/${one}/decline`])
      expect((await api(line)).outcome, line).toBe("404 not_found")
  const verify = await api("POST /auth/verify-email", { body: { token } })
  expect(verify.status).toBeGreaterThanOrEqual(400)
  const seen = good(await api<Record<string, unknown>>(`GET /invites/${token}`))
  expect(JSON.stringify(seen)).not.toContain(team.member.email)
  for (const hidden of ["token", "permissions", "tenant_id", "maker_id", "id"])
    expect(Object.keys(seen), hidden).not.toContain(hidden)
})

test("POST /organizations/{id}/invites – into another tenant's organization it is 404, without a row or an email (S-161)", async ({
  team,
  foreign,
}) => {
  const email = newAddress()
  for (const by of [team.admin, team.owner])
    expect(
      (await by.send(`POST /organizations/${foreign.organizationId}/invites`, { email, role: "member" })).outcome,
    ).toBe("404 not_found")
  expect(await countMailsTo(email)).toBe(0)
})

test("addresses in profiles and invites' messages are never fetched by the server (S-245)", async () => {
  const team = await newTeam()
  const { port, visits, close } = await trap()
  const hosts = ["127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0", "2130706433"]
  for (const host of hosts) await team.owner.send("PUT /users/me", { avatar_url: `https://${host}:${port}/x.png` })
  for (const host of hosts)
    await team.owner.send("PUT /users/me", { bio: `http://${host}:${port}/`, name: `x ${host}` })
  await invite(team.owner, newAddress(), { message: `See http://127.0.0.1:${port}/ https://localhost:${port}/` })
  expect(visits()).toBe(0)
  close()
})
