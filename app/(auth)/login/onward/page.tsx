import type { Metadata } from "next"
import { redirect } from "next/navigation"
import { Heading } from "@/components/heading"
import { ButtonSlot } from "@/components/ui/button-slot"
import { translations } from "@/lib/i18n/translations"
import { providerNamed } from "@/lib/identities/providers"
import { requestedAddress } from "@/lib/identities/requests"
import { readToken } from "../with/cookies"
import { Onward } from "./onward"

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await translations("identities"))("onward.title"), referrer: "no-referrer" }
}

/**
 * Leads on to another service. Browsers refuse to follow a form to another site (`form-action`), so that the way there
 * is a page of its own.
 */
export default async function OnwardPage() {
  const token = await readToken("request")
  const asked = token ? await requestedAddress(token).catch(() => null) : null
  const provider = asked && providerNamed(asked.provider)
  if (!asked || !provider) redirect("/login?problem=expired")
  const t = await translations("identities")
  return (
    <>
      <Heading title={t("onward.title")}>{t("onward.about", { provider: provider.label })}</Heading>
      <noscript>
        <meta httpEquiv="refresh" content={`0; url=${asked.url}`} />
      </noscript>
      <Onward url={asked.url} />
      <ButtonSlot>
        <a href={asked.url} rel="noreferrer">
          {t("onward.submit", { provider: provider.label })}
        </a>
      </ButtonSlot>
    </>
  )
}
