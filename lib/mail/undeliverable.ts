import { db, type Tx } from "../core/db/client"
import { type AppError, fieldError } from "../core/errors"

/** Why an address gets no invites: its mails came back for good, or its owner called one spam. */
export type Undeliverable = "bounced" | "complained"

/** The addresses among these that get no invites. Only invites ask: a verification or a new password is always tried. */
export async function undeliverableAmong(client: Tx, emails: readonly string[]): Promise<Map<string, Undeliverable>> {
  if (emails.length === 0) return new Map()
  const rows = await client.undeliverableAddress.findMany({ where: { email: { in: [...emails] } } })
  return new Map(rows.map(({ email, reason }) => [email, reason === "bounced" ? "bounced" : "complained"]))
}

/** What the sender of an invite to such an address is told. */
export function refusalOf(why: Undeliverable): AppError {
  return why === "bounced"
    ? fieldError("email", "undeliverable")
    : fieldError("email", "undeliverable", { reason: "unsubscribed" })
}

/** @throws AppError validation_failed on `email` */
export async function refuseUndeliverable(client: Tx, email: string): Promise<void> {
  const why = (await undeliverableAmong(client, [email])).get(email)
  if (why) throw refusalOf(why)
}

/** Notes that an address takes no mail, or that its owner called one spam; the latter is never taken back by the former. */
export async function markUndeliverable(email: string, reason: Undeliverable, client: Tx = db()): Promise<void> {
  await client.$executeRaw`
    INSERT INTO undeliverable_addresses AS u (email, reason) VALUES (${email}, ${reason})
    ON CONFLICT (email) DO UPDATE SET reason = EXCLUDED.reason WHERE u.reason = 'bounced'`
}

/** A mail arrived after all: what bounced once is given another chance. */
export async function clearBounce(email: string, client: Tx = db()): Promise<void> {
  await client.$executeRaw`DELETE FROM undeliverable_addresses WHERE email = ${email} AND reason = 'bounced'`
}
