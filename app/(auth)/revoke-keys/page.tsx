import type { Metadata } from "next"
import { ActionForm } from "@/components/action-form"
import { Heading } from "@/components/heading"
import { NameList } from "@/components/name-list"
import { type RawSearch, readSearch } from "@/components/search-params"
import { keysToRevoke } from "@/lib/auth/revoke-keys"
import { whyDead } from "@/lib/core/links/state"
import { linkToken } from "@/lib/core/links/token"
import { translations } from "@/lib/i18n/translations"
import { LinkEnd } from "../link-end"
import { revokeKeys } from "./actions"

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await translations("links.revoke"))("title"), referrer: "no-referrer" }
}

/**
 * For people who reset a password because of an intruder: revokes recently created keys. Opening the link changes
 * nothing.
 */
export default async function RevokeKeysPage({ searchParams }: { searchParams: RawSearch }) {
  const search = await readSearch(searchParams)
  const token = await linkToken(search)
  const t = await translations("links")
  if (!token)
    return search.revoked ? (
      <LinkEnd title={t("revoke.doneTitle")}>{t("revoke.done")}</LinkEnd>
    ) : (
      <LinkEnd title={t("revoke.title")}>{t("revoke.open")}</LinkEnd>
    )
  const dead = await whyDead("revoke_keys", token)
  if (dead)
    return (
      <LinkEnd title={t("dead")}>
        {dead} {t("revoke.oneByOne")}
      </LinkEnd>
    )
  const names = await keysToRevoke(token)
  if (names.length === 0) return <LinkEnd title={t("revoke.noneTitle")}>{t("revoke.none")}</LinkEnd>
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
