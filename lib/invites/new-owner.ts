import type { z } from "zod"
import { reopenAccount } from "../accounts/ends"
import { activateAccount, claimAccount, storePassword } from "../accounts/service"
import { type Account, findAccount, lockAccount, ownershipOf } from "../accounts/store"
import type { Tx } from "../core/db/client"
import { AppError, fieldError, isAppError } from "../core/errors"
import { refuseUnsafePassword } from "../core/identity/breached-passwords"
import { hashPassword } from "../core/identity/passwords"
import { refuseUnaccepted } from "../terms/service"
import { lockOrganizationsOf, rejoin, takeOver } from "../users/take-over"
import type { InviteLink } from "./link"
import type { Acceptance } from "./schema"

/**
 * Checks the name and password of a person who accepts without a session. @throws AppError sign_in_to_accept,
 * validation_failed
 */
export async function newOwner(invite: InviteLink, input: z.output<typeof Acceptance>) {
  if (ownershipOf(await findAccount(invite.email)) === "proved") throw new AppError("sign_in_to_accept")
  if (!input.name) throw fieldError("name", "required")
  if (!input.password) throw fieldError("password", "required")
  await refuseUnsafePassword(input.password, invite.email)
  refuseUnaccepted(input.accepted_terms)
  return { name: input.name, hash: await hashPassword(input.password) }
}

/** Gives the account of the invited address to the holder of the link. @throws AppError sign_in_to_accept */
export async function asNewOwner(tx: Tx, invite: InviteLink, fresh: { name: string; hash: string } | null) {
  const { email } = invite
  const found = await findAccount(email, tx)
  if (!fresh || ownershipOf(found) === "proved") throw new AppError("sign_in_to_accept")
  if (ownershipOf(found) === "nobody")
    return { userId: await activateAccount(tx, { email, ...fresh, verified: true }).catch(taken), name: fresh.name }
  const account = await lockUnproved(tx, found, email)
  // In the invite's own organization, the invite decides.
  const open = (await takeOver(tx, account)).filter((scope) => scope.organizationId !== invite.organizationId)
  const { name } = fresh
  await reopenAccount(tx, account.id)
  await storePassword(tx, account.id, fresh.hash)
  await claimAccount(tx, { id: account.id, email, name })
  await rejoin(tx, open, account, name)
  return { userId: account.id, name }
}

/** The address got an owner concurrently, by another invite or a registration; nothing was written yet. */
function taken(error: unknown): never {
  throw isAppError(error) && error.code === "email_taken" ? new AppError("sign_in_to_accept") : error
}

async function lockUnproved(tx: Tx, found: Account | null, email: string): Promise<Account> {
  await lockOrganizationsOf(tx, found?.id ?? "")
  const account = await lockAccount(tx, found?.id ?? "")
  if (account.email !== email || ownershipOf(account) !== "unproved") throw new AppError("sign_in_to_accept")
  return account
}
