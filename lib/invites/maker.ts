import type { Tx } from "../db"
import { revokeLinks } from "../secrets"

type Which = { tenantId: string; organizationId: string } & ({ makerId: string } | { email: string } | { all: true })

/**
 * Revokes pending invites in one organization: those that a person or key made, those to an address, or all.
 * @returns their ids
 */
export async function revokePendingInvites(tx: Tx, which: Which): Promise<string[]> {
  const { tenantId, organizationId } = which
  const maker = "makerId" in which ? which.makerId : null
  const email = "email" in which ? which.email : null
  const rows = await tx.$queryRaw<{ id: string }[]>`
    UPDATE invites SET status = 'revoked', version = version + 1, updated_at = now()
    WHERE tenant_id = ${tenantId} AND organization_id = ${organizationId} AND status = 'pending'
      AND (maker_id = ${maker} OR email = ${email} OR ${"all" in which}::boolean)
    RETURNING id`
  for (const { id } of rows) await revokeLinks(tx, ["invite"], { subject: id })
  return rows.map((row) => row.id)
}
