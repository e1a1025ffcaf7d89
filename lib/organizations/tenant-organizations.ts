import { Prisma } from "../core/db/client"
import { type Backwards, byCreation, listPage, type Page } from "../core/db/paginate"
import type { Actor } from "../core/identity/authorize"
import type { Organization } from "./schema"

/** An organization as its tenant's admins see it, including deleted ones until they are purged. */
export type TenantOrganization = Pick<Organization, "id" | "name" | "sign_up" | "version"> & {
  status: Organization["status"] | "deleted"
  /** Times as the API writes them. */
  created_at: string
  deleted_at: string | null
  /** Current memberships, counted to at most 1,001. */
  members: number
}

/** Returns the organizations of a tenant, in order of creation. */
export async function listTenantOrganizations(
  { tenantId }: Actor<"tenant_admin">,
  query: { cursor?: string | undefined; limit: number } & Backwards,
): Promise<Page<TenantOrganization>> {
  return listPage<TenantOrganization>({
    select: Prisma.sql`id, name, sign_up, version, status, created_at, deleted_at, (
      SELECT count(*)::int FROM (
        SELECT FROM memberships m
        WHERE m.tenant_id = ${tenantId} AND m.organization_id = organizations.id AND m.deleted_at IS NULL LIMIT 1001
      ) counted) AS members`,
    table: "organizations",
    within: [Prisma.sql`organizations.tenant_id = ${tenantId}`],
    ...byCreation,
    descending: false,
    page: query,
  })
}
