import type { Tx } from "../core/db/client"
import { keyStandingById, type Place, personStanding, type Standing } from "../core/identity/access"

type Creator = { makerType: string; makerId: string }

/** What the creator of an invite, a person or an API key, holds where it leads, or null when that has ended. */
export async function creatorStanding(tx: Tx, { makerType, makerId }: Creator, place: Place): Promise<Standing | null> {
  if (makerType === "api_key") return keyStandingById(tx, makerId, place)
  const user = await tx.user.findFirst({ where: { id: makerId, deletedAt: null }, select: { superAdmin: true } })
  return user && personStanding(makerId, user.superAdmin, place, tx)
}
