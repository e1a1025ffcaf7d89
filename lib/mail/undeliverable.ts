import { db, type Tx } from "../core/db/client"
import { fieldError } from "../core/errors"

/**
 * Refuses an address whose mails came back for good, or whose owner called one spam. Only invites ask: a verification
 * or a new password is always tried.
 * @throws AppError validation_failed on `email`
 */
export async function refuseUndeliverable(client: Tx, email: string): Promise<void> {
  const row = await client.undeliverableAddress.findUnique({ where: { email } })
  if (row?.reason === "bounced") throw fieldError("email", "undeliverable")
  if (row) throw fieldError("email", "undeliverable", { reason: "unsubscribed" })
}

/** Notes that an address takes no mail, or that its owner called one spam; the latter is never taken back by the former. */
export async function markUndeliverable(
  email: string,
  reason: "bounced" | "complained",
  client: Tx = db(),
): Promise<void> {
  await client.$executeRaw`
    INSERT INTO undeliverable_addresses AS u (email, reason) VALUES (${email}, ${reason})
    ON CONFLICT (email) DO UPDATE SET reason = EXCLUDED.reason WHERE u.reason = 'bounced'`
}

/** A mail arrived after all: what bounced once is given another chance. */
export async function clearBounce(email: string, client: Tx = db()): Promise<void> {
  await client.$executeRaw`DELETE FROM undeliverable_addresses WHERE email = ${email} AND reason = 'bounced'`
}
