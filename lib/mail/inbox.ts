import { unseal } from "../crypto"
import { db } from "../db"
import { type MailData, type Message, renderMail, type Template } from "./templates"

/** A mail as the local inbox shows it. */
export type InboxMail = Message & { id: string; to: string; createdAt: Date; state: string }

/** The newest mails, first the last. For demo and development only: the caller checks that. */
export async function listMails(limit = 100): Promise<InboxMail[]> {
  const rows = await db.mail.findMany({ orderBy: [{ createdAt: "desc" }, { id: "desc" }], take: limit })
  return rows.map(show)
}

/** One mail, or null. */
export async function getMail(id: string): Promise<InboxMail | null> {
  const row = await db.mail.findUnique({ where: { id } })
  return row && show(row)
}

type Row = { id: string; recipient: string; template: string; payload: Uint8Array; createdAt: Date; state: string }

function show({ id, recipient, template, payload, createdAt, state }: Row): InboxMail {
  const message = renderMail(template as Template, unseal<MailData[Template]>("mail", payload) as never)
  return { id, to: recipient, createdAt, state, ...message }
}
