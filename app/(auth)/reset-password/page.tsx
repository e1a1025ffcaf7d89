import type { Metadata } from "next"
import { AddressForm } from "@/components/address-form"
import { BotProtection } from "@/components/bot-protection"
import { Heading } from "@/components/heading"
import { Messages } from "@/components/messages"
import { type RawSearch, readSearch } from "@/components/search-params"
import { env } from "@/lib/core/env"
import { ownerOfLink } from "@/lib/core/identity/secrets"
import { whyDead } from "@/lib/core/links/state"
import { linkToken } from "@/lib/core/links/token"
import { translations } from "@/lib/i18n/translations"
import { mailResetLink } from "../forgot-password/actions"
import { ResetForm } from "./reset-form"

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await translations("links.reset"))("title"), referrer: "no-referrer" }
}

/** Opening the link changes nothing; sending the form does. */
export default async function ResetPasswordPage({ searchParams }: { searchParams: RawSearch }) {
  const search = await readSearch(searchParams)
  const token = await linkToken(search)
  const t = await translations("links")
  if (!token) return <Again title={t("reset.title")}>{t("reset.open")}</Again>
  const [dead, owner] = [await whyDead("reset_password", token), await ownerOfLink(["reset_password"], token)]
  return (
    <Messages of={["links"]}>
      <ResetForm
        token={token}
        to={search.to}
        email={owner?.proves_address ?? null}
        least={env().PASSWORD_MIN_LENGTH}
        dead={dead && <Again title={t("dead")}>{dead}</Again>}
      />
    </Messages>
  )
}

async function Again({ title, children }: { title: string; children: string }) {
  const t = await translations("links")
  return (
    <>
      <Heading title={title}>{children}</Heading>
      <BotProtection of="sign_in">
        <AddressForm action={mailResetLink} label={t("sendNew")} />
      </BotProtection>
    </>
  )
}
