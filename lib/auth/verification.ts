import { recordEvent, systemTenant } from "../audit-events/record"
import { type Tx, transaction } from "../db"
import { inEvenTime } from "../even-time"
import { enqueueMail, linkTo } from "../mail/outbox"
import { addMembership } from "../memberships/add"
import { admitsDomain, findSignUp } from "../organizations/service"
import { mayMail } from "../ratelimit-mail"
import { consumeLink, issueLink, revokeLinks } from "../secrets"
import { confirmEmailChange } from "../users/email"
import { findAccount, markVerified } from "../users/service"

const hours = 24

type Addressee = { id: string; email: string; name: string }

/** Mails the link that verifies an address; `joins` is the organization that waits for it. */
export async function sendVerification(
  tx: Tx,
  user: Addressee,
  joins: { tenantId: string; id: string } | null,
): Promise<void> {
  await revokeLinks(tx, ["verify_email"], { userId: user.id })
  const owner = { userId: user.id, tenantId: joins?.tenantId ?? null, organizationId: joins?.id ?? null }
  const token = await issueLink(tx, "verify_email", owner, hours * 3600)
  const data = { name: user.name, url: linkTo(`/verify-email?token=${token}`), hours }
  await enqueueMail(tx, { to: user.email, template: "verify_email", data, tenantId: joins?.tenantId ?? null })
}

/** Sends the verification mail again. Says nothing about whether the address is known or verified, nor does its time. */
export const resendVerification = (email: string): Promise<void> => inEvenTime(() => resend(email))

async function resend(email: string): Promise<void> {
  const account = await findAccount(email)
  if (!account?.activatedAt || account.emailVerifiedAt || account.deletedAt || !(await mayMail(email, null))) return
  await transaction(async (tx) => {
    const [last] = await tx.secret.findMany({
      where: { userId: account.id, kind: "verify_email" },
      orderBy: { createdAt: "desc" },
      take: 1,
    })
    const joins = last?.tenantId && last.organizationId ? { tenantId: last.tenantId, id: last.organizationId } : null
    await sendVerification(tx, account, joins)
  })
}

/**
 * Verifies an address by the token of the mailed link, and joins the organization that waited for it.
 * @throws AppError not_found, token_expired
 */
export async function verifyEmail(
  token: string,
): Promise<{ email: string; email_verified: true; organization_id: string | null }> {
  return transaction(async (tx) => {
    const link = await consumeLink(tx, ["verify_email", "change_email"], token)
    if (link.kind === "change_email")
      return { email: await confirmEmailChange(tx, link), email_verified: true, organization_id: null }
    const user = await tx.user.findUniqueOrThrow({ where: { id: link.user_id ?? "" } })
    await markVerified(tx, user.id)
    const joined = link.organization_id ? await joinByDomain(tx, user, link.organization_id) : null
    await recordEvent(
      tx,
      { userId: user.id },
      {
        tenantId: joined?.tenantId ?? systemTenant,
        organizationId: joined?.id ?? null,
        action: "user.email_verified",
        target: { type: "user", id: user.id },
      },
    )
    return { email: user.email, email_verified: true, organization_id: joined?.id ?? null }
  })
}

async function joinByDomain(tx: Tx, user: Addressee, organizationId: string) {
  const organization = await findSignUp(organizationId, tx)
  if (!organization || !admitsDomain(organization, user.email)) return null
  const { tenantId, id } = organization
  const { id: userId, email, name } = user
  await addMembership(tx, { tenantId, organizationId: id, userId, email, name, role: "member", status: "active" })
  return organization
}
