import { unseal } from "../lib/core/seal"
import { median } from "./clients"
import { alike, api, expect, good, newAddress, password, test } from "./fixtures"
import { smtpServer } from "./mail/stand-ins"
import { type OwnDatabase, ownDatabase, ownerAt } from "./own-database"
import { freePort } from "./ports"
import { anotherServer } from "./servers"

// A server whose mail server is down, on a separate database: no other worker may send its emails.
test.describe.configure({ mode: "serial" })

let database: OwnDatabase
let server: Awaited<ReturnType<typeof anotherServer>>
let port: number

test.beforeAll(async () => {
  database = await ownDatabase()
  port = await freePort()
  server = await anotherServer({ DATABASE_URL: database.url, SMTP_URL: `smtp://127.0.0.1:${port}` })
})

test.afterAll(async () => {
  await server?.stop()
  await database?.drop()
})

const tokenIn = (text: string) => /reset-password\?token=([A-Za-z0-9_-]{43})/.exec(text)?.[1]
const forgot = (email: string) => api("POST /auth/password/forgot", { body: { email }, origin: server.origin })

for (const path of ["/auth/password/forgot", "/auth/verify-email/resend"])
  test(`POST ${path} – while no email is sent it has one response in one time, known or not (R-044)`, async () => {
    const email = newAddress()
    good(await api("POST /auth/register", { body: { email, password, name: "Ada" }, origin: server.origin }))
    const times: [number[], number[]] = [[], []]
    const answers = new Set<string>()
    for (let i = 0; i < 9; i++)
      for (const [k, address] of [email, newAddress()].entries()) {
        const began = performance.now()
        answers.add(alike(await api(`POST ${path}`, { body: { email: address }, origin: server.origin })))
        if (i >= 2) times[k]?.push(performance.now() - began)
      }
    expect([...answers]).toEqual([expect.stringMatching(/^202 /)])
    const [known, unknown] = times.map(median) as [number, number]
    expect(unknown / known).toBeGreaterThan(0.8)
    expect(unknown / known).toBeLessThan(1.25)
  })

test("of three resets requested meanwhile only the newest is sent afterwards, and only its link works (R-042)", async () => {
  test.slow()
  const { email } = await ownerAt(server.origin, database)
  for (let i = 0; i < 3; i++) good(await forgot(email))
  const rows = () =>
    database.ask<{ state: string; payload: Buffer }>(
      "SELECT state, payload FROM mails WHERE recipient = $1 AND template = 'reset_password' ORDER BY created_at, id",
      [email],
    )
  const states = async () => (await rows()).map(({ state }) => state)
  const [first, second] = (await rows()).map(({ payload }) => tokenIn(unseal<{ url: string }>("mail", payload).url))
  const reset = (token: string | undefined) =>
    api("POST /auth/password/reset", {
      body: { token, new_password: "a brand new password 1" },
      origin: server.origin,
    }).then(({ outcome }) => outcome)
  const mails = await smtpServer({}, { port })
  try {
    await database.ask("UPDATE mails SET next_try_at = now(), lease_until = NULL WHERE state IN ('queued', 'sending')")
    await expect.poll(states, { timeout: 60_000 }).toEqual(["dropped", "dropped", "sent"])
    const arrived = mails.emails.filter(
      ({ to, headers }) => to.includes(email) && /^Subject: .*password/im.test(headers),
    )
    expect(arrived).toHaveLength(1)
    const text = String(arrived[0]?.text).replaceAll("=\r\n", "").replaceAll("=3D", "=")
    expect([await reset(first), await reset(second)]).toEqual(Array(2).fill("410 token_expired"))
    expect(await reset(tokenIn(text))).toBe("200")
  } finally {
    await mails.close()
  }
})
