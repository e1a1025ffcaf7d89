import { Heading } from "@/components/heading"
import { HomeButton } from "@/components/home-button"
import { TextLink } from "@/components/text-link"
import { env } from "@/lib/core/env"
import { translations } from "@/lib/i18n/translations"

/** Shown after "This was not me": what was revoked, and that there is nothing else to do. */
export async function VerificationRefused({ change }: { change: boolean }) {
  const t = await translations("links.verify")
  if (change)
    return (
      <>
        <Heading title={t("change.refused")}>{t("change.refusedAbout")}</Heading>
        <HomeButton />
      </>
    )
  return (
    <>
      <Heading title={t("account.refused")}>{t("account.refusedAbout")}</Heading>
      {env().SIGN_UP === "open" ? (
        <p className="text-sm text-muted">
          {t.rich("account.begin", { link: (text) => <TextLink href="/register">{text}</TextLink> })}
        </p>
      ) : (
        <HomeButton />
      )}
    </>
  )
}
