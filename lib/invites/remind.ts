import { withReturnOf } from "../applications/return-address"
import type { Tx } from "../core/db/client"
import { readTermsOf } from "../core/identity/role-terms"
import { issueLink } from "../core/identity/secrets"
import { enqueueMail, linkTo } from "../mail/outbox"
import { organizationName } from "../organizations/store"

type Row = {
  email: string
  name: string | null
  role: string
  inviter: string
  organization_id: string
  locale: string | null
  expires_at: Date
  application_id: string | null
  return_to: string | null
}

/**
 * Emails the reminder of an invite, once. It has a link of its own, because only a hash of the first one is stored;
 * both work.
 * @returns whether a reminder was due, decided by the write
 */
export async function remindOf(tx: Tx, tenantId: string, id: string): Promise<boolean> {
  const [invite] = await tx.$queryRaw<Row[]>`
    UPDATE invites SET reminded_at = now()
    WHERE tenant_id = ${tenantId} AND id = ${id} AND status = 'pending' AND reminded_at IS NULL
      AND expires_at > now() AND expires_at <= now() + interval '1 day'
      AND EXISTS (SELECT FROM organizations o JOIN tenants t ON t.id = o.tenant_id
                  WHERE o.tenant_id = ${tenantId} AND o.id = invites.organization_id
                    AND o.status = 'active' AND t.status = 'active')
    RETURNING email, name, role, maker_name AS inviter, organization_id, expires_at, locale,
      application_id, return_to`
  if (!invite || (await tx.undeliverableAddress.count({ where: { email: invite.email } })) > 0) return false
  const { email, name, role, inviter, organization_id: organizationId, expires_at, locale } = invite
  const owner = { tenantId, organizationId, subject: id, provesAddress: email }
  const token = await issueLink(tx, "invite", owner, expires_at)
  const organization = await organizationName(tenantId, organizationId, tx)
  const url = linkTo(withReturnOf(`/invites/${token}`, invite))
  const called = (await readTermsOf(tx, tenantId, role)).name ?? role
  const data = { organization, inviter, role: called, url, expires_at: expires_at.toISOString(), name }
  await enqueueMail(tx, { to: email, template: "invite_reminder", data, tenantId, locale })
  return true
}
