import type { Metadata } from "next"
import { ActionForm } from "@/components/action-form"
import { Heading } from "@/components/heading"
import { NameList } from "@/components/name-list"
import { type RawSearch, readSearch } from "@/components/search-params"
import { TextLink } from "@/components/text-link"
import { keysToRevoke } from "@/lib/auth/password"
import { translations } from "@/lib/i18n/translations"
import { whyDead } from "@/lib/link-state"
import { linkToken } from "@/lib/link-token"
import { revokeKeys } from "./actions"

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await translations("links.revoke"))("title"), referrer: "no-referrer" }
}

/** For who reset a password because of a stranger: stops the keys made lately. Opening the link changes nothing. */
export default async function RevokeKeysPage({ searchParams }: { searchParams: RawSearch }) {
  const search = await readSearch(searchParams)
  const token = await linkToken(search)
  const t = await translations("links")
  if (!token)
    return search.revoked ? (
      <End title={t("revoke.doneTitle")}>{t("revoke.done")}</End>
    ) : (
      <End title={t("revoke.title")}>{t("revoke.open")}</End>
    )
  const dead = await whyDead("revoke_keys", token)
  if (dead)
    return (
      <End title={t("dead")}>
        {dead} {t("revoke.oneByOne")}
      </End>
    )
  const names = await keysToRevoke(token)
  if (names.length === 0) return <End title={t("revoke.noneTitle")}>{t("revoke.none")}</End>
  return (
    <>
      <Heading title={t("revoke.question")}>{t("revoke.about")}</Heading>
      <NameList names={names} />
      <ActionForm action={revokeKeys} values={{ token }} look="danger" className="grid gap-5">
        {t("revoke.submit")}
      </ActionForm>
    </>
  )
}

async function End({ title, children }: { title: string; children: React.ReactNode }) {
  const t = await translations("links")
  return (
    <>
      <Heading title={title}>{children}</Heading>
      <p className="text-sm">
        <TextLink href="/login">{t("signIn")}</TextLink>
      </p>
    </>
  )
}
