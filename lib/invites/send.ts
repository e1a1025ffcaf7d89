import type { Tx } from "../core/db/client"
import { issueLink } from "../core/identity/secrets"
import { enqueueMail, linkTo } from "../mail/outbox"
import { refuseUndeliverable } from "../mail/undeliverable"
import { revokeInviteLinks } from "./ends"

type Organization = { id: string; name: string }

/** Issues a new link, which makes the old one dead, starts the expiry anew by the database's clock, and mails it. */
export async function send(tx: Tx, tenantId: string, organization: Organization, id: string): Promise<void> {
  const invite = await tx.invite.findUniqueOrThrow({ where: { tenantId_id: { tenantId, id } } })
  await refuseUndeliverable(tx, invite.email)
  await revokeInviteLinks(tx, [id])
  const owner = { tenantId, organizationId: organization.id, subject: id, provesAddress: invite.email }
  const token = await issueLink(tx, "invite", owner, invite.expiresInDays * 86_400)
  const [renewed] = await tx.$queryRaw<{ expires_at: Date }[]>`
    UPDATE invites SET expires_at = now() + make_interval(days => expires_in_days), sent_at = now(),
      send_count = send_count + 1, version = version + CASE WHEN send_count = 0 THEN 0 ELSE 1 END, updated_at = now()
    WHERE tenant_id = ${tenantId} AND id = ${id} RETURNING expires_at`
  const mailId = await enqueueMail(tx, {
    to: invite.email,
    template: (await isEntered(tx, tenantId, organization.id, invite.email)) ? "set_password" : "invite",
    tenantId,
    data: {
      organization: organization.name,
      inviter: invite.makerName,
      role: invite.role,
      message: invite.message,
      name: invite.name,
      url: linkTo(`/invites/${token}`),
      expires_at: (renewed?.expires_at ?? invite.expiresAt).toISOString(),
    },
  })
  await tx.invite.update({ where: { tenantId_id: { tenantId, id } }, data: { mailId } })
}

/** Whether an admin has entered this person already, so that only a password is missing. */
async function isEntered(tx: Tx, tenantId: string, organizationId: string, email: string): Promise<boolean> {
  const where = { tenantId, organizationId, email, status: "invited", deletedAt: null }
  return (await tx.membership.count({ where })) > 0
}
