import { ActionForm } from "@/components/action-form"
import { AddressForm } from "@/components/address-form"
import { BotProtection } from "@/components/bot-protection"
import { Heading } from "@/components/heading"
import { codeToShow, isOwnLink } from "@/lib/auth/email-code"
import { isAppError } from "@/lib/core/errors"
import { translations } from "@/lib/i18n/translations"
import { emailCode, enterByLink } from "./actions"
import { asked, askedAddress } from "./asked"

/**
 * The page of the emailed link. In the browser that asked for the code, a button signs in. Anywhere else it shows the
 * code, and signs no one in.
 */
export async function OpenedLink({ link }: { link: string }) {
  const t = await translations("emailCode")
  const code = await codeToShow(link).catch(dead)
  if (!code)
    return (
      <>
        <Heading title={t("dead.title")}>{t("dead.about")}</Heading>
        <BotProtection of="sign_in">
          <AddressForm action={emailCode} label={t("submit")} />
        </BotProtection>
      </>
    )
  const { challenge } = await asked()
  const mine = isOwnLink(link, challenge) ? await askedAddress() : null
  if (mine)
    return (
      <>
        <Heading title={t("link.title")}>
          {t.rich("link.about", {
            email: () => <bdi className="font-medium text-ink wrap-anywhere">{mine.email}</bdi>,
          })}
        </Heading>
        <ActionForm action={enterByLink} values={{ link }} className="grid gap-5">
          {t("link.submit")}
        </ActionForm>
      </>
    )
  return (
    <>
      <Heading title={t("shown.title")}>{t("shown.about")}</Heading>
      <p className="rounded-lg border border-line bg-surface p-5 text-center font-mono text-2xl font-semibold tracking-widest">
        {code}
      </p>
      <p className="text-sm text-muted">{t("shown.warning")}</p>
    </>
  )
}

function dead(error: unknown): null {
  if (isAppError(error)) return null
  throw error
}
