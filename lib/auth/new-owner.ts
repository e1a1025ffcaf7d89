import { reopenAccount } from "../accounts/ends"
import { claimAccount, storePassword } from "../accounts/service"
import type { Account } from "../accounts/store"
import type { Tx } from "../core/db/client"
import { rejoin, takeOver } from "../users/take-over"

/**
 * Gives an unverified account to the person who has just proved its address: everything of its registrant is revoked,
 * and it is verified. The caller has locked its organizations and the account.
 * @param hash of the new owner's password; null leaves the account without one
 * @param named the new owner's name, where it is known
 * @returns its new name
 */
export async function giveToOwner(tx: Tx, account: Account, hash: string | null, named = ""): Promise<string> {
  const { id, email, closedAt } = account
  const open = await takeOver(tx, account)
  if (closedAt) await reopenAccount(tx, id)
  if (hash) await storePassword(tx, id, hash)
  const name = await claimAccount(tx, { id, email, name: named })
  await rejoin(tx, open, account, name)
  return name
}
