import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import pg from "pg"
import { pendingMigrations } from "./history"

type Row = { tenant_id: string; kind: string; id: string; names: string; total: number }

/**
 * Lists what pending migrations will remove: a migration that removes data has a preview.sql beside it, which selects
 * the first 100 rows and their total.
 * @param url of the database, which is only read
 * @returns lines to print; none where nothing will be removed
 */
export async function previewMigrations(url: string): Promise<string[]> {
  const files = (await pendingMigrations(url))
    .map((name) => ({ name, file: join(process.cwd(), "prisma/migrations", name, "preview.sql") }))
    .filter(({ file }) => existsSync(file))
  if (files.length === 0) return []
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 })
  await client.connect()
  try {
    const lines: string[] = []
    for (const { name, file } of files) lines.push(...told(name, await removedBy(client, file)))
    return lines
  } finally {
    await client.end()
  }
}

async function removedBy(client: pg.Client, file: string): Promise<Row[]> {
  try {
    return (await client.query<Row>(readFileSync(file, "utf8"))).rows
  } catch (error) {
    // A database without these tables has nothing to lose.
    if ((error as { code?: string }).code === "42P01") return []
    throw error
  }
}

function told(name: string, rows: Row[]): string[] {
  if (rows.length === 0) return []
  const more = (rows[0]?.total ?? 0) - rows.length
  return [
    `${name} will remove:`,
    ...rows.map(({ tenant_id, kind, id, names }) => `  ${tenant_id}  ${kind}  ${id}  ${names}`),
    ...(more > 0 ? [`  and from ${more} more`] : []),
  ]
}
