import { AppError } from "../errors"
import { type Note, recordUsage } from "./headers"
import { consumeMany, refund, remaining } from "./limits"
import { tenantLimit } from "./tenant-mails"

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
  return !(await countMails([recipient], tenantId, kind)).errors.has(recipient)
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
  const { errors, refundFor } = await countMails([recipient], tenantId, kind)
  const error = errors.get(recipient)
  if (error) throw error
  return async (thrown) => {
    await refundFor([recipient])
    throw thrown
  }
}

/** What `countMails` says: why some recipients get no email, and a function that refunds those who got none after all. */
export type CountedMails = {
  errors: ReadonlyMap<string, AppError>
  refundFor: (recipients: readonly string[]) => Promise<void>
}

/**
 * Counts an email to each recipient, in their order, with a few statements whatever their number. Those that a limit does
 * not admit count nothing.
 * @param recipients each named once
 */
export async function countMails(
  recipients: readonly string[],
  tenantId: string | null,
  kind: MailKind = kindOf(tenantId),
): Promise<CountedMails> {
  const errors = new Map<string, AppError>()
  const refundRecipients = (some: readonly string[]) => refund(`mail_${kind}`, some.map(once))
  const spent = (await consumeMany(`mail_${kind}`, recipients.map(once))) ?? []
  for (const [i, recipient] of recipients.entries()) {
    const own = spent[i]
    if (own?.exceeded) errors.set(recipient, recipientRefused(own))
  }
  const admitted = recipients.filter((recipient) => !errors.has(recipient))
  if (tenantId === null) return { errors, refundFor: refundRecipients }
  const { name, own } = await tenantLimit(tenantId)
  const refundTenant = (points: number) => refund(name, [{ subject: tenantId, points }])
  const uses = admitted.length > 0 ? [{ subject: tenantId, points: admitted.length }] : []
  const [budget] = (await consumeMany(name, uses, own)) ?? []
  const refused = budget?.exceeded ? admitted.slice(-budget.over) : []
  if (budget) recordUsage(budget)
  if (budget && refused.length > 0) {
    for (const recipient of refused) errors.set(recipient, tenantRefused(budget))
    await Promise.all([refundRecipients(refused), refundTenant(refused.length)])
  }
  const refundFor = async (some: readonly string[]) => {
    if (some.length > 0) await Promise.all([refundRecipients(some), refundTenant(some.length)])
  }
  return { errors, refundFor }
}

const once = (subject: string) => ({ subject, points: 1 })

function recipientRefused(spent: Note): AppError {
  recordUsage(spent)
  return new AppError("rate_limited", { reason: "emails_recipient", retryAfter: spent.reset, limit: spent.name })
}

function tenantRefused(spent: Note): AppError {
  recordUsage(spent)
  const { points, reset, name } = spent
  return new AppError("rate_limited", { reason: "emails_tenant", retryAfter: reset, limit: name, points })
}

/**
 * Says which recipients `countMails` would refuse, without counting.
 * @param planned how many others the tenant is about to send before these
 */
export async function previewMails(
  recipients: readonly string[],
  tenantId: string,
  planned: number,
): Promise<Map<string, AppError>> {
  const errors = new Map<string, AppError>()
  const { name, own } = await tenantLimit(tenantId)
  const [budget] = (await remaining(name, [tenantId], own)) ?? []
  const byRecipient = (await remaining("mail_invited", recipients)) ?? []
  if (!budget) return errors
  let left = budget.remaining - planned
  for (const [i, recipient] of recipients.entries()) {
    const spent = byRecipient[i]
    if (spent && spent.remaining < 1) errors.set(recipient, recipientRefused(spent))
    else if (left-- < 1) errors.set(recipient, tenantRefused({ ...budget, remaining: 0 }))
  }
  return errors
}
