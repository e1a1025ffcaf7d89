import { recordEvent } from "../audit-events/record"
import type { Tx } from "../core/db/client"
import { newId } from "../core/db/ids"
import { transaction } from "../core/db/transaction"
import { consumeMailQuota } from "../core/rate-limit/mail"
import { undeliverableAmong } from "../mail/undeliverable"
import { lockOrganization } from "../organizations/store"
import type { InviteLink } from "./link"
import { columns, type InviteRow } from "./read"
import { mailInvites } from "./write"

/**
 * Emails a pending invite to the invited address, for the holder of a copied link: its link proves the address. The
 * copied one keeps working. Sends nothing, and doesn't tell, where the address gets no more emails.
 */
export async function emailInvite({ tenantId, organizationId, id, email }: InviteLink): Promise<void> {
  if (!(await consumeMailQuota(email, tenantId))) return
  await transaction(async (tx) => {
    const organization = await lockOrganization(tx, tenantId, organizationId)
    if (!organization || (await undeliverableAmong(tx, [email])).size > 0) return
    const invite = await markSent(tx, tenantId, id)
    if (!invite) return
    const waiting = { tenantId, organizationId, email, status: "invited", deletedAt: null }
    const entered = (await tx.membership.count({ where: waiting })) > 0
    await mailInvites(tx, tenantId, { id: organizationId, name: organization.name }, [{ invite, entered }])
    await recordEvent(tx, null, {
      tenantId,
      organizationId,
      action: "invite.resent",
      target: { type: "invite", id },
    })
  })
}

/** Decided by the write: an invite that is no longer pending gets no email. */
async function markSent(tx: Tx, tenantId: string, id: string): Promise<InviteRow | undefined> {
  const [invite] = await tx.$queryRaw<InviteRow[]>`
    UPDATE invites SET sent_at = now(), send_count = send_count + 1, mail_id = ${newId("mail")}, updated_at = now()
    WHERE tenant_id = ${tenantId} AND id = ${id} AND status = 'pending' AND expires_at > statement_timestamp()
    RETURNING ${columns}, status`
  return invite
}
