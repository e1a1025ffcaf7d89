import { ensureAccounts } from "../accounts/service"
import { recordEvents } from "../audit-events/record"
import { requestedLocale } from "../core/context"
import type { Tx } from "../core/db/client"
import { newId } from "../core/db/ids"
import type { Actor } from "../core/identity/authorize"
import { actorOf } from "../core/identity/caller"
import type { Outcome } from "../core/outcome"
import { enterMembers } from "../memberships/enter"
import { registerPermissions } from "../permissions/registry"
import { type Judged, judgeOffers, type Offer } from "./check"
import type { InviteRow } from "./read"
import { insertInvites, mailInvites, renewInvites, type Terms } from "./write"

/** An offer that was made; `userId` where the person was entered as a user with it. */
export type Made = Judged & { invite: InviteRow }

type InOrganization = { tenantId: string; organizationId: string }

/**
 * Writes invites, the pending memberships of users, emails and events, with a few statements whatever the number of
 * offers. Each is judged separately, behind the lock of the organization; no two have the same address or external ID.
 * @returns an outcome for each, in the same order
 */
export async function makeOffers(
  tx: Tx,
  current: Actor<never>,
  organization: { id: string; name: string },
  offers: readonly Offer[],
): Promise<Outcome<Made>[]> {
  const scope = { tenantId: current.tenantId, organizationId: organization.id }
  const accounts = (emails: readonly string[]) => ensureAccounts(tx, emails)
  const { outcomes, earlier } = await judgeOffers(tx, current, scope, offers, accounts)
  const judged = outcomes.flatMap((outcome) => ("value" in outcome ? [outcome.value] : []))
  await registerPermissions(
    tx,
    current.tenantId,
    judged.flatMap(({ offer }) => offer.permissions ?? []),
  )
  const made = await writeInvites(tx, current, scope, judged)
  await enterMembers(tx, scope, judged.flatMap(entryOf), earlier)
  const mailed = made.filter(({ offer }) => offer.mailed)
  await mailInvites(
    tx,
    current.tenantId,
    organization,
    mailed.map(({ offer, invite, waiting }) => ({ invite, entered: waiting || offer.entry !== undefined })),
  )
  await recordEvents(
    tx,
    current.caller,
    made.map(({ offer, invite, terms: { role }, userId }) => ({
      ...scope,
      action: "invite.created",
      target: { type: "invite", id: invite.id },
      // Names the user, where one was added with the invite.
      after: { role, permissions: offer.permissions ?? [], ...(userId && { user_id: userId }) },
    })),
  )
  const byEmail = new Map(made.map((one) => [one.offer.email, one]))
  return outcomes.map((outcome) => {
    if (!("value" in outcome)) return outcome
    const value = byEmail.get(outcome.value.offer.email)
    return value ? { value } : { error: new Error("an invite was not written") }
  })
}

function entryOf({ offer: { email, permissions = [], entry }, terms, userId }: Judged) {
  if (!entry || !userId) return []
  const { name, external_id: externalId, metadata, expires_at: expiresAt } = entry
  const { role, role_rank } = terms
  return [{ userId, email, name, role, role_rank, permissions, externalId, metadata, expiresAt }]
}

/** A pending invite that has expired never blocks: its row is renewed. */
async function writeInvites(tx: Tx, actor: Actor<never>, scope: InOrganization, judged: readonly Judged[]) {
  const creator = actorOf(actor.caller)
  const termsOf = ({ offer, terms: { role, role_rank } }: Judged): Terms => ({
    email: offer.email,
    name: offer.name ?? null,
    role,
    role_rank,
    permissions: offer.permissions ?? [],
    message: offer.message || null,
    days: offer.expires_in_days,
    creator,
    mailId: offer.mailed ? newId("mail") : null,
    application_id: offer.returns?.applicationId ?? null,
    return_to: offer.returns?.to ?? null,
  })
  const fresh = judged.filter(({ lapsed }) => lapsed === undefined)
  const renewals = judged.flatMap((one) =>
    one.lapsed === undefined
      ? []
      : [{ ...termsOf(one), id: one.lapsed, locale: requestedLocale(), version: 1 as const }],
  )
  const rows = [
    ...(await insertInvites(tx, scope, fresh.map(termsOf))),
    ...(await renewInvites(tx, scope.tenantId, renewals)),
  ]
  const byEmail = new Map(rows.map((row) => [row.email, row]))
  return judged.flatMap((one): Made[] => {
    const invite = byEmail.get(one.offer.email)
    return invite ? [{ ...one, invite }] : []
  })
}
