import type { Metadata } from "next"
import { notFound, redirect } from "next/navigation"
import { landing } from "@/app/(app)/shell/landing"
import { AddressForm } from "@/components/address-form"
import { BotProtection } from "@/components/bot-protection"
import { Heading } from "@/components/heading"
import { Messages } from "@/components/messages"
import { address, type RawSearch, readSearch } from "@/components/search-params"
import { TextLink } from "@/components/text-link"
import { Alert } from "@/components/ui/alert"
import { env } from "@/lib/core/env"
import { fieldSentence } from "@/lib/core/forms/failure"
import { safeNext } from "@/lib/core/forms/safe-next"
import { currentUser } from "@/lib/core/identity/page-session"
import { linkToken } from "@/lib/core/links/token"
import { canonicalEmail } from "@/lib/core/schema"
import { translations } from "@/lib/i18n/translations"
import { emailCode } from "./actions"
import { askedAddress, resendSeconds } from "./asked"
import { CodeForm } from "./code-form"
import { OpenedLink } from "./opened-link"
import { ResendForm } from "./resend-form"

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await translations("emailCode"))("title"), referrer: "no-referrer" }
}

/**
 * Signing in by a code: asks for the address, then for the code. The same page for every address. The emailed link
 * opens it too.
 */
export default async function EmailCodePage({ searchParams }: { searchParams: RawSearch }) {
  if (env().EMAIL_CODE === "off") notFound()
  const search = await readSearch(searchParams)
  const next = safeNext(search.next, "")
  const link = await linkToken(search)
  if (link) return <OpenedLink link={link} />
  const me = await currentUser()
  if (me) redirect(await landing(me, { next }))
  const t = await translations("emailCode")
  const mistyped = search.email !== undefined && canonicalEmail(search.email) === null
  const refused = search.check !== undefined
  const asked = mistyped || refused ? null : await askedAddress()
  const back = (
    <p className="text-sm">
      <TextLink href={address("/login", { next, email: asked?.email })}>{t("password")}</TextLink>
    </p>
  )
  if (!asked)
    return (
      <>
        <Heading title={t("title")}>{t("about")}</Heading>
        {mistyped && (
          <Alert tone="bad">{await fieldSentence({ field: "email", code: "invalid", reason: "email" })}</Alert>
        )}
        {refused && <Alert tone="bad">{(await translations("botCheck"))("unscripted")}</Alert>}
        <BotProtection of="sign_in">
          <AddressForm action={emailCode} label={t("submit")} email={search.email?.trim()} next={next} />
        </BotProtection>
        {back}
      </>
    )
  return (
    <>
      <Heading title={t("enter.title")}>
        {t.rich("enter.about", {
          email: () => <bdi className="font-medium text-ink wrap-anywhere">{asked.email}</bdi>,
        })}
      </Heading>
      <Messages of={["emailCode"]}>
        <CodeForm next={next} />
        <BotProtection of="sign_in">
          <ResendForm
            key={asked.at}
            next={next}
            wait={Math.max(0, Math.ceil(resendSeconds - (Date.now() - asked.at) / 1000))}
          />
        </BotProtection>
      </Messages>
      {back}
    </>
  )
}
