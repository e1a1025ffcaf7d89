import { db, type Tx } from "../core/db/client"
import { type AppError, fieldError } from "../core/errors"

/** Why an address gets no invitations: its emails bounced permanently, or its owner marked one as spam. */
export type Undeliverable = "bounced" | "complained"

/**
 * Returns which of these addresses get no invitations. Only invitations ask: a verification or a password reset is
 * always attempted.
 */
export async function undeliverableAmong(client: Tx, emails: readonly string[]): Promise<Map<string, Undeliverable>> {
  if (emails.length === 0) return new Map()
  const rows = await client.undeliverableAddress.findMany({ where: { email: { in: [...emails] } } })
  return new Map(rows.map(({ email, reason }) => [email, reason === "bounced" ? "bounced" : "complained"]))
}

/** Returns the error for the sender of an invitation to such an address. */
export function refusalOf(why: Undeliverable): AppError {
  return why === "bounced"
    ? fieldError("email", "undeliverable")
    : fieldError("email", "undeliverable", { reason: "unsubscribed" })
}

/** Refuses an address that gets no invitations. @throws AppError validation_failed on `email` */
export async function refuseUndeliverable(client: Tx, email: string): Promise<void> {
  const why = (await undeliverableAmong(client, [email])).get(email)
  if (why) throw refusalOf(why)
}

/** Records that an address bounced or that its owner marked an email as spam; a bounce never replaces a complaint. */
export async function markUndeliverable(email: string, reason: Undeliverable, client: Tx = db()): Promise<void> {
  await client.$executeRaw`
    INSERT INTO undeliverable_addresses AS u (email, reason) VALUES (${email}, ${reason})
    ON CONFLICT (email) DO UPDATE SET reason = EXCLUDED.reason WHERE u.reason = 'bounced'`
}

/** Forgets the bounce of an address to which an email was delivered. */
export async function clearBounce(email: string, client: Tx = db()): Promise<void> {
  await client.$executeRaw`DELETE FROM undeliverable_addresses WHERE email = ${email} AND reason = 'bounced'`
}
