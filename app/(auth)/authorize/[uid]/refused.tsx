import { ActionForm } from "@/components/action-form"
import { Heading } from "@/components/heading"
import { TextLink } from "@/components/text-link"
import type { UserCaller } from "@/lib/core/identity/caller"
import { translations } from "@/lib/i18n/translations"
import type { Interaction } from "@/lib/oidc/interaction"
import { useAnotherAccount } from "./actions"

type Props = { why: "not_for_you" | "unverified"; me: UserCaller; interaction: Interaction }

/** For someone whom the application is not for: whom to ask, or what is left to do. */
export async function Refused({ why, me, interaction }: Props) {
  const t = await translations("authorize")
  const { name } = interaction.application
  return (
    <>
      <Heading title={t(`refused.${why}.title`, { name })}>
        {t(`refused.${why}.about`, { name, email: me.email })}
      </Heading>
      {why === "unverified" && (
        <p className="text-sm">
          <TextLink href="/profile">{t("refused.profile")}</TextLink>
        </p>
      )}
      <ActionForm action={useAnotherAccount} values={{ uid: interaction.uid }} look="plain">
        {t("another")}
      </ActionForm>
    </>
  )
}
