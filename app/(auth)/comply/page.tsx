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
  const { unmet, name, setUp } = lack
  if (!unmet) redirect(next || (await landing(me, { org: organization_id })))
  const t = await translations("policies.comply")
  return (
    <RenderedFor id={me.userId}>
      <Heading title={t("title", { name })}>{await about(lack, me.verified)}</Heading>
      <Messages of={["common", "policies"]}>
        {unmet !== "two_factor_required" ? (
          <ActionForm action={signInAgain} values={{ next: here }}>
            {t("signInAgain")}
          </ActionForm>
        ) : !setUp ? (
          <CodeForm next={here} />
        ) : (
          me.verified && (
            <ButtonSlot>
              <a href={address("/profile/second-factor", { next: here })}>{t("setUpButton")}</a>
            </ButtonSlot>
          )
        )}
      </Messages>
      <p className="text-sm">
        <TextLink href="/profile">{t("profile")}</TextLink>
      </p>
    </RenderedFor>
  )
}

type Lack = Awaited<ReturnType<typeof lackOf>>

async function about({ unmet, setUp, methods }: Lack, verified: boolean): Promise<string> {
  const [t, format] = [await translations("policies"), await formats()]
  if (unmet === "session_too_old") return t("comply.tooOld")
  if (unmet === "two_factor_required")
    return t(!setUp ? "comply.code" : verified ? "comply.setUp" : "comply.verifyFirst")
  const names = methods.map((method) => t(`method.${method}`))
  return t("comply.method", { methods: format.list(names, { type: "disjunction" }) })
}
