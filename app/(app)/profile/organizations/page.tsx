import { Section } from "@/components/section"
import { translations } from "@/lib/i18n/translations"
import { myOrganizations } from "@/lib/users/me"
import { pageMetadata } from "../../shell/page-metadata"
import { MyRights } from "../my-rights"
import { MyOrganizations } from "../organizations"
import { profilePage } from "../profile-page"

export const generateMetadata = pageMetadata((t) => `${t("profile.tabs.organizations")} · ${t("profile.title")}`)

/** The person's organizations, and their permissions in this one. */
export default profilePage("organizations", async ({ me, org }) => {
  const t = await translations("profile")
  const mine = await myOrganizations(me)
  const here = mine.find(({ id }) => id === org)
  return (
    <>
      <Section title={t("organizations.title")} about={t("organizations.about")}>
        <MyOrganizations mine={mine} org={org} me={me} />
      </Section>
      {org && (
        <Section title={t("rights.title")} about={here && t("rights.about", { organization: here.name })}>
          <MyRights me={me} org={org} />
        </Section>
      )}
    </>
  )
})
