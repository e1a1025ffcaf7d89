import { type Account, ownershipOf } from "../accounts/store"
import type { Tx } from "../core/db/client"
import { AppError } from "../core/errors"
import type { IdentityUsed } from "../core/identity/challenges"
import { noteBegunByIdentity, type SignIn } from "../sessions/service"
import { tellOwner } from "./link"
import { insertIdentity } from "./store"

/**
 * Records which account elsewhere a session was begun by, behind the lock of the account. One that its issuer proved by
 * the address is linked only now, after all factors.
 * @throws AppError token_expired where the account may no longer be linked by its address; IdentityProblem elsewhere
 */
export async function noteIdentity(tx: Tx, session: SignIn, account: Account, used: IdentityUsed): Promise<void> {
  await noteBegunByIdentity(tx, session, "id" in used ? used.id : await linkByAddress(tx, account, used.link))
}

async function linkByAddress(tx: Tx, account: Account, found: Extract<IdentityUsed, { link: unknown }>["link"]) {
  if (!mayLinkByAddress(account, found.email)) throw new AppError("token_expired", { reason: "challenge" })
  const { id, added } = await insertIdentity(tx, account.id, found, true)
  if (added) await tellOwner(tx, { userId: account.id }, account, "identity_linked", found)
  return id
}

/** Whether an address alone may connect an account elsewhere: never one that isn't proved, nor a super admin's. */
export const mayLinkByAddress = (account: Account, email: string | null): boolean =>
  account.email === email && ownershipOf(account) === "proved" && !account.superAdmin
