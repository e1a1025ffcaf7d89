import { BackLink } from "@/components/back-link"
import { Heading } from "@/components/heading"
import { Messages } from "@/components/messages"
import { address } from "@/components/search-params"
import { translations } from "@/lib/i18n/translations"
import { asksForProof } from "@/lib/sessions/proof"
import { memberPage } from "../../member-page"
import { pageMetadata } from "../../shell/page-metadata"
import { includable } from "../includable"
import { NewRoleForm } from "./new-role-form"

export const generateMetadata = pageMetadata((t) => t("roles.form.title"))

export default memberPage({
  path: "/roles/new",
  permission: "roles:write",
  render: async ({ me, actor, org }) => {
    const t = await translations("roles")
    return (
      <Messages of={["common", "permissions", "roles"]}>
        <BackLink href={address("/roles", { org })}>{t("title")}</BackLink>
        <Heading title={t("form.title")}>{t("form.about")}</Heading>
        <NewRoleForm org={org} grantable={await includable(actor)} asks={asksForProof(me)} />
      </Messages>
    )
  },
})
