import { isDeepStrictEqual } from "node:util"
import type { z } from "zod"
import { Prisma, type Tx } from "../core/db/client"
import { AppError } from "../core/errors"
import type { Actor } from "../core/identity/authorize"
import type { Outcome } from "../core/outcome"
import type { Wanted } from "../memberships/change"
import { findByExternalId } from "../memberships/find"
import type { MembershipRow } from "../memberships/people"
import type { BatchUser, UserPatch } from "../users/schema"
import type { Offer } from "./check"
import { organizationOf, userOffer } from "./offer"

/** A row of a batch, with what it takes from the batch. */
export type Given = Omit<z.output<typeof BatchUser>, "send_invite"> & { send_invite: boolean }

/** What became of a row. */
export type Saved = {
  id: string | null
  result: "created" | "updated" | "unchanged" | "would_create" | "would_update"
}

/** What is to be done for a row: an offer, a change, or nothing. */
export type Step = { offer: Offer } | { wanted: Wanted } | { outcome: Outcome<Saved> }

export const offersOf = (plan: readonly Step[]) => plan.flatMap((step) => ("offer" in step ? [step.offer] : []))

export const changesOf = (plan: readonly Step[]) => plan.flatMap((step) => ("wanted" in step ? [step.wanted] : []))

/**
 * Decides what to do for each row: the member with its `external_id` is changed, anyone else is new.
 * @param locked whether the organization is locked, and the members are to be
 */
export async function planOf(
  client: Tx,
  actor: Actor<never>,
  users: readonly Given[],
  locked = false,
): Promise<Step[]> {
  const scope = { tenantId: actor.tenantId, organizationId: organizationOf(actor) }
  const known = await findByExternalId(
    client,
    scope,
    users.flatMap(({ external_id }) => external_id ?? []),
    locked ? Prisma.sql`FOR UPDATE` : Prisma.empty,
  )
  return users.map((user): Step => {
    const member = known.get(user.external_id ?? "")
    if (!member) return { offer: userOffer(user) }
    // The address belongs to the account; only its owner changes it.
    if (member.row.email !== user.email)
      return { outcome: { error: new AppError("external_id_taken", { existingId: member.row.id }) } }
    const patch = patchOf(user, member.row)
    if (Object.keys(patch).length === 0) return { outcome: { value: { id: member.row.id, result: "unchanged" } } }
    return { wanted: { ...member, patch } }
  })
}

/** What a row changes; fields that it doesn't have stay. As with `PUT`, a new role without `permissions` empties them. */
function patchOf({ name, role, permissions, metadata, expires_at }: Given, row: MembershipRow): UserPatch {
  const moved = expires_at !== undefined && expires_at?.getTime() !== row.expires_at?.getTime()
  const others = permissions && !isDeepStrictEqual(permissions, row.permissions.toSorted())
  return {
    ...(name !== row.name && { name }),
    ...(role !== row.role && { role }),
    ...(permissions && (others || role !== row.role) && { permissions }),
    ...(metadata && !isDeepStrictEqual(metadata, row.metadata) && { metadata }),
    ...(moved && { expires_at }),
  }
}
