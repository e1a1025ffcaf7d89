import { ActionForm } from "@/components/action-form"
import { Heading } from "@/components/heading"
import { address } from "@/components/search-params"
import { TextLink } from "@/components/text-link"
import type { UserCaller } from "@/lib/core/identity/caller"
import { translations } from "@/lib/i18n/translations"
import type { Interaction } from "@/lib/oidc/interaction"
import { cancel, useAnotherAccount } from "./actions"

/** For someone without a second factor, where the application requires one: leads to its setup and back. */
export async function SetUp({ me, interaction, next }: { me: UserCaller; interaction: Interaction; next: string }) {
  const t = await translations("authorize")
  const { uid, application } = interaction
  const { name } = application
  return (
    <>
      <Heading title={t("setUp.title", { name })}>{t("signedInAs", { email: me.email })}</Heading>
      <p className="text-muted">{t("setUp.about")}</p>
      <p>
        <TextLink href={address("/profile/second-factor", { next })}>{t("setUp.submit")}</TextLink>
      </p>
      <div className="flex flex-wrap gap-3">
        <ActionForm action={cancel} values={{ uid }} look="plain">
          {t("cancel")}
        </ActionForm>
        <ActionForm action={useAnotherAccount} values={{ uid }} look="quiet">
          {t("another")}
        </ActionForm>
      </div>
    </>
  )
}
