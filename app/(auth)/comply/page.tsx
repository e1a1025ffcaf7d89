import type { Metadata } from "next"
import { notFound, redirect } from "next/navigation"
import { absent } from "@/app/(app)/shell/absent"
import { landing } from "@/app/(app)/shell/landing"
import { ActionForm } from "@/components/action-form"
import { Heading } from "@/components/heading"
import { Messages } from "@/components/messages"
import { address, type RawSearch, readSearch } from "@/components/search-params"
import { TextLink } from "@/components/text-link"
import { ButtonSlot } from "@/components/ui/button-slot"
import { RenderedFor } from "@/lib/core/forms/rendered-for"
import { safeNext } from "@/lib/core/forms/safe-next"
import { requireUser } from "@/lib/core/identity/page-session"
import { formats, translations } from "@/lib/i18n/translations"
import { lackOf } from "@/lib/policies/lack"
import { signInAgain } from "./actions"
import { CodeForm } from "./code-form"

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await translations("policies"))("title") }
}

/** Lets someone comply with the policy of an organization or tenant, and leads back to where they wanted to go. */
export default async function ComplyPage({ searchParams }: { searchParams: RawSearch }) {
  const search = await readSearch(searchParams)
  const { organization_id, tenant_id } = search
  const next = safeNext(search.next, "")
  const here = address("/comply", { organization_id, tenant_id, next })
  const me = await requireUser(here)
  const lack = await lackOf(me, { organization_id, tenant_id }).catch(absent)
  if (!lack) notFound()
  const { unmet, name } = lack
  if (!unmet) redirect(next || (await landing(me, { org: organization_id })))
  const t = await translations("policies.comply")
  return (
    <RenderedFor id={me.userId}>
      <Heading title={t("title", { name })}>{await about(lack, me.verified)}</Heading>
      <Messages of={["common", "policies"]}>
        <Steps lack={lack} verified={me.verified} here={here} />
      </Messages>
      <p className="text-sm">
        <TextLink href="/profile">{t("profile")}</TextLink>
      </p>
    </RenderedFor>
  )
}

type Lack = Awaited<ReturnType<typeof lackOf>>
type StepsProps = { lack: Lack; verified: boolean; here: string }

/** What to do now. What is signed in with again, and set up, leads back to this page. */
async function Steps({ lack: { unmet, code, passkey, able }, verified, here }: StepsProps) {
  const t = await translations("policies.comply")
  const again = (label: "signInAgain" | "usePasskey") => (
    <ActionForm action={signInAgain} values={{ next: here }} look={code ? "plain" : "primary"}>
      {t(label)}
    </ActionForm>
  )
  if (unmet !== "two_factor_required") return able ? again("signInAgain") : <Prepare />
  return (
    <>
      {code && <CodeForm next={here} />}
      {passkey && again("usePasskey")}
      {!code && !passkey && verified && (
        <ButtonSlot>
          <a href={address("/profile/second-factor", { next: here })}>{t("setUpButton")}</a>
        </ButtonSlot>
      )}
    </>
  )
}

/** Someone who cannot sign in in any way that is allowed adds one in their profile. */
async function Prepare() {
  const t = await translations("policies.comply")
  return (
    <ButtonSlot>
      <a href="/profile/security">{t("prepare")}</a>
    </ButtonSlot>
  )
}

async function about({ unmet, code, passkey, methods, able }: Lack, verified: boolean): Promise<string> {
  const [t, format] = [await translations("policies"), await formats()]
  if (unmet === "session_too_old") return t("comply.tooOld")
  if (unmet === "two_factor_required") {
    if (code) return t("comply.code")
    if (passkey) return t("comply.passkey")
    return t(verified ? "comply.setUp" : "comply.verifyFirst")
  }
  const names = methods.map((method) => t(`method.${method}`))
  return t(able ? "comply.method" : "comply.noMethod", { methods: format.list(names, { type: "disjunction" }) })
}
