import { Prisma, type Tx } from "../db/client"
import { builtInTerms, isBuiltInRole, type Role, type RoleTerms } from "./permissions"

/** The rank of the role in a row, as SQL: a built-in role is its own. @param alias of the table, with a dot */
export const rankColumn = (alias = "") =>
  Prisma.raw(
    `CASE WHEN ${alias}role IN ('tenant_admin', 'admin', 'member', 'guest') THEN ${alias}role ELSE ${alias}role_rank END`,
  )

type Row = { role: string; role_rank: Role; included: string[]; name: string }

/**
 * Returns roles of a tenant by key, built-in ones included; what does not exist is missing.
 * @param lock keeps those of the tenant's own from being changed or deleted until the transaction ends
 */
export async function readTerms(
  client: Tx,
  tenantId: string,
  keys: readonly string[],
  lock: "share" | "none" = "none",
): Promise<Map<string, RoleTerms>> {
  const terms = new Map<string, RoleTerms>()
  const own = new Set<string>()
  for (const key of keys)
    if (isBuiltInRole(key)) terms.set(key, builtInTerms(key))
    else own.add(key)
  if (own.size === 0) return terms
  const rows = await client.$queryRaw<Row[]>`
    SELECT key AS role, based_on AS role_rank, permissions AS included, name FROM roles
    WHERE tenant_id = ${tenantId} AND key = ANY(${[...own]}::text[])
    ORDER BY key ${lock === "share" ? Prisma.sql`FOR SHARE` : Prisma.empty}`
  for (const row of rows) terms.set(row.role, row)
  return terms
}

/** Returns one role of a tenant; without permissions where it does not exist. */
export async function readTermsOf(client: Tx, tenantId: string, key: string): Promise<RoleTerms> {
  return (await readTerms(client, tenantId, [key])).get(key) ?? { role: key, role_rank: "guest", included: [] }
}
