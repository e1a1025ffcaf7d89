import { currentRequest } from "../core/context"
import type { Tx } from "../core/db/client"
import { newId } from "../core/db/ids"
import { env } from "../core/env"
import { seal } from "../core/seal"
import { priorityOf } from "./priority"
import type { MailData, Template } from "./templates"
import { wakeWorker, wakeWorkerForAll } from "./wake"

/**
 * Writes a mail with the change that causes it: both are committed, or neither. The row is the truth; a worker is woken
 * by the commit, and finds the row by itself where nobody could be woken. What the template needs is encrypted, because
 * it holds the link.
 * @returns the mail's id
 */
export async function enqueueMail<T extends Template>(tx: Tx, mail: NewMail<T>): Promise<string> {
  const data = rowOf(mail)
  await tx.mail.create({ data })
  await wakeWorker(tx, data.id, data.priority)
  return data.id
}

/** As `enqueueMail`, for many: two statements, whatever their number. */
export async function enqueueMails<T extends Template>(tx: Tx, mails: readonly NewMail<T>[]): Promise<void> {
  if (mails.length === 0) return
  const data = mails.map(rowOf)
  await tx.mail.createMany({ data })
  await wakeWorkerForAll(
    tx,
    data.map((row) => row.id),
    Math.min(...data.map((row) => row.priority)),
  )
}

type NewMail<T extends Template> = {
  /** Where the mail's row is named before it is written. */
  id?: string
  to: string
  template: T
  data: MailData[T]
  tenantId: string | null
  /** The language where the recipient's account has none, else English. */
  locale?: string | null
}

function rowOf<T extends Template>({ id = newId("mail"), to, template, data, tenantId, locale = null }: NewMail<T>) {
  const { requestId } = currentRequest()
  const priority = priorityOf(template)
  return { id, tenantId, recipient: to, template, priority, payload: seal("mail", data), requestId, locale }
}

/** What has become of mails, by ID. */
export async function mailStates(client: Tx, ids: readonly (string | null)[]): Promise<Map<string, string>> {
  const known = ids.filter((id) => id !== null)
  if (known.length === 0) return new Map()
  const rows = await client.mail.findMany({ where: { id: { in: known } }, select: { id: true, state: true } })
  return new Map(rows.map((row) => [row.id, row.state]))
}

/** An address on PUBLIC_URL, never on the request's Host, with the token of a link in its query or path. */
export function linkTo(path: string): string {
  return new URL(path, env().PUBLIC_URL).href
}
