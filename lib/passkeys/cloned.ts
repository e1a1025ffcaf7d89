import { lockAccount } from "../accounts/store"
import { recordEvent, systemTenant } from "../audit-events/record"
import { transaction } from "../core/db/transaction"
import type { ChallengeKind } from "../core/identity/challenges"
import { consumeChallenge } from "../core/identity/challenges"
import { end } from "../endings/end"
import { enqueueMail, linkTo } from "../mail/outbox"
import { type Assertion, goesBack } from "./assertion"
import { lockPasskey } from "./store"

/**
 * Removes a passkey whose counter went back, with the sessions that it began: someone may have copied it. Its owner is
 * emailed.
 */
export async function endCloned(
  { passkey, counter }: Assertion,
  kind: Extract<ChallengeKind, `passkey_${string}`>,
  challenge: string,
): Promise<void> {
  await transaction(async (tx) => {
    const account = await lockAccount(tx, passkey.userId)
    const current = await lockPasskey(tx, passkey.userId, passkey.id)
    if (!current || !goesBack(current.counter, counter)) return
    await consumeChallenge(tx, kind, challenge)
    await end(tx, "passkey_removed", { userIds: [account.id], passkeyIds: [passkey.id] })
    const data = { name: account.name, passkey: current.name, url: linkTo("/profile/security") }
    await enqueueMail(tx, { to: account.email, template: "passkey_copied", data, tenantId: null })
    await recordEvent(tx, null, {
      tenantId: systemTenant,
      action: "user.passkey_copied",
      target: { type: "user", id: account.id },
      after: { passkey: passkey.id },
    })
  })
}
