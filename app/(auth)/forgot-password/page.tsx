import type { Metadata } from "next"
import { AddressForm } from "@/components/address-form"
import { BotProtection } from "@/components/bot-protection"
import { Heading } from "@/components/heading"
import { type RawSearch, readSearch } from "@/components/search-params"
import { TextLink } from "@/components/text-link"
import { translations } from "@/lib/i18n/translations"
import { mailResetLink } from "./actions"

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await translations("links.forgot"))("title") }
}

export default async function ForgotPasswordPage({ searchParams }: { searchParams: RawSearch }) {
  const { email } = await readSearch(searchParams)
  const t = await translations("links")
  return (
    <>
      <Heading title={t("forgot.title")}>{t("forgot.about")}</Heading>
      <BotProtection of="sign_in">
        <AddressForm action={mailResetLink} label={t("forgot.submit")} email={email} />
      </BotProtection>
      <p className="text-sm">
        <TextLink href="/login">{t("backToSignIn")}</TextLink>
      </p>
    </>
  )
}
