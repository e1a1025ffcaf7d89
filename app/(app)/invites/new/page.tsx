import { BackLink } from "@/components/back-link"
import { Heading } from "@/components/heading"
import { Messages } from "@/components/messages"
import { address } from "@/components/search-params"
import { TextLink } from "@/components/text-link"
import { mayGrant, permissions } from "@/lib/core/identity/permissions"
import { translations } from "@/lib/i18n/translations"
import { assignableRoles } from "@/lib/roles/assignable"
import { memberPage } from "../../member-page"
import { pageMetadata } from "../../shell/page-metadata"
import { InviteForm } from "./invite-form"

export const generateMetadata = pageMetadata((t) => t("invites.form.title"))

export default memberPage({
  path: "/invites/new",
  permission: "invites:write",
  render: async ({ actor, org }) => {
    const t = await translations("invites")
    const several = address("/invites/many", { org })
    return (
      <Messages of={["common", "labels", "permissions", "invites"]}>
        <BackLink href={address("/invites", { org })}>{t("title")}</BackLink>
        <Heading title={t("form.title")}>
          {t("form.about")} {t.rich("form.several", { link: (text) => <TextLink href={several}>{text}</TextLink> })}
        </Heading>
        <InviteForm
          org={org}
          roles={await assignableRoles(actor)}
          grantable={permissions.filter((name) => mayGrant(actor, name))}
        />
      </Messages>
    )
  },
})
