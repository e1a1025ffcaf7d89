import pg from "pg"

/** Selects memberships that are active although their invitation was never accepted. */
const unaccepted = "FROM memberships WHERE status = 'active' AND accepted_at IS NULL AND deleted_at IS NULL"

/**
 * Looks for memberships that an earlier version let an admin activate before their invitation was accepted. Every other
 * way to become a member writes `accepted_at`, creating an organization included.
 * @param url of the database, which is only read
 * @returns one line to print; null where there are none
 */
export async function unacceptedMemberships(url: string): Promise<string | null> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 })
  await client.connect()
  try {
    const counted = `SELECT count(*)::int AS n, count(DISTINCT tenant_id)::int AS tenants ${unaccepted}`
    const { n = 0, tenants = 0 } = (await client.query<{ n: number; tenants: number }>(counted)).rows[0] ?? {}
    if (n === 0) return null
    return `Active memberships that no one ever accepted: ${n}, in ${tenants} tenants. An earlier version allowed this. Remove those that should not be there; to list them: SELECT tenant_id, organization_id, user_id, email, role ${unaccepted};`
  } finally {
    await client.end()
  }
}
