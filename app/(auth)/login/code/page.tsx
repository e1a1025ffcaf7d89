import type { Metadata } from "next"
import { redirect } from "next/navigation"
import { landing } from "@/app/(app)/shell/landing"
import { Heading } from "@/components/heading"
import { Messages } from "@/components/messages"
import { address, type RawSearch, readSearch } from "@/components/search-params"
import { TextLink } from "@/components/text-link"
import { takesEmailedCode } from "@/lib/auth/second-factor"
import { safeNext } from "@/lib/core/forms/safe-next"
import { currentUser } from "@/lib/core/identity/page-session"
import { translations } from "@/lib/i18n/translations"
import { readChallenge } from "../challenge"
import { CodeForm } from "./code-form"

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await translations("login.code"))("title") }
}

/** The second step of signing in; without the first, redirects to it. */
export default async function CodePage({ searchParams }: { searchParams: RawSearch }) {
  const next = safeNext((await readSearch(searchParams)).next, "")
  const me = await currentUser()
  if (me) redirect(await landing(me, { next }))
  const again = address("/login", { next })
  const challenge = await readChallenge()
  if (!challenge) redirect(again)
  const emailed = await takesEmailedCode(challenge)
  const t = await translations("login.code")
  return (
    <>
      <Heading title={t("title")}>{t(emailed ? "emailed.about" : "about")}</Heading>
      <Messages of={["login", "policies"]}>
        <CodeForm next={next} emailed={emailed} />
      </Messages>
      <p className="text-sm">
        <TextLink href={again}>{t("back")}</TextLink>
      </p>
    </>
  )
}
