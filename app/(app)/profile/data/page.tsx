import { Download } from "lucide-react"
import { Section } from "@/components/section"
import { ButtonSlot } from "@/components/ui/button-slot"
import { translations } from "@/lib/i18n/translations"
import { myOrganizations } from "@/lib/users/me"
import { pageMetadata } from "../../shell/page-metadata"
import { CloseAccount } from "../close-account"
import { profilePage } from "../profile-page"

export const generateMetadata = pageMetadata((t) => `${t("profile.tabs.data")} · ${t("profile.title")}`)

/** The person's stored data, and closing the account. */
export default profilePage("data", async ({ me }) => {
  const [t, mine] = [await translations("profile"), await myOrganizations(me)]
  return (
    <>
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
    </>
  )
})
