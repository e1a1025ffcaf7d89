import { readdirSync } from "node:fs"
import { join } from "node:path"
import { Pool } from "pg"
import { singleton } from "../cache/singleton"
import { env } from "../env"
import { lifecycle } from "../http/lifecycle"

/**
 * Whether this server should get requests, and if not, why; and whether emails have waited for more than two minutes,
 * which does not count.
 */
type Readiness = { ready: boolean; reason: string; mail?: "ok" | "delayed" }

const freshForMs = 1_000

/** Queries the database at most once a second, however many probes there are. */
export async function readiness(): Promise<Readiness> {
  if (lifecycle().stopping) return { ready: false, reason: "This server is shutting down." }
  const cache = singleton("readiness", () => ({
    at: -freshForMs,
    answer: Promise.resolve<Readiness>({ ready: false, reason: "" }),
  }))
  if (performance.now() - cache.at >= freshForMs) {
    cache.at = performance.now()
    cache.answer = ask()
  }
  return cache.answer
}

/** A separate connection: an exhausted pool is no reason to take this server out of rotation. */
const ownPool = () =>
  singleton("readiness-pool", () => {
    const { DATABASE_URL: connectionString } = env()
    const made = new Pool({ connectionString, max: 1, connectionTimeoutMillis: 3_000, query_timeout: 3_000 })
    made.on("error", () => {})
    return made
  })

/** Closes that connection. */
export const stopAsking = () => ownPool().end()

async function ask(): Promise<Readiness> {
  try {
    const { rows } = await ownPool().query<{ n: number }>(
      "SELECT count(DISTINCT migration_name)::int AS n FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL AND migration_name = ANY($1)",
      [migrations()],
    )
    if (rows[0]?.n === migrations().length) return { ready: true, reason: "", mail: await mail() }
    return { ready: false, reason: "The database is missing migrations: run npm run db:deploy." }
  } catch (error) {
    const missing = (error as { code?: string }).code === "42P01"
    return {
      ready: false,
      reason: missing ? "The database is empty: run npm run db:deploy." : "The database cannot be reached.",
    }
  }
}

async function mail(): Promise<"ok" | "delayed"> {
  const { rows } = await ownPool().query(
    "SELECT 1 FROM mails WHERE state IN ('queued', 'sending') AND created_at < now() - interval '2 minutes' LIMIT 1",
  )
  return rows.length > 0 ? "delayed" : "ok"
}

const migrations = () =>
  singleton("migration-names", () =>
    readdirSync(join(process.cwd(), "prisma/migrations"), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name),
  )
