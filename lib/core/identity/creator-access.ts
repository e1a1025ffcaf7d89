import { cached } from "../cache/authorization-cache"
import { db, type Tx } from "../db/client"
import { type Access, accessOfPerson, type Scope } from "./access"

/**
 * Returns the current access of the person who created something, in a scope; null without access, or with a closed
 * account.
 * @param most `tenant_admin` leaves out a super admin's reach: no application has it
 * @param tx inside a transaction: read by it, bypassing the cache
 */
export async function accessOfCreator(
  id: string,
  scope: Scope,
  most: "super_admin" | "tenant_admin",
  tx?: Tx,
): Promise<Access | null> {
  const creator = tx ? (await readCreator(id, tx))?.value : await cached(`creator ${id}`, () => readCreator(id, db()))
  return creator ? accessOfPerson(id, creator.superAdmin && most === "super_admin", scope, tx) : null
}

async function readCreator(id: string, client: Tx) {
  const value = await client.user.findUnique({ where: { id, deletedAt: null }, select: { superAdmin: true } })
  return value && { value, tags: [`user:${id}`] as const }
}
