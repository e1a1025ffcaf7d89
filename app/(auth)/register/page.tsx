import type { Metadata } from "next"
import { BotProtection } from "@/components/bot-protection"
import { Heading } from "@/components/heading"
import { Messages } from "@/components/messages"
import { address, type RawSearch, readSearch } from "@/components/search-params"
import { TextLink } from "@/components/text-link"
import { env } from "@/lib/core/env"
import { safeNext } from "@/lib/core/forms/safe-next"
import { formats, translations } from "@/lib/i18n/translations"
import { activeApplication } from "@/lib/oidc/sign-in"
import { findSignUp } from "@/lib/organizations/store"
import { currentTerms } from "@/lib/terms/service"
import { OtherWays } from "../login/other-ways"
import { RegisterForm } from "./register-form"

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await translations("register"))("title") }
}

/**
 * Returns what registration offers: joining an organization, creating one, or (null) nothing. Closed and unknown
 * organizations look alike.
 */
async function readOffer(id: string | undefined) {
  if (!id) return env().SIGN_UP === "open" ? { name: null, domains: [] } : null
  const found = /^[A-Za-z0-9_]{1,64}$/.test(id) ? await findSignUp(id) : null
  if (!found || found.signUp === "invite_only") return null
  return { name: found.name, domains: found.signUp === "domain" ? found.allowedDomains : [] }
}

export default async function RegisterPage({ searchParams }: { searchParams: RawSearch }) {
  const search = await readSearch(searchParams)
  const next = safeNext(search.next, "")
  const application = search.application_id ? await activeApplication(search.application_id) : null
  const returns = {
    application_id: application?.id,
    return_to: application ? search.return_to?.slice(0, 2000) : undefined,
  }
  const organization_id = search.organization_id ?? application?.organization_id ?? undefined
  const offer = await readOffer(organization_id)
  const t = await translations("register")
  const signIn = (
    <p className="text-sm text-muted">
      {t.rich("signIn", {
        link: (text) => <TextLink href={address("/login", { next, ...returns })}>{text}</TextLink>,
      })}
    </p>
  )
  if (!offer)
    return (
      <>
        <Heading title={t("closed")}>{t("closedAbout")}</Heading>
        {signIn}
      </>
    )
  return (
    <>
      <Heading title={offer.name ? t("join", { organization: offer.name }) : t("title")}>
        {offer.name ? t("joinAbout") : t("about")}
      </Heading>
      <Messages of={["register", "terms"]}>
        <BotProtection of="register">
          <RegisterForm
            organizationId={offer.name ? organization_id : undefined}
            domains={(await formats()).list(offer.domains, { type: "disjunction" })}
            least={env().PASSWORD_MIN_LENGTH}
            next={next}
            returns={returns}
            terms={currentTerms()}
          />
        </BotProtection>
      </Messages>
      <OtherWays next={next} organizationId={offer.name ? organization_id : undefined} returns={returns} />
      {signIn}
    </>
  )
}
