import { Section } from "@/components/section"
import { env } from "@/lib/core/env"
import { translations } from "@/lib/i18n/translations"
import { asksForProof } from "@/lib/sessions/proof"
import { pageMetadata } from "../../shell/page-metadata"
import { ConnectedApps } from "../connected-apps"
import { OtherAccounts } from "../identities/section"
import { Passkeys } from "../passkeys/section"
import { PasswordForm } from "../password-form"
import { profilePage } from "../profile-page"
import { RememberedDevices } from "../remembered-devices"
import { SecondFactor } from "../second-factor/section"
import { Sessions } from "../sessions"

export const generateMetadata = pageMetadata((t) => `${t("profile.tabs.security")} · ${t("profile.title")}`)

/** Password, passkeys, two-factor authentication, sessions and connected apps. */
export default profilePage("security", async ({ me, search }) => {
  const [t, p] = [await translations("profile"), await translations("policies.remembered")]
  const first = await translations("proofCode")
  const has = me.hasPassword
  return (
    <>
      <Section
        title={has ? t("password.title") : first("setTitle")}
        about={has ? t("password.about") : first("setAbout")}
      >
        <PasswordForm
          email={me.email}
          least={env().PASSWORD_MIN_LENGTH}
          first={has ? undefined : { submit: first("setSubmit"), asks: asksForProof(me) }}
        />
      </Section>
      <Passkeys me={me} />
      <Section title={t("factor.title")} about={t("factor.about")}>
        <SecondFactor me={me} />
      </Section>
      <OtherAccounts me={me} problem={search.problem} />
      <Section title={p("title")} about={p("about")}>
        <RememberedDevices me={me} />
      </Section>
      <Section title={t("sessions.title")} about={t("sessions.about")}>
        <Sessions me={me} />
      </Section>
      <Section title={t("apps.title")} about={t("apps.about")}>
        <ConnectedApps me={me} />
      </Section>
    </>
  )
})
