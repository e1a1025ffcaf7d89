import { db, Prisma, type Tx } from "../core/db/client"
import { AppError } from "../core/errors"
import type { Actor } from "../core/identity/authorize"
import { type Permission, permissions } from "../core/identity/permissions"
import words from "../i18n/en/permissions"
import type { PermissionEntry } from "./schema"

const columns = Prisma.sql`name, description, false AS built_in, api_id, version, created_at, updated_at`

/** Enough for every tenant that means its permissions; the rest are still granted by name. */
const most = 1_000

/** Returns the permissions that can be granted in a tenant: the built-in ones, then its own by name. */
export async function listPermissions({ tenantId }: Actor<"roles:read">): Promise<PermissionEntry[]> {
  return [...permissions.map(builtIn), ...(await ownPermissions(tenantId))]
}

/** The tenant's own. */
export const ownPermissions = (tenantId: string): Promise<PermissionEntry[]> =>
  db().$queryRaw<PermissionEntry[]>`
    SELECT ${columns} FROM permissions WHERE tenant_id = ${tenantId} ORDER BY name LIMIT ${most}`

/** @throws AppError not_found */
export async function readPermission(
  client: Tx,
  tenantId: string,
  name: string,
  lock = Prisma.empty,
): Promise<PermissionEntry & { version: number }> {
  const [row] = await client.$queryRaw<(PermissionEntry & { version: number })[]>`
    SELECT ${columns} FROM permissions WHERE tenant_id = ${tenantId} AND name = ${name} ${lock}`
  if (!row) throw new AppError("not_found")
  return row
}

const wordsOf: Record<string, string> = words.names

function builtIn(name: Permission): PermissionEntry {
  const description = wordsOf[name.replace(":", "_")] ?? null
  return { name, description, built_in: true, api_id: null, version: null, created_at: null, updated_at: null }
}
