import { randomBytes } from "node:crypto"
import pg from "pg"

/**
 * Creates an empty database beside another, for a test.
 * @param url of a database on a server where databases may be created
 * @param template the name of one without connections, to copy
 * @returns its URL, and `drop`, which also closes remaining connections
 */
export async function scratchDatabase(
  url: string,
  template = "template1",
): Promise<{ url: string; drop: () => Promise<void> }> {
  const name = `scratch_${randomBytes(6).toString("hex")}`
  await ask(url, `CREATE DATABASE ${name} TEMPLATE ${template}`)
  const own = new URL(url)
  own.pathname = `/${name}`
  return { url: own.href, drop: () => ask(url, `DROP DATABASE ${name} WITH (FORCE)`) }
}

async function ask(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
