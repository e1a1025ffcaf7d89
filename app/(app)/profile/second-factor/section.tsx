import { Messages } from "@/components/messages"
import { ProofForm } from "@/components/proof-form"
import { Badge } from "@/components/ui/badge"
import type { UserCaller } from "@/lib/core/identity/caller"
import { translations } from "@/lib/i18n/translations"
import { secondFactorState } from "@/lib/second-factor/service"
import { asksForProof } from "@/lib/sessions/proof"
import { begin, remove } from "./actions"
import { RenewForm } from "./renew-form"

/** State of two-factor authentication, with buttons to turn it on or off. */
export async function SecondFactor({ me }: { me: UserCaller }) {
  const t = await translations("profile.factor")
  const { enabled, recoveryCodesLeft } = await secondFactorState(me.userId)
  if (!enabled)
    return (
      <>
        <p>{t("off")}</p>
        {me.verified ? (
          <ProofForm action={begin} asks={asksForProof(me)} look="plain">
            {t("setUp")}
          </ProofForm>
        ) : (
          <p>{t.rich("unverified", { email: me.email, strong: (text) => <strong>{text}</strong> })}</p>
        )}
      </>
    )
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <Badge tone="good">{t("on")}</Badge>
        <span className="text-sm text-muted">{t("left", { n: recoveryCodesLeft })}</span>
      </div>
      <Messages of={["common", "profile", "recovery"]}>
        <RenewForm email={me.email} asks={asksForProof(me)} />
      </Messages>
      <ProofForm action={remove} asks look="danger" behind={t("turnOffBehind")} about={<p>{t("turnOffAbout")}</p>}>
        {t("turnOff")}
      </ProofForm>
    </>
  )
}
