import { db } from "../core/db/client"
import { openSealed } from "../core/seal"
import { languagesOf } from "./language"
import { type Message, renderMail } from "./render"
import { contentOf, type MailData, type Template } from "./templates"

/** An email in the list of the local inbox. */
export type InboxRow = { id: string; to: string; subject: string; createdAt: Date; state: string }

/** An email as the local inbox shows it. */
export type InboxMail = InboxRow & Message & { template: string; transport: string | null; lastAnswer: string | null }

/** The newest emails, latest first. For demo and development only, which the caller checks. */
export async function listMails(limit = 100): Promise<InboxRow[]> {
  const rows = await db().mail.findMany({ orderBy: [{ createdAt: "desc" }, { id: "desc" }], take: limit })
  const languages = await languagesOf(rows)
  return rows.map(({ id, recipient, createdAt, state, ...row }, i) => {
    const opened = open(row)
    const subject = opened ? contentOf(opened.template, opened.data, languages[i] ?? "en").subject : gone(row).subject
    return { id, to: recipient, subject, createdAt, state }
  })
}

/** One email, or null. */
export async function getMail(id: string): Promise<InboxMail | null> {
  const row = await db().mail.findUnique({ where: { id } })
  if (!row) return null
  const opened = open(row)
  const [locale = "en"] = await languagesOf([row])
  const message: Message = opened ? await renderMail(opened.template, opened.data, locale) : gone(row)
  const { recipient: to, createdAt, state, template, transport, lastAnswer } = row
  return { id, to, createdAt, state, template, transport, lastAnswer, ...message }
}

/** Placeholder for an email that was erased or encrypted under an earlier AUTH_SECRET. */
function gone({ payload }: { payload: Uint8Array }): Message {
  if (payload.length === 0) return { subject: "(erased)", text: "The text of this email was erased.\n", html: "" }
  return { subject: "(unreadable)", text: "This email was encrypted with a different AUTH_SECRET.\n", html: "" }
}

function open({ template, payload }: { template: string; payload: Uint8Array }) {
  if (payload.length === 0) return null
  const data = openSealed<MailData[Template]>("mail", payload)
  return data && { template: template as Template, data: data as never }
}
