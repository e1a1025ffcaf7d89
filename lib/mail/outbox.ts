import { currentRequest } from "../core/context"
import type { Tx } from "../core/db/client"
import { newId } from "../core/db/ids"
import { env } from "../core/env"
import { seal } from "../core/seal"
import { priorityOf } from "./priority"
import type { MailData, Template } from "./templates"
import { wakeWorker, wakeWorkerForAll } from "./wake"

/**
 * Queues an email in the transaction of the change that causes it. The commit wakes a worker; without one, the next
 * sweep finds the row. The template's data is encrypted because it contains the link.
 * @returns the email's ID
 */
export async function enqueueMail<T extends Template>(tx: Tx, mail: NewMail<T>): Promise<string> {
  const data = rowOf(mail)
  await tx.mail.create({ data })
  await wakeWorker(tx, data.id, data.priority)
  return data.id
}

/** Like `enqueueMail`, for many emails: two statements, however many there are. */
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

/** An email to queue. */
export type NewMail<T extends Template> = {
  /** Set where another row refers to the email before it is written. */
  id?: string
  to: string
  template: T
  data: MailData[T]
  tenantId: string | null
  /** The language if the recipient's account has none; English by default. */
  locale?: string | null
}

function rowOf<T extends Template>({ id = newId("mail"), to, template, data, tenantId, locale = null }: NewMail<T>) {
  const { requestId } = currentRequest()
  const priority = priorityOf(template)
  return { id, tenantId, recipient: to, template, priority, payload: seal("mail", data), requestId, locale }
}

/** Returns the states of emails by ID. */
export async function mailStates(client: Tx, ids: readonly (string | null)[]): Promise<Map<string, string>> {
  const known = ids.filter((id) => id !== null)
  if (known.length === 0) return new Map()
  const rows = await client.mail.findMany({ where: { id: { in: known } }, select: { id: true, state: true } })
  return new Map(rows.map((row) => [row.id, row.state]))
}

/** Returns a URL on PUBLIC_URL, never on the request's Host. `path` contains the token of the link. */
export function linkTo(path: string): string {
  return new URL(path, env().PUBLIC_URL).href
}
