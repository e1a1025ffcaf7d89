import { seal } from "../crypto"
import type { Tx } from "../db"
import { env } from "../env"
import { newId } from "../ids"
import { currentRequest } from "../request-context"
import type { MailData, Template } from "./templates"
import { wakeWorker } from "./wake"

/**
 * Writes a mail with the change that causes it: both are committed, or neither. The row is the truth; a worker is woken
 * by the commit, and finds the row by itself where nobody could be woken. What the template needs is encrypted, because
 * it holds the link.
 * @returns the mail's id
 */
export async function enqueueMail<T extends Template>(
  tx: Tx,
  mail: { to: string; template: T; data: MailData[T]; tenantId: string | null },
): Promise<string> {
  const id = newId("mail")
  await tx.mail.create({
    data: {
      id,
      tenantId: mail.tenantId,
      recipient: mail.to,
      template: mail.template,
      payload: seal("mail", mail.data),
      requestId: currentRequest().requestId,
    },
  })
  await wakeWorker(tx, id)
  return id
}

/** An address on PUBLIC_URL, never on the request's Host, with the token of a link in its query or path. */
export function linkTo(path: string): string {
  return new URL(path, env().PUBLIC_URL).href
}
