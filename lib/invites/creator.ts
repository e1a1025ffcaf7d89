import type { Tx } from "../core/db/client"
import { AppError } from "../core/errors"
import { type Access, accessOfPerson, type Scope } from "../core/identity/access"
import { accessOfKeyById } from "../core/identity/key-access"
import { type MembershipRole, mayGrant, membershipRoles, outranks } from "../core/identity/permissions"
import { type InviteLink, scopeOf } from "./link"

type Creator = { creatorType: string; creatorId: string }

/** Returns the current access of an invite's creator (a person or an API key) in a scope, or null if it has ended. */
export async function creatorAccess(tx: Tx, { creatorType, creatorId }: Creator, scope: Scope): Promise<Access | null> {
  if (creatorType === "api_key") return accessOfKeyById(tx, creatorId, scope)
  const user = await tx.user.findFirst({ where: { id: creatorId, deletedAt: null }, select: { superAdmin: true } })
  return user && accessOfPerson(creatorId, user.superAdmin, scope, tx)
}

/** Caps the grants of an invite to its creator's current permissions. */
export async function capToCreatorPermissions(
  tx: Tx,
  invite: InviteLink,
): Promise<{ role: MembershipRole; permissions: string[] }> {
  const offered = membershipRoles.find((role) => role === invite.role) ?? "guest"
  if (invite.creatorType === "system") return { role: offered, permissions: invite.permissions }
  const access = await creatorAccess(tx, invite, scopeOf(invite))
  if (!access) throw new AppError("invite_revoked")
  const role = membershipRoles.find((r) => !outranks(r, offered) && !outranks(r, access.role)) ?? "guest"
  return { role, permissions: invite.permissions.filter((p) => mayGrant(access.role, access.permissions, p)) }
}
