import { lockAccount } from "../accounts/store"
import { recordEvent, systemTenant } from "../audit-events/record"
import { invalidate } from "../core/cache/authorization-cache"
import { db, type Tx } from "../core/db/client"
import { transaction } from "../core/db/transaction"
import { env } from "../core/env"
import { AppError, type FieldError, fieldError } from "../core/errors"
import { assertSignedIn } from "../core/identity/authorize"
import type { UserCaller } from "../core/identity/caller"

export type Terms = { url: string; version: string }

/** The terms of service of this installation, by TERMS_URL and TERMS_VERSION; null without. */
export function currentTerms(): Terms | null {
  const { TERMS_URL: url, TERMS_VERSION: version } = env()
  return url && version ? { url, version } : null
}

/** The rule of new accounts for a body that is invalid otherwise, so that every bad field is reported together. */
export function termsRules({ accepted_terms: accepted }: Record<string, unknown>): FieldError[] {
  const terms = currentTerms()
  if (!terms || accepted === terms.version) return []
  return [{ field: "accepted_terms", code: "terms_not_accepted", values: terms }]
}

/** Refuses a new account whose owner has not accepted the current terms. @throws AppError validation_failed */
export function refuseUnaccepted(accepted: string | undefined): void {
  const terms = currentTerms()
  if (terms && accepted !== terms.version) throw fieldError("accepted_terms", "terms_not_accepted", terms)
}

/** Returns the terms that a person has not accepted yet, or null. */
export async function termsDue(userId: string): Promise<Terms | null> {
  const terms = currentTerms()
  if (!terms) return null
  const key = { userId, version: terms.version }
  return (await db().termsAcceptance.findUnique({ where: { userId_version: key } })) ? null : terms
}

/**
 * Records that a person accepts the current terms, once, if there are any.
 * @param tenantId where it is logged; null for the system's log
 */
export async function recordAcceptance(tx: Tx, userId: string, tenantId: string | null): Promise<void> {
  const terms = currentTerms()
  if (!terms) return
  const added = await tx.$executeRaw`
    INSERT INTO terms_acceptances (user_id, version) VALUES (${userId}, ${terms.version})
    ON CONFLICT (user_id, version) DO NOTHING`
  if (added === 0) return
  invalidate(`profile:${userId}`)
  await recordEvent(
    tx,
    { userId },
    {
      tenantId: tenantId ?? systemTenant,
      action: "user.terms_accepted",
      target: { type: "user", id: userId },
      after: { version: terms.version },
    },
  )
}

/** Accepts the current terms. @throws AppError not_found without terms, validation_failed for another version */
export async function acceptTerms(me: UserCaller, version: string): Promise<void> {
  const terms = currentTerms()
  if (!terms) throw new AppError("not_found")
  if (version !== terms.version) throw fieldError("version", "terms_not_accepted", terms)
  await transaction(async (tx) => {
    await lockAccount(tx, me.userId)
    await assertSignedIn(tx, me)
    await recordAcceptance(tx, me.userId, me.tenantId)
  })
}
