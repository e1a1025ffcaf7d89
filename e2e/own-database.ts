import pg from "pg"
import { channel } from "../lib/core/cache/change-message"
import { migrate } from "../prisma/migrate"
import { scratchDatabase } from "../prisma/scratch"
import { api } from "./api"
import { good, newAddress, type Person, password, personOf, type Tokens } from "./people"

export type OwnDatabase = Awaited<ReturnType<typeof ownDatabase>>

/** Creates a database for servers that must not share emails, jobs or broken tables. `ask` runs SQL on it. */
export async function ownDatabase() {
  const { url, drop } = await scratchDatabase(String(process.env.DATABASE_URL), process.env.NANOSTACK_TEMPLATE)
  await migrate(url)
  const pool = new pg.Pool({ connectionString: url, max: 2, application_name: "nanostack-test" })
  pool.on("error", () => {})
  return {
    url,
    ask: async <T extends pg.QueryResultRow>(sql: string, values: unknown[] = []): Promise<T[]> =>
      (await pool.query<T>(sql, values)).rows,
    drop: async () => {
      await pool.end()
      await drop()
    },
  }
}

/** Creates a tenant there with its first admin, whose address counts as verified. Their requests go to that server. */
export async function ownerAt(origin: string, { ask }: OwnDatabase): Promise<Person> {
  const body = { email: newAddress("owner"), password, name: "Olga Owner" }
  const owner = personOf(good(await api<Tokens>("POST /auth/register", { body, origin })))
  await ask("UPDATE users SET email_verified_at = now() WHERE id = $1", [owner.id])
  await ask("SELECT pg_notify($1, 'all')", [channel])
  await new Promise((heard) => setTimeout(heard, 300))
  const signedIn = await api<Tokens>("POST /auth/login", { body: { email: body.email, password }, origin })
  const person = personOf(good(signedIn))
  return { ...person, send: (line, sent, options) => person.send(line, sent, { origin, ...options }) }
}
