import { db, Prisma } from "../core/db/client"
import { AppError } from "../core/errors"
import type { UserCaller } from "../core/identity/caller"
import type { Role } from "../core/identity/permissions"
import { rankColumn } from "../core/identity/role-terms"

type OfferRow = {
  id: string
  organization_id: string
  organization: string
  role: string
  role_rank: Role
  message: string | null
  inviter: string
  expires_at: Date
}

/**
 * Returns pending invites to the caller's verified address: in the token's tenant, or in a browser in the tenants they
 * belong to. The link to accept is in the email.
 * @throws AppError email_not_verified
 */
export async function myInvites(me: UserCaller): Promise<OfferRow[]> {
  if (!me.verified) throw new AppError("email_not_verified")
  const known = await db().userOrganization.findMany({ where: { userId: me.userId }, distinct: ["tenantId"] })
  const tenants = me.sessionKind === "browser" ? known.map((row) => row.tenantId) : me.tenantId ? [me.tenantId] : []
  if (tenants.length === 0) return []
  return db().$queryRaw<OfferRow[]>`
    SELECT i.id, i.organization_id, o.name AS organization, i.role, ${rankColumn("i.")} AS role_rank, i.message, i.maker_name AS inviter, i.expires_at
    FROM invites i JOIN organizations o ON o.tenant_id = i.tenant_id AND o.id = i.organization_id
    WHERE i.tenant_id IN (${Prisma.join(tenants)}) AND i.email = ${me.email} AND i.status = 'pending' AND i.expires_at > now()
    ORDER BY i.created_at DESC LIMIT 100`
}
