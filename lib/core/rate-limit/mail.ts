import { AppError } from "../errors"
import { isNewTenant } from "../new-tenant"
import { type Note, recordUsage } from "./headers"
import { consume, refund, remaining } from "./limits"

/**
 * Who causes an email: an organization (`invited`), anyone who enters an address (`asked`), or the owner of the account from
 * a device that has signed in to it before (`own`). Each has its own budget per recipient.
 */
export type MailKind = "invited" | "asked" | "own"

const kindOf = (tenantId: string | null): MailKind => (tenantId ? "invited" : "asked")

/**
 * Whether a requested email may be sent; counts it. Call it before the transaction that writes the email, and only when
 * there is one to write: requests without effect use up no one's quota.
 * @param tenantId the tenant that the email is sent for; null for an account's own
 */
export async function consumeMailQuota(
  recipient: string,
  tenantId: string | null,
  kind: MailKind = kindOf(tenantId),
): Promise<boolean> {
  return (await consumeAll(recipient, tenantId, kind)) === null
}

/**
 * As `consumeMailQuota`, where the sender gets the error.
 * @returns an error handler for when nothing was sent: it refunds the count, and rethrows
 * @throws AppError rate_limited
 */
export async function limitMail(
  recipient: string,
  tenantId: string | null,
  kind: MailKind = kindOf(tenantId),
): Promise<(error: unknown) => Promise<never>> {
  const exceeded = await consumeAll(recipient, tenantId, kind)
  if (exceeded) {
    recordUsage(exceeded)
    throw new AppError("rate_limited", { reason: "emails_wait", retryAfter: exceeded.reset })
  }
  return async (error) => {
    await refund(`mail_${kind}`, recipient)
    if (tenantId) await refund("mail_tenant", tenantId)
    throw error
  }
}

/**
 * Checks whether `limitMail` would pass, without counting.
 * @param planned how many others the tenant is about to send before this one
 * @throws AppError rate_limited
 */
export async function previewMail(recipient: string, tenantId: string, planned: number): Promise<void> {
  if (
    (await remaining("mail_invited", recipient)) >= 1 &&
    (await remaining(await limitOf(tenantId), tenantId)) > planned
  )
    return
  throw new AppError("rate_limited", { reason: "emails" })
}

const limitOf = async (tenantId: string) => ((await isNewTenant(tenantId)) ? "mail_new_tenant" : "mail_tenant")

/** Counts one email against both limits. Returns the exceeded one; then none is counted. */
async function consumeAll(recipient: string, tenantId: string | null, kind: MailKind): Promise<Note | null> {
  const byRecipient = await consume(`mail_${kind}`, recipient)
  if (byRecipient?.exceeded) return byRecipient
  if (!byRecipient || tenantId === null) return null
  const byTenant = await consume(await limitOf(tenantId), tenantId)
  if (!byTenant?.exceeded) return null
  await refund(`mail_${kind}`, recipient)
  return byTenant
}
