import type { Metadata } from "next"
import { redirect } from "next/navigation"
import { Heading } from "@/components/heading"
import { Messages } from "@/components/messages"
import { address } from "@/components/search-params"
import { RenderedFor } from "@/lib/core/forms/rendered-for"
import { complyPath } from "@/lib/core/identity/comply"
import { currentUser } from "@/lib/core/identity/page-session"
import { translations } from "@/lib/i18n/translations"
import { nextStep, readInteraction } from "@/lib/oidc/interaction"
import { Back } from "../back"
import { Question } from "./question"
import { Refused } from "./refused"
import { requestCookie } from "./request-cookie"

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await translations("authorize"))("title"), referrer: "no-referrer" }
}

/** Signs someone in to an application: immediately where nothing has to be asked, else with one question. */
export default async function AuthorizePage({ params }: { params: Promise<{ uid: string }> }) {
  const { uid } = await params
  const t = await translations("authorize")
  const interaction = await readInteraction(uid, await requestCookie())
  if (!interaction) return <Heading title={t("expired.title")}>{t("expired.about")}</Heading>
  const me = await currentUser()
  const step = await nextStep(interaction, me)
  // Not this page itself: the form that leads on would render it without the cookie of its path.
  const next = `/oauth/interaction/${uid}`
  if (step.kind === "sign_in") redirect(address("/login", { next, email: step.hint }))
  if (step.kind === "register")
    redirect(address("/register", { next, organization_id: interaction.application.organization_id ?? undefined }))
  if (step.kind === "done") redirect(new URL(step.returnTo).pathname)
  if (step.kind === "comply") redirect(complyPath(step.scope, next))
  if (!me) return null
  return (
    <RenderedFor id={me.userId}>
      <Messages of={["common", "authorize"]}>
        {step.kind === "refused" ? (
          <Refused why={step.why} me={me} interaction={interaction} />
        ) : (
          <Question step={step} me={me} interaction={interaction} />
        )}
      </Messages>
      <Back application={interaction.application} />
    </RenderedFor>
  )
}
