import { ActionForm } from "@/components/action-form"
import { Heading } from "@/components/heading"
import type { UserCaller } from "@/lib/core/identity/caller"
import { translations } from "@/lib/i18n/translations"
import type { Interaction, Step } from "@/lib/oidc/interaction"
import { Wants } from "../wants"
import { cancel, goOn, prove, useAnotherAccount } from "./actions"
import { Choose } from "./choose"
import { ProveForm } from "./prove-form"

type Props = { step: Extract<Step, { kind: "prove" | "account" | "ask" }>; me: UserCaller; interaction: Interaction }

/** The one question of a sign-in to an application: who, where, or whether. */
export async function Question({ step, me, interaction }: Props) {
  const t = await translations("authorize")
  const { uid, application } = interaction
  const { name } = application
  const person = me.name
  const asks = step.kind === "ask"
  return (
    <>
      <Heading title={asks && step.consent ? t("consent.title", { name }) : t("continue.title", { person, name })}>
        {t("signedInAs", { email: me.email })}
      </Heading>
      {asks && step.consent && <Wants request={interaction.request} />}
      {asks && step.confirm && <p className="text-muted">{t("continue.native")}</p>}
      {step.kind === "prove" && <p className="text-muted">{t(step.code ? "prove.both" : "prove.about", { name })}</p>}
      {step.kind === "prove" ? (
        <ProveForm action={prove} uid={uid} code={step.code} submit={t("continue.submit")} />
      ) : (
        <Choose
          action={goOn}
          uid={uid}
          choices={asks ? step.choices : []}
          submit={asks && step.consent ? t("consent.submit") : t("continue.submit")}
        />
      )}
      <div className="flex flex-wrap gap-3">
        {(step.kind === "prove" || (asks && (step.consent || step.confirm))) && (
          <ActionForm action={cancel} values={{ uid }} look="plain">
            {t("cancel")}
          </ActionForm>
        )}
        <ActionForm action={useAnotherAccount} values={{ uid }} look="quiet">
          {t("another")}
        </ActionForm>
      </div>
    </>
  )
}
