import type { z } from "zod"
import { db, Prisma, type Tx } from "../core/db/client"
import { nameContains } from "../core/db/folded-names"
import { byCreation, listPage, type Page } from "../core/db/paginate"
import { env } from "../core/env"
import { AppError } from "../core/errors"
import { filePath } from "../core/file-url"
import type { Scope } from "../core/identity/access"
import type { Actor } from "../core/identity/authorize"
import type { Organization, OrganizationQuery } from "./schema"

/** The columns of an Organization. */
export const organizationColumns = () => Prisma.sql`
  id, tenant_id, name, ${env().PUBLIC_URL + filePath("")}::text || logo_id AS logo_url, sign_up, allowed_domains, metadata, status, version, created_at, updated_at`

/**
 * Returns all organizations of the tenant for callers with access to the whole tenant; for others those they are a
 * member of, or their key's or application's.
 */
export async function listOrganizations(
  actor: Actor<"organizations:read">,
  query: z.output<typeof OrganizationQuery>,
): Promise<Page<Organization>> {
  const where = [Prisma.sql`tenant_id = ${actor.tenantId}`, Prisma.sql`status <> 'deleted'`]
  if (actor.organizationId) where.push(Prisma.sql`id IN (${Prisma.join(await ownIds(actor))})`)
  if (query.q) where.push(nameContains(query.q))
  return listPage<Organization>({
    select: organizationColumns(),
    table: "organizations",
    within: where,
    ...byCreation,
    descending: false,
    page: query,
  })
}

async function ownIds({ caller, tenantId, organizationId }: Actor<"organizations:read">): Promise<string[]> {
  // A person has signed in to an application in one organization.
  if (caller.kind === "api_key" || caller.through) return [String(organizationId)]
  const rows = await db().$queryRaw<{ organization_id: string }[]>`
    SELECT organization_id FROM memberships
    WHERE tenant_id = ${tenantId} AND user_id = ${caller.userId} AND status = 'active' AND deleted_at IS NULL
      AND (expires_at IS NULL OR expires_at > now())`
  return [String(organizationId), ...rows.map((row) => row.organization_id)]
}

/** @throws AppError not_found */
export async function getOrganization({ tenantId, organizationId }: Scope, client: Tx = db()): Promise<Organization> {
  const [row] = await client.$queryRaw<Organization[]>`
    SELECT ${organizationColumns()} FROM organizations
    WHERE tenant_id = ${tenantId} AND id = ${organizationId} AND status <> 'deleted'`
  if (!row) throw new AppError("not_found")
  return row
}
