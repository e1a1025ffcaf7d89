import type { z } from "zod"
import { withPassword } from "../accounts/password-proof"
import { type Account, accountOf, lockAccount } from "../accounts/store"
import { assertUnchanged, retryStale } from "../accounts/unchanged"
import { db, Prisma, type Tx } from "../core/db/client"
import { listPage, type Page } from "../core/db/paginate"
import { transaction } from "../core/db/transaction"
import { AppError, fieldError } from "../core/errors"
import { assertSignedIn } from "../core/identity/authorize"
import type { UserCaller } from "../core/identity/caller"
import { limit, resetLimit } from "../core/rate-limit/limits"
import { end } from "../endings/end"
import { useCode as spendCode } from "../second-factor/use-code"
import { tellOwner } from "./link"
import { labelOf } from "./providers"
import type { Identity, IdentityQuery, IdentityRemoval } from "./schema"

type Stored = Omit<Identity, "provider_label">

/** Returns the caller's accounts elsewhere, the latest link first. */
export async function listIdentities(me: UserCaller, page: z.output<typeof IdentityQuery>): Promise<Page<Identity>> {
  const found = await listPage<Stored>({
    select: Prisma.sql`id, provider, issuer, label, email, linked_at, last_used_at`,
    table: "user_identities",
    within: [Prisma.sql`user_id = ${me.userId}`],
    sort: { column: "linked_at", cast: "timestamptz" },
    ties: ["id"],
    descending: true,
    page,
  })
  return { ...found, rows: found.rows.map((row) => ({ ...row, provider_label: labelOf(row.provider) })) }
}

/** Whether a person could still sign in without one of their accounts elsewhere: by a password, or another of them. */
export async function hasOtherWay(client: Tx, { id, passwordHash }: Account, identityId: string): Promise<boolean> {
  if (passwordHash !== null) return true
  const [row] = await client.$queryRaw<{ n: number }[]>`
    SELECT count(*)::int AS n FROM user_identities WHERE user_id = ${id} AND id <> ${identityId}`
  return (row?.n ?? 0) > 0
}

/** Whether the caller can sign in without each of their accounts elsewhere, for the page. */
export async function canUnlink(me: UserCaller, identityId: string): Promise<boolean> {
  const account = await accountOf(me.userId)
  return account !== null && hasOtherWay(db(), account, identityId)
}

/**
 * Unlinks one of the caller's accounts elsewhere, whose recent proof the browser's form has checked.
 * @throws AppError not_found, last_way_in
 */
export async function unlinkIdentity(me: UserCaller, id: string): Promise<void> {
  await transaction(async (tx) => {
    const account = await lockAccount(tx, me.userId)
    await assertSignedIn(tx, me)
    await unlink(tx, me, account, id)
  })
}

/**
 * As `unlinkIdentity`, for the API: by the password, and the code of an account with two-factor authentication.
 * @throws AppError not_found, proof_required, last_way_in, validation_failed (password, code), rate_limited
 */
export async function unlinkProved(me: UserCaller, id: string, proof: z.output<typeof IdentityRemoval>): Promise<void> {
  const account = await accountOf(me.userId)
  await find(db(), me.userId, id)
  const { password, code } = proof
  const hasPassword = account?.passwordHash !== null
  if ((hasPassword && !password) || (account?.twoFactor && !code) || (!hasPassword && !account?.twoFactor))
    throw new AppError("proof_required")
  const subject = `code of ${me.userId}`
  if (code) await limit("sign_in_failures", subject)
  const run = async (tx: Tx, locked: Account) => {
    const factor = locked.twoFactor ? await spendCode(tx, locked.id, code ?? "") : "none"
    if (factor === null || factor === "unreadable") return false
    await unlink(tx, me, locked, id)
    return true
  }
  const done =
    hasPassword && password
      ? await withPassword(me, password, {}, run)
      : await retryStale(() =>
          transaction(async (tx) => {
            const locked = await lockAccount(tx, me.userId)
            await assertUnchanged(tx, account as Account)
            await assertSignedIn(tx, me)
            return run(tx, locked)
          }),
        )
  if (!done) throw fieldError("code", "incorrect", { reason: "code" })
  await resetLimit("sign_in_failures", subject)
}

type Row = { id: string; provider: string; label: string }

async function find(client: Tx, userId: string, id: string): Promise<Row> {
  const [row] = await client.$queryRaw<Row[]>`
    SELECT id, provider, label FROM user_identities WHERE user_id = ${userId} AND id = ${id}`
  if (!row) throw new AppError("not_found")
  return row
}

async function unlink(tx: Tx, me: UserCaller, account: Account, id: string): Promise<void> {
  const row = await find(tx, account.id, id)
  if (!(await hasOtherWay(tx, account, id))) throw new AppError("last_way_in")
  await end(tx, "identity_unlinked", { userIds: [account.id], identityId: id })
  await tellOwner(tx, me, account, "identity_unlinked", row)
}
