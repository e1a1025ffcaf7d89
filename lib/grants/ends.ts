import { Prisma, type Tx } from "../core/db/client"

/** Selects grants: of people, in a scope, of one application, or one. */
type Which = {
  userIds?: readonly string[]
  tenantId?: string
  organizationId?: string | null
  applicationId?: string
  id?: string
}

/** Revokes grants, in one statement whatever their number: the application has to ask again. @returns how many */
export async function revokeGrants(
  tx: Tx,
  { userIds, tenantId, organizationId, applicationId, id }: Which,
): Promise<number> {
  const where = [Prisma.sql`revoked_at IS NULL`]
  if (userIds) where.push(Prisma.sql`user_id = ANY(${[...userIds]}::text[])`)
  if (tenantId) where.push(Prisma.sql`tenant_id = ${tenantId}`)
  if (organizationId) where.push(Prisma.sql`organization_id = ${organizationId}`)
  if (applicationId) where.push(Prisma.sql`application_id = ${applicationId}`)
  if (id) where.push(Prisma.sql`id = ${id}`)
  return tx.$executeRaw`UPDATE oidc_grants SET revoked_at = now() WHERE ${Prisma.join(where, " AND ")}`
}

/**
 * Forgets what people have agreed to, without ending their sign-ins: the application has to ask them again. It goes on
 * recognizing them, since an ID token without that is none.
 */
export async function forgetAgreed(
  tx: Tx,
  { tenantId, applicationId }: { tenantId: string; applicationId: string },
): Promise<void> {
  await tx.$executeRaw`
    UPDATE oidc_grants SET scopes = CASE WHEN 'openid' = ANY(scopes) THEN ARRAY['openid'] ELSE '{}' END
    WHERE tenant_id = ${tenantId} AND application_id = ${applicationId} AND revoked_at IS NULL`
}
