import { lockAccount } from "../accounts/store"
import { recentKeysOf, revokeOwnKeys } from "../api-keys/recent"
import type { Tx } from "../core/db/client"
import { transaction } from "../core/db/transaction"
import { AppError } from "../core/errors"
import { consumeLink, issueLink, peekLink } from "../core/identity/secrets"
import { enqueueMail, linkTo } from "../mail/outbox"

const revokeHours = 24

type Owner = { id: string; email: string; name: string }

/** Emails the owner of an account a link that revokes these keys. */
export async function offerToRevoke(tx: Tx, { id, email, name }: Owner, keys: { name: string }[]): Promise<void> {
  const token = await issueLink(tx, "revoke_keys", { userId: id, provesAddress: email }, revokeHours * 3600)
  const url = linkTo(`/revoke-keys?token=${token}`)
  const data = { name, keys: keys.map((key) => key.name), url, hours: revokeHours }
  await enqueueMail(tx, { to: email, template: "review_api_keys", data, tenantId: null })
}

/**
 * Revokes the API keys that a person created in the 30 days before the reset that the email is about, by its link.
 * @returns how many
 * @throws AppError not_found, token_expired
 */
export async function revokeRecentKeys(token: string): Promise<number> {
  const { user_id, created_at } = await peekLink("revoke_keys", token)
  return transaction(async (tx) => {
    const account = await lockAccount(tx, user_id ?? "")
    const link = await consumeLink(tx, "revoke_keys", token)
    if (link.proves_address !== account.email) throw new AppError("token_expired")
    return revokeOwnKeys(tx, account.id, await recentKeysOf(account.id, tx, created_at))
  })
}

/**
 * Returns the names of the keys that a link would revoke. Does not use it. @throws AppError not_found, token_expired
 */
export async function keysToRevoke(token: string): Promise<string[]> {
  const { user_id, created_at } = await peekLink("revoke_keys", token)
  return (await recentKeysOf(user_id ?? "", undefined, created_at)).map((key) => key.name)
}
