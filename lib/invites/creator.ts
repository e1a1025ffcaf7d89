import type { Tx } from "../core/db/client"
import { type Access, accessOfKeyById, accessOfPerson, type Scope } from "../core/identity/access"

type Creator = { makerType: string; makerId: string }

/** What the creator of an invite, a person or an API key, holds where it leads, or null when that has ended. */
export async function creatorAccess(tx: Tx, { makerType, makerId }: Creator, place: Scope): Promise<Access | null> {
  if (makerType === "api_key") return accessOfKeyById(tx, makerId, place)
  const user = await tx.user.findFirst({ where: { id: makerId, deletedAt: null }, select: { superAdmin: true } })
  return user && accessOfPerson(makerId, user.superAdmin, place, tx)
}
