import type { Metadata } from "next"
import { headers } from "next/headers"
import { notFound } from "next/navigation"
import { BackLink } from "@/components/back-link"
import { type RawSearch, readSearch } from "@/components/search-params"
import { When } from "@/components/when"
import { getMail, type InboxMail } from "@/lib/mail/inbox"
import { Delivery } from "../delivery"
import { localOnly } from "../local-only"
import { Linked } from "./linked"
import { Views } from "./views"

export const metadata: Metadata = { title: "Email", referrer: "no-referrer" }

type Props = { params: Promise<{ id: string }>; searchParams: RawSearch }

/** One email, as HTML in a frame without scripts, as text, or as source. */
export default async function MailPage({ params, searchParams }: Props) {
  await localOnly()
  const mail = await getMail((await params).id)
  if (!mail) notFound()
  const { view } = await readSearch(searchParams)
  return (
    <>
      <BackLink href="/dev/inbox">All emails</BackLink>
      <header className="grid gap-2">
        <h1 className="text-2xl font-semibold break-words">{mail.subject}</h1>
        <p className="text-muted">
          to <span className="break-all">{mail.to}</span>, <When at={mail.createdAt} exact />
        </p>
        <div className="flex flex-wrap items-center gap-x-3 text-sm text-muted">
          <Delivery state={mail.state} />
          {mail.lastAnswer && <span className="break-words">{mail.lastAnswer}</span>}
        </div>
      </header>
      <Views id={mail.id} view={view} />
      <Body mail={mail} view={view} nonce={await nonce()} />
    </>
  )
}

/** The frame inherits this page's Content-Security-Policy: the email's style sheet needs its nonce. */
async function nonce(): Promise<string> {
  const policy = (await headers()).get("content-security-policy") ?? ""
  return /'nonce-([^']+)'/.exec(policy)?.[1] ?? ""
}

function Body({ mail, view, nonce }: { mail: InboxMail; view: string | undefined; nonce: string }) {
  if (view === "text") return <Linked text={mail.text} />
  if (view === "source")
    return (
      <pre className="overflow-x-auto rounded-lg border border-line bg-surface p-5 text-xs whitespace-pre-wrap break-all">
        {mail.html}
      </pre>
    )
  return (
    <iframe
      title="The email as HTML"
      sandbox="allow-popups allow-popups-to-escape-sandbox"
      referrerPolicy="no-referrer"
      srcDoc={mail.html.replace("<style>", `<style nonce="${nonce}">`)}
      className="h-[46rem] w-full rounded-lg border border-line bg-surface"
    />
  )
}
