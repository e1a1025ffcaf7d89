import type { User } from "../lib/users/schema"
import { api, expect, good, newAddress, type Person, password, type Tokens, test } from "./fixtures"
import { ownDatabase, ownerAt } from "./own-database"
import { anotherServer } from "./servers"

const day = 86_400_000

/** Returns all timestamps of a response. */
const times = (text: string) => Array.from(text.matchAll(/"\w+_at":"([^"]+)"/g), ([, time]) => String(time))

/** Input with offset, and the same moment in UTC as output. 32-bit times end in 2038. */
const moments = [
  ["2028-02-29T23:59:59Z", "2028-02-29T23:59:59Z"],
  ["2028-02-29T12:00:00+14:00", "2028-02-28T22:00:00Z"],
  ["2027-03-28T02:30:00+01:00", "2027-03-28T01:30:00Z"],
  ["2027-10-31T02:30:00+01:00", "2027-10-31T01:30:00Z"],
  ["2038-01-19T03:14:08Z", "2038-01-19T03:14:08Z"],
  ["2090-12-31T23:59:59-11:00", "2091-01-01T10:59:59Z"],
]

const zones = [
  { server: "Pacific/Apia", database: "Pacific/Apia" },
  { server: "Europe/Berlin", database: "America/St_Johns" },
]

for (const { server: TZ, database: timezone } of zones)
  test(`a server in ${TZ} on a database in ${timezone} – returns the same times as one in UTC (R-070)`, async () => {
    test.setTimeout(90_000)
    const database = await ownDatabase()
    await database.ask(`ALTER DATABASE ${new URL(database.url).pathname.slice(1)} SET timezone = '${timezone}'`)
    const settings = { DATABASE_URL: database.url, WORKER: "off" }
    const [there, utc] = await Promise.all([
      anotherServer({ ...settings, TZ }),
      anotherServer({ ...settings, TZ: "UTC" }),
    ])
    try {
      const owner = await ownerAt(there.origin, database)
      const body = { email: owner.email, password }
      for (const { origin } of [there, utc]) {
        const { expires_at } = good(await api<Tokens>("POST /auth/login", { body, origin }))
        expect(Math.abs(Date.parse(expires_at) - Date.now() - day)).toBeLessThan(60_000)
        await sevenDays(owner, origin)
      }
      const person = { email: newAddress(), name: "Max", role: "member", organization_id: owner.organizationId }
      const { id } = good(await owner.send<User>("POST /users", person))
      const path = `/organizations/${owner.organizationId}/users/${id}`
      for (const [given, expected] of moments) {
        const changed = good(await owner.send<User>(`PUT ${path}`, { expires_at: given }))
        expect(changed.expires_at, given).toBe(expected)
        const read = await owner.send<User>(`GET /users/${id}`, undefined, { origin: utc.origin })
        expect(read.data.expires_at).toBe(expected)
      }
      for (const never of ["2027-02-29T00:00:00Z", "2027-06-31T00:00:00Z", "2028-02-29", "2028-02-29T12:00:00"])
        expect((await owner.send(`PUT ${path}`, { expires_at: never })).outcome, never).toBe("422 validation_failed")
      for (const line of [
        "/users/me",
        `/users/${id}`,
        "/users",
        `/organizations/${owner.organizationId}/invites`,
        "/audit-events",
      ])
        await sameAt(owner, line, [there.origin, utc.origin])
    } finally {
      await Promise.all([there.stop(), utc.stop()])
      await database.drop()
    }
  })

async function sevenDays(by: Person, origin: string): Promise<void> {
  const body = { email: newAddress(), role: "member", expires_in_days: 7 }
  const made = good(
    await by.send<{ created_at: string; expires_at: string }>(
      `POST /organizations/${by.organizationId}/invites`,
      body,
      { origin },
    ),
  )
  // Whole seconds, truncated.
  expect(Math.abs(Date.parse(made.expires_at) - Date.parse(made.created_at) - 7 * day)).toBeLessThanOrEqual(1_000)
  expect(Math.abs(Date.parse(made.created_at) - Date.now())).toBeLessThan(60_000)
}

async function sameAt(by: Person, line: string, origins: string[]): Promise<void> {
  const answers = await Promise.all(origins.map((origin) => by.send(`GET ${line}`, undefined, { origin })))
  const [text = "", other] = answers.map((answer) => answer.text)
  expect(times(text), line).not.toEqual([])
  for (const time of times(text)) expect(time, line).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/)
  expect(other, line).toBe(text)
}
