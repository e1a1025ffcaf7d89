import { ArrowLeft } from "lucide-react"
import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { TextLink } from "@/components/text-link"
import { When } from "@/components/when"
import { getMail } from "@/lib/mail/inbox"
import { localOnly } from "../local-only"
import { Linked } from "./linked"

export const metadata: Metadata = { title: "Mail", referrer: "no-referrer" }

/** One mail, as text with working links and as HTML in a frame that runs nothing. */
export default async function MailPage({ params }: { params: Promise<{ id: string }> }) {
  await localOnly()
  const mail = await getMail((await params).id)
  if (!mail) notFound()
  return (
    <>
      <p>
        <TextLink href="/dev/inbox">
          <ArrowLeft aria-hidden className="mr-1 inline size-4" />
          All mails
        </TextLink>
      </p>
      <header className="grid gap-1">
        <h1 className="text-2xl font-semibold break-words">{mail.subject}</h1>
        <p className="text-muted">
          to <span className="break-all">{mail.to}</span>, <When at={mail.createdAt} exact />
        </p>
      </header>
      <section className="grid gap-2" aria-label="As text">
        <h2 className="text-sm font-medium text-muted">Text</h2>
        <Linked text={mail.text} />
      </section>
      <section className="grid gap-2" aria-label="As HTML">
        <h2 className="text-sm font-medium text-muted">HTML</h2>
        <iframe
          title="The mail as HTML"
          sandbox="allow-popups allow-popups-to-escape-sandbox"
          srcDoc={`<base target="_blank">${mail.html}`}
          className="h-[28rem] w-full rounded-lg border border-line bg-surface"
        />
      </section>
    </>
  )
}
