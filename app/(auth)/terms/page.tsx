import type { Metadata } from "next"
import { redirect } from "next/navigation"
import { ActionForm } from "@/components/action-form"
import { Heading } from "@/components/heading"
import { Messages } from "@/components/messages"
import { address, type RawSearch, readSearch } from "@/components/search-params"
import { TextLink } from "@/components/text-link"
import { RenderedFor } from "@/lib/core/forms/rendered-for"
import { safeNext } from "@/lib/core/forms/safe-next"
import { requireUser } from "@/lib/core/identity/page-session"
import { translations } from "@/lib/i18n/translations"
import { termsDue } from "@/lib/terms/service"
import { accept, leave } from "./actions"

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await translations("terms"))("title") }
}

/** Asks a signed-in person to accept the current terms, before any other page. */
export default async function TermsPage({ searchParams }: { searchParams: RawSearch }) {
  const next = safeNext((await readSearch(searchParams)).next, "")
  const me = await requireUser(address("/terms", { next }))
  const terms = await termsDue(me.userId)
  if (!terms) redirect(next || "/")
  const t = await translations("terms")
  return (
    <RenderedFor id={me.userId}>
      <Messages of={["common"]}>
        <Heading title={t("title")}>
          {t.rich("changed", {
            link: (text) => (
              <a href={terms.url} target="_blank" rel="noreferrer" className="underline underline-offset-4">
                {text}
              </a>
            ),
          })}
        </Heading>
        <ActionForm action={accept} values={{ version: terms.version, next: next || undefined }}>
          {t("submit")}
        </ActionForm>
        <p className="text-sm text-muted">
          {t.rich("instead", { link: (text) => <TextLink href="/profile/data">{text}</TextLink> })}
        </p>
        <ActionForm action={leave} values={{}} look="quiet" size="small">
          {t("signOut")}
        </ActionForm>
      </Messages>
    </RenderedFor>
  )
}
