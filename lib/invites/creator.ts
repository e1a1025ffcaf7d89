import type { Tx } from "../core/db/client"
import { type Access, accessOfKeyById, accessOfPerson, type Scope } from "../core/identity/access"

type Creator = { creatorType: string; creatorId: string }

/** What the creator of an invite, a person or an API key, holds where it leads, or null when that has ended. */
export async function creatorAccess(tx: Tx, { creatorType, creatorId }: Creator, scope: Scope): Promise<Access | null> {
  if (creatorType === "api_key") return accessOfKeyById(tx, creatorId, scope)
  const user = await tx.user.findFirst({ where: { id: creatorId, deletedAt: null }, select: { superAdmin: true } })
  return user && accessOfPerson(creatorId, user.superAdmin, scope, tx)
}
