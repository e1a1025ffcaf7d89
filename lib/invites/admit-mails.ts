import { accountIds } from "../accounts/store"
import { db, type Tx } from "../core/db/client"
import { AppError } from "../core/errors"
import type { Actor } from "../core/identity/authorize"
import type { Outcome } from "../core/outcome"
import { countMails, previewMails } from "../core/rate-limit/mail"
import { type Judged, judgeOffers, type Offer } from "./check"
import { type Made, makeOffers } from "./make"
import { organizationOf } from "./offer"

/** Returns why the email of an offer is not sent: the error of the offer, or of a limit; null where it is sent. */
export type Admission = (offer: Offer) => unknown

/** Judges offers without writing anything. */
async function preview(actor: Actor<never>, offers: readonly Offer[]): Promise<Outcome<Judged>[]> {
  const scope = { tenantId: actor.tenantId, organizationId: organizationOf(actor) }
  return (await judgeOffers(db(), actor, scope, offers, accountIds)).outcomes
}

/**
 * Judges offers without writing anything, also by the limits of emails.
 * @param planned how many emails the tenant is about to send before these
 */
export async function previewOffers(
  actor: Actor<never>,
  offers: readonly Offer[],
  planned = 0,
): Promise<Outcome<Judged>[]> {
  const outcomes = await preview(actor, offers)
  const emails = outcomes.flatMap((outcome) =>
    "value" in outcome && outcome.value.offer.mailed ? [outcome.value.offer.email] : [],
  )
  const refused = emails.length > 0 ? await previewMails(emails, actor.tenantId, planned) : new Map()
  return outcomes.map((outcome) => {
    const error = "value" in outcome && refused.get(outcome.value.offer.email)
    return error ? { error } : outcome
  })
}

/**
 * Counts the emails of offers before `make` writes them in its transaction; refused offers count nothing. Emails that are
 * not among the `sent` in the end are refunded.
 */
export async function withMails<T extends { sent: readonly string[] }>(
  actor: Actor<never>,
  offers: readonly Offer[],
  make: (admission: Admission) => Promise<T>,
): Promise<T> {
  const mailed = offers.filter((offer) => offer.mailed)
  if (mailed.length === 0) return make(() => null)
  const refused = new Map<string, unknown>()
  for (const [i, outcome] of (await preview(actor, mailed)).entries())
    if ("error" in outcome) refused.set(mailed[i]?.email ?? "", outcome.error)
  const asked = mailed.flatMap(({ email }) => (refused.has(email) ? [] : [email]))
  const { errors, refundFor } = await countMails(asked, actor.tenantId)
  for (const [email, error] of errors) refused.set(email, error)
  const counted = new Set(asked.filter((email) => !errors.has(email)))
  // Anything else has changed since.
  const admission = ({ email, mailed }: Offer) =>
    !mailed || counted.has(email) ? null : (refused.get(email) ?? new AppError("version_conflict"))
  const done = await make(admission).catch(async (error: unknown) => {
    await refundFor([...counted])
    throw error
  })
  const sent = new Set(done.sent)
  await refundFor([...counted].filter((email) => !sent.has(email)))
  return done
}

/** The addresses of offers that were made. */
export const sentOf = (outcomes: readonly Outcome<Made>[]) =>
  outcomes.flatMap((outcome) => ("value" in outcome ? [outcome.value.offer.email] : []))

/** Makes the offers whose emails are sent, or that have none. @returns an outcome for each, in the same order */
export async function makeAdmitted(
  tx: Tx,
  current: Actor<never>,
  organization: { id: string; name: string },
  offers: readonly Offer[],
  admission: Admission,
): Promise<Outcome<Made>[]> {
  const admitted = offers.filter((offer) => !admission(offer))
  const outcomes = await makeOffers(tx, current, organization, admitted)
  const byOffer = new Map(admitted.map((offer, i) => [offer, outcomes[i]]))
  return offers.map((offer) => byOffer.get(offer) ?? { error: admission(offer) })
}
