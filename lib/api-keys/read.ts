import type { z } from "zod"
import { db, Prisma, type Tx } from "../core/db/client"
import { nameContains } from "../core/db/folded-names"
import { type Backwards, byCreation, listPage, type Page } from "../core/db/paginate"
import { AppError } from "../core/errors"
import type { Actor } from "../core/identity/authorize"
import type { KeyCaller } from "../core/identity/caller"
import { outranks } from "../core/identity/permissions"
import { rankColumn } from "../core/identity/role-terms"
import type { ApiKey, ApiKeyQuery } from "./schema"

const columns = Prisma.sql`
  id, name, organization_id, role, ${rankColumn()} AS role_rank, permissions, last_four, maker_id AS made_by, expires_at, last_used_at, rotated_at,
  created_at, updated_at, CASE WHEN expires_at <= now() THEN 'expired' ELSE 'active' END AS status`

/** Keys that the actor can see: the organization's, and tenant-wide ones with access to the whole tenant. */
const visible = ({ tenantId, organizationId, role_rank }: Actor<never>) =>
  Prisma.sql`api_keys.tenant_id = ${tenantId} AND revoked_at IS NULL
    AND (organization_id = ${organizationId} OR (organization_id IS NULL AND ${!outranks("tenant_admin", role_rank)}::boolean))`

/** Returns the keys of the actor's organization, newest first. */
export async function listApiKeys(
  actor: Actor<"api_keys:read">,
  query: z.output<typeof ApiKeyQuery> & Backwards,
): Promise<Page<ApiKey>> {
  return listPage<ApiKey>({
    select: columns,
    table: "api_keys",
    within: [visible(actor)],
    filters: query.q ? [matches(query.q)] : [],
    ...byCreation,
    descending: true,
    page: query,
  })
}

/** Condition for keys with a matching name, or whose secret ends so. */
const matches = (q: string) => Prisma.sql`(last_four = ${q} OR ${nameContains(q)})`

/** Returns one key that the actor can see. @throws AppError not_found */
export const getApiKey = (actor: Actor<"api_keys:read">, id: string): Promise<ApiKey> => readKey(db(), actor, id)

/** Returns the calling key. @throws AppError not_found when it was revoked meanwhile */
export async function getOwnApiKey({ tenantId, keyId }: KeyCaller): Promise<ApiKey> {
  const [row] = await db().$queryRaw<ApiKey[]>`
    SELECT ${columns} FROM api_keys WHERE tenant_id = ${tenantId} AND id = ${keyId} AND revoked_at IS NULL`
  if (!row) throw new AppError("not_found")
  return row
}

/** When the secret that was sent expires, which an old one does before its key; null for no expiry. */
export async function secretExpiry({ tenantId, secretHash }: KeyCaller): Promise<Date | null> {
  const [row] = await db().$queryRaw<{ expires_at: Date | null }[]>`
    SELECT expires_at FROM secrets WHERE tenant_id = ${tenantId} AND kind = 'api_key' AND hash = ${secretHash}`
  return row?.expires_at ?? null
}

/** As `getApiKey`, in a transaction. */
export async function readKey(client: Tx, actor: Actor<never>, id: string, lock = Prisma.empty): Promise<ApiKey> {
  const [row] = await client.$queryRaw<
    ApiKey[]
  >`SELECT ${columns} FROM api_keys WHERE ${visible(actor)} AND id = ${id} ${lock}`
  if (!row) throw new AppError("not_found")
  return row
}
