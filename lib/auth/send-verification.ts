import type { z } from "zod"
import { findAccount, lockAccount } from "../accounts/store"
import { type ReturnAddress, returnOfMember, withReturn } from "../applications/return-address"
import type { Tx } from "../core/db/client"
import { transaction } from "../core/db/transaction"
import { inEvenTime } from "../core/identity/equal-time"
import { issueLink, revokeLinks } from "../core/identity/secrets"
import { consumeMailQuota } from "../core/rate-limit/mail"
import { whoAsks } from "../core/rate-limit/sign-in"
import { enqueueMail, linkTo } from "../mail/outbox"
import type { LinkRequest } from "./schema"

const hours = 24

/** Emails the link that verifies an address; `joins` is the organization to join afterwards. */
export async function sendVerification(
  tx: Tx,
  user: Addressee,
  joins: { tenantId: string; id: string } | null,
  returns: ReturnAddress | null = null,
): Promise<void> {
  await revokeLinks(tx, ["verify_email"], { userIds: [user.id] })
  const scope = { tenantId: joins?.tenantId ?? null, organizationId: joins?.id ?? null }
  const owner = { userId: user.id, ...scope, provesAddress: user.email }
  const token = await issueLink(tx, "verify_email", owner, hours * 3600)
  const data = { name: user.name, url: linkTo(withReturn(`/verify-email?token=${token}`, returns)), hours }
  await enqueueMail(tx, { to: user.email, template: "verify_email", data, tenantId: joins?.tenantId ?? null })
}

/**
 * Sends the verification email again. Neither the response nor its time reveals whether the address is known or
 * verified.
 */
export const resendVerification = (asked: z.output<typeof LinkRequest>): Promise<void> =>
  inEvenTime(() => resend(asked))

async function resend({ email, ...asked }: z.output<typeof LinkRequest>): Promise<void> {
  const seen = await findAccount(email)
  if (!seen?.activatedAt || seen.verifiedAt || seen.closedAt) return
  if (!(await consumeMailQuota(email, null, await whoAsks(seen.id)))) return
  await transaction(async (tx) => {
    const account = await lockAccount(tx, seen.id)
    if (account.verifiedAt || account.closedAt || account.email !== email) return
    const [last] = await tx.secret.findMany({
      where: { userId: account.id, kind: "verify_email" },
      orderBy: { createdAt: "desc" },
      take: 1,
    })
    const joins = last?.tenantId && last.organizationId ? { tenantId: last.tenantId, id: last.organizationId } : null
    await sendVerification(tx, account, joins, await returnOfMember(tx, account.id, asked))
  })
}

/** Recipient of a verification email. */
export type Addressee = { id: string; email: string; name: string }
