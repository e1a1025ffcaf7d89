import { Section } from "@/components/section"
import { pendingEmailChange } from "@/lib/core/identity/secrets"
import { translations } from "@/lib/i18n/translations"
import { getMe } from "@/lib/users/service"
import { NoOrganizationSection } from "../shell/no-organization"
import { pageMetadata } from "../shell/page-metadata"
import { AddressChangeForm } from "./address-change-form"
import { ProfileForm } from "./details-form"
import { PendingAddress } from "./pending-address"
import { PictureForm } from "./picture-form"
import { profilePage } from "./profile-page"

export const generateMetadata = pageMetadata((t) => t("profile.title"))

/** The person's profile as others see it, and the address they sign in with. */
export default profilePage("account", async ({ me, org }) => {
  const [t, images] = [await translations("profile"), await translations("images")]
  const [user, pending] = await Promise.all([getMe(me), pendingEmailChange(me.userId)])
  const { name, email, bio, avatar_url } = user
  return (
    <>
      {!org && !me.superAdmin && <NoOrganizationSection me={me} />}
      <Section title={images("picture")} about={images("pictureAbout")}>
        <PictureForm id={me.userId} name={name} url={avatar_url} />
      </Section>
      <Section title={t("details.title")} about={t("details.about")}>
        <ProfileForm key={avatar_url} {...{ name, bio, avatar_url }} />
      </Section>
      <Section title={t("address.title")} about={t("address.about", { email })}>
        {pending && <PendingAddress pending={pending} />}
        <AddressChangeForm email={email} />
      </Section>
    </>
  )
})
