import { existsSync, readdirSync } from "node:fs"
import { join } from "node:path"
import pg from "pg"

/** Anything that runs SQL: a pool or a client of `pg`. */
export type Queryable = { query: (sql: string) => Promise<{ rows: { migration_name: string }[] }> }

const folder = () => join(process.cwd(), "prisma/migrations")

/** Names of the migrations in prisma/migrations, oldest first. */
export function migrationNames(): string[] {
  return readdirSync(folder(), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(folder(), entry.name, "migration.sql")))
    .map((entry) => entry.name)
    .sort()
}

/**
 * Returns a database's pending migrations.
 * @param database its URL, or a connection to it
 * @returns names, oldest first; empty when it is up to date
 * @throws what `pg` throws when the database cannot be reached
 */
export async function pendingMigrations(database: string | Queryable): Promise<string[]> {
  if (typeof database !== "string") return missingFrom(database)
  const client = new pg.Client({ connectionString: database, connectionTimeoutMillis: 5_000 })
  await client.connect()
  try {
    return await missingFrom(client)
  } finally {
    await client.end()
  }
}

async function missingFrom(database: Queryable): Promise<string[]> {
  try {
    const done = await database.query(
      "SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL",
    )
    const applied = new Set(done.rows.map((row) => row.migration_name))
    return migrationNames().filter((name) => !applied.has(name))
  } catch (error) {
    const untouched = (error as { code?: string }).code === "42P01"
    if (untouched) return migrationNames()
    throw error
  }
}
