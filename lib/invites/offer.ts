import type { z } from "zod"
import { returnOfInvite } from "../applications/return-address"
import type { Tx } from "../core/db/client"
import { transaction } from "../core/db/transaction"
import { AppError, fieldError } from "../core/errors"
import { type Actor, assertStillAuthorized } from "../core/identity/authorize"
import type { Outcome } from "../core/outcome"
import { showMember } from "../memberships/service"
import { lockOrganization } from "../organizations/store"
import type { NewUser, User } from "../users/schema"
import type { Offer } from "./check"
import { makeOffers } from "./make"
import { showInvite } from "./read"
import type { Invite, InviteTerms, NewInvite } from "./schema"

/** The offer of a new invite. */
export const inviteOffer = (input: z.output<typeof InviteTerms>): Offer => ({ ...input, mailed: true })

/** The offer of a new user: an invite with a name, and a membership that waits for it. */
export const userOffer = ({
  email,
  name,
  role,
  permissions,
  send_invite: mailed,
  ...entry
}: Omit<z.output<typeof NewUser>, "organization_id">): Offer => ({
  ...{ email, name, role, permissions, mailed, expires_in_days: 7 },
  entry: { name, ...entry },
})

/**
 * Invites an address into the actor's organization and emails a link.
 * @throws AppError role_above_your_own, permission_not_held, already_member, membership_suspended,
 * invite_already_pending, validation_failed (return_to)
 */
export async function createInvite(
  actor: Actor<"invites:write">,
  { application_id, return_to, ...input }: z.output<typeof NewInvite>,
): Promise<Invite> {
  return transaction(async (tx) => {
    const { current, organization } = await lockToOffer(tx, actor, "invites:write")
    const returns = await returnOfInvite(tx, current, { application_id, return_to })
    const { invite } = only(await makeOffers(tx, current, organization, [{ ...inviteOffer(input), returns }]))
    return showInvite(invite, "queued")
  })
}

/**
 * Creates a user for an address. The response is the same whether or not the address has an account.
 * @throws AppError as createInvite, and external_id_taken
 */
export async function createUser(actor: Actor<"users:write">, input: z.output<typeof NewUser>): Promise<User> {
  return transaction(async (tx) => {
    const { current, organization } = await lockToOffer(tx, actor, "users:write")
    const { organization_id: _, ...user } = input
    const { userId } = only(await makeOffers(tx, current, organization, [userOffer(user)]))
    return showMember(actor, userId ?? "", tx)
  })
}

function only<T>([outcome]: readonly Outcome<T>[]): T {
  if (!outcome || "error" in outcome) throw outcome?.error
  return outcome.value
}

/** Locks the organization, and repeats the authorization behind the lock. @throws AppError not_found, permission_required */
export async function lockToOffer<P extends "invites:write" | "users:write">(tx: Tx, actor: Actor<P>, right: P) {
  const { tenantId } = actor
  const id = organizationOf(actor)
  const locked = await lockOrganization(tx, tenantId, id)
  if (!locked) throw new AppError("not_found")
  return { current: await assertStillAuthorized(tx, actor, right), organization: { id, name: locked.name } }
}

/** @throws AppError validation_failed where the actor's scope is the whole tenant */
export function organizationOf({ organizationId }: Actor<never>): string {
  if (!organizationId) throw fieldError("organization_id", "required", { reason: "organization" })
  return organizationId
}
