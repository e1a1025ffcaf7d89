import { db, type Tx } from "../core/db/client"
import { transaction, transactionTimestamp } from "../core/db/transaction"
import { consumeMailQuota } from "../core/rate-limit/mail"
import { enqueueMail, linkTo } from "../mail/outbox"
import { lockOrganization } from "../organizations/store"
import { creatorAccess } from "./creator"
import { emailInvite } from "./email-copied"
import { type InviteLink, lookAtInvite, scopeOf } from "./link"

/**
 * Asks for a new link after the old one has expired or was revoked: the inviter, or the organization's admins if the
 * inviter has left. Once a day. For a copied link that works, emails the invitation to the invited address.
 * @throws AppError not_found for a token that was never issued
 */
export async function requestNewInvite(token: string): Promise<void> {
  const invite = await lookAtInvite(token)
  if (invite.state === "open" && !invite.emailed) return emailInvite(invite)
  if ((invite.state !== "expired" && invite.state !== "revoked") || (await wasAskedToday(invite))) return
  const recipients: string[] = []
  for (const to of await whoCanRenew(db(), invite)) if (await consumeMailQuota(to, null, "invited")) recipients.push(to)
  await transaction(async (tx) => {
    if (!(await lockOrganization(tx, invite.tenantId, invite.organizationId))) return
    const able = new Set(await whoCanRenew(tx, invite))
    const first = await tx.$executeRaw`
      UPDATE invites SET requested_at = now() WHERE tenant_id = ${invite.tenantId} AND id = ${invite.id}
        AND (requested_at IS NULL OR requested_at < now() - interval '1 day')`
    if (first === 0) return
    const data = {
      organization: invite.organizationName,
      email: invite.email,
      url: linkTo(`/invites?org=${invite.organizationId}`),
    }
    for (const to of recipients.filter((one) => able.has(one)))
      await enqueueMail(tx, { to, template: "invite_requested", data, tenantId: invite.tenantId })
  })
}

async function wasAskedToday({ tenantId, id }: InviteLink): Promise<boolean> {
  const [row] = await db().$queryRaw<{ today: boolean }[]>`
    SELECT requested_at >= now() - interval '1 day' AS today FROM invites WHERE tenant_id = ${tenantId} AND id = ${id}`
  return row?.today ?? false
}

async function whoCanRenew(tx: Tx, invite: InviteLink): Promise<string[]> {
  const creator = invite.creatorType === "user" ? await tx.user.findUnique({ where: { id: invite.creatorId } }) : null
  if (creator && (await creatorAccess(tx, invite, scopeOf(invite)))?.permissions.has("invites:write"))
    return [creator.email]
  const admins = await tx.membership.findMany({
    where: {
      ...scopeOf(invite),
      role: "admin",
      status: "active",
      deletedAt: null,
      OR: [{ expiresAt: null }, { expiresAt: { gt: await transactionTimestamp(tx) } }],
    },
    orderBy: { userId: "asc" },
    select: { email: true },
    take: 10,
  })
  return admins.map((admin) => admin.email)
}
