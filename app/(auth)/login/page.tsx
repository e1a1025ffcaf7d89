import type { Metadata } from "next"
import { redirect } from "next/navigation"
import { landing } from "@/app/(app)/shell/landing"
import { BotProtection } from "@/components/bot-protection"
import { Heading } from "@/components/heading"
import { Messages } from "@/components/messages"
import { address, type RawSearch, readSearch } from "@/components/search-params"
import { TextLink } from "@/components/text-link"
import { Alert } from "@/components/ui/alert"
import { env } from "@/lib/core/env"
import { safeNext } from "@/lib/core/forms/safe-next"
import { currentUser, hasEndedSession } from "@/lib/core/identity/page-session"
import { translations } from "@/lib/i18n/translations"
import { passkeysAvailable } from "@/lib/passkeys/relying-party"
import { LoginForm } from "./login-form"
import { OtherWays } from "./other-ways"
import { PasskeySignIn } from "./passkey-sign-in"
import { ProblemAlert } from "./problem-alert"

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await translations("login"))("title") }
}

const notices = {
  "signed-out": "notices.signedOut",
  "password-reset": "notices.passwordReset",
  verified: "notices.verified",
  closed: "notices.closed",
} as const

/** The sign-in page; redirects people who are already signed in. */
export default async function LoginPage({ searchParams }: { searchParams: RawSearch }) {
  const search = await readSearch(searchParams)
  const { application_id, return_to } = search
  const next = safeNext(search.next, "")
  const me = await currentUser()
  if (me) redirect(await landing(me, { next }))
  const t = await translations("login")
  const notice = Object.entries(notices).find(([done]) => done === search.done)?.[1]
  const ended = !notice && next !== "" && (await hasEndedSession())
  return (
    <>
      <Heading title={t("title")} />
      {notice && <Alert tone="good">{t(notice)}</Alert>}
      {ended && <Alert tone="note">{t("notices.ended")}</Alert>}
      <ProblemAlert problem={search.problem} />
      <Messages of={["login", "passkeys"]}>
        <BotProtection of="sign_in">
          <LoginForm next={next} email={search.email} code={env().EMAIL_CODE === "on"} />
        </BotProtection>
        {passkeysAvailable() && <PasskeySignIn next={next} />}
      </Messages>
      <OtherWays next={next} />
      <p className="flex flex-wrap justify-between gap-x-6 gap-y-2 text-sm">
        <TextLink href={address("/forgot-password", { email: search.email })}>{t("forgot")}</TextLink>
        <span className="text-muted">
          {t.rich("register", {
            link: (text) => (
              <TextLink href={address("/register", { next, application_id, return_to })}>{text}</TextLink>
            ),
          })}
        </span>
      </p>
    </>
  )
}
