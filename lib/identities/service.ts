import type { z } from "zod"
import { type Account, accountOf, lockAccount } from "../accounts/store"
import { db, Prisma, type Tx } from "../core/db/client"
import { listPage, type Page } from "../core/db/paginate"
import { transaction } from "../core/db/transaction"
import { env } from "../core/env"
import { AppError } from "../core/errors"
import { assertSignedIn } from "../core/identity/authorize"
import type { UserCaller } from "../core/identity/caller"
import { end } from "../endings/end"
import { remainingPasskeys } from "../passkeys/ends"
import { assertProved, proveFully } from "../second-factor/prove"
import type { StrongProof } from "../second-factor/schema"
import { tellOwner } from "./link"
import { labelOf } from "./providers"
import type { Identity, IdentityQuery } from "./schema"

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

/**
 * Whether a person could still sign in without one of their accounts elsewhere: by a password, a passkey or a code to
 * their address, or with another account of a provider that is still configured. A code for an address that was never
 * verified is no way in: it makes the account another's.
 */
export async function hasOtherWay(client: Tx, account: Account, identityId: string): Promise<boolean> {
  const { id, passwordHash, verifiedAt } = account
  const { EMAIL_CODE, RP_ID, providers } = env()
  if (passwordHash !== null || (verifiedAt && EMAIL_CODE === "on")) return true
  if (verifiedAt && RP_ID !== null && (await remainingPasskeys(client, id, RP_ID)) > 0) return true
  const provider = { in: providers.map(({ name }) => name) }
  return (await client.userIdentity.count({ where: { userId: id, id: { not: identityId }, provider } })) > 0
}

/** As `hasOtherWay` for the caller, for the page. */
export async function canUnlink(me: UserCaller, identityId: string): Promise<boolean> {
  const account = await accountOf(me.userId)
  return account !== null && hasOtherWay(db(), account, identityId)
}

/**
 * Unlinks one of the caller's accounts elsewhere, with the sessions that it began. Requires a recent proof at the
 * account's own assurance.
 * @throws AppError not_found, last_way_in, validation_failed (password, code), rate_limited
 */
export async function unlinkIdentity(me: UserCaller, id: string, given: StrongProof): Promise<void> {
  await find(db(), me.userId, id)
  await proveFully(me, given)
  await transaction(async (tx) => {
    const account = await lockAccount(tx, me.userId)
    await assertSignedIn(tx, me)
    await assertProved(tx, me, account)
    const identity = await find(tx, account.id, id)
    if (!(await hasOtherWay(tx, account, id))) throw new AppError("last_way_in")
    await end(tx, "identity_unlinked", { userIds: [account.id], identityIds: [id] })
    await tellOwner(tx, me, account, "identity_unlinked", identity)
  })
}

type Row = { id: string; provider: string; label: string }

async function find(client: Tx, userId: string, id: string): Promise<Row> {
  const [row] = await client.$queryRaw<Row[]>`
    SELECT id, provider, label FROM user_identities WHERE user_id = ${userId} AND id = ${id}`
  if (!row) throw new AppError("not_found")
  return row
}
