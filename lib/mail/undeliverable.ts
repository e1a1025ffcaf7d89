import { db, type Tx } from "../core/db/client"
import { fieldError } from "../core/errors"

/**
 * Refuses an address whose emails bounced permanently, or whose owner marked one as spam. Only invitations ask: a
 * verification or a password reset is always attempted.
 * @throws AppError validation_failed on `email`
 */
export async function refuseUndeliverable(client: Tx, email: string): Promise<void> {
  const row = await client.undeliverableAddress.findUnique({ where: { email } })
  if (row?.reason === "bounced") throw fieldError("email", "undeliverable")
  if (row) throw fieldError("email", "undeliverable", { reason: "unsubscribed" })
}

/** Records that an address bounced or that its owner marked an email as spam; a bounce never replaces a complaint. */
export async function markUndeliverable(
  email: string,
  reason: "bounced" | "complained",
  client: Tx = db(),
): Promise<void> {
  await client.$executeRaw`
    INSERT INTO undeliverable_addresses AS u (email, reason) VALUES (${email}, ${reason})
    ON CONFLICT (email) DO UPDATE SET reason = EXCLUDED.reason WHERE u.reason = 'bounced'`
}

/** Forgets the bounce of an address to which an email was delivered. */
export async function clearBounce(email: string, client: Tx = db()): Promise<void> {
  await client.$executeRaw`DELETE FROM undeliverable_addresses WHERE email = ${email} AND reason = 'bounced'`
}
