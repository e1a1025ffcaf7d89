import type { Metadata } from "next"
import { ActionForm } from "@/components/action-form"
import { AddressForm } from "@/components/address-form"
import { Heading } from "@/components/heading"
import { type RawSearch, readSearch } from "@/components/search-params"
import { translations } from "@/lib/i18n/translations"
import { whyDead } from "@/lib/link-state"
import { linkToken } from "@/lib/link-token"
import { sendLinkAgain, verifyAddress } from "./actions"

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await translations("links.verify"))("title"), referrer: "no-referrer" }
}

/** Opening the link changes nothing, since mail scanners open links too: the button does. */
export default async function VerifyEmailPage({ searchParams }: { searchParams: RawSearch }) {
  const search = await readSearch(searchParams)
  const token = await linkToken(search)
  const t = await translations("links")
  if (!token)
    return (
      <>
        <Heading title={search.sent ? t("verify.sentTitle") : t("verify.title")}>
          {search.sent ? t("verify.sent") : t("verify.open")}
        </Heading>
        <AddressForm action={sendLinkAgain} label={t("sendNew")} look="plain" />
      </>
    )
  const dead = await whyDead(["verify_email", "change_email"], token)
  if (dead)
    return (
      <>
        <Heading title={t("dead")}>{dead}</Heading>
        <AddressForm action={sendLinkAgain} label={t("sendNew")} />
      </>
    )
  return (
    <>
      <Heading title={t("verify.title")}>{t("verify.about")}</Heading>
      <ActionForm action={verifyAddress} values={{ token }} className="grid gap-5">
        {t("verify.submit")}
      </ActionForm>
    </>
  )
}
