import { getMail } from "../lib/mail/inbox"
import { db } from "./database"
import { noteSecret } from "./secrets"

/** An email as sent, with its first link and that link's token. */
export type Mail = { subject: string; text: string; html: string; link: string; token: string }

/**
 * Returns the latest email to an address, of one template or any.
 * @throws Error when there is none
 */
export async function mailTo(address: string, template?: string): Promise<Mail> {
  const [row] = await db().mail.findMany({
    where: { recipient: address, ...(template ? { template } : {}) },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: 1,
    select: { id: true },
  })
  const mail = row && (await getMail(row.id))
  if (!mail) throw new Error(`There is no ${template ?? "mail"} to ${address}`)
  const link = /https?:\S+/.exec(mail.text)?.[0] ?? ""
  const token = /([A-Za-z0-9_-]{43})$/.exec(link)?.[1] ?? ""
  noteSecret(token)
  return { ...mail, link, token }
}

/** Returns the tokens of all emailed reset links, oldest first. */
export async function resetTokensTo(address: string): Promise<string[]> {
  const rows = await db().mail.findMany({
    where: { recipient: address, template: "reset_password" },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  })
  const mails = await Promise.all(rows.map(({ id }) => getMail(id)))
  return mails.map((mail) => /reset-password\?token=([A-Za-z0-9_-]{43})/.exec(mail?.text ?? "")?.[1] ?? "")
}

/** Counts the emails to an address. */
export function countMailsTo(address: string): Promise<number> {
  return db().mail.count({ where: { recipient: address } })
}
