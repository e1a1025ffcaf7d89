import type { Tx } from "../core/db/client"
import { AppError } from "../core/errors"
import type { Access, Scope } from "../core/identity/access"
import { accessOfCreator } from "../core/identity/creator-access"
import { accessOfKeyById } from "../core/identity/key-access"
import {
  builtInTerms,
  mayAssign,
  mayGrant,
  membershipRoles,
  outranks,
  type RoleTerms,
} from "../core/identity/permissions"
import { readTerms } from "../core/identity/role-terms"
import { type InviteLink, scopeOf } from "./link"

type Creator = { creatorType: string; creatorId: string }

/** Returns the current access of an invite's creator (a person or an API key) in a scope, or null if it has ended. */
export async function creatorAccess(tx: Tx, { creatorType, creatorId }: Creator, scope: Scope): Promise<Access | null> {
  if (creatorType === "api_key") return accessOfKeyById(tx, creatorId, scope)
  return accessOfCreator(creatorId, scope, "super_admin", tx)
}

/** Caps the grants of an invite to its creator's current permissions. */
export async function capToCreatorPermissions(
  tx: Tx,
  invite: InviteLink,
): Promise<Pick<RoleTerms, "role" | "role_rank"> & { permissions: string[] }> {
  const { role, role_rank, permissions } = invite
  if (invite.creatorType === "system") return { role, role_rank, permissions }
  const access = await creatorAccess(tx, invite, scopeOf(invite))
  if (!access) throw new AppError("invite_revoked")
  const offered = (await readTerms(tx, invite.tenantId, [role], "share")).get(role)
  const terms = offered && mayAssign(access, offered) ? offered : instead(access, invite)
  return { role: terms.role, role_rank: terms.role_rank, permissions: permissions.filter((p) => mayGrant(access, p)) }
}

/** The role instead of one that the creator may no longer assign: the highest built-in one below, or the lowest. */
function instead(access: Access, { role, role_rank }: InviteLink): RoleTerms {
  const below = membershipRoles.filter((rank) => role === role_rank && !outranks(rank, role_rank)).map(builtInTerms)
  return below.find((terms) => mayAssign(access, terms)) ?? builtInTerms("guest")
}
