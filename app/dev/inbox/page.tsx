import type { Metadata } from "next"
import { Empty } from "@/components/empty"
import { Heading } from "@/components/heading"
import { When } from "@/components/when"
import { type InboxRow, listMails } from "@/lib/mail/inbox"
import { Delivery } from "./delivery"
import { Live } from "./live"
import { localOnly } from "./local-only"

export const metadata: Metadata = { title: "Local inbox", referrer: "no-referrer" }

export default async function InboxPage() {
  await localOnly()
  const mails = await listMails()
  return (
    <>
      <Live />
      <Heading title="Local inbox">
        Emails sent by this installation, newest first. The list updates automatically.
      </Heading>
      {mails.length > 0 ? (
        <ol className="divide-y divide-line overflow-hidden rounded-lg border border-line bg-surface">
          {mails.map((mail) => (
            <li key={mail.id}>
              <MailRow {...mail} />
            </li>
          ))}
        </ol>
      ) : (
        <Empty title="No emails yet">Register, invite someone or request a password reset to see an email here.</Empty>
      )}
    </>
  )
}

/** A link that reloads the page: the email's frame depends on its nonce. */
function MailRow({ id, to, subject, createdAt, state }: InboxRow) {
  return (
    <a
      href={`/dev/inbox/${id}`}
      className="grid gap-x-6 gap-y-0.5 px-4 py-3 hover:bg-sunken/50 sm:grid-cols-[minmax(0,1fr)_auto]"
    >
      <span className="font-medium break-words">{subject}</span>
      <span className="text-sm text-muted">
        <When at={createdAt} exact />
      </span>
      <span className="text-sm break-all text-muted">to {to}</span>
      <span className="sm:justify-self-end">
        <Delivery state={state} />
      </span>
    </a>
  )
}
