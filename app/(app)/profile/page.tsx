import { Download } from "lucide-react"
import { Heading } from "@/components/heading"
import { Messages } from "@/components/messages"
import { Section } from "@/components/section"
import { ButtonSlot } from "@/components/ui/button-slot"
import { env } from "@/lib/core/env"
import { translations } from "@/lib/i18n/translations"
import { myOrganizations } from "@/lib/users/me"
import { getMe } from "@/lib/users/service"
import { memberPage } from "../member-page"
import { NoOrganizationSection } from "../shell/no-organization"
import { pageMetadata } from "../shell/page-metadata"
import { AddressChangeForm } from "./address-change-form"
import { CloseAccount } from "./close-account"
import { ProfileForm } from "./details-form"
import { MyRights } from "./my-rights"
import { MyOrganizations } from "./organizations"
import { PasswordForm } from "./password-form"
import { SecondFactor } from "./second-factor/section"
import { Sessions } from "./sessions"

export const generateMetadata = pageMetadata((t) => t("profile.title"))

/** One's own account: the same in every organization. */
export default memberPage({
  path: "/profile",
  permission: "self",
  render: async ({ me, org }) => {
    const t = await translations("profile")
    const [{ name, email, bio, avatar_url }, mine] = await Promise.all([getMe(me), myOrganizations(me)])
    const here = mine.find(({ id }) => id === org)
    return (
      <Messages of={["common", "profile"]}>
        <Heading title={t("title")}>{t("about")}</Heading>
        <div>
          {!org && !me.superAdmin && <NoOrganizationSection me={me} />}
          <Section title={t("details.title")} about={t("details.about")}>
            <ProfileForm {...{ name, email, bio: bio ?? null, avatar_url: avatar_url ?? null }} />
          </Section>
          <Section title={t("password.title")} about={t("password.about")}>
            <PasswordForm email={email} least={env().PASSWORD_MIN_LENGTH} />
          </Section>
          <Section title={t("factor.title")} about={t("factor.about")}>
            <SecondFactor me={me} />
          </Section>
          <Section title={t("sessions.title")} about={t("sessions.about")}>
            <Sessions me={me} />
          </Section>
          <Section title={t("organizations.title")} about={t("organizations.about")}>
            <MyOrganizations mine={mine} org={org} me={me} />
          </Section>
          {org && (
            <Section title={t("rights.title")} about={here && t("rights.about", { organization: here.name })}>
              <MyRights me={me} org={org} />
            </Section>
          )}
          <Section title={t("address.title")} about={t("address.about", { email })}>
            <AddressChangeForm />
          </Section>
          <Section title={t("data.title")} about={t("data.about")}>
            <p>
              <ButtonSlot look="plain">
                <a href="/profile/export" download>
                  <Download aria-hidden /> {t("data.download")}
                </a>
              </ButtonSlot>
            </p>
          </Section>
          <Section title={t("close.title")} about={t("close.about")}>
            <CloseAccount me={me} organizations={mine.length} />
          </Section>
        </div>
      </Messages>
    )
  },
})
