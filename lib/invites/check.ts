import type { ReturnAddress } from "../applications/return-address"
import type { Tx } from "../core/db/client"
import { AppError, fieldError } from "../core/errors"
import type { Actor } from "../core/identity/authorize"
import type { RoleTerms } from "../core/identity/permissions"
import { readTerms } from "../core/identity/role-terms"
import { type Outcome, outcomeOf } from "../core/outcome"
import { refusalOf, type Undeliverable, undeliverableAmong } from "../mail/undeliverable"
import { assertMayGrant, assignableRole } from "../memberships/assign"
import { type Earlier, earlierMemberships } from "../memberships/enter"

/** What is offered, and to which address. */
export type Offer = {
  email: string
  role: string
  name?: string | undefined
  message?: string | undefined
  permissions?: string[] | undefined
  expires_in_days: number
  /** Whether it is emailed now. */
  mailed: boolean
  /** Where the person goes on afterwards. */
  returns?: ReturnAddress | null
  /** Where the person is entered as a user with it: what the membership holds. */
  entry?: Entered
}

type Entered = {
  name: string
  external_id?: string | undefined
  metadata?: Record<string, unknown> | undefined
  expires_at?: Date | null | undefined
}

/** What an offer is judged by. Behind the organization's lock it stays so until the transaction ends. */
type Ground = {
  /** The members with these addresses. */
  members: ReadonlyMap<string, { status: string; userId: string }>
  pending: ReadonlyMap<string, { id: string; expired: boolean }>
  undeliverable: ReadonlyMap<string, Undeliverable>
  roles: ReadonlyMap<string, RoleTerms>
  /** External IDs in use, with their member. */
  externalIds: ReadonlyMap<string, { email: string; userId: string }>
}

/** An offer that may be made. */
export type Judged = {
  offer: Offer
  terms: RoleTerms
  /** Whether an admin has added the person already. */
  waiting: boolean
  /** The expired invite that it renews. */
  lapsed: string | undefined
  /** The account of the user to add; undefined for an invite, or where there is none yet. */
  userId: string | undefined
}

type InOrganization = { tenantId: string; organizationId: string }

/** Reads the ground of offers: a statement for each kind of row, whatever the number of offers. */
async function readGround(client: Tx, scope: InOrganization, offers: readonly Offer[]): Promise<Ground> {
  const { tenantId, organizationId } = scope
  const emails = offers.map(({ email }) => email)
  const ids = offers.flatMap(({ entry }) => entry?.external_id ?? [])
  const members = await client.membership.findMany({
    where: { tenantId, organizationId, email: { in: emails }, deletedAt: null },
    select: { email: true, status: true, userId: true },
  })
  const pending = await client.$queryRaw<{ email: string; id: string; expired: boolean }[]>`
    SELECT email, id, expires_at <= now() AS expired FROM invites
    WHERE tenant_id = ${tenantId} AND organization_id = ${organizationId} AND email = ANY(${emails}::text[]) AND status = 'pending'`
  const known =
    ids.length === 0
      ? []
      : await client.membership.findMany({
          where: { tenantId, organizationId, externalId: { in: ids }, deletedAt: null },
          select: { email: true, userId: true, externalId: true },
        })
  return {
    members: new Map(members.map(({ email, ...member }) => [email, member])),
    pending: new Map(pending.map(({ email, ...invite }) => [email, invite])),
    undeliverable: await undeliverableAmong(
      client,
      offers.flatMap(({ email, mailed }) => (mailed ? [email] : [])),
    ),
    roles: await readTerms(
      client,
      tenantId,
      offers.map(({ role }) => role),
      "share",
    ),
    externalIds: new Map(known.map(({ externalId, ...holder }) => [externalId ?? "", holder])),
  }
}

/**
 * Judges offers independently of each other. No two have the same address or external ID.
 * @param accountsOf returns the accounts of users to add, by address
 */
export async function judgeOffers(
  client: Tx,
  actor: Actor<never>,
  scope: InOrganization,
  offers: readonly Offer[],
  accountsOf: (emails: readonly string[]) => Promise<Map<string, string>>,
): Promise<{ outcomes: Outcome<Judged>[]; earlier: Earlier }> {
  const ground = await readGround(client, scope, offers)
  const judged = offers.map((offer) => outcomeOf(() => judge(actor, ground, offer)))
  const accounts = await accountsOf(
    judged.flatMap((outcome) => ("value" in outcome && outcome.value.offer.entry ? [outcome.value.offer.email] : [])),
  )
  const earlier = await earlierMemberships(client, scope, [...accounts.values()])
  const outcomes = judged.map((outcome): Outcome<Judged> => {
    const userId = "value" in outcome && outcome.value.offer.entry && accounts.get(outcome.value.offer.email)
    if (!userId) return outcome
    const refused = earlier.get(userId)?.refused
    return refused ? { error: refused } : { value: { ...outcome.value, userId } }
  })
  return { outcomes, earlier }
}

/**
 * Judges an offer by its ground.
 * @throws AppError role_above_your_own, permission_not_held, membership_suspended, already_member,
 *   invite_already_pending, external_id_taken, validation_failed
 */
function judge(actor: Actor<never>, ground: Ground, offer: Offer): Judged {
  const { email, entry } = offer
  const terms = assignableRole(actor, ground.roles.get(offer.role))
  assertMayGrant(actor, offer.permissions ?? [])
  const member = ground.members.get(email)
  if (member?.status === "suspended") throw new AppError("membership_suspended")
  const seen = (userId: string) => (actor.permissions.has("users:read") ? userId : undefined)
  if (member?.status === "active") throw new AppError("already_member", { existingId: seen(member.userId) })
  const old = ground.pending.get(email)
  if (old && !old.expired)
    throw new AppError("invite_already_pending", {
      existingId: actor.permissions.has("invites:read") ? old.id : undefined,
    })
  const holder = ground.externalIds.get(entry?.external_id ?? "")
  if (holder && holder.email !== email) throw new AppError("external_id_taken", { existingId: seen(holder.userId) })
  if (entry?.expires_at && entry.expires_at <= new Date()) throw fieldError("expires_at", "in_the_past")
  const undeliverable = ground.undeliverable.get(email)
  if (undeliverable) throw refusalOf(undeliverable)
  return { offer, terms, waiting: member?.status === "invited", lapsed: old?.id, userId: undefined }
}
