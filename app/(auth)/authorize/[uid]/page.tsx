import type { Metadata } from "next"
import { redirect } from "next/navigation"
import { ProofSource } from "@/app/proof-code/proof-source"
import { Heading } from "@/components/heading"
import { Messages } from "@/components/messages"
import { address, type RawSearch, readSearch } from "@/components/search-params"
import { RenderedFor } from "@/lib/core/forms/rendered-for"
import { complyPath } from "@/lib/core/identity/comply"
import { currentUser } from "@/lib/core/identity/page-session"
import { translations } from "@/lib/i18n/translations"
import { nextStep, readInteraction } from "@/lib/oidc/interaction"
import { activeApplication } from "@/lib/oidc/sign-in"
import { termsDue } from "@/lib/terms/service"
import { Back } from "../back"
import { Question } from "./question"
import { Refused } from "./refused"
import { requestCookie } from "./request-cookie"
import { SetUp } from "./set-up"

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await translations("authorize"))("title"), referrer: "no-referrer" }
}

type Props = { params: Promise<{ uid: string }>; searchParams: RawSearch }

/** Signs someone in to an application: immediately where nothing has to be asked, else with one question. */
export default async function AuthorizePage({ params, searchParams }: Props) {
  const { uid } = await params
  const interaction = await readInteraction(uid, await requestCookie())
  if (!interaction) return <Expired applicationId={(await readSearch(searchParams)).application_id} />
  const me = await currentUser()
  const step = await nextStep(interaction, me)
  // Not this page itself: the form that leads on would render it without the cookie of its path.
  const next = `/oauth/interaction/${uid}`
  const application_id = interaction.application.id
  if (step.kind === "sign_in") redirect(address("/login", { next, email: step.hint, application_id }))
  if (step.kind === "register") redirect(address("/register", { next, application_id }))
  if (me && (await termsDue(me.userId))) redirect(address("/terms", { next }))
  if (step.kind === "done") redirect(new URL(step.returnTo).pathname)
  if (step.kind === "comply") redirect(complyPath(step.scope, next))
  if (!me) return null
  return (
    <RenderedFor id={me.userId}>
      <ProofSource me={me}>
        <Messages of={["common", "authorize"]}>
          {step.kind === "refused" ? (
            <Refused why={step.why} me={me} interaction={interaction} />
          ) : step.kind === "set_up" ? (
            <SetUp me={me} interaction={interaction} next={next} />
          ) : (
            <Question step={step} me={me} interaction={interaction} />
          )}
        </Messages>
        <Back application={interaction.application} />
      </ProofSource>
    </RenderedFor>
  )
}

/** The request has expired, or belongs to another browser: who comes by an email can begin again in the application. */
async function Expired({ applicationId }: { applicationId: string | undefined }) {
  const t = await translations("authorize")
  const application = applicationId ? await activeApplication(applicationId) : null
  return (
    <>
      <Heading title={t("expired.title")}>{t("expired.about")}</Heading>
      {application && <Back application={application} />}
    </>
  )
}
