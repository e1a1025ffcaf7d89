import { BackLink } from "@/components/back-link"
import { CopyText } from "@/components/copy-text"
import { Heading } from "@/components/heading"
import { Messages } from "@/components/messages"
import { ProofForm } from "@/components/proof-form"
import { address } from "@/components/search-params"
import { Alert } from "@/components/ui/alert"
import { ButtonSlot } from "@/components/ui/button-slot"
import { safeNext } from "@/lib/core/forms/safe-next"
import type { UserCaller } from "@/lib/core/identity/caller"
import { translations } from "@/lib/i18n/translations"
import { secondFactorState } from "@/lib/second-factor/service"
import { beginSecondFactor } from "@/lib/second-factor/set-up"
import { asksForProof } from "@/lib/sessions/proof"
import { memberPage } from "../../member-page"
import { pageMetadata } from "../../shell/page-metadata"
import { begin } from "./actions"
import { ConfirmForm } from "./confirm-form"
import { QrCode } from "./qr-code"

export const generateMetadata = pageMetadata((t) => t("profile.factor.title"))

/** Sets up two-factor authentication: scan, confirm a code, save the recovery codes. */
export default memberPage({
  path: "/profile/second-factor",
  permission: "self",
  render: async ({ me, org, search }) => {
    const t = await translations("profile")
    const { enabled } = await secondFactorState(me.userId)
    const next = safeNext(search.next, "")
    return (
      <Messages of={["common", "profile", "recovery"]}>
        <BackLink href={address("/profile/security", { org })}>{t("title")}</BackLink>
        <Heading title={t("factor.title")}>{t("factor.pageAbout")}</Heading>
        {enabled ? <ConfirmForm enabled email={me.email} next={next} /> : <SetUp me={me} next={next} />}
      </Messages>
    )
  },
})

/** The next step of the setup: verified address, recent proof of the password, first code. */
async function SetUp({ me, next }: { me: UserCaller; next: string }) {
  const t = await translations("profile")
  if (!me.verified)
    return (
      <Alert tone="note">
        <p>{t.rich("factor.unverified", { email: me.email, strong: (text) => <strong>{text}</strong> })}</p>
      </Alert>
    )
  if (asksForProof(me))
    return (
      <div className="max-w-form">
        <ProofForm action={begin} values={{ next }} asks>
          {t("factor.goOn")}
        </ProofForm>
      </div>
    )
  return (
    <ConfirmForm enabled={false} email={me.email} next={next}>
      <Scan {...(await beginSecondFactor(me))} />
    </ConfirmForm>
  )
}

async function Scan({ secret, uri }: { secret: string; uri: string }) {
  const t = await translations("profile.factor")
  const phone = await translations("recovery")
  return (
    <div className="grid max-w-form gap-4">
      <div className="sm:hidden">
        <ButtonSlot look="plain">
          <a href={uri}>{phone("openApp")}</a>
        </ButtonSlot>
      </div>
      <p>{t("scan")}</p>
      <QrCode text={uri} label={t("qrCode")} />
      <p className="text-sm text-muted">
        {t("typeInstead")}
        <br />
        <CopyText text={secret} label={phone("key")} shown={secret.match(/.{1,4}/g)?.join(" ")} />
      </p>
    </div>
  )
}
